"""Conversion of a file that a pack cannot hold into one that it can. Runs in the worker only, with memory for films."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path
from typing import Any, Protocol

import pyvips

from kiosk.content.camera_raw import RAW
from kiosk.content.media_types import CAPTIONS_BY_NAME, CONVERTIBLE, HEAD, WRAPPED_SVG, sort_of, suffix_of
from kiosk.media.pictures import foreign_formats
from kiosk.media.pictures.decoding import Picture, explain_foreign
from kiosk.media.pictures.picture_losses import Loss
from kiosk.media.sandbox.limits import CPU_SECONDS
from kiosk.media.sandbox.worker_errors import RejectedFileError


class ConversionProgress(Protocol):
    """Receives the progress of the work."""

    def step(self, picture: Picture | None, seconds: int, /) -> None:
        """Allow `seconds` of processor time in total."""

    def advance(self, share: float) -> None:
        """Report the share done, of 1."""


_OFFICE = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
_TABLES = {".csv", ".tsv"}
_BREAKS = re.compile(r"[\t\r\n\f\x1a]")


def convert(request: dict[str, Any], progress: ConversionProgress) -> Picture:
    """Write the converted file into the request's folder; return {"file", "sort", "losses"}. Raises RejectedFileError.

    The request has file and folder, the `page` of a document, from 1, whether only the `sound` is wanted, the codec of
    captions as `encoding`, empty for none, and the pack's folder `root`, which is searched for linked pictures.
    """
    file, folder = Path(request["file"]), Path(request["folder"])
    try:
        with file.open("rb") as source:
            head = source.read(HEAD)
    except OSError as error:
        raise RejectedFileError("missing", why=error.strerror) from error
    sort = sort_of(head)
    progress.step(None, 3 * CPU_SECONDS)
    if sort in foreign_formats.SORTS:
        return convert_picture(file, sort, folder, int(request["page"])) | {"sort": sort}
    if sort.endswith(" captions") and sort not in {"WebVTT captions", *CONVERTIBLE["captions"]}:
        raise RejectedFileError("captions-other", sort=sort.removesuffix(" captions"))
    is_office = sort == "zip or Office" or head.startswith(_OFFICE)
    may_be_captions = file.suffix.lower() in CAPTIONS_BY_NAME and not is_office
    if sort in CONVERTIBLE["captions"] or may_be_captions:
        from kiosk.media.films.caption_conversion import convert_captions

        return convert_captions(file, folder, request["encoding"]) | {"sort": sort or "captions"}
    if sort in {"SVG", "SVG in UTF-16", WRAPPED_SVG, "compressed (svgz)"} or _looks_like_svg(head, file):
        from kiosk.media.drawings.svg_conversion import convert_drawing

        return convert_drawing(file, sort, folder, Path(request["root"])) | {"sort": sort or "SVG"}
    if sort.startswith(("video", "sound")):
        from kiosk.media.films.film_conversion import convert_film

        return convert_film(file, folder, progress, sound=bool(request["sound"])) | {"sort": sort}
    if suffix_of(sort, "picture"):
        raise RejectedFileError("held", sort=sort)
    code = _explain_kind(head, sort)
    is_table = code == "text-file" and file.suffix.lower() in _TABLES
    raise RejectedFileError("table-file" if is_table else code, sort=sort)


def _explain_kind(head: bytes, sort: str) -> str:
    """Return the code of why a file with nothing to show cannot be converted."""
    if not head:
        return "empty"
    if sort == "zip or Office" or head.startswith(_OFFICE):
        return "office"
    if sort == "HTML":
        return "web-page"
    if sort:
        return "raw" if sort == RAW else "unconverted"
    return "text-file" if _is_text(head) else "unknown-kind"


def _is_text(head: bytes) -> bool:
    """Return whether a file's first bytes are words, in UTF-8, UTF-16 or an old Chinese encoding."""
    for encoding in ("utf-16",) if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "gb18030"):
        words = codecs.getincrementaldecoder(encoding)("replace").decode(head)  # a character may be cut at the end
        if "\ufffd" not in words and not any(unicodedata.category(each) == "Cc" for each in _BREAKS.sub("", words)):
            return True
    return False


def convert_picture(file: Path, sort: str, folder: Path, page: int = 1) -> Picture:
    """Write a picture of a foreign sort as JPEG, or as PNG if it has transparency or is a drawing.

    Returns width, height, file and losses. Raises RejectedFileError.
    """
    try:
        image, losses = foreign_formats.open_foreign(file, sort, page)
        if image.hasalpha() or foreign_formats.is_drawn(sort):
            name = "copy.png"
            image.pngsave(str(folder / name), keep="none")
        else:
            name = "copy.jpg"
            image.jpegsave(str(folder / name), Q=95, subsample_mode="off", optimize_coding=True, keep="none")
    except pyvips.Error as error:
        raise explain_foreign(error, sort) from error
    return _describe(image, name, losses)


def _describe(image: Any, name: str, losses: list[Loss]) -> Picture:
    return {"width": image.width, "height": image.height, "file": name, "losses": losses}


def _looks_like_svg(head: bytes, file: Path) -> bool:
    return file.suffix.lower() == ".svg" and b"<svg" in head
