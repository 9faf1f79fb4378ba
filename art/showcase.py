"""Draw the showcase pack's pictures: one vessel as clay and as bronze, and its four themes' objects.

python art/showcase.py
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from niches import MEDIA, draw

OUT = MEDIA.parents[1] / "showcase" / "media"
CLAY_DARK, CLAY_LIGHT = (38, 33, 28), (214, 192, 158)


def clay(words: str) -> str:
    """The same drawing with every colour turned to a tone of clay of the same lightness."""

    def tone(match: re.Match[str]) -> str:
        red, green, blue = (int(match[1][number : number + 2], 16) for number in (0, 2, 4))
        light = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
        mixed = (round(dark + (bright - dark) * light) for dark, bright in zip(CLAY_DARK, CLAY_LIGHT, strict=True))
        return "#" + "".join(f"{part:02X}" for part in mixed)

    return re.sub("#([0-9A-Fa-f]{6})", tone, words)


def main() -> int:
    """Write the pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    bronze = draw("yi-culture")
    files = {"vessel-bronze.svg": bronze, "vessel-clay.svg": clay(bronze)}
    for theme in ("industry", "talent", "yi-culture", "governance"):
        files[f"object-{theme}.svg"] = (MEDIA / f"object-{theme}.svg").read_text(encoding="utf-8")
        files[f"niche-{theme}.svg"] = draw(theme)
    del files["niche-yi-culture.svg"]
    for name, words in files.items():
        (OUT / name).write_text(words, encoding="utf-8", newline="\n")
        print(f"{name}: {len(words)} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
