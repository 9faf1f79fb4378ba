"""The list of what was withdrawn on this device, which every pack obeys, wherever it comes from.

One file beside the journal and not in a store: a pack that is previewed or named by its folder has no store. It is
read at each start, so this module is light. A list that is there and cannot be read hides everything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from kiosk import paths
from kiosk.services.store.disk import FULL, make_folder, overwrite_both, roomy, write_whole

COPY = ".copy"


class UnreadableListError(Exception):
    """The list is there and cannot be read: nobody can tell what must not be shown."""

    def __init__(self, file: Path) -> None:
        from kiosk.content.telling import Told

        self.told = Told(
            "the list of what was withdrawn, {file}, cannot be read, so nothing is shown: put a copy of it in its "
            "place, or remove it and {copy}, and withdraw everything anew",
            file=file,
            copy=copy_of(file).name,
        )
        super().__init__(self.told)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """`kind`: file, page or picture; `name`: a file's name, panel/page, or gallery/file.

    `hashes`: the SHA-256 of the files that nobody may see, under whatever name. `when`: UTC, as ISO 8601. `called`: the
    names that staff gave it, by which it can be lifted too; a list of an earlier program has none.
    """

    kind: str
    name: str
    hashes: tuple[str, ...] = ()
    when: str = ""
    by: str = ""
    why: str = ""
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """All that was withdrawn and not lifted, the last one last."""

    entries: tuple[Withdrawal, ...] = ()

    @property
    def hashes(self) -> frozenset[str]:
        """The files that nobody may see, by content."""
        return frozenset(digest for entry in self.entries for digest in entry.hashes)

    @property
    def pages(self) -> frozenset[str]:
        """The pages that nobody may see, as panel/page."""
        return frozenset(entry.name for entry in self.entries if entry.kind == "page")

    @property
    def pictures(self) -> frozenset[str]:
        """The pictures of galleries that nobody may see, as gallery/file."""
        return frozenset(entry.name for entry in self.entries if entry.kind == "picture")

    @property
    def mark(self) -> str:
        """What differs where something else is withdrawn; "" where nothing is."""
        if not self.entries:
            return ""
        words = [sorted(self.hashes), sorted(self.pages), sorted(self.pictures)]
        return sha256(json.dumps(words).encode("ascii")).hexdigest()

    def with_entry(self, entry: Withdrawal) -> Withdrawals:
        """Return the list with one more; one of the same kind and name is joined with the first, whose words stay."""
        known = self.find(entry.kind, entry.name)
        if known is None:
            return Withdrawals((*self.entries, entry))
        joined = replace(
            known,
            hashes=tuple(dict.fromkeys((*known.hashes, *entry.hashes))),
            why=known.why or entry.why,
            called=tuple(dict.fromkeys((*known.called, *entry.called))),
        )
        return Withdrawals(tuple(joined if other is known else other for other in self.entries))

    def without(self, entries: Iterable[Withdrawal]) -> Withdrawals:
        """Return the list without these."""
        lifted = set(entries)
        return Withdrawals(tuple(other for other in self.entries if other not in lifted))

    def find(self, kind: str, name: str) -> Withdrawal | None:
        """Return the entry of this kind and name."""
        return next((entry for entry in self.entries if (entry.kind, entry.name) == (kind, name)), None)


def read_withdrawals(file: Path | None = None) -> Withdrawals:
    """Return what was withdrawn on this device; nothing where there is no list. Raises UnreadableListError."""
    file = file or paths.withdrawn()
    copy = copy_of(file)
    for each in (file, copy):
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return _parse(each.read_bytes())
    # What may not be looked at is there all the same: only what surely is not, is not.
    if all(_is_absent(each) for each in (file, copy)):
        return Withdrawals()
    raise UnreadableListError(file)


def known_withdrawals() -> Withdrawals | None:
    """Return the same; None where the list cannot be read, and so nothing is known."""
    try:
        return read_withdrawals()
    except UnreadableListError:
        return None


def write_withdrawals(withdrawals: Withdrawals, file: Path | None = None) -> None:
    """Replace the list; on the disk once it returns. Raises OSError.

    The copy is written first: the list itself is never newer than what stands in for it.
    """
    file = file or paths.withdrawn()
    make_folder(file.parent)
    words = json.dumps([asdict(entry) for entry in withdrawals.entries], ensure_ascii=False, indent=1)
    data = json.dumps({"sha256": sha256(words.encode("utf-8")).hexdigest(), "withdrawn": words}).encode("ascii") + b"\n"
    for each in (roomy(data), data):
        try:
            write_whole(copy_of(file), each, 0o600)
            write_whole(file, each, 0o600)
        except OSError as error:
            if error.errno not in FULL:
                raise
        else:
            return
    overwrite_both(file, copy_of(file), data, whole=_is_whole(file))


def _is_whole(file: Path) -> bool:
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        _parse(file.read_bytes())
        return True
    return False


def list_stamp(file: Path | None = None) -> tuple[int, ...]:
    """Return what differs once the list was changed; cheap."""
    found: list[int] = []
    for each in ((named := file or paths.withdrawn()), copy_of(named)):
        with suppress(OSError):
            seen = each.stat()
            found += [seen.st_ino, seen.st_size, seen.st_mtime_ns]
    return tuple(found)


def copy_of(file: Path) -> Path:
    """Return where the copy of the list lies."""
    return file.with_suffix(f"{COPY}{file.suffix}")


def _is_absent(file: Path) -> bool:
    try:
        file.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def _parse(data: bytes) -> Withdrawals:
    outer = json.loads(data)
    words = outer["withdrawn"]
    if outer["sha256"] != sha256(words.encode("utf-8")).hexdigest():
        raise ValueError("it was changed")
    found: list[dict[str, Any]] = json.loads(words)
    return Withdrawals(tuple(_entry(entry) for entry in found))


def _entry(found: dict[str, Any]) -> Withdrawal:
    """Read an entry as far as it is known: a newer program may have written more."""
    several = {"hashes", "called"}
    known = {field.name: str(found[field.name]) for field in fields(Withdrawal) if field.name not in several}
    called = tuple(map(str, found.get("called", ())))
    return Withdrawal(hashes=tuple(map(str, found["hashes"])), called=called, **known)
