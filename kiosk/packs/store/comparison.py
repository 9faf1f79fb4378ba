"""Comparison of a pack with the one on the screen, for the operator menu."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from kiosk.content.archive.difference import Difference, difference
from kiosk.content.archive.manifest import Manifest, Stored
from kiosk.packs.store.layout import PACK
from kiosk.packs.store.left_out import LeftOut, left_out_of
from kiosk.packs.store.pack_files import survey
from kiosk.packs.store.removed_files import installed_manifest


class Comparison(NamedTuple):
    """The `difference` to the pack on the screen, None where it cannot be determined; the content `left_out` here."""

    difference: Difference | None = None
    left_out: LeftOut = LeftOut()


def compare(folder: Path, shown: Path) -> Comparison:
    """Compare the pack in `folder` with the shown one. Reads every file of a pack that was not installed."""
    comes, now = manifest_in(folder), manifest_in(shown)
    return Comparison(difference(now, comes) if now and comes else None, left_out_of(folder))


def manifest_in(folder: Path) -> Manifest | None:
    """Return the manifest of the pack in a folder: the one it was installed with, else one made from its files."""
    if folder.name == PACK and (installed := installed_manifest(folder.parent)) is not None:
        return installed
    from kiosk.content.loader import load_pack
    from kiosk.packs.hall_blocks import catalog_for
    from kiosk.packs.store.archive_builder import manifest_of

    with suppress(OSError):
        pack = load_pack(folder, catalog_for(folder)).pack
        if pack is not None:
            return manifest_of(pack, {file: _stored(folder / file) for file in survey(folder)[0]})
    return None


def _stored(file: Path) -> Stored:
    with file.open("rb") as stream:
        return Stored(hashlib.file_digest(stream, "sha256").hexdigest(), file.stat().st_size)
