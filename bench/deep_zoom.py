"""Benchmark of a picture of 40,000 x 20,000 px: cost of its import, and of deep zoom in the kiosk.

python bench/deep_zoom.py

Two fingers zoom in until a picture pixel is a screen pixel, one pans across the whole width, two zoom out; all twice,
since the second pass shows what stays. Memory is that of this process, read after every movement. Calls and frames are
counted while fingers move, as in bench/motion.py. Exit code 1 if Python was called, if the worker exceeded its limit,
or if the kiosk needed more than a tenth of the picture's pixel data.
"""

from __future__ import annotations

import os

os.environ["QT_QUICK_BACKEND"] = "software"

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bench.motion import Count
from kiosk.app import Kiosk, Options, make_application
from kiosk.media.sandbox.limits import MEMORY_MB
from kiosk.tour.synthetic_touch import STEP_MS, wait, wait_until
from kiosk.tour.tour_visitor import TourVisitor
from kiosk.tour.tour_walk import LeapingClock, Walk

PROGRAM = Path(__file__).parent / "programs" / "import_large.py"
SIZE = (1920, 1080)
PIXELS_MB = 40_000 * 20_000 * 4 / 1e6
MIDDLE = (960.0, 330.0)
REACH = 1_400  # px that one drag goes
STEPS = 16
ROUNDS = 2


def memory() -> dict[str, int]:
    """PSS and RSS of this process, in MB."""
    lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()[1:]
    sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines}
    return {name: sizes[name] // 1024 for name in ("Pss", "Rss")}


class Dive:
    """One visitor of the large picture, and the counts."""

    def __init__(self, folder: Path) -> None:
        clock = LeapingClock()
        options = Options(
            folder / "pack",
            SIZE,
            diagonal=55,
            cache=folder / "cache",
            journal=folder / "journal.sqlite",
            clock=clock,
            moving=False,
        )
        self.kiosk = Kiosk(options)
        self.kiosk.show()
        assert wait_until(lambda: not self.kiosk.stage.preparing, 600), "the pack was not ready after ten minutes"
        self.walk = Walk(self.kiosk, clock, TourVisitor())
        self.touch_screen = self.walk.touch_screen
        self.calls: Counter[str] = Counter()
        self.frames: list[float] = []

    def open(self) -> None:
        """From attract to the whole picture."""
        wait(1000)
        self.touch_screen.tap(*MIDDLE)
        wait(1000)
        for control in ("bar:home", "home:large", "picture:0"):
            self.walk.touch(control)
            wait(800)

    def pinch(self, start: float, end: float) -> None:
        """Two fingers open or close."""
        x, y = MIDDLE
        spots = [start + (end - start) * step / STEPS for step in range(STEPS + 1)]
        pairs = [{0: (x - apart / 2, y), 1: (x + apart / 2, y)} for apart in spots]
        self.touch_screen.touch(pressed=pairs[0])
        self._move([partial(self.touch_screen.touch, moved=pair) for pair in pairs[1:]])
        self.touch_screen.lift_all()

    def drag(self, by: float) -> None:
        """One finger pans, up to the picture's edge."""
        x, y = MIDDLE
        self.touch_screen.press(x - by / 2, y)
        way = [x - by / 2 + by * step / STEPS for step in range(1, STEPS + 1)]
        self._move([partial(self.touch_screen.move, to, y) for to in way])
        self.touch_screen.lift(x + by / 2, y)

    def percent(self) -> str:
        """The zoom in per cent, as shown on the screen."""
        return next(words for words in self.walk.read_screen().texts if words.endswith("%"))

    def _move(self, moves: Sequence[Callable[[], object]]) -> None:
        with Count(self.kiosk.window) as count:
            for move in moves:
                move()
                wait(STEP_MS)
        own = {name: times for name, times in count.calls.items() if not name.startswith(Path(__file__).name)}
        self.calls.update(own)
        self.frames += count.drawn
        wait(120)


def dive(visit: Dive) -> dict[str, int]:
    """Zoom in, pan and zoom out; print the memory after each, and return the peak."""
    most = memory()

    def tell(what: str) -> None:
        now = memory()
        for name, size in now.items():
            most[name] = max(most[name], size)
        print(f"  {what:34} PSS {now['Pss']:4} MB   RSS {now['Rss']:4} MB")

    def sample() -> None:
        for name, size in memory().items():
            most[name] = max(most[name], size)

    while (zoom := visit.walk.read_screen().control("viewer:zoom-in")) is not None and zoom.usable:
        visit.pinch(200, 700)
        tell(f"enlarged to {visit.percent()}")
    for by in (REACH, -REACH):
        for _ in range(40_000 // REACH + 1):
            visit.drag(by)
            sample()
        tell("panned to one end" if by > 0 else "panned across to the other")
    while visit.percent() != "100%":
        visit.pinch(700, 200)
        sample()
    wait(500)
    tell("the whole picture again")
    return most


def measure(folder: Path) -> list[str]:
    """Print every line; return the failures."""
    run = subprocess.run([sys.executable, str(PROGRAM), str(folder)], stdout=subprocess.PIPE, check=True)
    made = json.loads(run.stdout)
    levels = ", ".join(f"{width} x {height}" for width, height in made["levels"])
    print(f"made in {made['making']:.1f} s: 40000 x 20000 px, a JPEG of {made['file'] / 1e6:.0f} MB")
    print(f"imported in {made['importing']:.1f} s, the worker's peak {made['peak']:.0f} MB", end="")
    print(f", and {made['lent']:.0f} MB of files that the system lends it")
    print(f"{made['tiles']} tiles, {made['bytes'] / 1e6:.0f} MB, of {levels}")
    visit = Dive(folder)
    visit.open()
    before = memory()
    print(f"  {'the whole picture':34} PSS {before['Pss']:4} MB   RSS {before['Rss']:4} MB")
    most = [dive(visit) for _ in range(ROUNDS)]
    visit.walk.touch("bar:home")
    wait(1000)
    after = memory()
    print(f"  {'Home':34} PSS {after['Pss']:4} MB   RSS {after['Rss']:4} MB")
    grown = max(each["Pss"] for each in most) - before["Pss"]
    print(f"at most {grown} MB more than before, {grown / PIXELS_MB:.1%} of the {PIXELS_MB:.0f} MB of its pixels")
    frames = visit.frames
    print(
        f"{len(frames)} frames, the longest drawn in {max(frames):.0f} ms; "
        f"{visit.calls.total()} Python calls while fingers moved"
    )
    visit.kiosk.close()
    faults = []
    if visit.calls:
        faults.append(f"Python was called while fingers moved: {dict(visit.calls.most_common(5))}")
    if made["peak"] > MEMORY_MB:
        faults.append(f"the worker needed {made['peak']:.0f} MB")
    if grown > PIXELS_MB / 10:
        faults.append(f"the kiosk grew by {grown} MB")
    return faults


def main() -> int:
    """Measure, and print the failures."""
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        faults = measure(Path(folder))
    for fault in faults:
        print(f"NOT AS PROMISED: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
