"""The store's ledger: which packs are installed, and which of them is live. One file, changed by one rename."""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from kiosk.content.telling import Told
from kiosk.services.store.disk import overwrite, write_whole
from kiosk.services.store.refused import RefusedError

BLOCK = 4096  # bytes that a disk gives at once
FULL = {errno.ENOSPC, errno.EDQUOT}
FILE, COPY = "store.json", "store.copy.json"
BUILT_IN = ""  # the place of the pack that ships with the product


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed pack: its `place` is a folder of the store (posix), its `seal` the SHA-256 of its manifest.

    `signed` is the key's name, "" for nobody's; `when` the time of the installation, UTC, as ISO 8601. `titles` has the
    title by language; a store of an earlier program has none.
    """

    place: str
    id: str
    version: str
    title: str
    languages: tuple[str, ...]
    seal: str
    signed: str
    when: str
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Ledger:
    """`live` is the place of the pack on the screen, `before` those that stood there before it, the last one first."""

    live: str = BUILT_IN
    before: tuple[str, ...] = ()
    packs: tuple[Installed, ...] = ()

    def at(self, place: str) -> Installed | None:
        """Return the pack at a place; None for the built-in one."""
        return next((pack for pack in self.packs if pack.place == place), None)

    def find(self, name: str, version: str = "") -> Installed | None:
        """Return the pack of this id, and version, that was installed last."""
        fitting = [pack for pack in self.packs if pack.id == name and version in {"", pack.version}]
        return max(fitting, key=lambda pack: pack.when, default=None)

    def with_live(self, place: str) -> Ledger:
        """Return the ledger with another pack live; the one that was is the first of those before."""
        if place == self.live:
            return self
        rest = tuple(other for other in self.before if other not in {place, self.live})
        return replace(self, live=place, before=(self.live, *rest))

    def without(self, places: set[str]) -> Ledger:
        """Return the ledger without the packs at these places, of which none is live."""
        before = tuple(place for place in self.before if place not in places)
        return replace(self, before=before, packs=tuple(pack for pack in self.packs if pack.place not in places))


def read_ledger(store: Path) -> Ledger:
    """Return the ledger of a store; an empty one where there is none. Raises RefusedError where none can be read."""
    files = (store / FILE, store / COPY)
    for file in files:
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return _parse(file.read_bytes())
    if not any(file.exists() for file in files):
        return Ledger()
    mend = Told("the store's list {file} cannot be read; remove the folder and install the packs again", file=files[0])
    raise RefusedError(mend)


def write_ledger(store: Path, ledger: Ledger) -> None:
    """Switch to this ledger; on the disk once it returns. Raises OSError.

    On a full disk it is written over the one that is there: its copy is the whole one meanwhile.
    """
    words = json.dumps(asdict(ledger), ensure_ascii=False, indent=1)
    data = json.dumps({"sha256": sha256(words.encode("utf-8")).hexdigest(), "ledger": words}).encode("ascii") + b"\n"
    # Room for another pack to be used: at most the place of each is named once more.
    data = data.ljust(-(-2 * len(data) // BLOCK) * BLOCK)
    try:
        write_whole(store / FILE, data)
    except OSError as error:
        if error.errno not in FULL:
            raise
        _overwrite_both(store, data)
        return
    with suppress(OSError):
        write_whole(store / COPY, data)


def _overwrite_both(store: Path, data: bytes) -> None:
    """Write over the ledger and its copy, one after the other, so that one of them is whole at any moment."""
    before = (store / FILE).read_bytes()
    if _is_whole(before) and before != (store / COPY).read_bytes():
        overwrite(store / COPY, before)
    overwrite(store / FILE, data)
    with suppress(OSError):
        overwrite(store / COPY, data)


def _is_whole(data: bytes) -> bool:
    with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
        _parse(data)
        return True
    return False


def _parse(data: bytes) -> Ledger:
    outer = json.loads(data)
    words = outer["ledger"]
    if outer["sha256"] != sha256(words.encode("utf-8")).hexdigest():
        raise ValueError("it was changed")
    found: dict[str, Any] = json.loads(words)
    packs = tuple(Installed(**(pack | {"languages": tuple(pack["languages"])})) for pack in found["packs"])
    return Ledger(found["live"], tuple(found["before"]), packs)
