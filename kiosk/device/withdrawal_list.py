"""The withdrawal list of this device, which every pack obeys, wherever it comes from.

One file beside the journal and not in a store: a pack that is previewed or named by its folder has no store. It is read
at each start, so this module is light. A list that exists but cannot be read hides everything.

The list counts its changes, and only a list with a newer count lifts anything. Where it is gone, or an older one took
its place, what this process read before stays in force, or else the reserve: one more copy, in the device's state
folder.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from kiosk import paths
from kiosk.content.messages import Message
from kiosk.device.disk import FULL, flush_folder, make_folder, overwrite, overwrite_both, padded, write_whole

COPY, IN_DOUBT = ".copy", "in doubt"
LOST = Message(
    "the list of what was withdrawn, {file}, is gone; what it withdrew stays withdrawn, by another copy. The kiosk "
    "writes it again once it runs and can, or the next `kiosk pack withdraw` does"
)
OLDER = Message(
    "the list of what was withdrawn, {file}, was replaced by an older one; what was withdrawn since stays withdrawn. "
    "The kiosk writes it again once it runs and can, or the next `kiosk pack withdraw` does; only --lift lifts"
)
FOREIGN = Message(
    "the list of what was withdrawn, {file}, was replaced by that of another device; what was withdrawn on this one "
    "stays withdrawn, and so does what is in that list. The kiosk writes both once it runs and can, or the next "
    "`kiosk pack withdraw` does; only --lift lifts"
)
NO_RESERVE = Message(
    "the second copy of the list of what was withdrawn, {file}, cannot be written: if the data folder is lost, "
    "what was withdrawn is shown again. Make room on that disk, and let this user write the folder; the kiosk tries "
    "again by itself"
)
_BROKEN = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)
_known: dict[Path, Withdrawals] = {}
"""What this process read or wrote last, by the file of the list."""


class UnreadableListError(Exception):
    """The list exists but cannot be read: what must not be shown is unknown."""

    def __init__(self, file: Path) -> None:
        self.message = Message(
            "the list of what was withdrawn, {file}, cannot be read, so nothing is shown: put a copy of it in its "
            "place, or remove it and {copy}; `kiosk pack withdraw --list` then lists what this device still knows of "
            "it, and what is missing there has to be withdrawn again",
            file=file,
            copy=copy_of(file).name,
        )
        super().__init__(self.message)


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One withdrawal. `kind`: file, page or picture; `name`: a file's name, panel/page, or gallery/file.

    `hashes`: the SHA-256 of the hidden files, under whatever name. `when`: UTC, as ISO 8601. `called`: the names that
    staff gave it, by which it can be lifted too; a list of an earlier program has none. `clock`: IN_DOUBT where the
    clock behind `when` was. `number`: its number in the list while it is there; 0: not listed yet.
    """

    kind: str
    name: str
    hashes: tuple[str, ...] = ()
    when: str = ""
    by: str = ""
    why: str = ""
    called: tuple[str, ...] = ()
    clock: str = ""
    number: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Withdrawals:
    """All that was withdrawn and not lifted, the last one last. `number` counts the changes; 0: not counted.

    `last`: the highest number of any entry since the list was empty; it is never reused. `origin`: the device on which
    the list began, "" where an earlier program wrote it.
    """

    entries: tuple[Withdrawal, ...] = ()
    number: int = field(default=0, compare=False)
    last: int = field(default=0, compare=False)
    origin: str = field(default="", compare=False)

    @property
    def hashes(self) -> frozenset[str]:
        """The hidden files, by content hash."""
        return frozenset(digest for entry in self.entries for digest in entry.hashes)

    @property
    def pages(self) -> frozenset[str]:
        """The hidden pages, as panel/page."""
        return frozenset(entry.name for entry in self.entries if entry.kind == "page")

    @property
    def pictures(self) -> frozenset[str]:
        """The hidden gallery pictures, as gallery/file."""
        return frozenset(entry.name for entry in self.entries if entry.kind == "picture")

    @property
    def digest(self) -> str:
        """Digest that differs where something else is withdrawn; "" where nothing is."""
        if not self.entries:
            return ""
        names = [sorted(self.hashes), sorted(self.pages), sorted(self.pictures)]
        return sha256(json.dumps(names).encode("ascii")).hexdigest()

    def covers(self, other: Withdrawals) -> bool:
        """Return whether everything that is withdrawn by another list is also withdrawn by this one."""
        return other.hashes <= self.hashes and other.pages <= self.pages and other.pictures <= self.pictures

    def with_entry(self, entry: Withdrawal) -> Withdrawals:
        """Return the list with one more entry; one of the same kind and name is merged with the first, whose words
        stay.
        """
        known = self.find(entry.kind, entry.name)
        if known is None:
            return replace(self, entries=(*self.entries, entry))
        merged = replace(
            known,
            hashes=tuple(dict.fromkeys((*known.hashes, *entry.hashes))),
            why=known.why or entry.why,
            called=tuple(dict.fromkeys((*known.called, *entry.called))),
        )
        return replace(self, entries=tuple(merged if other is known else other for other in self.entries))

    def without(self, entries: Iterable[Withdrawal]) -> Withdrawals:
        """Return the list without these entries."""
        lifted = set(entries)
        return replace(self, entries=tuple(other for other in self.entries if other not in lifted))

    def find(self, kind: str, name: str) -> Withdrawal | None:
        """Return the entry of this kind and name."""
        return next((entry for entry in self.entries if (entry.kind, entry.name) == (kind, name)), None)

    def numbered(self) -> Withdrawals:
        """Return the list with a number for each entry that has none, or shares one."""
        last, used, entries = max((self.last, *(entry.number for entry in self.entries))), {0}, []
        for entry in self.entries:
            last += entry.number in used
            entries.append(replace(entry, number=last) if entry.number in used else entry)
            used.add(entry.number)
        return replace(self, entries=tuple(entries), last=last if entries else 0)


def read_withdrawals(file: Path | None = None) -> Withdrawals:
    """Return what is withdrawn on this device; empty where there never was a list. Raises UnreadableListError."""
    file = file or paths.withdrawn()
    # In this order: the list is written before the reserve, so a list read during a write is never the older one.
    fallback = _read_fallback(file)
    listed = _read_list(file)
    if listed is None:
        return fallback
    merged = listed if _supersedes(listed, fallback) else _merge(fallback, listed)
    _known[file] = merged
    return merged


def list_trouble(file: Path | None = None) -> Message | None:
    """Return a message if the list is gone or outdated; None where it is trusted, or there never was one.

    A list that cannot be read raises UnreadableListError.
    """
    file = file or paths.withdrawn()
    with suppress(UnreadableListError):
        fallback = _read_fallback(file)
        listed = _read_list(file)
        if listed is None:
            return Message(LOST.template, file=file) if fallback.entries else None
        if not _supersedes(listed, fallback):
            return Message((FOREIGN if _is_foreign(listed, fallback) else OLDER).template, file=file)
    return None


def _read_list(file: Path) -> Withdrawals | None:
    """Return the list, or its copy where that is newer; None where neither exists.

    Raises UnreadableListError.
    """
    copies = _read_copies(file)
    if len(copies) == 2 and _is_foreign(*copies):
        return _merge(*copies)
    if copies:
        return max(copies, key=lambda each: each.number)  # the list itself on a tie
    # A file that may not be accessed exists all the same: only one that is certainly missing is missing.
    if all(_is_absent(each) for each in (file, copy_of(file))):
        return None
    raise UnreadableListError(file)


def _read_fallback(file: Path) -> Withdrawals:
    """Return what is known without the list: this process's last reading or the reserve, whichever is newer."""
    known = _known.get(file, Withdrawals())
    with suppress(*_BROKEN):
        reserve = _parse(reserve_of(file).read_bytes())
        return reserve if reserve.number > known.number else known
    return known


def _supersedes(listed: Withdrawals, fallback: Withdrawals) -> bool:
    """Return whether the list changed after the kept one was read, so that entries missing from it are lifted.

    An earlier program counts no changes: its list is trusted as long as none was counted here either. Another device's
    withdrawals say nothing about those made here.
    """
    if _is_foreign(listed, fallback):
        return listed.entries == fallback.entries
    is_uncounted = listed.number == fallback.number == 0
    return listed.number > fallback.number or listed.entries == fallback.entries or is_uncounted


def _is_foreign(listed: Withdrawals, fallback: Withdrawals) -> bool:
    return bool(listed.origin and fallback.origin) and listed.origin != fallback.origin


def _merge(one: Withdrawals, other: Withdrawals) -> Withdrawals:
    merged = one
    for entry in other.entries:
        merged = merged.with_entry(entry)
    return replace(merged, number=max(one.number, other.number), last=max(one.last, other.last)).numbered()


def known_withdrawals() -> Withdrawals | None:
    """Like `read_withdrawals`; None where the list cannot be read, and so nothing is known."""
    try:
        return read_withdrawals()
    except UnreadableListError:
        return None


def write_withdrawals(withdrawals: Withdrawals, file: Path | None = None) -> None:
    """Replace the list; on the disk on return. Raises OSError, and then the list is as before.

    The copy is written first: the list itself is never newer than its substitute. The reserve comes last; a failure to
    write it is ignored, since the kiosk tries it again and reports it.
    """
    file = file or paths.withdrawn()
    before = (*_read_copies(file), _read_fallback(file))
    number = 1 + max(each.number for each in before)
    origin = next((each.origin for each in reversed(before) if each.origin), "") or secrets.token_hex(8)
    withdrawals = replace(withdrawals, number=number, last=max(each.last for each in before), origin=origin).numbered()
    data = _encode(withdrawals)
    make_folder(file.parent)
    _write(file, data)
    _known[file] = withdrawals
    _write_reserve(reserve_of(file), data)


def _encode(withdrawals: Withdrawals) -> bytes:
    text = json.dumps([asdict(entry) for entry in withdrawals.entries], ensure_ascii=False, indent=1)
    digest = sha256(text.encode("utf-8")).hexdigest()
    counts = {"number": withdrawals.number, "last": withdrawals.last, "origin": withdrawals.origin}
    return json.dumps({"sha256": digest, **counts, "withdrawn": text}).encode("ascii") + b"\n"


def _write(file: Path, data: bytes) -> None:
    """Write the list and its copy. Raises OSError, and then both are as before."""
    former = {each: _bytes(each) for each in (file, copy_of(file))}
    try:
        _write_both(file, data)
    except OSError:
        for each, before in former.items():
            if _bytes(each) != before:
                _put_back(each, before)
        raise


def _write_both(file: Path, data: bytes) -> None:
    for each in (padded(data), data):
        try:
            write_whole(copy_of(file), each, 0o600)
            write_whole(file, each, 0o600)
        except OSError as error:
            if error.errno not in FULL:
                raise
        else:
            return
    overwrite_both(file, copy_of(file), data, whole=_is_whole(file))


def _put_back(file: Path, data: bytes | None) -> None:
    """Give a file its former content; else remove it: a list that was refused must not be believed."""
    if data is not None:
        for write in (partial(write_whole, mode=0o600), overwrite):
            with suppress(OSError):
                write(file, data)
                return
    with suppress(OSError):
        file.unlink()
        flush_folder(file.parent)


def _bytes(file: Path) -> bytes | None:
    with suppress(OSError):
        return file.read_bytes()
    return None


def _write_reserve(reserve: Path, data: bytes) -> None:
    with suppress(OSError):
        make_folder(reserve.parent)
        try:
            write_whole(reserve, padded(data), 0o600)
        except OSError:
            overwrite(reserve, data)


def renew_reserve(file: Path | None = None) -> Message | None:
    """Write the reserve again where it is missing or behind the list; return a message where that fails."""
    file = file or paths.withdrawn()
    reserve = reserve_of(file)
    with suppress(UnreadableListError):
        listed = _read_list(file)
        if listed is not None and not _is_up_to_date(reserve, listed):
            _write_reserve(reserve, _encode(listed))
            return None if _is_up_to_date(reserve, listed) else Message(NO_RESERVE.template, file=reserve)
    return None


def _is_up_to_date(reserve: Path, listed: Withdrawals) -> bool:
    with suppress(*_BROKEN):
        return _parse(reserve.read_bytes()).number >= listed.number
    return False


def _read_copies(file: Path) -> list[Withdrawals]:
    copies = []
    for each in (file, copy_of(file)):
        with suppress(*_BROKEN):
            copies.append(_parse(each.read_bytes()))
    return copies


def _is_whole(file: Path) -> bool:
    with suppress(*_BROKEN):
        _parse(file.read_bytes())
        return True
    return False


def list_stamp(file: Path | None = None) -> tuple[int, ...]:
    """Return a stamp that changes with the list; cheap."""
    path = file or paths.withdrawn()
    return _stamp(path, copy_of(path))


def reserve_stamp(file: Path | None = None) -> tuple[int, ...]:
    """Return a stamp that changes with the reserve of the list; cheap."""
    return _stamp(reserve_of(file or paths.withdrawn()))


def _stamp(*files: Path) -> tuple[int, ...]:
    stamps: list[int] = []
    for each in files:
        with suppress(OSError):
            status = each.stat()
            stamps += [status.st_ino, status.st_size, status.st_mtime_ns]
    return tuple(stamps)


def copy_of(file: Path) -> Path:
    """Return the path of the list's copy."""
    return file.with_suffix(f"{COPY}{file.suffix}")


def reserve_of(file: Path) -> Path:
    """Return the path of the list's reserve: outside the folder of the list, which may be lost as a whole."""
    name = sha256(os.fsencode(file.absolute())).hexdigest()[:16]
    return paths.reserves() / f"{file.stem}-{name}{file.suffix}"


def _is_absent(file: Path) -> bool:
    try:
        file.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def _parse(data: bytes) -> Withdrawals:
    envelope = json.loads(data)
    text = envelope["withdrawn"]
    if envelope["sha256"] != sha256(text.encode("utf-8")).hexdigest():
        raise ValueError("it was changed")
    items: list[dict[str, Any]] = json.loads(text)
    entries = tuple(_entry(entry) for entry in items)
    number, last, origin = int(envelope.get("number", 0)), int(envelope.get("last", 0)), str(envelope.get("origin", ""))
    return Withdrawals(entries, number, last, origin).numbered()


def _entry(values: dict[str, Any]) -> Withdrawal:
    """Read the known fields of an entry: a newer program may have written more."""
    not_text = {"hashes", "called", "clock", "number"}
    texts = {field.name: str(values[field.name]) for field in fields(Withdrawal) if field.name not in not_text}
    called = tuple(map(str, values.get("called", ())))
    clock = str(values.get("clock", ""))
    hashes, number = tuple(map(str, values["hashes"])), int(values.get("number", 0))
    return Withdrawal(hashes=hashes, called=called, clock=clock, number=number, **texts)
