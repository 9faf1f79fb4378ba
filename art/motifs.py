"""Draw the four industries' motifs: content/zhenjiang-new-area/media/motif-*.svg, each 183 by 132 units.

python art/motifs.py
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from pathlib import Path

MEDIA = Path(__file__).resolve().parents[1] / "content" / "zhenjiang-new-area" / "media"
WIDTH, HEIGHT = 183, 132
GROUND, LINE, STROKE = "#173642", "#A9D2F5", 3


def trace(path: str, stroke: float = STROKE, opacity: float = 1) -> str:
    """One open line in the motif's colour."""
    faint = f' opacity="{opacity:g}"' if opacity < 1 else ""
    return f'<path d="{path}" fill="none" stroke="{LINE}" stroke-width="{stroke:g}" stroke-linejoin="round"{faint}/>'


def lattice() -> str:
    """Two crossing sets of diagonals: a crystal, for new materials."""
    step = WIDTH / 4
    ends = [column * step for column in range(-3, 8)]
    falling = "".join(f"M{x:.1f} 0L{x + HEIGHT:.1f} {HEIGHT}" for x in ends)
    rising = "".join(f"M{x:.1f} 0L{x - HEIGHT:.1f} {HEIGHT}" for x in ends)
    return trace(falling + rising)


def flow() -> str:
    """Four waves, one above the other: a current, for new energy."""
    lines = []
    for row in range(1, 5):
        y, swing = HEIGHT * row / 5, HEIGHT * 0.22
        quarter, half = WIDTH / 4, WIDTH / 2
        lines.append(
            f"M0 {y:.1f}C{quarter:.1f} {y - swing:.1f} {quarter:.1f} {y - swing:.1f} {half:.1f} {y:.1f}"
            f"S{3 * quarter:.1f} {y + swing:.1f} {WIDTH} {y:.1f}"
        )
    return trace("".join(lines))


def wing() -> str:
    """Five lines that open like a feather from one corner: lift, for aerospace."""
    lines = []
    for feather in range(5):
        first, second, tip = 0.9 - feather * 0.1, 0.6 - feather * 0.16, 0.8 - feather * 0.19
        lines.append(
            f"M0 {HEIGHT}C{WIDTH * 0.3:.1f} {HEIGHT * first:.1f} {WIDTH * 0.7:.1f} {HEIGHT * second:.1f} "
            f"{WIDTH} {HEIGHT * tip:.1f}"
        )
    return trace("".join(lines))


def helix() -> str:
    """A double helix of one and a half turns with its rungs: life and health."""
    pieces, middle, steps = 40, HEIGHT / 2, range(41)
    points = [(WIDTH * n / pieces, math.sin(n / pieces * 3 * math.pi) * HEIGHT * 0.3) for n in steps]
    strands = "".join("M" + "L".join(f"{x:.1f} {middle + side * y:.1f}" for x, y in points) for side in (1, -1))
    rungs = "".join(f"M{x:.1f} {middle + y:.1f}V{middle - y:.1f}" for x, y in points[2::4])
    return trace(strands) + trace(rungs, STROKE * 0.7, 0.7)


MOTIFS: dict[str, Callable[[], str]] = {"lattice": lattice, "flow": flow, "wing": wing, "helix": helix}


def main() -> int:
    """Write the four files."""
    for name, draw in MOTIFS.items():
        file = MEDIA / f"motif-{name}.svg"
        file.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{GROUND}"/>{draw()}</svg>\n',
            encoding="utf-8",
            newline="\n",
        )
        print(f"{file.name}: {file.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
