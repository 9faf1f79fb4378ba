"""Fill of the pages of a pack, and the number of its panel screens at 200 %.

python bench/fullness.py [PACK ...]

The fill of a screen is the share of its cells of 60 x 60 px, above the bar at 1920 x 1080, that are not plain
background. Screens that only show another station, level or point of the same page are left out.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import pyvips

CELL = 60  # px
BAR = 120  # px
JUST_SEEN = 6  # of 255, mean of the three colours
PACKS = ("content/showcase", "content/zhenjiang-new-area")
AGAIN = re.compile(r"-(station|level|point)-\d+")


def main() -> int:
    """Print a line for each screen, and the least and the median of each pack."""
    for pack in sys.argv[1:] or PACKS:
        with tempfile.TemporaryDirectory() as folder:
            screens = sorted(draw(pack, Path(folder)))
            shares = {screen.stem: fullness(screen) for screen in screens if not AGAIN.search(screen.stem)}
        for name, share in shares.items():
            print(f"{share:5.2f}  {name}")
        least, median = min(shares.values()), statistics.median(shares.values())
        print(f"{pack}: {len(shares)} panel screens, least {least:.2f}, median {median:.2f}")
        with tempfile.TemporaryDirectory() as folder:
            print(f"{pack}: {len(draw(pack, Path(folder), '--text-size', '200'))} panel screens at 200 %")
    return 0


def draw(pack: str, folder: Path, *options: str) -> list[Path]:
    """Draw every screen of a pack; return those of panels."""
    command = [sys.executable, "-m", "kiosk", "tour", "--pack", pack, "--out", str(folder), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return list(folder.glob("*-panel-*.png"))


def fullness(screen: Path) -> float:
    """Return the share of cells that are not plain background, which is sampled in the upper right corner."""
    picture = pyvips.Image.new_from_file(screen).extract_band(0, n=3)
    across, down = picture.width // CELL, (picture.height - BAR) // CELL
    ground = picture.getpoint(picture.width - 3, 3)
    seen = ((picture - ground).abs().bandmean() > JUST_SEEN).crop(0, 0, across * CELL, down * CELL)
    return float((seen.shrink(CELL, CELL) > 0).avg()) / 255


if __name__ == "__main__":
    sys.exit(main())
