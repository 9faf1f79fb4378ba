"""Draw the character 宜 as one path, gold and (for rice paper) cinnabar, into content/zhenjiang-new-area/media.

python art/emblem.py [FONT [INDEX]]     FONT: a file with Noto Serif CJK SC Black; found by fc-match where not given
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parents[1] / "content" / "zhenjiang-new-area" / "media" / "yi.svg"
CHARACTER = "宜"
SIDE = 1000  # units of the square view box
FILL = 0.92  # of the square's side that the glyph's longer side takes
CINNABAR = "#9C2B19"  # flat, on rice paper
GOLD = (("0", "#FBE9B4"), (".5", "#E8C77A"), ("1", "#A67F38"))


def find_font() -> tuple[Path, int]:
    """File and index of Noto Serif CJK SC Black, as fontconfig knows it."""
    pattern = "Noto Serif CJK SC:style=Black"
    answer = subprocess.run(
        ["fc-match", "-f", "%{file}\n%{index}\n%{family}\n%{style}", pattern],
        capture_output=True,
        text=True,
        check=True,
    )
    file, index, family, style = answer.stdout.split("\n")[:4]
    if "Noto Serif CJK SC" not in family or "Black" not in style:
        raise SystemExit("Noto Serif CJK SC Black is not installed: on Debian it is in fonts-noto-cjk-extra")
    return Path(file), int(index) & 0xFFFF


def outline(font: TTFont) -> tuple[str, tuple[float, float, float, float]]:
    """The glyph's path, y down, centred in the square, and its box there (left, top, right, bottom)."""
    glyphs = font.getGlyphSet()
    glyph = glyphs[font.getBestCmap()[ord(CHARACTER)]]
    bounds = BoundsPen(glyphs)
    glyph.draw(bounds)
    left, bottom, right, top = bounds.bounds
    scale = SIDE * FILL / max(right - left, top - bottom)
    x = SIDE / 2 - scale * (left + right) / 2
    y = SIDE / 2 + scale * (top + bottom) / 2
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.1f}".removesuffix(".0"))
    glyph.draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
    return pen.getCommands(), (x + scale * left, y - scale * top, x + scale * right, y - scale * bottom)


def main(arguments: list[str]) -> int:
    """Write yi.svg from the font given or found."""
    file, index = (Path(arguments[0]), int((*arguments, "0")[1])) if arguments else find_font()
    path, (_, top, _, bottom) = outline(TTFont(file, fontNumber=index))
    stops = "".join(f'<stop offset="{at}" stop-color="{colour}"/>' for at, colour in GOLD)
    OUT.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" height="{SIDE}">'
        f'<defs><linearGradient id="gold" gradientUnits="userSpaceOnUse" x1="0" y1="{top:.1f}" x2="0" y2="{bottom:.1f}">'
        f'{stops}</linearGradient></defs><path d="{path}" fill="url(#gold)"/></svg>\n',
        encoding="utf-8",
        newline="\n",
    )
    flat = OUT.with_name("yi-on-light.svg")
    flat.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" height="{SIDE}">'
        f'<path d="{path}" fill="{CINNABAR}"/></svg>\n',
        encoding="utf-8",
        newline="\n",
    )
    print(f"{OUT.name}: {OUT.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
