"""render.py [--png FOLDER] NAME...: draw pieces into the pack's media folder; with --png also a 1920x1200 PNG of each.

python render.py science-park            writes content/zhenjiang-new-area/media/science-park.svg
python render.py --png previews all      draws all of them, with a PNG of each in ./previews
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEDIA = HERE.parents[1] / "content" / "zhenjiang-new-area" / "media"
NAMES = (
    "materials-park",
    "command-centre",
    "committee",
    "flag-raising",
    "science-park",
    "genscript-plant",
    "parallel-robot",
    "haiying",
    "workshop",
    "dingmao-centre",
    "ten-minute-circle",
)


def render(name: str, png: Path | None) -> None:
    """Draw one piece by its script; the same bytes at every run."""
    words = importlib.import_module(name.replace("-", "_")).draw().svg()
    file = MEDIA / f"{name}.svg"
    file.write_text(words, encoding="utf-8", newline="\n")
    print(f"{file.name}: {len(words) // 1024} KB")
    if png is not None:
        import pyvips

        png.mkdir(parents=True, exist_ok=True)
        picture = pyvips.Image.svgload(str(file)).flatten(background=[14, 27, 26])
        picture.pngsave(str(png / f"{name}.png"), palette=True, Q=95, effort=7, dither=0.8)


def main() -> int:
    """Read the command line and draw; 2 where a name is none of theirs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="+", metavar="NAME", help="one of them, or all")
    parser.add_argument("--png", type=Path, help="folder for a PNG of each")
    wanted = parser.parse_args()
    names = NAMES if wanted.names == ["all"] else tuple(wanted.names)
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        parser.error(f"{', '.join(unknown)}: no such picture; there are {', '.join(NAMES)}")
    sys.path.insert(0, str(HERE))
    for name in names:
        render(name, wanted.png)
    return 0


if __name__ == "__main__":
    sys.exit(main())
