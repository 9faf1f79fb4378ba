"""Draw the product's own pictures: resources/pictures/*.webp, from art/identity and the pack's yi.svg.

python art/pictures.py
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyvips
from whorl import whorl

ROOT = Path(__file__).resolve().parents[1]
IDENTITY = ROOT / "art" / "identity"
MEDIA = ROOT / "content" / "zhenjiang-new-area" / "media"
OUT = ROOT / "resources" / "pictures"
FADES = {  # name: whether it fades across or down, and where from the centre (of a half of 1000) it is gone and whole
    "whorl-right.webp": ("across", -572, -232),
    "whorl-down.webp": ("down", 450, 10),
}
PICTURES = {  # name: source, width and height in pixels
    "whorl.webp": (IDENTITY / "whorl-full.svg", 2000, 2000),
    "whorl-right.webp": (IDENTITY / "whorl-full.svg", 2000, 2000),
    "whorl-down.webp": (IDENTITY / "whorl-full.svg", 2000, 2000),
    "whorl-paper.webp": (IDENTITY / "whorl-full-paper.svg", 2000, 2000),
    "whorl-home.webp": (IDENTITY / "whorl-home.svg", 1232, 1920),
    "mark.webp": (IDENTITY / "mark.svg", 256, 256),
    "yi.webp": (MEDIA / "yi.svg", 860, 860),
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


def fade(picture: pyvips.Image, way: str, gone: int, whole: int) -> pyvips.Image:
    """The picture with its arms fading to nothing, so that no words stand on them."""
    place = pyvips.Image.xyz(picture.width, picture.height)[0 if way == "across" else 1] - picture.width / 2
    share = (place - gone) / (whole - gone)
    share = (share < 0).ifthenelse(0, (share > 1).ifthenelse(1, share))
    alpha = (picture[3] * share).cast("uchar")
    return picture[0:3].bandjoin(alpha)


def save(picture: pyvips.Image, file: Path) -> None:
    """Write a picture without loss as WebP, which Qt reads in a third of the time that PNG takes."""
    picture.webpsave(str(file), lossless=True, effort=6, keep="none")
    print(f"{file.name}: {picture.width} by {picture.height}, {file.stat().st_size // 1024} KB")


def rest() -> pyvips.Image:
    """The long arms behind the words of a kiosk at rest: 1920 by 640 units at 1.25, fading downwards."""
    drawing = whorl(1920, 640, (960, 372), eye=190, reach=900)
    picture = pyvips.Image.svgload_buffer(drawing.encode(), scale=1.25)
    share = (640 - pyvips.Image.xyz(picture.width, picture.height)[1] / 1.25) / (640 - 380)
    share = (share > 1).ifthenelse(1, share)
    return picture[0:3].bandjoin((picture[3] * share).cast("uchar"))


def main() -> int:
    """Write every picture; the same bytes at every run of one libvips."""
    OUT.mkdir(parents=True, exist_ok=True)
    for name, (source, width, height) in PICTURES.items():
        file = OUT / name
        picture = draw(source, width, height)
        if name in FADES:
            picture = fade(picture, *FADES[name])
        save(picture, file)
    save(rest(), OUT / "whorl-rest.webp")
    return 0


if __name__ == "__main__":
    sys.exit(main())
