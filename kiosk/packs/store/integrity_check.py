"""Integrity check of an installed pack, byte by byte: `…integrity_check STORE PLACE MARK`.

A process of its own, at the lowest priority, so that no visitor waits for it. First it removes what was withdrawn,
where that was broken off, as far as the screen asks for none of it: `MARK` is that of the list that the screen
obeys, and where the list is another by now the next inspection does it. With an empty `PLACE`, where the pack on the
screen is not of the store, that is all it does. It prints one JSON line: {"files": […]} of the pack that have changed,
{"made": […]} of what was prepared of them, and {"removed": […]}.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kiosk import paths
from kiosk.content.archive.archive_format import MANIFEST
from kiosk.content.archive.manifest import ManifestError, read_manifest
from kiosk.device.disk import write_whole
from kiosk.device.errors import RefusedError
from kiosk.device.file_lock import HeldError, locked
from kiosk.device.withdrawal_list import UnreadableListError, read_withdrawals
from kiosk.packs.store.damage import Damage
from kiosk.packs.store.index import Installed, read_index
from kiosk.packs.store.layout import COMPILED, LOCK, PACK, SEALS
from kiosk.packs.store.removed_files import removed_files

MOST = 20


def seal(place: Path) -> None:
    """Note the SHA-256 of each picture that was prepared for what is compiled in a place. Raises OSError."""
    found = {file: _digest(Path(file)) for file in sorted(set(_prepared(place)))}
    write_whole(place / SEALS, json.dumps(found).encode("ascii"))


def inspect(store: Path, pack: Installed) -> Damage:
    """Read every byte of an installed pack, and of what was prepared of it."""
    place = store / pack.place
    return Damage(tuple(_first(_changed(place, pack.seal))), tuple(_first(_changed_made(place))))


def _changed(place: Path, due: str) -> Iterator[str]:
    try:
        written = (place / MANIFEST).read_bytes()
        if hashlib.sha256(written).hexdigest() != due:
            yield MANIFEST
            return
    except OSError:
        yield MANIFEST
        return
    try:
        manifest = read_manifest(written)
    except ManifestError:
        return  # every byte of it is right: a newer program wrote it, and knows which files there are
    removed = removed_files(place / PACK)  # nobody misses what was withdrawn
    for name, file in manifest.files.items():
        if name in removed and not (place / PACK / name).exists():
            continue
        if _digest(place / PACK / name) != file.sha256:
            yield f"{PACK}/{name}"


def _changed_made(place: Path) -> Iterator[str]:
    for file in (place / COMPILED).glob("*.json"):
        digest, _, written = _bytes(file).partition(b"\n")
        if digest != hashlib.sha256(written).hexdigest().encode("ascii"):
            yield str(file)
    try:
        seals = dict(json.loads(_bytes(place / SEALS)))
    except (ValueError, TypeError, RecursionError):
        yield str(place / SEALS)
        return
    for name, due in seals.items():
        if _digest(Path(name)) != due:
            yield name


def _prepared(place: Path) -> Iterator[str]:
    for file in (place / COMPILED).glob("*.json"):
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            entry = json.loads(_bytes(file).partition(b"\n")[2])["entry"]
            yield from map(str, entry.get("files", ()))


def _digest(file: Path) -> str:
    """The SHA-256 of a file; "" where it cannot be read."""
    with suppress(OSError), file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
    return ""


def _bytes(file: Path) -> bytes:
    with suppress(OSError):
        return file.read_bytes()
    return b""


def _first(names: Iterator[str]) -> Iterator[str]:
    for _, name in zip(range(MOST), names, strict=False):
        yield name


def _purge(store: Path, obeyed: str) -> Iterator[str]:
    """Remove what was withdrawn and is still there; who holds the store removes it, or the next inspection does."""
    from kiosk.packs.store.garbage_collection import sweep
    from kiosk.packs.store.purge import purge_cache, purge_store

    with suppress(RefusedError, UnreadableListError, HeldError, OSError):
        withdrawals = read_withdrawals()
        if withdrawals.hashes and withdrawals.mark == obeyed:
            yield from (str(each.path) for each in purge_cache(paths.cache(), withdrawals.hashes) if not each.why)
            with locked(store / LOCK):
                sweep(store, read_index(store))  # an installation that was killed may have left some
                yield from (str(each.path) for each in purge_store(store, withdrawals.hashes) if not each.why)


def main(store: str, place: str, obeyed: str = "") -> int:
    """Inspect, print, and return 0; 1 where there is no such pack."""
    if hasattr(os, "nice"):
        os.nice(19)
    pack = None
    if place:
        try:
            pack = read_index(Path(store)).at(place)
        except RefusedError as refused:
            sys.stderr.write(f"{refused.told}\n")
            return 1
        if pack is None:
            sys.stderr.write(f"{place} is not in the store's list\n")
            return 1
    removed = list(_purge(Path(store), obeyed))
    damage = inspect(Path(store), pack) if pack is not None else Damage()
    sys.stdout.write(json.dumps({"files": damage.files, "made": damage.made, "removed": removed}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
