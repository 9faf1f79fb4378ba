"""Media cache on disk: media/<2 hex>/<hash>-<recipe>/ holds the renditions of one picture, its tiles and meta.json."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kiosk.device.disk import discard, flush_folder
from kiosk.device.processes import has_ended
from kiosk.media.cache_entries import read_picture, stamps_of
from kiosk.media.results import Prepared

RECIPE = 4  # raise it when the same file would be drawn differently
_META = "meta.json"
_WORK_PREFIX = ".making-"
INDEX_PREFIX = ".index-"  # beside the pictures: the renditions of each file
_STALE_SECONDS = 86_400


class MediaCache:
    """Entries under `root`, each made with one set of widths. An entry is whole, or does not exist."""

    def __init__(self, root: Path, widths: Sequence[int]) -> None:
        self.root = root
        widths_text = "-".join(str(width) for width in widths)
        self._recipe = f"{RECIPE}-" + hashlib.sha256(widths_text.encode()).hexdigest()[:8]

    def find(self, digest: str) -> Prepared | None:
        """Return the entry of the file with this SHA-256; None if there is none, or it is not whole."""
        folder = self._folder(digest)
        try:
            with (folder / _META).open("rb") as source:
                meta = json.loads(source.read())
            prepared = read_picture(meta["picture"], folder)
            is_whole = prepared is not None and stamps_of(prepared) == meta["stamps"]
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None
        if not is_whole:
            return None
        _note_use(folder)
        return prepared

    def make_work_folder(self) -> Path:
        """Return a new empty folder for a worker's output. Raises OSError if it cannot be created."""
        import tempfile

        self.root.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=owned(_WORK_PREFIX), dir=self.root))

    def store(self, digest: str, work_folder: Path, picture: Any) -> Prepared | None:
        """Move the output in `work_folder` to its place, completely or not at all; None if the picture is invalid.

        Raises OSError if it cannot be written. `work_folder` is removed in any case.
        """
        try:
            prepared = read_picture(picture, work_folder)
            if prepared is not None and self.find(digest) is None:  # another kiosk may have been faster
                self._finalise(work_folder, prepared, picture)
                self._move_into_place(work_folder, digest)
        finally:
            discard(work_folder)
        return self.find(digest)

    def remove(self, digest: str) -> None:
        """Remove the entry of the file with this SHA-256: it would be drawn differently now."""
        discard(self._folder(digest))

    def sweep(self) -> None:
        """Remove a killed program's unfinished output; after a day also that of an unknown owner."""
        sweep_unfinished(self.root)
        for work_folder in (*self.root.glob(f"{_WORK_PREFIX}*"), *self.root.glob(f"{INDEX_PREFIX}*")):
            with contextlib.suppress(OSError):
                if time.time() - work_folder.stat().st_mtime > _STALE_SECONDS:
                    discard(work_folder)

    def _finalise(self, work_folder: Path, prepared: Prepared, picture: Any) -> None:
        for rendition in prepared.renditions:
            _flush(rendition.file)
        wanted = {rendition.file for rendition in prepared.renditions}
        if prepared.tiles is not None:
            wanted.add(prepared.tiles.folder)
            _flush_all()
        for leftover in set(work_folder.iterdir()) - wanted:  # of an unfinished size
            discard(leftover)
        meta = {"picture": picture, "stamps": stamps_of(prepared)}
        (work_folder / _META).write_text(json.dumps(meta), encoding="ascii")
        _flush(work_folder / _META)
        flush_folder(work_folder)

    def _move_into_place(self, work_folder: Path, digest: str) -> None:
        folder = self._folder(digest)
        folder.parent.mkdir(exist_ok=True)
        discard(folder)
        try:
            work_folder.rename(folder)
            flush_folder(folder.parent)
        except OSError:
            if self.find(digest) is None:
                raise

    def _folder(self, digest: str) -> Path:
        return self.root / digest[:2] / f"{digest}-{self._recipe}"


def owned(prefix: str) -> str:
    """Return the prefix for this program's own folders, so that others recognise them after it has ended."""
    return f"{prefix}{os.getpid()}-"


def sweep_unfinished(root: Path) -> None:
    """Remove unfinished output of programs that have ended from a cache."""
    for prefix in (_WORK_PREFIX, INDEX_PREFIX):
        sweep_ended(root, prefix)


def sweep_ended(folder: Path, prefix: str) -> None:
    """Remove the folders of programs that have ended, by their names."""
    for work_folder in folder.glob(f"{prefix}*-*"):
        number = work_folder.name.removeprefix(prefix).partition("-")[0]
        if number.isdecimal() and has_ended(int(number)):
            discard(work_folder)


def _note_use(folder: Path) -> None:
    """Set the modification time of an entry to its last use, to a day: unused ones are swept away."""
    with contextlib.suppress(OSError):
        if time.time() - folder.stat().st_mtime > _STALE_SECONDS:
            os.utime(folder)


def _flush(file: Path) -> None:
    with file.open("r+b") as opened:
        os.fsync(opened.fileno())


def _flush_all() -> None:
    """Flush thousands of tiles to the disk: one by one that would take minutes."""
    if hasattr(os, "sync"):
        os.sync()
