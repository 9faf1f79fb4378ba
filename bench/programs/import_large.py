"""Import of a generated picture of 40,000 x 20,000 px in a pack: `import_large.py FOLDER`.

Prints one line of JSON: seconds to generate, bytes of the file, seconds to import, peak of the worker's own memory in
MB (read every 20 ms; mapped pages of the picture's file are listed separately), number of tiles and their bytes, and
the sizes of the levels.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from time import perf_counter, sleep

from kiosk.media import needed_widths, prepare

WIDTH, HEIGHT = 40_000, 20_000
PIECE = 4_000, 2_000
PEAKS = {"RssAnon": 0, "RssFile": 0}  # kB
WORDS = {
    "pack.yaml": """{format: 1, id: large, version: 1.0.0, title: {en: Large}, languages: [en],
        home: {headline: {en: Large}, tiles: [one, large]}, attract: [{panel: one}]}""",
    "panels/one.yaml": "{id: one, title: {en: One}, pages: [{id: one, title: {en: One}, blocks: [{text: {en: One}}]}]}",
    "galleries/large.yaml": "{id: large, title: {en: Large}, pictures: [{file: media/large.jpg, title: {en: Large}}]}",
}


def make_pack(folder: Path) -> Path:
    """Write the pack; return the picture's file."""
    import pyvips

    for name, words in WORDS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, encoding="utf-8")
    file = folder / "media" / "large.jpg"
    file.parent.mkdir()
    place = pyvips.Image.xyz(*PIECE)
    grain = pyvips.Image.gaussnoise(*PIECE, mean=0, sigma=6)
    waves = [(place[0] * 0.31 + place[1] * 0.17).math("sin") * 60, (place[0] * place[1] / 900).math("cos") * 60]
    piece = (waves[0].bandjoin([waves[1], place[0] % 256 - 128]) + grain + 128).cast("uchar").copy_memory()
    across, down = WIDTH // PIECE[0], HEIGHT // PIECE[1]
    piece.copy(interpretation="srgb").replicate(across, down).jpegsave(str(file), Q=80)
    return file


def _watch() -> None:
    while True:
        sleep(0.02)
        lists = Path("/proc/self/task").glob("*/children")
        for worker in {pid for file in lists for pid in _read(file).split()}:
            for line in _read(Path(f"/proc/{worker}/status")).splitlines():
                name = line.split(":")[0]
                if name in PEAKS:
                    PEAKS[name] = max(PEAKS[name], int(line.split()[1]))


def _read(file: Path) -> str:
    try:
        return file.read_text("ascii")
    except OSError:
        return ""


def main() -> int:
    """Generate, import, and print."""
    folder = Path(sys.argv[1])
    begun = perf_counter()
    file = make_pack(folder / "pack")
    made = perf_counter()
    watch = threading.Thread(target=_watch, daemon=True)
    watch.start()
    picture = prepare([file], folder / "cache", needed_widths(1920)).pictures[file]
    done = perf_counter()
    assert picture.tiles is not None
    tiles = list(picture.tiles.folder.iterdir())
    reported = {
        "making": made - begun,
        "file": file.stat().st_size,
        "importing": done - made,
        "peak": PEAKS["RssAnon"] / 1024,
        "lent": PEAKS["RssFile"] / 1024,
        "tiles": len(tiles),
        "bytes": sum(tile.stat().st_size for tile in tiles),
        "levels": [list(level) for level in picture.tiles.levels],
    }
    print(json.dumps(reported))
    return 0


if __name__ == "__main__":
    sys.exit(main())
