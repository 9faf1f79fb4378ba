"""Garbage collection: leftovers of killed installations, and packs that are no longer kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from kiosk.content.archive.archive_format import MANIFEST
from kiosk.content.archive.manifest import ManifestError, read_manifest
from kiosk.device.file_lock import HeldError, locked
from kiosk.packs.store.index import StoreIndex
from kiosk.packs.store.layout import IN_USE, INCOMING, MADE, PACKS


def sweep(store: Path, store_index: StoreIndex) -> None:
    """Remove what the index does not know: half-made packs, and pictures that no kept pack has."""
    for room in _folders(store / INCOMING):
        discard(room)
    known = store_index.places()
    # If a newer program has packs whose places are unknown here, nothing is deleted.
    for place in list(_places(store)) if known is not None else ():
        if place not in (known or ()) and not is_in_use(store, place):
            discard(store / place)
            with suppress(OSError):
                (store / place).parent.rmdir()
    _sweep_media(store)


def excess(store: Path, store_index: StoreIndex, keep: int) -> set[str]:
    """Return the places of packs beyond the `keep` before the live one, except what a screen shows."""
    before = [place for place in store_index.before if place]
    kept = {store_index.live, *before[:keep]}
    return {
        pack.install_path
        for pack in store_index.packs
        if pack.install_path not in kept and not is_in_use(store, pack.install_path)
    }


def is_in_use(store: Path, place: str) -> bool:
    """Return whether a kiosk shows the pack at this place."""
    file = store / place / IN_USE
    try:
        if file.exists():
            with locked(file):
                return False
    except (HeldError, OSError):
        return True
    return False


def _sweep_media(store: Path) -> None:
    """Remove renditions whose file no pack has, by the hashes that they are kept under."""
    needed: set[str] = set()
    for place in _places(store):
        try:
            manifest = read_manifest((store / place / MANIFEST).read_bytes())
        except (OSError, ManifestError):
            return  # without knowing what is needed, delete nothing
        needed |= {file.sha256 for file in manifest.files.values()}
    media = store / MADE / "media"
    removed = False
    for folder in _folders(media):
        for made in _folders(folder) if len(folder.name) == 2 else [folder]:
            if made.name[:64] not in needed:
                discard(made)
                removed = True
    if removed:
        with suppress(OSError):
            (media / "index.json").unlink()


def _places(store: Path) -> Iterable[str]:
    for pack in _folders(store / PACKS):
        for version in _folders(pack):
            yield version.relative_to(store).as_posix()


def _folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as found:
            return [Path(entry.path) for entry in found if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []


def discard(folder: Path) -> None:
    """Remove a folder and its contents, as far as possible."""
    shutil.rmtree(folder, ignore_errors=True)
