"""Draw the product's own pictures: resources/pictures/*.png, from art/identity and the pack's yi.svg.

python art/pictures.py
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyvips

ROOT = Path(__file__).resolve().parents[1]
IDENTITY = ROOT / "art" / "identity"
MEDIA = ROOT / "content" / "zhenjiang-new-area" / "media"
OUT = ROOT / "resources" / "pictures"
PICTURES = {  # name: source, width and height in pixels
    "whorl.png": (IDENTITY / "whorl-full.svg", 2000, 2000),
    "whorl-paper.png": (IDENTITY / "whorl-full-paper.svg", 2000, 2000),
    "whorl-home.png": (IDENTITY / "whorl-home.svg", 1232, 1920),
    "mark.png": (IDENTITY / "mark.svg", 256, 256),
    "yi.png": (MEDIA / "yi.svg", 860, 860),
}


def draw(source: Path, width: int, height: int) -> pyvips.Image:
    """The drawing at exactly width by height pixels, transparent where nothing is drawn."""
    natural = pyvips.Image.svgload(str(source))
    scale = max(width / natural.width, height / natural.height)
    picture = pyvips.Image.svgload(str(source), scale=scale)
    if (picture.width, picture.height) != (width, height):
        raise SystemExit(
            f"{source.name} is {natural.width} by {natural.height}, which is not the shape of {width} by {height}"
        )
    return picture


def main() -> int:
    """Write every picture; the same bytes at every run of one libvips."""
    OUT.mkdir(parents=True, exist_ok=True)
    for name, (source, width, height) in PICTURES.items():
        file = OUT / name
        draw(source, width, height).pngsave(str(file), compression=9, effort=10, keep="none")
        print(f"{name}: {width} by {height}, {file.stat().st_size // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
