"""Packs of 10 to 10,000 small pictures: check, build, install, start, memory and search."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from bench.large_packs import ID, make_pack
from bench.probe_screen import probe_screen
from bench.process_tree import ProcessTree
from bench.records import Measured
from bench.subjects import await_line, kiosk_tree, own_folders

COUNTS = (10, 100, 1_000, 10_000)
SEARCH = Path(__file__).parents[1] / "programs" / "search_keys.py"
CLEAR = 0.1  # of the cost without pictures: what is less is lost in its noise
KIOSK = (sys.executable, "-m", "kiosk")


class Cost(NamedTuple):
    """Wall clock and processor time in seconds."""

    wall: float
    cpu: float


class Start(NamedTuple):
    """Seconds of wall clock and of processor, and PSS in MB, at the first frame."""

    wall: float
    cpu: float
    pss: float


def measure(rounds: int, folder: Path, report: Callable[[str], None]) -> Iterator[Measured]:
    """Yield the rows of all sizes."""
    yield from measure_counts("packs", COUNTS, rounds, folder, report)


def measure_counts(
    part: str, counts: tuple[int, ...], rounds: int, folder: Path, report: Callable[[str], None]
) -> Iterator[Measured]:
    """Yield the rows of a part. Starts take turns with starts of the same pack without pictures, in `rounds`.

    What a command costs without a picture is taken off what it costs with them: the exponent is that of the pictures.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in ("check", "build", "install")}
    starts: list[list[Start]] = []
    empty = folder / "0"
    with probe_screen() as screen:

        def prepare(count: int) -> Path:
            place = folder / str(count)
            make_pack(place / "pack", count)
            for name, each in costs.items():
                report(f"{count:,} pictures: {name}")
                each.append(_run(own_folders(screen.environment, place), *_words(name, place)))
            shutil.rmtree(place / "pack")
            return place

        prepare(0)
        for count in counts:
            place = prepare(count)
            found = []
            plain = []
            for number in range(-1, rounds):  # the first one compiles
                report(f"{count:,} pictures: start {max(0, number) + 1} of {rounds}")
                found.append(_start(screen.environment, place))
                plain.append(_start(screen.environment, empty))
            starts.append(found[1:])
            search = _search(own_folders(screen.environment, place), place)
            if count != counts[-1]:
                shutil.rmtree(place)
    if len(counts) > 1:
        yield from _growth(part, counts, costs, starts)
        note = f"the largest has {counts[-1]:,} pictures"
        yield Measured(f"{part}/check-most", (costs["check"][-1].wall,), note=note)
    else:
        for name, each in costs.items():
            yield Measured(f"{part}/{name}", (each[-1].wall,))
    walls = [tuple(start.wall for start in each) for each in (starts[-1], plain[1:])]
    yield Measured(f"{part}/start", walls[0], walls[1])
    pairs = zip(starts[-1], plain[1:], strict=True)
    yield Measured(f"{part}/memory", tuple(large.pss - small.pss for large, small in pairs))
    note = f"the first key, with reading the index: {search['first'][0]:.0f} ms"
    yield Measured(f"{part}/search", (max(search["keys"]),), note=note)


def _growth(
    part: str, counts: tuple[int, ...], costs: Mapping[str, list[Cost]], starts: list[list[Start]]
) -> Iterator[Measured]:
    for name, (fixed, *each) in costs.items():
        more = [(count, cost.cpu - fixed.cpu) for count, cost in zip(counts, each, strict=True)]
        clear = [(float(count), seconds) for count, seconds in more if seconds > fixed.cpu * CLEAR]
        note = f"{name}, processor seconds: {fixed.cpu:.2f} without pictures, "
        note += ", ".join(f"{seconds:+.2f} with {count:,}" for count, seconds in more)
        if len(clear) < 2:
            continue  # too little to fit a law
        yield Measured(
            f"{part}/{name}",
            tuple(seconds for _, seconds in clear),
            counts=tuple(count for count, _ in clear),
            note=note,
        )
    growth = tuple(median(start.cpu for start in each) for each in starts)
    yield Measured(f"{part}/start-growth", growth, counts=tuple(map(float, counts)))


def _words(name: str, place: Path) -> tuple[str, ...]:
    pack, archive = place / "pack", place / f"{ID}-1.0.0.kioskpack"
    return {
        "check": ("pack", "check", str(pack)),
        "build": ("pack", "build", str(pack), "--out", str(place)),
        "install": ("pack", "install", str(archive), "--store", str(place / "store")),
    }[name]


def run_check(place: Path) -> Cost:
    """The cost of `kiosk pack check` of the pack in a folder, with nothing prepared."""
    return _run(own_folders(os.environ, place), *_words("check", place))


def _run(environment: Mapping[str, str], *words: str) -> Cost:
    begun = perf_counter()
    with ProcessTree([*KIOSK, *words], environment, reads=True) as tree:
        used = tree.finish()
    return Cost(perf_counter() - begun, used)


def _start(environment: Mapping[str, str], place: Path) -> Start:
    begun = perf_counter()
    with kiosk_tree(environment, place, "--store", str(place / "store"), pack=None, reads=True) as tree:
        seconds = await_line(tree) - begun
        start = Start(seconds, tree.cpu_seconds(), tree.pss_mb())
        tree.leave()  # a pack under which the kiosk is killed is gone back from
    return start


def _search(environment: Mapping[str, str], place: Path) -> dict[str, list[float]]:
    command = [sys.executable, str(SEARCH), str(place / "store")]
    done = subprocess.run(command, env=dict(environment), stdout=subprocess.PIPE, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    return {"first": [found["first"]], "keys": found["keys"]}
