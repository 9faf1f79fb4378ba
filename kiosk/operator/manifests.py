"""Manifests of packs in folders, installed or not, for comparison."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from kiosk.content.archive.archive_format import MANIFEST
from kiosk.content.archive.manifest import Manifest, ManifestError, Stored, read_manifest
from kiosk.packs.store.archive_builder import manifest_of
from kiosk.packs.store.layout import PACK
from kiosk.packs.store.pack_files import survey


def manifest_there(folder: Path) -> Manifest | None:
    """Return the manifest of the pack in a folder: the one it was installed with, else one made from its files."""
    if folder.name == PACK:
        with suppress(OSError, ManifestError):
            return read_manifest((folder.parent / MANIFEST).read_bytes())
    from kiosk.content.loader import load_pack
    from kiosk.packs.hall_blocks import catalog_for

    with suppress(OSError):
        pack = load_pack(folder, catalog_for(folder)).pack
        if pack is not None:
            return manifest_of(pack, {file: _stored(folder / file) for file in survey(folder)[0]})
    return None


def _stored(file: Path) -> Stored:
    with file.open("rb") as stream:
        return Stored(hashlib.file_digest(stream, "sha256").hexdigest(), file.stat().st_size)
