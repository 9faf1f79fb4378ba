"""Decoding and resizing with libvips. Runs in the worker only; never import it in the visitor's program."""

from __future__ import annotations

import locale
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import pyvips

from kiosk.content.camera_raw import RAW
from kiosk.content.media_types import CONVERTIBLE, WRAPPED_SVG, sort_of
from kiosk.media.cache_entries import TILES
from kiosk.media.drawings.svg_fonts import encoding_of, lettering_of, text_of
from kiosk.media.drawings.svg_losses import count_shapes, losses_in
from kiosk.media.drawings.svg_repair import repair
from kiosk.media.pictures import tiling
from kiosk.media.pictures.jpeg_segments import with_end
from kiosk.media.pictures.original import LOADERS, TALL, Original
from kiosk.media.pictures.picture_losses import is_damaged, loss, losses_of
from kiosk.media.pictures.signatures import HEAD_BYTES, describe_foreign, is_cut_short
from kiosk.media.rendition_widths import LARGEST, find_widths, needs_tiles
from kiosk.media.sandbox.limits import (
    CPU_SECONDS,
    FULL_PIXELS,
    PIXELS,
    PIXELS_A_BYTE,
    PIXELS_A_SECOND,
    RENDITION_BYTES,
    SIDE,
    THINNEST,
)
from kiosk.media.sandbox.worker_errors import RejectedFileError

_PLACE = re.compile(r"on line (\d+) column (\d+)")
_READABLE_ENCODINGS = {"utf-8-sig", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252"}  # by librsvg
_NO_MEMORY = ("out of memory", "memory allocation", "unable to allocate", "insufficient memory")
Picture = dict[str, Any]


class DecodingProgress(Protocol):
    """Receives the progress of the work on one picture."""

    def step(self, picture: Picture | None, seconds: int, /) -> None:
        """Accept the picture as sound, and allow `seconds` of processor time in total.

        `picture` may be shown if no more comes; None while that is too little.
        """

    def advance(self, share: float) -> None:
        """Report the share done, of 1."""


def lock_loaders() -> None:
    """Restrict libvips to the four kinds of picture, without a cache between pictures, and to English messages.

    Its start takes over the locale of the process, which drawings depend on; its messages are parsed here by their
    words (explain), and staff read them in their own language.
    """
    if hasattr(locale, "LC_MESSAGES"):
        locale.setlocale(locale.LC_MESSAGES, "C")
    pyvips.block_untrusted_set(True)
    pyvips.operation_block_set("VipsForeignLoad", True)
    for name in LOADERS.values():
        pyvips.operation_block_set(f"VipsForeignLoad{name.removesuffix('load').capitalize()}", False)
    pyvips.cache_set_max(0)


def draw(original: Original, folder: Path, widths: Sequence[int], progress: DecodingProgress) -> Picture:
    """Write the renditions of a picture into `folder`, and tiles below it if it is very large.

    Returns width, height, opaque, renditions and, with tiles, tiles as a JSON-ready map. Raises RejectedFileError.
    """
    kind = original.kind
    refuse_foreign(original)
    try:
        size = read_size(original)
        target_widths = find_widths(*size, widths, may_enlarge=kind == "SVG")
        seconds = CPU_SECONDS + tiling.count_pixels(kind, size) // PIXELS_A_SECOND
        if kind == "SVG":
            picture = _draw_vector(original, folder, size, target_widths, progress)
            picture |= {"lettering": lettering_of(original.head) if original.is_complete else []}
            picture["losses"] += losses_in(original.head) if original.is_complete else []
        else:
            progress.step(None, seconds)
            original = with_end_marker(original)
            picture = _draw_raster(original, folder, size, target_widths)
    except pyvips.Error as error:
        raise explain(error, original) from error
    if needs_tiles(*size, widths) and picture["renditions"][-1]["width"] == target_widths[-1]:
        progress.step(picture, seconds)
        tiles = tiling.make_tiles(original, picture, folder / TILES, max(LARGEST, *widths), progress.advance)
        picture |= {"tiles": tiles} if tiles else {}
    return picture


def refuse_foreign(original: Original) -> None:
    """Raise RejectedFileError if the file's kind is not supported."""
    if original.kind == "svgz":
        raise RejectedFileError("svgz")
    if not original.kind:
        sort = sort_of(original.head)
        if sort == "SVG in UTF-16":
            raise RejectedFileError("encoding", encoding="UTF-16")
        if sort == WRAPPED_SVG:
            raise RejectedFileError("wrapped")
        if sort == RAW:
            raise RejectedFileError("raw")
        if sort == "HTML":
            raise RejectedFileError("web-page")
        if sort in CONVERTIBLE["picture"]:
            raise RejectedFileError("convertible", sort=sort)
        raise RejectedFileError("foreign", looks=describe_foreign(original.head))
    refuse_encoding(original)


def refuse_encoding(original: Original) -> None:
    """Raise RejectedFileError for a drawing in an encoding that its reader does not know."""
    if original.kind == "SVG" and original.is_complete:
        name = encoding_of(original.head)
        if name not in _READABLE_ENCODINGS:
            raise RejectedFileError("encoding", encoding=name.upper())
        try:
            original.head.decode(name)
        except UnicodeDecodeError:
            raise RejectedFileError(
                "encoding", encoding="GBK" if _is_chinese(original.head) else "another encoding"
            ) from None


def _is_chinese(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def read_size(original: Original) -> tuple[int, int]:
    """Return the size of the upright picture in px, from its header. Raises RejectedFileError, pyvips.Error."""
    header = original.open()
    width, height = header.width, header.height
    if max(width, height) > THINNEST * min(width, height):
        raise RejectedFileError("thin", width=width, height=height)
    if width > SIDE or height > SIDE or width * height > PIXELS:
        raise RejectedFileError("huge", width=width, height=height)
    is_drawing = original.kind == "SVG"
    if not is_drawing and width * height > max(FULL_PIXELS, original.size * PIXELS_A_BYTE):
        raise RejectedFileError("hollow", width=width, height=height, kilobytes=max(1, original.size // 1000))
    is_turned = not is_drawing and header.get_typeof("orientation") and header.get("orientation") >= 5
    return (height, width) if is_turned else (width, height)


def with_end_marker(original: Original) -> Original:
    """Return the picture, with the end marker that some cameras and web tools leave out of a JPEG.

    Raises RejectedFileError if more than the marker is missing: with it, libjpeg would fill up the lost rows with grey.
    """
    ended = with_end(original.head) if original.kind == "JPEG" and original.is_complete else None
    if ended is None:
        return original
    whole = replace(original, head=ended, tail=ended[-HEAD_BYTES:], size=len(ended))
    if is_damaged(whole):
        raise RejectedFileError("cut-short", size=original.size)
    return whole


def _draw_vector(
    original: Original, folder: Path, size: tuple[int, int], target_widths: Sequence[int], progress: DecodingProgress
) -> Picture:
    """Draw from narrow to wide. The sizes sharp on the screen are kept if those for zooming exceed the limits."""
    renditions: list[dict[str, object]] = []
    opaque, losses = False, []
    for width in target_widths:
        try:
            image = original.open(scale=width / size[0], fail_on="error").copy_memory()
            if not renditions:
                opaque = _is_opaque_inside(image)
                losses = [loss("blank")] if _is_blank(image, original) else []
            renditions.append(save(image, opaque, folder, width))
        except pyvips.Error:
            if not _is_enough(renditions, target_widths):
                raise
            break
        progress.step(
            _describe(size, opaque, renditions) if _is_enough(renditions, target_widths) else None, CPU_SECONDS
        )
    return _describe(size, opaque, renditions) | {"losses": losses}


def _is_enough(renditions: Sequence[object], target_widths: Sequence[int]) -> bool:
    return bool(renditions) and target_widths[len(renditions) - 1] * 2 >= target_widths[-1]


def _describe(size: tuple[int, int], opaque: bool, renditions: Sequence[dict[str, object]]) -> Picture:
    return {"width": size[0], "height": size[1], "opaque": opaque, "renditions": list(renditions)}


def _draw_raster(original: Original, folder: Path, size: tuple[int, int], target_widths: Sequence[int]) -> Picture:
    losses = losses_of(original)
    largest = original.thumbnail(target_widths[-1]).colourspace("srgb").cast("uchar").copy_memory()
    if original.kind == "JPEG" and is_damaged(original):
        losses.append(loss("doubtful"))
    opaque = not largest.hasalpha() or largest[largest.bands - 1].min() == 255
    if not opaque and largest[largest.bands - 1].max() == 0:
        losses.append(loss("blank"))
    smaller = (largest.thumbnail_image(width, height=TALL, size="down") for width in target_widths[:-1])
    renditions = [save(image, opaque, folder, width) for image, width in zip(smaller, target_widths, strict=False)]
    renditions.append(save(largest, opaque, folder, target_widths[-1]))
    return _describe(size, opaque, renditions) | {"losses": losses}


def _is_blank(image: Any, original: Original) -> bool:
    """Return whether a drawing of several shapes is one even area, or any drawing is empty."""
    if image[3].max() == 0:
        return True
    even = all(image[band].max() - image[band].min() <= 1 for band in range(image.bands))
    return even and count_shapes(original.head) != 1


def _is_opaque_inside(image: Any) -> bool:
    """Return whether a drawing is opaque except for its outermost line, which may be half a pixel."""
    alpha = image[3]
    if image.width > 2 and image.height > 2:
        alpha = alpha.crop(1, 1, image.width - 2, image.height - 2)
    return bool(alpha.min() == 255)


def save(image: Any, opaque: bool, folder: Path, width: int) -> dict[str, object]:
    """Write one size of a picture; return width, height and file. Raises RejectedFileError, pyvips.Error."""
    name = f"{width}.jpg" if opaque else f"{width}.png"
    try:
        if opaque:
            image = image.extract_band(0, n=3)
            image.jpegsave(str(folder / name), Q=92, subsample_mode="off", keep="none")
        else:
            image.pngsave(str(folder / name), keep="none")
    except pyvips.Error as error:
        if _is_out_of_memory(error) or _size(folder / name) >= RENDITION_BYTES:
            raise
        # The disk need not be full any more: what another program wrote in vain may be removed already.
        raise RejectedFileError("no-room", why="the disk is full") from error
    return {"width": image.width, "height": image.height, "file": name}


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _is_out_of_memory(error: Any) -> bool:
    words = str(error.detail or error.message).lower()
    return any(phrase in words for phrase in _NO_MEMORY)


def explain_foreign(error: Any, sort: str) -> RejectedFileError:
    """Return libvips' error for a file of another sort as a refusal."""
    return RejectedFileError("memory") if _is_out_of_memory(error) else RejectedFileError("unconverted", sort=sort)


def explain_html(data: bytes) -> RejectedFileError | None:
    """Return the refusal of a drawing that only a web page may have as it is; None if converting does not help."""
    text = text_of(data)
    repaired = repair(text.decode()) if text is not None else None
    if repaired is None:
        return None
    fault = repaired.faults[0]
    return RejectedFileError("html", what=f'"{fault.text}"', line=fault.line)


def _is_deep(head: bytes) -> bool:
    """Return whether a JPEG's frame header states more than 8 bits a colour."""
    frame = re.search(rb"\xff[\xc0-\xc3]\0.([\x08-\x10])", head, re.DOTALL)
    return frame is not None and frame[1] != b"\x08"


def explain(error: Any, original: Original) -> RejectedFileError:
    """Return libvips' error as a refusal."""
    if _is_out_of_memory(error):
        return RejectedFileError("memory")
    html = explain_html(original.head) if original.kind == "SVG" and original.is_complete else None
    return html or _explain_damage(str(error.detail or error.message).lower(), original)


def _explain_damage(text: str, original: Original) -> RejectedFileError:
    if is_cut_short(original.kind, original.head, original.tail, original.size):
        return RejectedFileError("cut-short", size=original.size)
    if "svg rendering failed" in text or "zero-sized" in text:
        return RejectedFileError("undrawable")
    if "precision" in text or (original.kind == "JPEG" and _is_deep(original.head)):
        return RejectedFileError("deep")
    match = _PLACE.search(text)
    if match:
        return RejectedFileError("damaged-at", kind=original.kind, line=match[1], column=match[2])
    return RejectedFileError("damaged", kind=original.kind)
