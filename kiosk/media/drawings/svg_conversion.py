"""Drawing converted for a pack: to UTF-8, with its pictures embedded as PNG or JPEG. Runs in the worker only."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import pyvips

from kiosk.content.media_types import HEAD, sort_of
from kiosk.media.drawings.svg_fonts import encoding_of
from kiosk.media.drawings.svg_losses import embedded_in, losses_in, percent_decoded
from kiosk.media.drawings.svg_repair import RepairedDrawing, is_drawing, place_of_fault, repair
from kiosk.media.pictures import foreign_formats
from kiosk.media.pictures.picture_losses import Loss, loss
from kiosk.media.sandbox.limits import IN_MEMORY_BYTES
from kiosk.media.sandbox.worker_errors import RejectedFileError

_HREF = re.compile(
    r"(<(?:\w+:)?(?:image|feImage)\b[^>]*?\s(?:\w+:)?href\s*=\s*)(\"|')(.*?)\2", re.DOTALL | re.IGNORECASE
)
_DECLARED = re.compile(r"(<\?xml[^>]*?encoding\s*=\s*)(\"|')[^\"']*\2")
_FALLBACK_ENCODINGS = ("utf-8-sig", "gb18030", "big5", "cp1252")


def convert_drawing(file: Path, sort: str, folder: Path, root: Path) -> dict[str, Any]:
    """Write the drawing into `folder`; return {"file", "losses"}. Raises RejectedFileError.

    Linked pictures within `root` are embedded; `losses` are what is still not drawn.
    """
    try:
        data = foreign_formats.unpack(file) if sort == "compressed (svgz)" else file.read_bytes()
    except OSError as error:
        raise RejectedFileError("missing", why=error.strerror) from error
    if len(data) > IN_MEMORY_BYTES:
        raise RejectedFileError("heavy", megabytes=len(data) // 1_000_000, most_file=IN_MEMORY_BYTES // 1_000_000)
    text = _DECLARED.sub(r"\1\2UTF-8\2", _decode(data), count=1)
    repaired = repair(text)
    if repaired is None and not is_drawing(text):
        place = place_of_fault(text)
        raise RejectedFileError("damaged-at" if place else "damaged", kind="SVG", **place)
    text = repaired.text if repaired else text
    converted = _HREF.sub(lambda match: _embedded(match, file.parent, root), text).encode()
    losses = losses_around(repaired) + losses_in(converted)
    if converted == data and sort != "compressed (svgz)":
        linked = next((str(loss["what"]) for loss in losses if loss["code"] == "linked"), "")
        raise RejectedFileError("not-found", what=linked) if linked else RejectedFileError("held", sort="SVG")
    (folder / "copy.svg").write_bytes(converted)
    return {"file": "copy.svg", "losses": losses}


def losses_around(repaired: RepairedDrawing | None) -> list[Loss]:
    """Return what is left out of the file of a repaired drawing."""
    if repaired is None:
        return []
    losses = [loss("drawings", f"1/{repaired.count}")] if repaired.count > 1 else []
    losses += [loss("around", repaired.around.text) | {"line": repaired.around.line}] if repaired.around else []
    losses += [loss("program", part.text) | {"line": part.line} for part in repaired.unknown[:1]]
    losses += [loss("sheet", repaired.sheet.text) | {"line": repaired.sheet.line}] if repaired.sheet else []
    return losses


def _decode(data: bytes) -> str:
    for encoding in (encoding_of(data), *_FALLBACK_ENCODINGS):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    raise RejectedFileError("unconverted", sort="SVG")


def _embedded(match: re.Match[str], folder_of_drawing: Path, root: Path) -> str:
    """Return a picture's link with the picture embedded in it, if available; else unchanged."""
    link = match[3].replace("&amp;", "&")
    picture = (
        _picture_in(link) if link.lstrip().lower().startswith("data:") else _picture_at(link, folder_of_drawing, root)
    )
    if picture is None:
        return match[0]
    mime, data = picture
    return f"{match[1]}{match[2]}data:{mime};base64,{base64.b64encode(data).decode()}{match[2]}"


def _picture_in(link: str) -> tuple[str, bytes] | None:
    """Return an embedded picture that would not be drawn, in a form that is; None for one that is drawn already."""
    embedded = embedded_in(link)
    if embedded is None or embedded.data is None:
        return None
    mime, data = embedded.mime, embedded.data
    kind = sort_of(data[:HEAD])
    if kind == "SVG" or (kind, mime) in {("PNG", "image/png"), ("JPEG", "image/jpeg"), ("JPEG", "image/jpg")}:
        return None
    return _drawable(data, kind)


def _picture_at(link: str, folder_of_drawing: Path, root: Path) -> tuple[str, bytes] | None:
    """Return a linked picture that is beside the drawing, or anywhere within `root`, by its path or else its name."""
    path = percent_decoded(link.partition("#")[0]).decode("utf-8", "replace").removeprefix("file://").replace("\\", "/")
    if re.match(r"[a-z]{2,}:", path, re.IGNORECASE):  # on a server: staff may have put a copy beside the drawing
        path = path.partition("?")[0].rpartition("/")[2]
    if not path:
        return None
    root = root.resolve()
    for candidate in (
        folder_of_drawing / path,
        folder_of_drawing / Path(path).name,
        root / Path(path).name,
        root / "media" / Path(path).name,
    ):
        try:
            resolved = candidate.resolve()
            if resolved.is_relative_to(root) and resolved.is_file() and resolved.stat().st_size <= IN_MEMORY_BYTES:
                data = resolved.read_bytes()
                return _drawable(data, sort_of(data[:HEAD]))
        except (OSError, ValueError):
            continue
    return None


def _drawable(data: bytes, kind: str) -> tuple[str, bytes] | None:
    """Return a picture as PNG or JPEG, with its media type; None if it cannot be opened."""
    if kind in {"PNG", "JPEG"}:
        return f"image/{kind.lower()}", data
    if kind == "SVG":
        return "image/svg+xml", data
    if kind != "WebP" and kind not in foreign_formats.SORTS:
        return None
    import tempfile

    try:
        if kind == "WebP":
            image = pyvips.Image.webpload_buffer(data)
        else:
            with tempfile.TemporaryDirectory() as work_folder:
                (Path(work_folder) / "picture").write_bytes(data)
                image, _ = foreign_formats.open_foreign(Path(work_folder) / "picture", kind, 1)
        if image.hasalpha() or foreign_formats.is_drawn(kind):
            return "image/png", bytes(image.pngsave_buffer(keep="none"))
        return "image/jpeg", bytes(image.jpegsave_buffer(Q=95, subsample_mode="off", keep="none"))
    except (pyvips.Error, RejectedFileError, OSError):
        return None
