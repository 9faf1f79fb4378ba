"""Draw each theme's object in its lit niche: content/zhenjiang-new-area/media/niche-*.svg, 1920 by 1200 units.

python art/niches.py
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

MEDIA = Path(__file__).resolve().parents[1] / "content" / "zhenjiang-new-area" / "media"
WIDTH, HEIGHT = 1920, 1200
OBJECT_SCALE = 2.45
RINGS = (330, 450, 590, 750, 930)
NICHES = {  # theme: lit centre, edge, line of the rings
    "industry": ("#1B4257", "#0F2027", "#86B9E8"),
    "talent": ("#453C20", "#171C16", "#EFCB74"),
    "yi-culture": ("#4A221C", "#1A1614", "#EC8B73"),
    "governance": ("#215247", "#0F211E", "#C4ECDA"),
}


def read_object(theme: str) -> str:
    """The drawing inside object-THEME.svg, without its outermost element."""
    words = (MEDIA / f"object-{theme}.svg").read_text(encoding="utf-8")
    inside = re.fullmatch(r"\s*<svg[^>]*>(.*)</svg>\s*", words, re.DOTALL)
    if inside is None:
        raise SystemExit(f"object-{theme}.svg is not one svg element")
    return inside.group(1)


def draw(theme: str) -> str:
    """The whole picture: ground lit from above the middle, rings, the object in the centre."""
    lit, edge, line = NICHES[theme]
    rings = "".join(
        f'<circle cx="{WIDTH / 2:g}" cy="470" r="{radius}" fill="none" stroke="{line}" stroke-width="2.5" '
        f'opacity="{0.3 - 0.05 * number:.2f}"/>'
        for number, radius in enumerate(RINGS)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<defs><radialGradient id="niche" gradientUnits="userSpaceOnUse" cx="{WIDTH / 2:g}" cy="440" r="1050">'
        f'<stop offset="0" stop-color="{lit}"/><stop offset="1" stop-color="{edge}"/></radialGradient></defs>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#niche)"/>'
        f'<circle cx="{WIDTH / 2:g}" cy="470" r="250" fill="{line}" opacity="0.10"/>{rings}'
        f'<g transform="translate({WIDTH / 2:g} 640) scale({OBJECT_SCALE})">{read_object(theme)}</g></svg>\n'
    )


def main() -> int:
    """Write the four pictures."""
    for theme in NICHES:
        file = MEDIA / f"niche-{theme}.svg"
        file.write_text(draw(theme), encoding="utf-8", newline="\n")
        print(f"{file.name}: {file.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
