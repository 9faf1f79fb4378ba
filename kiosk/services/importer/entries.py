"""Reading back what was made: nothing from disk or from a worker is believed before its shape is checked."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

from kiosk.services.importer.results import Film, Prepared, Rendition

LONGEST = 86_400  # seconds
_CODEC = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)
_NAME = re.compile(r"[0-9]{1,5}\.(jpg|png)", re.ASCII)


def read_picture(picture: Any, folder: Path) -> Prepared | None:
    """Give what a worker or a meta file describes, its files in `folder`; None where it makes no sense."""
    try:
        renditions = tuple(
            Rendition(_natural(item["width"]), _natural(item["height"]), folder / _file_name(item["file"]))
            for item in picture["renditions"]
        )
        widths = [rendition.width for rendition in renditions]
        film = _film(picture.get("film"))
        if (not widths and film is None) or widths != sorted(widths) or not isinstance(picture["opaque"], bool):
            return None
        return Prepared(_natural(picture["width"]), _natural(picture["height"]), picture["opaque"], renditions, film)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def is_as_kept(prepared: Prepared, stamps: Any) -> bool:
    """Tell whether each file still has the size and the time of writing that were noted when it was kept."""
    try:
        return bool([stamp_file(rendition.file) for rendition in prepared.renditions] == stamps)
    except OSError:
        return False


def stamp_file(file: Path) -> list[int]:
    """Give size in bytes and time of writing in ns, as a JSON-ready list."""
    seen = file.stat()
    return [seen.st_size, seen.st_mtime_ns]


def _film(film: Any) -> Film | None:
    if film is None:
        return None
    seconds, codec, sound = film["seconds"], film["codec"], film["sound"]
    if not isinstance(seconds, int | float) or not math.isfinite(seconds) or not 0 < seconds < LONGEST:
        raise ValueError(seconds)
    if not isinstance(codec, str) or not _CODEC.fullmatch(codec) or not isinstance(sound, bool):
        raise ValueError(codec)
    return Film(float(seconds), codec, sound)


def _natural(value: Any) -> int:
    if type(value) is not int or value < 1:
        raise ValueError(value)
    return value


def _file_name(value: Any) -> str:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise ValueError(value)
    return value
