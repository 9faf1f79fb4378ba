"""Benchmark of the article's pack with 10,000 more pictures: check, build, install, and start versus the original.

python bench/large_pack.py [PICTURES] [ROUNDS]
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from kiosk import paths
from kiosk.app import FIRST_FRAME
from kiosk.device.graphics_backend import choose_renderer

KIOSK = [sys.executable, "-m", "kiosk"]
ARTICLE = paths.content() / "zhenjiang-new-area"
A_GALLERY = 400
WIDTH, HEIGHT = 96, 64
PICTURE = """\
  - file: media/many/{number}.png
    title: {{zh: 第 {number} 幅, en: Number {number}}}
    caption: {{zh: 这是第 {number} 幅画。, en: This is picture number {number}.}}
    alt: {{zh: 颜色, en: Colours}}
    credit: {{zh: 机器, en: A machine}}
    kind: illustration
"""


def draw(number: int) -> bytes:
    """A PNG in two colours unique to this number."""
    first = struct.pack(">I", number * 2_654_435_761 % 2**32)[:3]
    second = struct.pack(">I", (number + 1) * 40_503_161 % 2**32)[1:]
    rows = b"".join(b"\0" + first * (row + 1) + second * (WIDTH - row - 1) for row in range(HEIGHT))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def make_pack(folder: Path, count: int) -> None:
    """Write the article's pack with this many more pictures, in galleries of 400."""
    shutil.copytree(ARTICLE, folder)
    sheet = folder / "pack.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace(f"id: {ARTICLE.name}", "id: large", 1), "utf-8")
    (folder / "media" / "many").mkdir()
    for number in range(count):
        (folder / "media" / "many" / f"{number}.png").write_bytes(draw(number))
    galleries = [range(begin, min(begin + A_GALLERY, count)) for begin in range(0, count, A_GALLERY)]
    for index, numbers in enumerate(galleries):
        words = f"id: g{index}\ntitle: {{zh: 图集 {index}, en: Gallery {index}}}\npictures:\n"
        words += "".join(PICTURE.format(number=number) for number in numbers)
        (folder / "galleries" / f"g{index}.yaml").write_text(words, "utf-8")


def run(what: str, words: list[str], environment: dict[str, str]) -> None:
    """Run a kiosk command and print its time and memory, the peak of the command and its children."""
    begin = perf_counter()
    done = subprocess.run([*KIOSK, *words], env=environment, capture_output=True, text=True, check=False)
    seconds = perf_counter() - begin
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{what:28} {seconds:7.1f} s   at most {most:5.0f} MB a process so far   exit {done.returncode}", flush=True)
    if done.returncode:
        print(done.stdout[-2000:], done.stderr[-2000:])
        raise SystemExit(1)


def start(store: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds from the start of the kiosk to its first frame, and its memory (PSS) then, in MB."""
    begin = perf_counter()
    words = [*KIOSK, "run", "--store", str(store), "--windowed", "1920x1080"]
    with subprocess.Popen(
        words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as program:
        assert program.stdout is not None
        try:
            for said in program.stdout:
                if FIRST_FRAME in said:
                    return perf_counter() - begin, pss(program.pid)
        finally:
            program.terminate()
    raise SystemExit("the kiosk ended before it drew anything")


def pss(pid: int) -> float:
    """The memory (PSS) of a process in MB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def measure(top: Path, count: int, rounds: int) -> Iterator[str]:
    """Yield what is printed."""
    environment = os.environ | {"XDG_CACHE_HOME": str(top / "cache"), "XDG_DATA_HOME": str(top / "data")}
    choose_renderer(environment)
    large = top / "large"
    make_pack(large, count)
    size = sum(file.stat().st_size for file in large.rglob("*") if file.is_file())
    yield f"{count} pictures of {WIDTH} x {HEIGHT} px beside the article's, {size / 1e6:.1f} MB"
    run("check, words only", ["pack", "check", "--quick", str(large)], environment)
    run("check", ["pack", "check", str(large)], environment)
    run("check again", ["pack", "check", str(large)], environment)
    run("build", ["pack", "build", str(large), "--out", str(top)], environment)
    archive = str(next(top.glob("large-*.kioskpack")))
    run("verify", ["pack", "verify", archive], environment)
    stores = {"large": top / "store-large", "article": top / "store-article"}
    run("install", ["pack", "install", archive, "--store", str(stores["large"])], environment)
    run("install the article's", ["pack", "install", str(ARTICLE), "--store", str(stores["article"])], environment)
    found: dict[str, list[tuple[float, float]]] = {"large": [], "article": []}
    for store in stores.values():
        start(store, environment)
    for _ in range(rounds):
        for name, store in stores.items():
            found[name].append(start(store, environment))
    seconds = {name: statistics.median(each[0] for each in times) for name, times in found.items()}
    memory = {name: statistics.median(each[1] for each in times) for name, times in found.items()}
    for name in found:
        yield f"start with the {name} pack: median {seconds[name]:.3f} s of {rounds}, {memory[name]:.0f} MB (PSS)"
    yield f"ratio {seconds['large'] / seconds['article']:.2f}, {memory['large'] - memory['article']:+.0f} MB"


def main() -> int:
    """Measure in a temporary folder."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    top = Path(tempfile.mkdtemp(prefix="yi-kiosk-large-"))
    try:
        for line in measure(top, count, rounds):
            print(line, flush=True)
    finally:
        shutil.rmtree(top, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
