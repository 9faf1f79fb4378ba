"""Larger screens: start, memory, prepared pictures and a swipe at 4K and 8K, against 1080p."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from bench.measures.frames import longest_in_swipe
from bench.probe_screen import ProbeScreen, probe_screen
from bench.records import Measured
from bench.subjects import await_line, kiosk_tree
from bench.walks import Step, record_walk, touch

SIZES = {"1080p": (1920, 1080), "4k": (3840, 2160), "8k": (7680, 4320)}
LEAST = "1080p"
TILE = "home:industry"
SWIPES = 4


class Start(NamedTuple):
    """Processor time in seconds, and PSS in MB, at the first frame."""

    cpu: float
    pss: float


def measure(rounds: int, folder: Path, report: Callable[[str], None]) -> Iterator[Measured]:
    """Yield start, memory, prepared pictures and swipes of the larger screens."""
    starts: dict[str, list[Start]] = {name: [] for name in SIZES}
    swipes: dict[str, list[float]] = {name: [] for name in SIZES}
    with ExitStack() as stack:
        screens = {name: stack.enter_context(probe_screen(*size)) for name, size in SIZES.items()}
        steps, _ = record_walk(screens[LEAST].environment, folder / LEAST)
        tile = next(step for step in steps if step.control == TILE)
        for number in range(-1, rounds):  # the first one prepares the pictures
            for name, screen in screens.items():
                report(f"{name}: start {max(0, number) + 1} of {rounds}")
                starts[name].append(_start(screen, folder / name))
        for name, screen in screens.items():
            report(f"{name}: swipes")
            swipes[name] = _swipes(screen, folder / name, [*steps[:2], tile])
    prepared = {name: _size_mb(folder / name / "cache") for name in SIZES}
    for name in list(SIZES)[1:]:
        for row, index in (("start", 0), ("memory", 1)):
            ours, theirs = (tuple(start[index] for start in starts[size][1:]) for size in (name, LEAST))
            yield Measured(f"screens/{row}-{name}", ours, theirs)
        yield Measured(f"screens/prepared-{name}", (prepared[name],), (prepared[LEAST],))
        yield Measured(f"screens/swipe-{name}", tuple(swipes[name]), tuple(swipes[LEAST]))


def _start(screen: ProbeScreen, folder: Path) -> Start:
    size = screen.width, screen.height
    with kiosk_tree(screen.environment, folder, idle=3600, reads=True, size=size) as tree:
        await_line(tree)
        found = Start(tree.cpu_seconds(), tree.pss_mb())
        tree.leave()
    return found


def _swipes(screen: ProbeScreen, folder: Path, steps: list[Step]) -> list[float]:
    """The longest time between two frames of each swipe, in ms: to the next page and back."""
    scale = screen.width / SIZES[LEAST][0]
    with kiosk_tree(screen.environment, folder, idle=3600, reads=True, size=(screen.width, screen.height)) as tree:
        await_line(tree)
        for step in steps:
            touch(screen, Step(step.control, step.x * scale, step.y * scale))
        found = [longest_in_swipe(screen, forward=number % 2 == 0) for number in range(SWIPES)]
        tree.leave()
    return found


def _size_mb(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
