"""Rows 23 and 24: hostile archives, YAML and pictures: each refused with its location, in 10 s of CPU time and 512 MB.

Each is installed by `kiosk pack install` as staff would, with a memory limit; the store must remain unchanged.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from parts import packs
from parts.report import judge

from kiosk.packs.store.installer import Installer
from tests.broken.cases import CASES
from tests.hostile.make_archives import ARCHIVES
from tests.hostile.make_pictures import BOMBS

SECONDS = 10
MEGABYTES = 512
YAML = {
    "nested": b"[" * 50_000,
    "nested maps": b"{a: " * 50_000,
    "aliases": b"a: &a [x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(2000)),
    "merge keys": b"a: &a {b: c}\nd: {<<: [*a, *a, *a]}\n",
    "tags": b"a: !!python/object/apply:os.system [ls]\n",
    "two documents": b"a: 1\n---\nb: 2\n",
    "twice": b"id: a\nid: b\n",
    "long scalar": b"id: " + b"x" * 1_900_000,
    "many keys": b"".join(b"k%d: 1\n" % n for n in range(150_000)),
    "too large": b"# " + b"x" * 5_000_000,
    "not UTF-8": b"\xff\xfe\x00id",
    "control signs": b"id: \x07\n",
    "flow without end": b"[" + b"a, " * 100_000,
    "deep sequences": b"\n".join(b" " * n + b"-" for n in range(500)),
}


def hostile(top: Path) -> Iterator[tuple[str, Path]]:
    """Yield each hostile case by its name, created on demand."""
    for name, make in ARCHIVES.items():
        file = top / "hostile.kioskpack"
        file.write_bytes(make())
        yield f"archive: {name}", file
    for name, data in YAML.items():
        folder = packs.version(top, 9)
        (folder / "panels" / "water.yaml").write_bytes(data)
        yield f"YAML: {name}", folder
    for name, make in BOMBS.items():
        folder = packs.version(top, 9)
        file = folder / "media" / ("tower.svg" if "svg" in name else "tower.png")
        sheets = [*folder.rglob("*.yaml")] if file.suffix == ".png" else []
        for sheet in sheets:
            sheet.write_text(sheet.read_text("utf-8").replace("media/tower.svg", "media/tower.png"), "utf-8")
        file.write_bytes(make())
        yield f"picture: {name}", folder
    for name, change in CASES.items():
        folder = packs.version(top, 9)
        shutil.rmtree(folder)
        from tests.broken.base import write

        change(write(folder))
        yield f"pack: {name}", folder


class Outcome(NamedTuple):
    """Result of an installation: exit code, output, seconds of CPU time (including its children) and of wall time, and
    the MB of the largest process so far."""

    code: int
    output: str
    worked: float
    waited: float
    megabytes: float


class Tally:
    """Totals of several installations."""

    def __init__(self) -> None:
        """Begin with none."""
        self.tried, self.worked, self.waited, self.largest = 0, 0.0, 0.0, 0.0
        self.wrong: list[str] = []

    def add(self, name: str, reported: Outcome, *, untouched: bool) -> None:
        """Count one."""
        self.tried += 1
        self.worked, self.waited = max(self.worked, reported.worked), max(self.waited, reported.waited)
        self.largest = max(self.largest, reported.megabytes)
        refused = reported.code == 1 and ": error YK-" in reported.output and "Traceback" not in reported.output
        if not refused or not untouched or reported.worked > SECONDS or reported.megabytes > MEGABYTES:
            self.wrong.append(f"{name}: exit {reported.code} after {reported.worked:.1f} s: {reported.output[-300:]}")

    def report(self, row: str, what: str, *, whole: bool) -> int:
        """Print the line of a row."""
        for line in self.wrong[:20]:
            print(f"        {line}")
        refused = f"{self.tried - len(self.wrong)} of {self.tried} refused with their place"
        slowest = f"slowest {self.worked:.1f} s of processor, {self.waited:.1f} s by the clock"
        figure = f"{refused}; {slowest}; largest {self.largest:.0f} MB"
        return judge(row, what, figure, well=whole and not self.wrong)


def attempt(source: Path, store: Path, environment: dict[str, str]) -> Outcome:
    """Install it as staff would."""

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (MEGABYTES * 10**6,) * 2)

    begin, before = time.perf_counter(), _processor()
    words = [sys.executable, "-m", "kiosk", "pack", "install", str(source), "--store", str(store), "--language", "en"]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, preexec_fn=bound)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Outcome(done.returncode, done.stderr, _processor() - before, time.perf_counter() - begin, most)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Try each of them."""
    top = Path(tempfile.mkdtemp(prefix="yi-kiosk-faults-"))
    try:
        environment = os.environ | {"XDG_CACHE_HOME": str(top / "cache"), "XDG_CONFIG_HOME": str(top / "config")}
        store = Installer(top / "store")
        packs.install(store, packs.version(top, 1), packs.assets(top / "house"))
        tallies = {"23": Tally(), "24": Tally()}
        for name, source in hostile(top):
            before = store.store_index()
            reported = attempt(source, store.folder, environment)
            if reported.code == 0 and name.startswith("pack: "):
                store.rollback()  # gives only a warning: not hostile
            else:
                row = "24" if name.startswith(("archive", "picture")) else "23"
                tallies[row].add(name, reported, untouched=store.store_index() == before)
            if source.is_dir():
                shutil.rmtree(source)
        whole = not packs.faults_of(store, packs.assets(top / "house"))
    finally:
        shutil.rmtree(top, ignore_errors=True)
    failed = [tallies["23"].report("23", "hostile and broken packs, installed", whole=whole)]
    failed += [tallies["24"].report("24", "hostile archives and pictures, installed", whole=whole)]
    return int(any(failed))


if __name__ == "__main__":
    sys.exit(main())
