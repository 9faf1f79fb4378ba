"""Start to content, against Chromium with the same first screen: wall clock and processor time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from bench.probe_screen import ProbeScreen, probe_screen
from bench.process_tree import ProcessTree
from bench.records import Measured
from bench.subjects import PACK, chromium, chromium_tree, kiosk_tree
from bench.walks import await_blank
from bench.web_page import pack_values, write_page

SHARE = 0.8  # of the detail of the settled screen
SETTLE_S = 5.0

Start = Callable[[ProbeScreen], ProcessTree]


def measure(rounds: int, folder: Path, report: Callable[[str], None]) -> Iterator[Measured]:
    """Yield wall clock and processor time."""
    chromium()
    page = folder / "page.html"
    write_page(page, pack_values(PACK, folder / "kiosk" / "cache" / "yi-kiosk"))
    starts: dict[str, Start] = {
        "kiosk": lambda screen: kiosk_tree(screen.environment, folder / "kiosk"),
        "web": lambda screen: chromium_tree(screen.environment, folder / "web", page, "attract"),
    }
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in starts}
    with probe_screen() as screen:
        # The first start prepares pictures and the profile; the second one is looked at until it is settled.
        settled = {name: [_settled(screen, start) for _ in range(2)][-1] for name, start in starts.items()}
        for number in range(rounds):
            report(f"round {number + 1} of {rounds}")
            for name, start in starts.items():
                found[name].append(_start(screen, start, settled[name] * SHARE))
    note = ", ".join(f"{name} {detail:.2%}" for name, detail in settled.items())
    for index, row in enumerate(("content/wall", "content/cpu")):
        ours, theirs = (tuple(each[index] for each in found[name]) for name in starts)
        yield Measured(row, ours, theirs, note=f"detail of the settled screens: {note}")


def _settled(screen: ProbeScreen, start: Start) -> float:
    """The most detail that is seen within some seconds of the first."""
    with start(screen):
        screen.wait_for_detail(0.005)
        most, end = 0.0, perf_counter() + SETTLE_S
        while perf_counter() < end:
            most = max(most, screen.detail())
    await_blank(screen)
    return most


def _start(screen: ProbeScreen, start: Start, least: float) -> tuple[float, float]:
    """Seconds and processor seconds until so much detail is seen."""
    begun = perf_counter()
    with start(screen) as tree:
        seconds = screen.wait_for_detail(least) - begun
        used = tree.cpu_seconds()
    await_blank(screen)
    return seconds, used
