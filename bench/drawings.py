"""Comparison of drawings (SVG) with reference pictures, and of errors with the warnings for them.

python bench/drawings.py FOLDER [--fonts FOLDER] [--table FILE] [--sheet FILE VERDICT] [--only WORDS]

Each A.svg in FOLDER with A.png beside it is drawn as a pack would, and both are compared over white and over black.
Drawings without a reference are only checked for warnings. With --fonts only the fonts of that folder are available.
--table writes a line for each drawing, --sheet those of one verdict side by side: drawn, reference.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP))

import pyvips  # noqa: E402

from kiosk.media import prepare  # noqa: E402  of this checkout, wherever it is called from

WIDTH = 300  # px, if there is no reference
EDGE = 0.025  # of a side: half a pixel more or less of a filter's region, or of a frame, is invisible
BLUR = 1.2  # px: edges and letters may be slightly shifted
FAR = 48  # of 255
SHARE = 0.004  # of the pixels
EVEN = 6.0  # of 255, on average
FAMILIES = {
    "serif": "Noto Serif",
    "Times New Roman": "Noto Serif",
    "sans-serif": "Noto Sans",
    "monospace": "Noto Mono",
    "cursive": "Yellowtail",
    "fantasy": "Sedgwick Ave Display",
}


def use_fonts(fonts: Path, home: Path) -> None:
    """Limit fontconfig to the fonts of a folder, in this process and its children."""
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{family}</family></prefer></alias>'
        for name, family in FAMILIES.items()
    )
    (home / ".config/fontconfig").mkdir(parents=True)
    (home / ".config/fontconfig/fonts.conf").write_text(
        f"<fontconfig><reset-dirs/><dir>{fonts.absolute()}</dir>{aliases}</fontconfig>", encoding="utf-8"
    )
    os.environ["HOME"] = str(home)


def load(file: Path) -> pyvips.Image:
    """A picture in sRGB with alpha."""
    image = pyvips.Image.new_from_file(str(file)).colourspace("srgb").cast("uchar")
    return image if image.hasalpha() else image.addalpha()


def compare(drawn: pyvips.Image, reference: pyvips.Image) -> tuple[float, float]:
    """The mean difference, 0 to 255, and the share of pixels far off, 0 to 1; the worse of two backgrounds."""
    size = reference.width / drawn.width, reference.height / drawn.height
    if size != (1, 1):
        drawn = drawn.resize(size[0], vscale=size[1]).gravity("centre", reference.width, reference.height)
    edge = round(EDGE * reference.width), round(EDGE * reference.height)
    inner = *edge, max(1, reference.width - 2 * edge[0]), max(1, reference.height - 2 * edge[1])
    found = []
    for background in (255, 0):
        both = [
            image.flatten(background=background).gaussblur(BLUR).crop(*inner).cast("float")
            for image in (drawn, reference)
        ]
        apart = (both[0] - both[1]).abs()
        worst = apart[0].bandrank([apart[1], apart[2]], index=-1)
        found.append((apart.avg(), (worst > FAR).avg() / 255))
    return max(mean for mean, _ in found), max(share for _, share in found)


def beside(drawn: pyvips.Image, reference: pyvips.Image) -> pyvips.Image:
    """Both at one height, over a light grey."""
    pair = [image.thumbnail_image(200, height=200).flatten(background=225) for image in (drawn, reference)]
    return pyvips.Image.arrayjoin(pair, across=2, shim=4, background=[90, 90, 90], hspacing=200, vspacing=200)


def main() -> None:
    """Draw, compare, and print how many are right or off, with and without a warning."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--fonts", type=Path)
    parser.add_argument("--table", type=Path)
    parser.add_argument("--sheet", nargs=2, metavar=("FILE", "VERDICT"))
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    if arguments.folder is None:
        print("drawings: no folder was given; python bench/drawings.py FOLDER")
        return
    files = [file for file in sorted(arguments.folder.rglob("*.svg")) if arguments.only in str(file)]
    lines: list[str] = []
    verdicts: Counter[str] = Counter()
    pairs: list[pyvips.Image] = []
    with tempfile.TemporaryDirectory() as room:
        if arguments.fonts:
            use_fonts(arguments.fonts, Path(room) / "home")
        made = prepare(files, Path(room) / "cache", (WIDTH,), languages=("en",))
        for file in files:
            picture, reported = made.pictures.get(file), []
            mean = share = 0.0
            reference = file.with_suffix(".png")
            if picture is None:
                reported = ["refused"]
                mean, share = 255.0, 1.0
            else:
                reported = sorted({f"{loss.code}:{loss.what}" for loss in picture.losses})
                reported += [f"font:{name}" for name in picture.fonts if name]
                if reference.exists():
                    drawn = load(picture.renditions[0].file)
                    mean, share = compare(drawn, load(reference))
            off = mean > EVEN or share > SHARE
            verdict = f"{'off' if off else 'right'}-{'reported' if reported else 'silent'}"
            verdicts[verdict] += 1
            name = file.relative_to(arguments.folder)
            lines.append(f"{verdict}\t{mean:.2f}\t{share:.4f}\t{name}\t{' | '.join(reported)}")
            if arguments.sheet and verdict == arguments.sheet[1] and picture is not None and reference.exists():
                # In memory: the renditions are gone when the sheet is written.
                pairs.append(beside(load(picture.renditions[0].file), load(reference)).copy_memory())
    if arguments.table:
        arguments.table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if pairs:
        pyvips.Image.arrayjoin(pairs, across=4, shim=12).pngsave(arguments.sheet[0])
    print(f"libvips {'.'.join(str(pyvips.version(part)) for part in range(3))}, {len(files)} drawings")
    for verdict, count in sorted(verdicts.items()):
        print(f"{verdict}: {count}")


if __name__ == "__main__":
    main()
