"""Layout of pictures on a contact sheet, each with a label; by libvips, which streams them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyvips

GROUND = [14, 27, 26]
WORDS = "#f4efe4"
GAP = 12
LINE = 30

Picture = tuple[Path, str]


def label(text: str, width: int, height: int = LINE) -> pyvips.Image:
    """One line of text on the sheet's background, `width` px wide, shortened to fit."""
    plain = pyvips.Image.black(width, height, bands=3).linear([0, 0, 0], GROUND).cast("uchar")
    if not text:
        return plain
    markup = text.replace("&", "&amp;").replace("<", "&lt;")
    drawn = pyvips.Image.text(
        f'<span foreground="{WORDS}">{markup}</span>', font=f"Noto Sans CJK SC {height * 0.5:.0f}px", rgba=True, dpi=72
    )
    drawn = drawn.crop(0, 0, min(drawn.width, width), min(drawn.height, height)).copy(interpretation="srgb")
    return plain.copy(interpretation="srgb").composite2(drawn, "over", x=0, y=(height - drawn.height) // 2)[:3]


def cell(picture: Picture, width: int) -> pyvips.Image:
    """A picture scaled to its column, with its label below."""
    file, text = picture
    image = pyvips.Image.thumbnail(str(file), width, height=100_000)[:3].copy(interpretation="srgb")
    return image.join(label(text, width), "vertical", background=GROUND)


def grid(pictures: Sequence[Picture], columns: int, width: int) -> pyvips.Image:
    """Pictures side by side, each `width` px wide, `columns` to a row."""
    cells = [cell(picture, width) for picture in pictures]
    return pyvips.Image.arrayjoin(cells, across=columns, shim=GAP, background=GROUND)


def stack(parts: Sequence[tuple[str, pyvips.Image]]) -> pyvips.Image:
    """Grids from top to bottom, each with its heading."""
    rows: list[pyvips.Image] = []
    for heading, part in parts:
        rows += [label(heading, part.width, 2 * LINE), part]
    sheet = rows[0]
    for row in rows[1:]:
        sheet = sheet.join(row, "vertical", expand=True, shim=GAP, background=GROUND)
    return sheet


def write(sheet: pyvips.Image, file: Path) -> None:
    """Write a sheet as PNG, with a margin."""
    file.parent.mkdir(parents=True, exist_ok=True)
    width, height = sheet.width + 2 * GAP, sheet.height + 2 * GAP
    sheet.embed(GAP, GAP, width, height, extend="background", background=GROUND).pngsave(str(file), compression=6)
