"""Store index: the installed packs, and which of them is live. One file, changed by one rename.

Programs of several versions read and write it: data of a newer one is read as far as it is known, and the rest is
written back unchanged. Never add a field to a pack's own entry: the first program would then refuse it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from kiosk import __version__
from kiosk.content.messages import Message
from kiosk.device.disk import FULL, overwrite_both, padded, write_whole
from kiosk.device.errors import RefusedError

FILE, COPY = "store.json", "store.copy.json"
FORMAT = 1
"""Raised where an older program would misread what it knows. The first program wrote no number."""
# Field → its key in the file, which every released program reads.
_KEYS = {"install_path": "place", "digest": "seal"}
BUILT_IN = ""  # the place of a pack outside the store, such as the one that ships with the product


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed pack: its `install_path` in the store (posix), its `digest` the SHA-256 of its manifest.

    `signed` is the key's name, "" if unsigned; `when` the time of the installation, UTC, as ISO 8601. `titles` has the
    title by language; a store of an earlier program has none. `more`: the fields of a newer program.
    """

    install_path: str
    id: str
    version: str
    title: str
    languages: tuple[str, ...]
    digest: str
    signed: str
    when: str
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    more: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class StoreIndex:
    """`live` is the place of the pack on the screen, `before` the places that were live earlier, latest first.

    `packs` are in order of installation, whatever the clock said.

    `programs`: the version of the program that installed each place. `unread` are packs that this program does not
    understand, and `more` the fields of a newer one. `in_doubt`: the places whose date is uncertain, since the
    device's clock was unreliable.
    """

    live: str = BUILT_IN
    before: tuple[str, ...] = ()
    packs: tuple[Installed, ...] = ()
    programs: Mapping[str, str] = field(default_factory=dict, hash=False)
    unread: tuple[Any, ...] = field(default=(), hash=False)
    more: Mapping[str, Any] = field(default_factory=dict, hash=False)
    in_doubt: frozenset[str] = frozenset()

    @property
    def is_newer(self) -> bool:
        """Return whether a newer program wrote it, with data that this one does not know."""
        return self.more.get("format", FORMAT) != FORMAT or bool(self.unread)

    def places(self) -> set[str] | None:
        """Return the places of all packs, including those not understood; None if one does not state its place."""
        places = [each.get("place") if isinstance(each, dict) else None for each in self.unread]
        known = {place for place in places if isinstance(place, str)}
        return None if len(known) < len(places) else known | {pack.install_path for pack in self.packs}

    def is_of_newer_program(self, place: str) -> bool:
        """Return whether a newer program than this one installed a place."""
        return _number(self.programs.get(place, "")) > _number(__version__)

    def at(self, place: str) -> Installed | None:
        """Return the pack at a place; None for the built-in one."""
        return next((pack for pack in self.packs if pack.install_path == place), None)

    def find(self, name: str, version: str = "") -> Installed | None:
        """Return the most recently installed pack of this id, and version if given."""
        return next(iter(reversed(self.fitting(name, version))), None)

    def fitting(self, name: str, version: str = "") -> tuple[Installed, ...]:
        """Return the packs of this id, and version; `version@digest` (its first digits) selects one of two alike."""
        number, _, digest = version.partition("@")
        named = (pack for pack in self.packs if pack.id == name and number in {"", pack.version})
        return tuple(pack for pack in named if pack.digest.startswith(digest.lower()))

    def without_unread(self, place: str) -> StoreIndex:
        """Return the index without the data that is not understood about the pack at a place."""
        rest = tuple(each for each in self.unread if not isinstance(each, dict) or each.get("place") != place)
        return replace(self, unread=rest)

    def with_live(self, place: str) -> StoreIndex:
        """Return the index with another pack live; the previous one becomes the first of `before`."""
        if place == self.live:
            return self
        rest = tuple(other for other in self.before if other not in {place, self.live})
        return replace(self, live=place, before=(self.live, *rest))

    def without(self, places: set[str]) -> StoreIndex:
        """Return the index without the packs at these places, none of which is live."""
        before = tuple(place for place in self.before if place not in places)
        return replace(self, before=before, packs=tuple(pack for pack in self.packs if pack.install_path not in places))


def read_index(store: Path) -> StoreIndex:
    """Return the index of a store; an empty one if there is none. Raises RefusedError if it cannot be read."""
    files = (store / FILE, store / COPY)
    for file in files:
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return _parse(file.read_bytes(), file)
    if not any(file.exists() for file in files):
        return StoreIndex()
    fix = Message(
        "the store's list {file} cannot be read; remove the folder and install the packs again", file=files[0]
    )
    raise RefusedError(fix)


def newer(store: Path) -> Message:
    """Return the message about a store that a newer program wrote."""
    return Message(
        "the store {folder} was written by a newer version of the program; what this version knows of it is used, and "
        "the rest is kept for that one",
        folder=store,
    )


def write_index(store: Path, store_index: StoreIndex) -> None:
    """Switch to this index; it is on disk on return. Raises OSError.

    On a full disk it overwrites the existing file, while the copy stays whole.
    """
    packs = [_written(pack) for pack in store_index.packs]
    known = {"live": store_index.live, "before": store_index.before, "packs": [*packs, *store_index.unread]}
    programs = {
        place: program for place, program in store_index.programs.items() if place in (store_index.places() or {place})
    }
    in_doubt = sorted(store_index.in_doubt & {pack.install_path for pack in store_index.packs})
    whole = {"format": FORMAT} | dict(store_index.more) | known | {"programs": programs}
    whole |= {"in_doubt": in_doubt} if in_doubt else {}
    words = json.dumps(whole, ensure_ascii=False, indent=1)
    data = json.dumps({"sha256": sha256(words.encode("utf-8")).hexdigest(), "ledger": words}).encode("ascii") + b"\n"
    # Room to use another pack: at most the place of each is named once more.
    try:
        write_whole(store / FILE, padded(data))
    except OSError as error:
        if error.errno not in FULL:
            raise
        # Only the content has to fit into the allocated blocks, not the padding after it.
        overwrite_both(store / FILE, store / COPY, data, whole=_is_whole(store / FILE))
        return
    with suppress(OSError):
        write_whole(store / COPY, padded(data))


def _written(pack: Installed) -> dict[str, Any]:
    known = {_KEYS.get(each.name, each.name): getattr(pack, each.name) for each in fields(pack) if each.name != "more"}
    return dict(pack.more) | known


def _is_whole(file: Path) -> bool:
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, RefusedError):
        _parse(file.read_bytes(), file)
        return True
    return False


def _parse(data: bytes, file: Path) -> StoreIndex:
    outer = json.loads(data)
    if "ledger" not in outer and outer.get("format", FORMAT) != FORMAT:
        # Any copy beside it is older than this, and must not replace it.
        raise RefusedError(
            Message("the store's list {file} is of a newer version of the program; start that version again", file=file)
        )
    words = outer["ledger"]
    if outer["sha256"] != sha256(words.encode("utf-8")).hexdigest():
        raise ValueError("it was changed")
    found: dict[str, Any] = json.loads(words)
    packs, unread = [], []
    for entry in found["packs"]:
        try:
            packs.append(_installed(entry))
        except (KeyError, TypeError, ValueError, AttributeError):
            unread.append(entry)
    own = {"live", "before", "packs", "programs", "in_doubt"}
    more = {name: value for name, value in found.items() if name not in own}
    programs, doubts = found.get("programs", {}), found.get("in_doubt", ())
    return StoreIndex(
        *(str(found["live"]), tuple(map(str, found["before"])), tuple(packs)),
        programs=programs if isinstance(programs, dict) else {},
        unread=tuple(unread),
        more=more,
        in_doubt=frozenset(map(str, doubts if isinstance(doubts, list) else ())),
    )


def _installed(entry: dict[str, Any]) -> Installed:
    """Return an entry as a pack. Raises KeyError, TypeError, ValueError or AttributeError if it is malformed."""
    names = {_KEYS.get(each.name, each.name): each.name for each in fields(Installed) if each.name != "more"}
    known = {names[key]: value for key, value in entry.items() if key in names}
    languages, titles = tuple(map(str, known.pop("languages"))), dict(known.pop("titles", {}))
    if not all(isinstance(value, str) for value in known.values()):
        raise TypeError("words are something else")
    datetime.fromisoformat(known["when"])
    more = {key: value for key, value in entry.items() if key not in names}
    return Installed(**known, languages=languages, titles=titles, more=more)


def _number(version: str) -> tuple[int, ...]:
    """Return a version as comparable numbers, from its digits before any letter."""
    return tuple(int(part) for part in re.match(r"[0-9.]*", version)[0].split(".") if part)  # type: ignore[index]
