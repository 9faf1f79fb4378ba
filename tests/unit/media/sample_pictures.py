"""Small real pictures for the tests of the importer, and a reader of what it made."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyvips

from kiosk.media import MediaFailure, Prepared, prepare

WIDTHS = (40, 80, 160)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{}" height="{}">{}</svg>'
)


def paint(width: int = 100, height: int = 60, alpha: int | None = None) -> Any:
    """A picture whose left half is red and whose right half is blue."""
    red = pyvips.Image.black(width // 2, height).new_from_image([200, 30, 30])
    blue = pyvips.Image.black(width - width // 2, height).new_from_image([30, 30, 200])
    image = red.join(blue, "horizontal").cast("uchar").copy(interpretation="srgb")
    return image if alpha is None else image.bandjoin(alpha).copy(interpretation="srgb")


def draw_svg(file: Path, body: str, width: float = 100, height: float = 60) -> Path:
    file.write_text(SVG.format(width, height, body), encoding="utf-8")
    return file


def prepare_one(file: Path, cache: Path, widths: Iterable[int] = WIDTHS) -> Prepared | MediaFailure:
    """What became of one file, whichever it is."""
    imported = prepare([file], cache, tuple(widths))
    assert len(imported.pictures) + len(imported.failures) == 1
    return imported.pictures.get(file) or imported.failures[file]


def sizes(prepared: Prepared) -> list[tuple[int, int]]:
    return [(rendition.width, rendition.height) for rendition in prepared.renditions]


def colour(prepared: Prepared, x: float, y: float, rung: int = -1) -> list[int]:
    """The colour at (x, y), in 0..1 of the picture, of one rendition."""
    image = pyvips.Image.new_from_file(str(prepared.renditions[rung].file))
    return [round(band) for band in image.getpoint(int(x * image.width), int(y * image.height))]


def is_near(found: list[int], wanted: tuple[int, ...], within: int = 12) -> bool:
    return len(found) == len(wanted) and all(abs(a - b) <= within for a, b in zip(found, wanted, strict=True))
