"""Cache entries, read back: the shape of data from disk or from a worker is checked before use."""

from __future__ import annotations

import math
import os
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

from kiosk.media.results import Film, Lettering, Loss, Prepared, Rendition, Tiles
from kiosk.media.sandbox.limits import (
    FAMILY_CHARACTERS,
    LETTERING_CHARACTERS,
    LETTERING_FAMILIES,
    LETTERINGS,
    LOSS_CHARACTERS,
    LOSSES,
)

MAX_SECONDS = 86_400  # seconds
TILES = "tiles"  # the folder of a picture's tiles, within that of its renditions
_CODEC = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)
_CODE = re.compile(r"[a-z-]{1,32}", re.ASCII)
_NAME = re.compile(r"[0-9]{1,5}\.(jpg|png)", re.ASCII)


def read_picture(picture: Any, folder: Path) -> Prepared | None:
    """Return the picture that a worker or a meta file describes, its files in `folder`; None if it is invalid."""
    try:
        renditions = tuple(
            Rendition(_natural(item["width"]), _natural(item["height"]), folder / _file_name(item["file"]))
            for item in picture["renditions"]
        )
        widths = [rendition.width for rendition in renditions]
        film = _film(picture.get("film"))
        if (not widths and film is None) or widths != sorted(widths) or not isinstance(picture["opaque"], bool):
            return None
        tiles = _tiles(picture.get("tiles"), folder)
        width, height = _natural(picture["width"]), _natural(picture["height"])
        lettering = tuple(_lettering(item) for item in picture.get("lettering", ())[:LETTERINGS])
        fonts = tuple(str(family) for family in picture.get("fonts", ()))
        if len(fonts) not in {0, len(lettering)}:
            return None
        losses = read_losses(picture.get("losses", ()))
        return Prepared(width, height, picture["opaque"], renditions, film, tiles, lettering, fonts, losses)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def stamps_of(prepared: Prepared) -> list[list[int]]:
    """Return the disk's data on the files, JSON-ready: for each rendition its size in bytes and modification time.

    For the tiles, their number and total bytes. Raises OSError if one is gone.
    """
    statuses = [rendition.file.stat() for rendition in prepared.renditions]
    stamps = [[status.st_size, status.st_mtime_ns] for status in statuses]
    if prepared.tiles is not None:
        stamps.append(_tiles_stamp(prepared.tiles))
    return stamps


def _tiles_stamp(tiles: Tiles) -> list[int]:
    with os.scandir(tiles.folder) as entries:
        sizes = [entry.stat(follow_symlinks=False).st_size for entry in entries if entry.is_file(follow_symlinks=False)]
    if len(sizes) != tiles.count or 0 in sizes:
        raise FileNotFoundError(tiles.folder)
    return [len(sizes), sum(sizes)]


def _tiles(tiles: Any, folder: Path) -> Tiles | None:
    if tiles is None:
        return None
    levels = tuple((_natural(width), _natural(height)) for width, height in tiles["levels"])
    side = _natural(tiles["side"])
    halves = pairwise(levels)
    if tiles["suffix"] not in (".jpg", ".png") or not levels:
        raise ValueError(tiles)
    if any(half != (-(-width // 2), -(-height // 2)) for half, (width, height) in halves):
        raise ValueError(levels)
    return Tiles(side, tiles["suffix"], levels, folder / TILES)


def _lettering(item: Any) -> Lettering:
    families, characters = item["families"], item["signs"]
    for text, limit in (
        (characters, LETTERING_CHARACTERS),
        *((family, FAMILY_CHARACTERS) for family in families[:LETTERING_FAMILIES]),
    ):
        if not isinstance(text, str) or len(text) > limit:
            raise ValueError(text)
    return Lettering(_natural(item["line"]), tuple(families[:LETTERING_FAMILIES]), characters)


def read_losses(losses: Any) -> tuple[Loss, ...]:
    """Return a worker's report of losses. Raises KeyError, TypeError and ValueError if it is invalid."""
    return tuple(_loss(item) for item in losses[:LOSSES])


def _loss(item: Any) -> Loss:
    code, line, what = item["code"], item["line"], item["what"]
    if not isinstance(code, str) or not _CODE.fullmatch(code) or type(line) is not int or line < 0:
        raise ValueError(item)
    if not isinstance(what, str) or len(what) > LOSS_CHARACTERS:
        raise ValueError(what)
    return Loss(code, line, what, _natural(item["count"]))


def _film(film: Any) -> Film | None:
    if film is None:
        return None
    seconds, codec, sound = film["seconds"], film["codec"], film["sound"]
    if not isinstance(seconds, int | float) or not math.isfinite(seconds) or not 0 < seconds < MAX_SECONDS:
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
