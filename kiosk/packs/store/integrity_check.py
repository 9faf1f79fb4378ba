"""Integrity check of an installed pack, byte by byte: `…integrity_check STORE PLACE DIGEST`.

A separate process, at the lowest priority, so that no visitor waits for it. It first completes an interrupted removal
of withdrawn files, as far as the screen uses none of them: `DIGEST` is that of the list that the screen obeys, and if
the list has changed since, the next check does it. With an empty `PLACE`, when the pack on the screen is not from
the store, that is all it does. It prints one JSON line: {"files": […]} of the pack that have changed, {"made": […]}
of changed renditions, and {"removed": […]}.
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
from kiosk.packs.store.layout import COMPILED, HASHES, LOCK, PACK
from kiosk.packs.store.removed_files import removed_files

MOST = 20


def record_hashes(place: Path) -> None:
    """Write the SHA-256 of each rendition that a place's compiled data uses. Raises OSError."""
    found = {file: _digest(Path(file)) for file in sorted(set(_prepared(place)))}
    write_whole(place / HASHES, json.dumps(found).encode("ascii"))


def inspect(store: Path, pack: Installed) -> Damage:
    """Read every byte of an installed pack, and of its renditions."""
    place = store / pack.install_path
    return Damage(tuple(_first(_changed(place, pack.digest))), tuple(_first(_changed_made(place))))


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
        return  # every byte is right: a newer program wrote it, and knows its files
    removed = removed_files(place / PACK)  # withdrawn files are not missing
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
        recorded = dict(json.loads(_bytes(place / HASHES)))
    except (ValueError, TypeError, RecursionError):
        yield str(place / HASHES)
        return
    for name, due in recorded.items():
        if _digest(Path(name)) != due:
            yield name


def _prepared(place: Path) -> Iterator[str]:
    for file in (place / COMPILED).glob("*.json"):
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            entry = json.loads(_bytes(file).partition(b"\n")[2])["entry"]
            yield from map(str, entry.get("files", ()))


def _digest(file: Path) -> str:
    """Return the SHA-256 of a file; "" if it cannot be read."""
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
    """Remove withdrawn files that are still there; if the store is locked, its holder or the next check does."""
    from kiosk.packs.store.garbage_collection import sweep
    from kiosk.packs.store.purge import purge_cache, purge_store

    with suppress(RefusedError, UnreadableListError, HeldError, OSError):
        withdrawals = read_withdrawals()
        if withdrawals.hashes and withdrawals.digest == obeyed:
            yield from (str(each.path) for each in purge_cache(paths.cache(), withdrawals.hashes) if not each.why)
            with locked(store / LOCK):
                sweep(store, read_index(store))  # a killed installation may have left some
                yield from (str(each.path) for each in purge_store(store, withdrawals.hashes) if not each.why)


def main(store: str, place: str, obeyed: str = "") -> int:
    """Check, print, and return 0; 1 if there is no such pack."""
    if hasattr(os, "nice"):
        os.nice(19)
    pack = None
    if place:
        try:
            pack = read_index(Path(store)).at(place)
        except RefusedError as refused:
            sys.stderr.write(f"{refused.message}\n")
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
