"""Withdrawn files that were removed from an installed pack, listed in `removed.json` beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.device.disk import write_whole
from kiosk.packs.store.layout import PACK, REMOVED

if TYPE_CHECKING:
    from kiosk.content.archive.manifest import Manifest


def removed_files(pack: Path) -> frozenset[str]:
    """Return the files, by their paths in the pack, that are no longer in the folder `pack` of a place.

    Empty for a folder outside a store.
    """
    if pack.name != PACK:
        return frozenset()
    with suppress(OSError, ValueError, TypeError, RecursionError):
        return frozenset(map(str, json.loads((pack.parent / REMOVED).read_bytes())))
    return frozenset()


def note_removed(place: Path, files: Iterable[str]) -> None:
    """Record which files of a place are, or are about to be, removed; on disk on return. Raises OSError."""
    write_whole(place / REMOVED, json.dumps(sorted(files)).encode("ascii"))


def installed_manifest(place: Path) -> Manifest | None:
    """Return the manifest of the pack at a place; None if it cannot be read."""
    from kiosk.content.archive.archive_format import MANIFEST
    from kiosk.content.archive.manifest import ManifestError, read_manifest

    with suppress(OSError, ManifestError):
        return read_manifest((place / MANIFEST).read_bytes())
    return None
