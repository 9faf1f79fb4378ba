"""Decoding and resizing with libvips. Runs in the worker only; never import it in the visitor's program."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyvips

from kiosk.services.importer.bounds import PIXELS, SIDE, THINNEST
from kiosk.services.importer.ladder import find_rungs
from kiosk.services.importer.sniff import describe_foreign, is_cut_short, sniff_kind

_PLACE = re.compile(r"on line (\d+) column (\d+)")
_NO_MEMORY = ("out of memory", "memory allocation", "unable to allocate", "insufficient memory")
Picture = dict[str, object]

TALL = 10_000_000  # thumbnail() is given a width and no height
_LOADERS: dict[str, tuple[str, str]] = {
    "JPEG": ("jpegload_buffer", "VipsForeignLoadJpeg"),
    "PNG": ("pngload_buffer", "VipsForeignLoadPng"),
    "WebP": ("webpload_buffer", "VipsForeignLoadWebp"),
    "SVG": ("svgload_buffer", "VipsForeignLoadSvg"),
}


class RefusalError(Exception):
    """A picture that is not taken: a code of reasons.py and its details."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def lock_loaders() -> None:
    """Let libvips open the four kinds of picture and nothing else, and keep nothing between pictures."""
    pyvips.block_untrusted_set(True)
    pyvips.operation_block_set("VipsForeignLoad", True)
    for _, name in _LOADERS.values():
        pyvips.operation_block_set(name, False)
    pyvips.cache_set_max(0)


def draw(data: bytes, folder: Path, widths: Sequence[int], tell: Callable[[Picture | None], None]) -> Picture:
    """Write the renditions of `data` into `folder`; give width, height, opaque and renditions as a JSON-ready map.

    `tell` is called once the picture has proved itself, and after each size of a drawing, with what may be shown if
    no more comes: None while that is too little. Raises RefusalError.
    """
    kind = sniff_kind(data)
    if kind == "svgz":
        raise RefusalError("svgz")
    if not kind:
        raise RefusalError("foreign", looks=describe_foreign(data))
    try:
        size = _read_size(kind, data)
        rungs = find_rungs(*size, widths, may_enlarge=kind == "SVG")
        if kind == "SVG":
            return _draw_vector(data, folder, size, rungs, tell)
        tell(None)
        return _describe(size, *_draw_raster(data, folder, rungs))
    except pyvips.Error as error:
        raise _explain(error, kind, data) from error


def _read_size(kind: str, data: bytes) -> tuple[int, int]:
    header = getattr(pyvips.Image, _LOADERS[kind][0])(data, access="sequential")
    width, height = header.width, header.height
    if max(width, height) > THINNEST * min(width, height):
        raise RefusalError("thin", width=width, height=height)
    if width > SIDE or height > SIDE or width * height > PIXELS:
        raise RefusalError("huge", width=width, height=height)
    turned = kind != "SVG" and header.get_typeof("orientation") and header.get("orientation") >= 5
    return (height, width) if turned else (width, height)


def _draw_vector(
    data: bytes, folder: Path, size: tuple[int, int], rungs: Sequence[int], tell: Callable[[Picture | None], None]
) -> Picture:
    """Draw from narrow to wide. What is sharp on the screen is kept where the sizes for zooming are too much."""
    made: list[dict[str, object]] = []
    opaque = False
    for rung in rungs:
        try:
            image = pyvips.Image.svgload_buffer(data, scale=rung / size[0], fail_on="error").copy_memory()
            opaque = opaque if made else _is_opaque_inside(image)
            made.append(save(image, opaque, folder, rung))
        except pyvips.Error:
            if not _is_enough(made, rungs):
                raise
            break
        tell(_describe(size, opaque, made) if _is_enough(made, rungs) else None)
    return _describe(size, opaque, made)


def _is_enough(made: Sequence[object], rungs: Sequence[int]) -> bool:
    return bool(made) and rungs[len(made) - 1] * 2 >= rungs[-1]


def _describe(size: tuple[int, int], opaque: bool, made: Sequence[dict[str, object]]) -> Picture:
    return {"width": size[0], "height": size[1], "opaque": opaque, "renditions": list(made)}


def _draw_raster(data: bytes, folder: Path, rungs: Sequence[int]) -> tuple[bool, list[dict[str, object]]]:
    # as an option of the loader: thumbnail() drops its own fail_on (measured with libvips 8.18), and half pictures pass
    largest = pyvips.Image.thumbnail_buffer(
        data, rungs[-1], height=TALL, size="down", output_profile="srgb", option_string="[fail_on=error]"
    )
    largest = largest.colourspace("srgb").cast("uchar").copy_memory()
    opaque = not largest.hasalpha() or largest[largest.bands - 1].min() == 255
    smaller = (largest.thumbnail_image(rung, height=TALL, size="down") for rung in rungs[:-1])
    made = [save(image, opaque, folder, rung) for image, rung in zip(smaller, rungs, strict=False)]
    return opaque, [*made, save(largest, opaque, folder, rungs[-1])]


def _is_opaque_inside(image: Any) -> bool:
    """A drawing that fills its sheet may still end in half a pixel, so the outermost line does not count."""
    alpha = image[3]
    if image.width > 2 and image.height > 2:
        alpha = alpha.crop(1, 1, image.width - 2, image.height - 2)
    return bool(alpha.min() == 255)


def save(image: Any, opaque: bool, folder: Path, rung: int) -> dict[str, object]:
    """Write one size; give width, height and file. Raises RefusalError, and pyvips.Error."""
    name = f"{rung}.jpg" if opaque else f"{rung}.png"
    try:
        if opaque:
            image = image.extract_band(0, n=3)
            image.jpegsave(str(folder / name), Q=92, subsample_mode="off", keep="none")
        else:
            image.pngsave(str(folder / name), keep="none")
    except pyvips.Error as error:
        if _is_disk_full(folder):
            raise RefusalError("no-room", why="the disk is full") from error
        raise
    return {"width": image.width, "height": image.height, "file": name}


def _is_disk_full(folder: Path) -> bool:
    try:
        with (folder / "probe").open("wb", buffering=0) as probe:
            return probe.write(bytes(65_536)) < 65_536
    except OSError:
        return True


def _explain(error: Any, kind: str, data: bytes) -> RefusalError:
    words = str(error.detail or error.message).lower()
    if any(phrase in words for phrase in _NO_MEMORY):
        return RefusalError("memory")
    if is_cut_short(kind, data):
        return RefusalError("cut-short", size=len(data))
    if "svg rendering failed" in words or "zero-sized" in words:
        return RefusalError("undrawable")
    place = _PLACE.search(words)
    where = f" (line {place[1]}, column {place[2]} of it)" if place else ""
    return RefusalError("damaged", kind=kind, where=where)
