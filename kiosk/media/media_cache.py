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

from kiosk.device.disk import discard
from kiosk.device.processes import has_ended
from kiosk.media.cache_entries import read_picture, stamps_of
from kiosk.media.results import Prepared

RECIPE = 4  # raise it when the same file would be drawn differently
_META = "meta.json"
_MAKING = ".making-"
MAKING_INDEX = ".index-"  # beside the pictures: the renditions of each file
_STALE_SECONDS = 86_400


class MediaCache:
    """Entries under `root`, each made with one set of widths. An entry is whole, or does not exist."""

    def __init__(self, root: Path, widths: Sequence[int]) -> None:
        self.root = root
        ladder = "-".join(str(width) for width in widths)
        self._recipe = f"{RECIPE}-" + hashlib.sha256(ladder.encode()).hexdigest()[:8]

    def find(self, digest: str) -> Prepared | None:
        """Return the entry of the file with this SHA-256; None if there is none, or it is not whole."""
        folder = self._folder(digest)
        try:
            with (folder / _META).open("rb") as source:
                meta = json.loads(source.read())
            prepared = read_picture(meta["picture"], folder)
            whole = prepared is not None and stamps_of(prepared) == meta["stamps"]
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None
        if not whole:
            return None
        _note_use(folder)
        return prepared

    def make_room(self) -> Path:
        """Return a new empty folder for a worker's output. Raises OSError if it cannot be created."""
        import tempfile

        self.root.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=owned(_MAKING), dir=self.root))

    def keep(self, digest: str, room: Path, picture: Any) -> Prepared | None:
        """Move the output in `room` to its place, completely or not at all; None if the picture is invalid.

        Raises OSError if it cannot be written. `room` is removed in any case.
        """
        try:
            drawn = read_picture(picture, room)
            if drawn is not None and self.find(digest) is None:  # another kiosk may have been faster
                self._seal(room, drawn, picture)
                self._place(room, digest)
        finally:
            discard(room)
        return self.find(digest)

    def forget(self, digest: str) -> None:
        """Remove the entry of the file with this SHA-256: it would be drawn differently now."""
        discard(self._folder(digest))

    def sweep(self) -> None:
        """Remove a killed program's unfinished output; after a day also that of an unknown owner."""
        sweep_half_made(self.root)
        for room in (*self.root.glob(f"{_MAKING}*"), *self.root.glob(f"{MAKING_INDEX}*")):
            with contextlib.suppress(OSError):
                if time.time() - room.stat().st_mtime > _STALE_SECONDS:
                    discard(room)

    def _seal(self, room: Path, drawn: Prepared, picture: Any) -> None:
        for rendition in drawn.renditions:
            _flush(rendition.file)
        whole = {rendition.file for rendition in drawn.renditions}
        if drawn.tiles is not None:
            whole.add(drawn.tiles.folder)
            _flush_all()
        for stray in set(room.iterdir()) - whole:  # of an unfinished size
            discard(stray)
        meta = {"picture": picture, "stamps": stamps_of(drawn)}
        (room / _META).write_text(json.dumps(meta), encoding="ascii")
        _flush(room / _META)
        _flush_folder(room)

    def _place(self, room: Path, digest: str) -> None:
        folder = self._folder(digest)
        folder.parent.mkdir(exist_ok=True)
        discard(folder)
        try:
            room.rename(folder)
            _flush_folder(folder.parent)
        except OSError:
            if self.find(digest) is None:
                raise

    def _folder(self, digest: str) -> Path:
        return self.root / digest[:2] / f"{digest}-{self._recipe}"


def owned(prefix: str) -> str:
    """Return the prefix for this program's own folders, so that others recognise them after it has ended."""
    return f"{prefix}{os.getpid()}-"


def sweep_half_made(root: Path) -> None:
    """Remove unfinished output of programs that have ended from a cache."""
    for making in (_MAKING, MAKING_INDEX):
        sweep_ended(root, making)


def sweep_ended(folder: Path, prefix: str) -> None:
    """Remove the folders of programs that have ended, by their names."""
    for room in folder.glob(f"{prefix}*-*"):
        number = room.name.removeprefix(prefix).partition("-")[0]
        if number.isdecimal() and has_ended(int(number)):
            discard(room)


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


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
