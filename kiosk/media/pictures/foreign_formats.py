"""Foreign formats: pictures of kinds that a pack cannot hold, opened by suitable libraries. Runs in the worker only.

HEIC by pi-heif, pages of PDF by Qt's PDFium, BMP, icons, Photoshop's and JPEG 2000 by Pillow, the rest by libvips.
The result is upright, in sRGB and of 8 bits, like a pack's pictures.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyvips

from kiosk.media.pictures.picture_losses import HDR, Loss, loss
from kiosk.media.sandbox.limits import IN_MEMORY_BYTES, PAGE_SIDE, PIXELS, SIDE, UNPACKED_BYTES
from kiosk.media.sandbox.worker_errors import RejectedFileError

_PILLOW = {"BMP": "BMP", "icon": "ICO", "Photoshop": "PSD", "JPEG 2000": "JPEG2000"}
_VIPS = {"AVIF": "Heif", "TIFF": "Tiff", "GIF": "Nsgif"}
BRIGHTEST_LIGHT = 16  # of a picture in linear light, where 1 is white; beyond, its numbers are on another scale
_LOSSLESS = frozenset({"GIF", "BMP", "icon", "PDF"})  # even areas and sharp edges: kept without loss
Opened = tuple[Any, list[Loss]]


def open_foreign(file: Path, sort: str, page: int) -> Opened:
    """Return a picture of this `sort`, and what of its file is missing from it; `page` counts from 1.

    Raises RejectedFileError and pyvips.Error.
    """
    try:
        picture, losses = _OPENERS[sort](file, sort, page)
    except (RejectedFileError, pyvips.Error, MemoryError):
        raise
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        KeyError,
        IndexError,
        TypeError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise RejectedFileError("unconverted", sort=sort) from error
    return _to_srgb(picture), losses


def is_drawn(sort: str) -> bool:
    """Return whether pictures of this sort are kept without loss, as PNG."""
    return sort in _LOSSLESS


def unpack(file: Path) -> bytes:
    """Return the drawing in a compressed one (svgz). Raises RejectedFileError."""
    try:
        with gzip.open(file) as packed:
            data = packed.read(IN_MEMORY_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise RejectedFileError("unconverted", sort="svgz") from error
    if len(data) > IN_MEMORY_BYTES:
        raise RejectedFileError("unconverted", sort="svgz")
    return data


def _open_by_vips(file: Path, sort: str, page: int) -> Opened:
    name = _VIPS[sort]
    pyvips.operation_block_set(f"VipsForeignLoad{name}", False)
    load = getattr(pyvips.Image, f"{sort.lower()}load" if sort != "AVIF" else "heifload")
    picture = load(str(file), page=page - 1, fail_on="error")
    pages = picture.get("n-pages") if picture.get_typeof("n-pages") else 1
    _check_size(picture.width, picture.height)
    losses = (
        [] if pages == 1 else [loss("first-frame", sort) if sort != "TIFF" else loss("one-page", f"{page}/{pages}")]
    )
    return picture.copy_memory().autorot(), losses


def _open_by_pillow(file: Path, sort: str, _page: int) -> Opened:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None
    with Image.open(file, formats=(_PILLOW[sort],)) as picture:
        _check_size(*picture.size)
        losses = [loss("layers", sort)] if sort == "Photoshop" and getattr(picture, "n_frames", 1) > 1 else []
        upright = ImageOps.exif_transpose(picture)
        return _from_pillow(upright), losses


def _open_heic(file: Path, _sort: str, _page: int) -> Opened:
    import pi_heif

    container = pi_heif.open_heif(file, convert_hdr_to_8bit=True)
    first = container[container.primary_index]
    _check_size(*first.size)
    losses = [loss("one-page", f"{container.primary_index + 1}/{len(container)}")] if len(container) > 1 else []
    transfer = int((first.info.get("nclx_profile") or {}).get("transfer_characteristics", 0))
    losses += [loss("hdr", HDR[transfer])] if transfer in HDR else []
    return _from_pillow(first.to_pillow()), losses


def _open_pdf_page(file: Path, _sort: str, page: int) -> Opened:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QImage
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    try:
        if document.load(str(file)) != QPdfDocument.Error.None_:
            raise RejectedFileError("unconverted", sort="PDF")
        pages = document.pageCount()
        if not 1 <= page <= pages:
            raise RejectedFileError("no-page", page=page, pages=pages)
        points = document.pagePointSize(page - 1)
        scale = PAGE_SIDE / max(points.width(), points.height(), 1.0)
        size = QSize(max(1, round(points.width() * scale)), max(1, round(points.height() * scale)))
        image = document.render(page - 1, size).convertToFormat(QImage.Format.Format_RGBA8888)
        if image.isNull():
            raise RejectedFileError("unconverted", sort="PDF")
        data = bytes(image.constBits())
        picture = pyvips.Image.new_from_memory(data, image.bytesPerLine() // 4, image.height(), 4, "uchar")
        picture = picture.crop(0, 0, image.width(), image.height()).copy(interpretation="srgb").copy_memory()
    finally:
        document.close()
    losses = [loss("one-page", f"{page}/{pages}")] if pages > 1 else []
    return picture.flatten(background=255), losses


_OPENERS: dict[str, Callable[[Path, str, int], Opened]] = {
    **dict.fromkeys(_VIPS, _open_by_vips),
    **dict.fromkeys(_PILLOW, _open_by_pillow),
    "HEIC": _open_heic,
    "PDF": _open_pdf_page,
}
SORTS = frozenset(_OPENERS)


def _check_size(width: int, height: int) -> None:
    if max(width, height) > SIDE or width * height > PIXELS or width * height * 4 > 4 * UNPACKED_BYTES:
        raise RejectedFileError("huge", width=width, height=height)


def _from_pillow(picture: Any) -> Any:
    """Return a Pillow picture as a libvips one, with its colour profile."""
    mode = picture.mode
    if mode not in {"L", "RGB", "RGBA", "CMYK"}:
        alpha = mode in {"LA", "PA"} or "transparency" in picture.info
        picture = picture.convert("RGBA" if alpha else "RGB")
    image = pyvips.Image.new_from_memory(
        picture.tobytes(), picture.width, picture.height, len(picture.getbands()), "uchar"
    ).copy(interpretation={"L": "b-w", "CMYK": "cmyk"}.get(picture.mode, "srgb"))
    profile = picture.info.get("icc_profile")
    if profile:
        image = image.copy()
        image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    return image


def _to_srgb(picture: Any) -> Any:
    """Return the picture in sRGB and 8 bits, without metadata."""
    if picture.get_typeof("icc-profile-data") or picture.interpretation == "cmyk":
        is_cmyk = picture.interpretation == "cmyk"
        try:
            picture = picture.icc_transform(
                "srgb", embedded=True, input_profile="cmyk" if is_cmyk else "srgb"
            ).copy_memory()
        except pyvips.Error:
            if is_cmyk:
                raise
    if picture.format in {"float", "double"} and picture.interpretation in {"b-w", "scrgb", "multiband"}:
        picture = _light(picture)
    if picture.interpretation not in {"srgb", "b-w", "rgb16", "grey16", "lab", "scrgb", "cmyk", "hsv"}:
        picture = picture.cast("uchar").copy(interpretation="srgb" if picture.bands > 2 else "b-w")
    picture = picture.colourspace("srgb").cast("uchar")
    if picture.hasalpha() and picture[picture.bands - 1].min() == 255:
        picture = picture.extract_band(0, n=3)
    return picture.copy_memory()


def _light(picture: Any) -> Any:
    """Return a picture of fractions as linear light from 0 to 1: as it is, or on the scale of its brightest point."""
    colours = picture if picture.bands > 2 else picture[0].bandjoin([picture[0], picture[0]])
    most = colours.max()
    if most > BRIGHTEST_LIGHT:
        return (colours * (255 / most)).cast("uchar").copy(interpretation="srgb")
    return colours.cast("float").copy(interpretation="scrgb")


def metadata_of_heic(file: Path) -> io.BytesIO | None:
    """Return a small JPEG with the EXIF and XMP of a HEIC; None if that cannot be read."""
    import pi_heif
    from PIL import Image

    try:
        info = pi_heif.open_heif(file).info
    except (OSError, ValueError, RuntimeError):
        return None
    buffer = io.BytesIO()
    metadata = {name: info[name] for name in ("exif", "xmp") if info.get(name)}
    Image.new("RGB", (1, 1)).save(buffer, "jpeg", **metadata)
    buffer.seek(0)
    return buffer
