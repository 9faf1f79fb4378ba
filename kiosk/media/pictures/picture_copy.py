"""Picture copy for a pack: verified by decoding it once, upright, without camera metadata.

Runs in the worker only. An upright picture keeps its bytes, pixel for pixel; a rotated one is written again. Colours
keep their profile.
"""

from __future__ import annotations

import mmap
import shutil
from pathlib import Path
from typing import Any

import pyvips

from kiosk.content.media_types import sort_of
from kiosk.media.conversion import convert_picture
from kiosk.media.drawings.svg_losses import losses_in
from kiosk.media.pictures import decoding, tiling
from kiosk.media.pictures.foreign_formats import SORTS
from kiosk.media.pictures.metadata_stripper import pieces
from kiosk.media.pictures.original import Original
from kiosk.media.pictures.picture_losses import Loss, is_damaged, loss, losses_of
from kiosk.media.sandbox.limits import CPU_SECONDS, LOSS_CHARACTERS, PIXELS_A_SECOND
from kiosk.media.sandbox.worker_errors import RejectedFileError

SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WebP": ".webp", "SVG": ".svg"}
_PROOF_WIDTH = 640  # px: the width at which a drawing is drawn once


def copy(original: Original, folder: Path, progress: decoding.DecodingProgress) -> decoding.Picture:
    """Write a picture into `folder`; return its width and height in px, file and words. Raises RejectedFileError."""
    if original.kind not in SUFFIXES:
        return _copy_foreign(original, folder, progress)
    decoding.refuse_encoding(original)
    file = folder / f"copy{SUFFIXES[original.kind]}"
    try:
        width, height = decoding.read_size(original)
        if original.kind == "SVG":
            original.open(scale=min(1.0, _PROOF_WIDTH / width), fail_on="error").copy_memory()
            shutil.copyfile(original.file, file)
            losses = losses_in(original.head) if original.is_complete else []
            return {"width": width, "height": height, "file": file.name, "words": {}, "losses": losses}
        progress.step(None, CPU_SECONDS + tiling.count_pixels(original.kind, (width, height)) // PIXELS_A_SECOND)
        original = decoding.with_end_marker(original)
        losses = losses_of(original) + _write(original, file)
    except pyvips.Error as error:
        raise decoding.explain(error, original) from error
    except OSError as error:
        raise RejectedFileError("no-room", why=error.strerror) from error
    from kiosk.media.pictures.metadata_reader import read_words

    words, others = read_words(original.file)
    losses += _unread_text_loss(others)
    return {"width": width, "height": height, "file": file.name, "words": words, "losses": losses}


def _copy_foreign(original: Original, folder: Path, progress: decoding.DecodingProgress) -> decoding.Picture:
    """Write a picture of a kind that a pack cannot hold as one that it can."""
    sort = sort_of(original.head)
    if sort not in SORTS:
        decoding.refuse_foreign(original)
    progress.step(None, 2 * CPU_SECONDS)
    from kiosk.media.pictures.metadata_reader import read_words

    converted = convert_picture(original.file, sort, folder)
    words, others = read_words(original.file)
    return converted | {"words": words, "losses": [*converted["losses"], *_unread_text_loss(others)]}


def _unread_text_loss(others: list[str]) -> list[Loss]:
    return [loss("words-unread", " ".join(" / ".join(others).split())[:LOSS_CHARACTERS])] if others else []


def _write(original: Original, file: Path) -> list[Loss]:
    """Write the copy; return a loss if it may be damaged."""
    image = original.open(fail_on="error")
    losses = [loss("doubtful")] if original.kind == "JPEG" and is_damaged(original) else []
    if image.get_typeof("orientation") and image.get("orientation") != 1:
        _save(image.copy_memory().autorot(), file)
        return losses
    image.avg()  # reads every pixel
    try:
        with original.file.open("rb") as source, file.open("wb") as target:
            data = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)  # not counted as memory; goes with its pieces
            target.writelines(pieces(original.kind, data))
    except (ValueError, IndexError):  # malformed in a way that its decoder accepts
        _save(original.open(fail_on="error"), file)
    return losses


def _save(image: Any, file: Path) -> None:
    match file.suffix:
        case ".jpg":
            image.jpegsave(str(file), Q=95, optimize_coding=True, keep="icc")
        case ".png":
            image.pngsave(str(file), keep="icc")
        case _:
            image.webpsave(str(file), lossless=True, keep="icc")
