"""Benchmark of motion: movement calls no Python, and a still screen draws nothing; a swipe, a pinch, a scene.

python bench/motion.py

A *call* is every Python function entered in Qt's thread, from any caller and in any file except this one and
kiosk/tour, which make the touches. Calls are counted from the first move of the fingers to the last; the calls at
press and release are printed beside them, and prove that the counter works. A *watch* checks folders, sockets or
memory every few seconds, whatever is on the screen: its calls are counted separately and are no failure. A *frame* is
one frameSwapped of the window: drawn is the time from its sync to the swap, the gap that between two swaps. The last
line uses the software renderer, without a graphics card, on a still screen. Exit code 1 if a moving finger, a scene or
a still screen called Python, or a still screen drew.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections import Counter
from itertools import pairwise
from math import cos, pi
from pathlib import Path
from statistics import median
from time import perf_counter
from types import FrameType
from typing import Self

os.environ["QT_QUICK_BACKEND"] = "software"

from PySide6.QtQuick import QQuickWindow

from kiosk import paths, runtime, tour, view
from kiosk.app import Kiosk, Options, make_application
from kiosk.tour.stillness import Stillness
from kiosk.tour.synthetic_touch import STEP_MS, wait, wait_until
from kiosk.tour.tour_visitor import TourVisitor
from kiosk.tour.tour_walk import LeapingClock, Walk

PACK = paths.content() / "zhenjiang-new-area"
SIZE = (1920, 1080)
OURS = (__file__, str(Path(tour.__file__).parent))
WATCHES = (str(Path(view.__file__).parent), str(Path(runtime.__file__).parent))
LOOKS = ("look", "_look")  # their timers' slots
STEPS = 60
BEHIND_MS = 3000
SCENE_SECONDS = 10.0
REST_S = 1.0  # a longer gap is a pause between two movements, as of the inviting hand
STILL_SECONDS = 1.5


class Count:
    """Counts within its `with`: calls by name, and for each frame its end and duration in milliseconds.

    `watched`: the calls of watches, not included in `calls`.
    """

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        self._begun = 0.0
        self._watch: FrameType | None = None
        self.watched = 0
        self.calls: Counter[str] = Counter()
        self.ends: list[float] = []
        self.drawn: list[float] = []

    def __enter__(self) -> Self:
        self._window.beforeSynchronizing.connect(self._begin)
        self._window.frameSwapped.connect(self._end)
        sys.setprofile(self._enter)
        return self

    def __exit__(self, *_raised: object) -> None:
        sys.setprofile(None)
        self._window.beforeSynchronizing.disconnect(self._begin)
        self._window.frameSwapped.disconnect(self._end)

    @property
    def gap(self) -> float:
        """The longest time between two frames of one movement, in milliseconds; 0 for fewer than two frames."""
        gaps = (after - before for before, after in pairwise(self.ends))
        return max((gap for gap in gaps if gap < REST_S), default=0.0) * 1000

    def _begin(self) -> None:
        self._begun = perf_counter()

    def _end(self) -> None:
        self.ends.append(perf_counter())
        self.drawn.append((self.ends[-1] - self._begun) * 1000)

    def _enter(self, frame: FrameType, event: str, _argument: object) -> None:
        code = frame.f_code
        if self._watch is not None:
            self.watched += event == "call"
            if frame is self._watch and event == "return":
                self._watch = None
        elif event == "call" and code.co_name in LOOKS and code.co_filename.startswith(WATCHES):
            self._watch = frame
            self.watched += 1
        elif event == "call" and not code.co_filename.startswith(OURS):
            self.calls[f"{Path(code.co_filename).name}:{code.co_qualname}"] += 1


class Bench:
    """One kiosk on the screen, and its measurements."""

    def __init__(self, *, accelerated: bool) -> None:
        self._journal = tempfile.TemporaryDirectory()
        journal = Path(self._journal.name) / "journal.sqlite"
        clock = LeapingClock()
        self.kiosk = Kiosk(Options(PACK, SIZE, diagonal=55, accelerated=accelerated, journal=journal, clock=clock))
        self.kiosk.show()
        assert wait_until(lambda: not self.kiosk.stage.preparing, 600), "the pack was not ready after ten minutes"
        # The screens behind attract are still being created, step by step.
        wait(BEHIND_MS)
        self.walk = Walk(self.kiosk, clock, TourVisitor())
        self.touch_screen = self.walk.touch_screen
        self._settle = Stillness(self.kiosk.window).settle
        self.faults: list[str] = []

    def rest(self) -> None:
        """Wait until nothing moves."""
        self._settle()
        wait(250)

    def swipe(self) -> None:
        """One finger turns a page: a third of the screen in STEPS moves."""
        width, height = SIZE
        x, y, far = width * 0.6, height * 0.5, width * 0.35
        spots = [(x - far * eased(step), y) for step in range(1, STEPS + 1)]
        with Count(self.kiosk.window) as down:
            self.touch_screen.press(x, y)
        with Count(self.kiosk.window) as moving:
            for spot in spots:
                self.touch_screen.move(*spot)
                wait(STEP_MS)
        with Count(self.kiosk.window) as up:
            self.touch_screen.lift(*spots[-1])
            self.rest()
        self.tell("swipe of a page", moving, (down, up))

    def pinch(self) -> None:
        """Two fingers zoom in, to more than twice the picture's size, and out again."""
        apart = [240 + 480 * eased(step) for step in range(1, STEPS + 1)]
        with Count(self.kiosk.window) as down:
            self.touch_screen.touch(pressed=pinch_pairs(240))
        with Count(self.kiosk.window) as moving:
            for gap in (*apart, *reversed(apart)):
                self.touch_screen.touch(moved=pinch_pairs(gap))
                wait(STEP_MS)
        with Count(self.kiosk.window) as up:
            self.touch_screen.lift_all()
            self.rest()
        self.tell("pinch in the viewer", moving, (down, up))

    def scene(self, number: int, name: str) -> None:
        """A scene of attract, from fully in view until it leaves."""
        self.kiosk.attract.go_to(number)
        wait(1200)
        seconds = min(SCENE_SECONDS, self.kiosk.pack.property("scenes")[number]["seconds"] - 1.5)
        with Count(self.kiosk.window) as count:
            wait(round(seconds * 1000))
        self.tell(f"attract, {name}, {seconds:g} s", count)

    def still(self, name: str) -> None:
        """A screen on which nothing moves."""
        self.rest()
        with Count(self.kiosk.window) as count:
            wait(round(STILL_SECONDS * 1000))
        if count.ends:
            self.faults.append(f"{name} stands still and drew {len(count.ends)} frames in {STILL_SECONDS} s")
        self.tell(f"{name}, still", count)

    def tell(self, name: str, count: Count, touch: tuple[Count, Count] | None = None) -> None:
        """Print one line, and record failures."""
        drawn, calls = len(count.ends), count.calls.total()
        figures = (median(count.drawn), max(count.drawn), count.gap) if drawn else ()
        line = f"{name:42} {drawn:6} " + "".join(f"{figure:9.1f} ms" for figure in figures).rjust(36)
        line += f" {calls:13} {count.watched:11}"
        if touch:
            down, up = (part.calls.total() for part in touch)
            line += f"   {down} where it lands, {up} where it lifts"
            if not down:
                self.faults.append(f"{name}: no call was seen where a finger landed, so the counter is blind")
            if not drawn:
                self.faults.append(f"{name}: the fingers moved nothing")
        print(line)
        if calls:
            reported = ", ".join(f"{call} {times}×" for call, times in count.calls.most_common(5))
            self.faults.append(f"{name}: {calls} Python calls where none was wanted ({reported})")

    def close(self) -> None:
        """End the kiosk, and discard its votes."""
        self.kiosk.close()
        self._journal.cleanup()


def eased(step: int) -> float:
    """The progress of a hand, 0 to 1, after `step` of STEPS, with easing at both ends."""
    return (1 - cos(pi * step / STEPS)) / 2


def pinch_pairs(apart: float) -> dict[int, tuple[float, float]]:
    """Where two fingers are that are so many pixels apart, around the middle of a picture in the viewer."""
    x, y = SIZE[0] / 2, SIZE[1] * 0.4
    return {0: (x - apart / 2, y), 1: (x + apart / 2, y)}


def measure() -> list[str]:
    """Print every line; return the failures."""
    print(f"{'':42} frames {'drawn in':>12}{'at longest':>12}{'longest gap':>12}  Python calls  of watches")
    bench = Bench(accelerated=False)
    bench.scene(0, "a figure")
    bench.touch_screen.tap(SIZE[0] / 2, SIZE[1] / 2)
    bench.rest()
    bench.walk.touch("bar:home")
    bench.still("Home")
    bench.walk.touch("home:industry")
    bench.rest()
    bench.swipe()
    bench.still("panel")
    bench.walk.touch("bar:access")
    bench.still("sheet")
    bench.walk.touch("access:done")
    bench.walk.touch("bar:home")
    bench.walk.touch("home:places")
    bench.still("gallery")
    bench.walk.touch("picture:2")
    bench.rest()
    bench.pinch()
    bench.still("viewer")
    bench.walk.touch("bar:home")
    bench.walk.touch("home:search")
    bench.still("search")
    bench.close()
    moving = Bench(accelerated=True)
    moving.scene(1, "a picture that moves")
    moving.close()
    return bench.faults + moving.faults


def main() -> int:
    """Measure, and print the failures."""
    make_application()
    faults = measure()
    for fault in faults:
        print(f"NOT AS PROMISED: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
