"""Tiling of very large pictures: square pieces of the picture, and of it in half sizes. Runs in the worker only.

The picture is read once from top to bottom, a strip of one row of tiles at a time, so that its height costs no memory
and its width little. A failure here is no fault of the picture: it is then shown without tiles.
"""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyvips

from kiosk.media.pictures.original import Original
from kiosk.media.sandbox.limits import DRAWN_SIDE, TILE_SIDE, TILES_BYTES, UNPACKED_BYTES
from kiosk.media.sandbox.worker_errors import RejectedFileError

_SHARE_BEFORE = 0.2  # the share of the work done when tiling begins


class TooMuchError(Exception):
    """The tiles would take more disk space than one picture is allowed."""


def count_pixels(kind: str, size: tuple[int, int]) -> int:
    """Return the number of pixels that are read, or for a drawing of those its tiles are drawn in."""
    return math.prod(size) if kind != "SVG" else min(math.prod(size), DRAWN_SIDE**2)


def make_tiles(
    original: Original, picture: Mapping[str, Any], folder: Path, largest_side: int, advance: Callable[[float], None]
) -> dict[str, object] | None:
    """Write the tiles of a picture with known width, height and opaque as <level>_<column>_<row> into `folder`.

    Returns {"side", "suffix", "levels": [[width, height], …]} in px. Level 0 is the smallest, the last that is larger
    than `largest_side` px; None if it exceeds the limits. Raises RejectedFileError if the disk is full.
    """
    suffix = ".jpg" if picture["opaque"] else ".png"
    for scale in _scales(original.kind, (picture["width"], picture["height"]), largest_side):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            image = _open(original, scale, picture["opaque"])
            pyramid = Pyramid(folder, suffix, (image.width, image.height), largest_side)
            for y in range(0, image.height, TILE_SIDE):
                pyramid.add(image.crop(0, y, image.width, min(TILE_SIDE, image.height - y)).copy_memory())
                advance(_SHARE_BEFORE + (1 - _SHARE_BEFORE) * min(1, (y + TILE_SIDE) / image.height))
        except (pyvips.Error, TooMuchError, MemoryError):
            continue
        except OSError as error:
            raise RejectedFileError("no-room", why=error.strerror) from error
        return {"side": TILE_SIDE, "suffix": suffix, "levels": [list(level) for level in pyramid.levels]}
    return None


def _scales(kind: str, size: tuple[int, int], largest_side: int) -> tuple[float, ...]:
    """Return the scale to read the picture at, then smaller ones to retry. A WebP is held whole, 10 bytes a pixel."""
    scales: tuple[float, ...] = (1.0,)
    if kind == "WebP":
        scales = (min(1.0, math.sqrt(UNPACKED_BYTES / 10 / math.prod(size))),)
    if kind == "SVG":
        whole = min(1.0, DRAWN_SIDE / max(size))
        scales = (whole, whole / 2)
    return tuple(scale for scale in scales if max(size) * scale > largest_side)


class Pyramid:
    """Takes a picture in strips, each TILE_SIDE px high except the last, and writes the tiles of every level."""

    def __init__(self, folder: Path, suffix: str, size: tuple[int, int], largest_side: int) -> None:
        sizes = [size]
        while max(half := (_half(sizes[-1][0]), _half(sizes[-1][1]))) > largest_side:
            sizes.append(half)
        self.levels = tuple(reversed(sizes))
        self._folder = folder
        self._suffix = suffix
        self._waiting: dict[int, Any] = {}
        self._rows = [0] * len(sizes)
        self._bytes = 0

    def add(self, strip: Any) -> None:
        """Write the tiles of a strip and of the smaller levels that it completes. Raises OSError, TooMuchError."""
        level = len(self.levels) - 1
        while True:
            self._cut(strip, level)
            is_finished = self._is_finished(level)
            if level == 0:
                return
            strip = _shrink(strip)  # the strip itself is freed before the next is made
            level -= 1
            previous = self._waiting.pop(level, None)
            if previous is None and not is_finished:
                self._waiting[level] = strip
                return
            if previous is not None:
                strip = previous.join(strip, "vertical").copy_memory()
            previous = None

    def _is_finished(self, level: int) -> bool:
        return self._rows[level] * TILE_SIDE >= self.levels[level][1]

    def _cut(self, strip: Any, level: int) -> None:
        row = self._rows[level]
        for column, x in enumerate(range(0, strip.width, TILE_SIDE)):
            tile = strip.crop(x, 0, min(TILE_SIDE, strip.width - x), strip.height)
            data = _pack(tile, self._suffix)
            self._bytes += len(data)
            if self._bytes > TILES_BYTES:
                raise TooMuchError
            (self._folder / f"{level}_{column}_{row}{self._suffix}").write_bytes(data)
        self._rows[level] += 1


def _pack(tile: Any, suffix: str) -> bytes:
    if suffix == ".jpg":
        return bytes(tile.jpegsave_buffer(Q=88, subsample_mode="off", keep="none"))
    return bytes(tile.pngsave_buffer(compression=2, keep="none"))


def _open(original: Original, scale: float, opaque: bool) -> Any:
    """Return the picture upright, in sRGB, 8 bit, with 3 bands or, with transparency, 4."""
    options = {} if scale == 1 else {"scale": scale}
    image = original.open(fail_on="error", **options)
    if original.kind != "SVG":
        is_cmyk = image.interpretation == "cmyk"
        if is_cmyk or image.get_typeof("icc-profile-data"):
            image = image.icc_transform("srgb", embedded=True, input_profile="cmyk" if is_cmyk else "srgb")
        image = image.colourspace("srgb").cast("uchar")
    if opaque:
        image = image.extract_band(0, n=3)
    return _upright(image)


def _upright(image: Any) -> Any:
    if not image.get_typeof("orientation") or image.get("orientation") == 1:
        return image
    needed_bytes = image.width * image.height * image.bands
    factor = math.ceil(math.sqrt(needed_bytes / UNPACKED_BYTES))
    return (_shrink(image, factor) if factor > 1 else image.copy_memory()).autorot()


def _shrink(image: Any, factor: int = 2) -> Any:
    """Shrink so many times in both directions, the last pixels of an uneven side by themselves; in memory."""
    if image.hasalpha():
        image = image.premultiply().shrink(factor, factor, ceil=True).unpremultiply().cast("uchar")
    else:
        image = image.shrink(factor, factor, ceil=True)
    return image.copy_memory()


def _half(side: int) -> int:
    return (side + 1) // 2
