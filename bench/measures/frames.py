"""Longest frame: in a swipe and in a film, in the kiosk and in Chromium; in a pinch, inside the kiosk."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from time import perf_counter, sleep

from bench.probe_screen import HEIGHT, WIDTH, ProbeScreen, probe_screen
from bench.records import Measured
from bench.subjects import PACK, await_line, chromium, chromium_tree, kiosk_tree, own_folders
from bench.walks import CORNER, WEB_TILE, Step, await_blank, record_walk, touch
from bench.web_page import pack_values, write_page
from soak.film import make_pack

PINCH = Path(__file__).parents[1] / "programs" / "pinch_frames.py"
TILE = "home:industry"
MOVES, MOVE_S, MOVE_PX = 60, 0.008, 12
FROM = (WIDTH * 0.75, HEIGHT * 0.45)
SWIPE_ROWS = tuple(round(HEIGHT * share) for share in (0.1, 0.25, 0.4, 0.55, 0.7))
FILM_ROWS = tuple(round(HEIGHT * share) for share in (0.2, 0.35, 0.5, 0.65, 0.8))
FILM_S = 8.0


def measure(rounds: int, folder: Path, report: Callable[[str], None]) -> Iterator[Measured]:
    """Yield the longest times between frames, and a film's frames a second."""
    chromium()
    pack = make_pack(folder / "film", drift=4)
    page = folder / "page.html"
    write_page(page, pack_values(PACK, folder / "kiosk" / "cache" / "yi-kiosk"), pack / "media" / "loop.mp4")
    yield from _swipes(rounds, folder, page, report)
    yield from _films(max(1, rounds // 3), folder, pack, page, report)
    report("pinch")
    with probe_screen() as screen:
        own = own_folders(screen.environment, folder / "kiosk") | {"QT_QUICK_BACKEND": "software"}
        command = [sys.executable, str(PINCH), str(rounds)]
        done = subprocess.run(command, env=own, stdout=subprocess.PIPE, text=True, check=True)
    pinches = json.loads(done.stdout.splitlines()[-1])
    yield Measured("frames/pinch", tuple(pinches["longest"]), tuple(pinches["median"]))


def _swipes(rounds: int, folder: Path, page: Path, report: Callable[[str], None]) -> Iterator[Measured]:
    ours, theirs = [], []
    with probe_screen() as own, probe_screen() as web:
        steps, _ = record_walk(own.environment, folder / "kiosk")
        tile = next(step for step in steps if step.control == TILE)
        with (
            kiosk_tree(own.environment, folder / "kiosk", idle=3600, reads=True) as tree,
            chromium_tree(web.environment, folder / "web", page, "home"),
        ):
            await_line(tree)
            for step in (*steps[:2], tile):
                touch(own, step)
            web.wait_for_detail(0.01)
            web.move(*CORNER)
            touch(web, Step("tile", *WEB_TILE))
            for number in range(rounds):
                report(f"swipe {number + 1} of {rounds}")
                forward = number % 2 == 0  # to the next page and back
                ours.append(longest_in_swipe(own, forward=forward))
                theirs.append(longest_in_swipe(web, forward=forward))
    yield Measured("frames/swipe", tuple(ours), tuple(theirs))


def longest_in_swipe(screen: ProbeScreen, *, forward: bool) -> float:
    """The longest time between two frames while a finger moves over a panel, to its next page or back, in ms."""
    scale = screen.width / WIDTH
    x, y = (FROM[0] if forward else WIDTH - FROM[0]) * scale, FROM[1] * scale
    by = (-MOVE_PX if forward else MOVE_PX) * scale
    screen.wait_until_still()
    screen.press(x, y)
    screen.wait_until_still()
    begun, moved = perf_counter(), 0

    def going() -> bool:
        nonlocal moved
        if perf_counter() - begun > moved * MOVE_S:
            moved += 1
            screen.move(x + by * moved, y)
        return moved < MOVES

    times = screen.frame_times(tuple(round(row * scale) for row in SWIPE_ROWS), going)
    screen.lift()
    screen.wait_until_still()
    return longest_ms([*times, perf_counter()] if len(times) < 2 else times)


def _films(rounds: int, folder: Path, pack: Path, page: Path, report: Callable[[str], None]) -> Iterator[Measured]:
    found: dict[str, list[tuple[float, float]]] = {"kiosk": [], "web": []}
    with probe_screen() as screen:
        for number in range(-1, rounds):  # the first one prepares the film
            report(f"film {max(0, number) + 1} of {rounds}")
            with kiosk_tree(screen.environment, folder / "kiosk", pack=pack, reads=True) as tree:
                await_line(tree)
                found["kiosk"].append(_watch(screen))
            await_blank(screen)
            with chromium_tree(screen.environment, folder / "web", page, "film"):
                found["web"].append(_watch(screen))
            await_blank(screen)
    for index, row in enumerate(("film", "film-rate")):
        ours, theirs = (tuple(each[index] for each in found[name][1:]) for name in ("kiosk", "web"))
        yield Measured(f"frames/{row}", ours, theirs)


def _watch(screen: ProbeScreen) -> tuple[float, float]:
    """The longest time between two frames of a film in ms, and frames a second."""
    screen.wait_for_change(screen.sample())
    screen.move(*CORNER)
    sleep(3.0)  # a film fades in, and its first frames come late everywhere
    begun = perf_counter()
    times = screen.frame_times(FILM_ROWS, lambda: perf_counter() < begun + FILM_S)
    return longest_ms(times), len(times) / (perf_counter() - begun)


def longest_ms(times: list[float]) -> float:
    """The longest time between two of these, in ms. Raises ValueError for fewer than two."""
    return max((after - before) * 1000 for before, after in pairwise(times))
