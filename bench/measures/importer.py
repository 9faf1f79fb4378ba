"""Import of photos, against vipsthumbnail and `vips dzsave` for the same sizes and tiles."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import pyvips

from bench.process_tree import ProcessTree
from bench.records import Measured
from bench.subjects import MissingProgramError
from kiosk.media import needed_widths
from kiosk.media.sandbox.limits import TILE_SIDE

PROGRAM = Path(__file__).parents[1] / "programs" / "import_folder.py"
PHOTOS = 60
WIDTH, HEIGHT = 6000, 4000
SHIFTS = 10  # photos made of one ground, each of another part of it
ROOM = 600  # px more of the ground, on each side
QUALITY = 90
SIZES = "[Q=92,subsample-mode=off,strip]"
TILES = "[Q=88,subsample-mode=off,strip]"


def measure(rounds: int, folder: Path, report: Callable[[str], None]) -> Iterator[Measured]:
    """Yield processor time and wall clock. Raises RuntimeError unless both make as many pictures and tiles."""
    if shutil.which("vipsthumbnail") is None:
        raise MissingProgramError("vipsthumbnail is not installed: apt-get install libvips-tools")
    photos = folder / "photos"
    make_photos(photos, PHOTOS, report)
    megabytes = sum(file.stat().st_size for file in photos.iterdir()) / 1e6
    found: dict[str, list[tuple[float, float]]] = {"kiosk": [], "vips": []}
    made: dict[str, tuple[int, int]] = {}
    for number in range(rounds):
        for name, costs in found.items():
            report(f"round {number + 1} of {rounds}: {name}")
            out = folder / name
            out.mkdir()
            command = kiosk_command(photos, out) if name == "kiosk" else vips_command(photos, out)
            begun = perf_counter()
            with ProcessTree(command, os.environ, reads=True) as tree:
                used = tree.finish()
            costs.append((perf_counter() - begun, used))
            made[name] = count_made(out)
            shutil.rmtree(out)
    if made["kiosk"] != made["vips"]:
        raise RuntimeError(f"renditions and tiles: the kiosk made {made['kiosk']}, vips {made['vips']}")
    renditions, tiles = made["kiosk"]
    note = f"{PHOTOS} files of {megabytes:.0f} MB together; {renditions} renditions and {tiles:,} tiles by both"
    for index, row in ((1, "cpu"), (0, "wall")):
        ours, theirs = (tuple(each[index] for each in found[name]) for name in found)
        yield Measured(f"importer/{row}", ours, theirs, note=note)


def kiosk_command(photos: Path, out: Path) -> list[str]:
    """The kiosk's importer, with a cache in `out`."""
    return [sys.executable, str(PROGRAM), str(photos), str(out)]


def vips_command(photos: Path, out: Path) -> list[str]:
    """The tools of libvips, each width of all photos by one process; tiles only of the size that the kiosk tiles."""
    files = f"{photos}/*.jpg"
    lines = [f"vipsthumbnail {files} --size {width}x -o '{out}/%s-{width}.jpg{SIZES}'" for width in needed_widths(1920)]
    tiles = f"--depth one --tile-size {TILE_SIDE} --overlap 0 --suffix '.jpg{TILES}'"
    lines.append(
        f'for file in {files}; do vips dzsave "$file" "{out}/$(basename "$file" .jpg)" {tiles} || exit 1; done'
    )
    return ["sh", "-c", "set -e; " + "; ".join(lines)]


def count_made(out: Path) -> tuple[int, int]:
    """The number of renditions and of tiles below a folder; a tile's name has its column and row."""
    names = [(file.stem, file.parent.name) for file in out.rglob("*.jpg")]
    tiles = sum("_" in stem and (parent == "tiles" or parent.isdigit()) for stem, parent in names)
    return len(names) - tiles, tiles


def make_photos(folder: Path, count: int, report: Callable[[str], None]) -> None:
    """Write JPEGs of 24 megapixels with areas, edges and grain, no two the same."""
    folder.mkdir()
    for number in range(count):
        if number % SHIFTS == 0:
            report(f"making the photos: {number} of {count}")
            ground = _ground(number)
        shift = number % SHIFTS * (ROOM // SHIFTS)
        photo = ground.crop(shift, shift, WIDTH, HEIGHT).copy(interpretation="srgb")
        photo.jpegsave(str(folder / f"photo{number:02}.jpg"), Q=QUALITY)


def _ground(seed: int) -> pyvips.Image:
    size = WIDTH + ROOM, HEIGHT + ROOM
    grain = pyvips.Image.gaussnoise(*size, mean=0, sigma=5, seed=seed)
    bands = []
    for band in range(3):
        large = pyvips.Image.perlin(*size, cell_size=700, seed=seed + band) * 70
        small = pyvips.Image.perlin(*size, cell_size=60, seed=seed + band + 40) * 25
        cells = pyvips.Image.worley(*size, cell_size=300, seed=seed) % 97
        bands.append(large + small + cells + 90 + grain)
    return bands[0].bandjoin(bands[1:]).cast("uchar").copy_memory()
