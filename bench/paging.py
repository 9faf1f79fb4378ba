"""Benchmark of paging: what composing costs in a frame, while a visitor goes through every part of every page.

python bench/paging.py [--screen SCREEN] [--language LANGUAGE] [--worst N] [PACK ...]

A running kiosk is paged by touch, forward and back through all parts of all pages, at 100 and at 200 %. All times are
processor time of Qt's thread (time.thread_time): what else the machine does makes them no longer.

composing   From one frame to the next: all that Qt's thread does except for drawing. That is touches, bindings, Python,
            the composer, new blocks and pages, and the layout before the frame (polish).
handing     From beforeSynchronizing to afterSynchronizing: the renderer takes over what has changed.
drawing     From afterSynchronizing to frameSwapped. The software renderer, on a virtual screen, paints in Qt's thread;
            in a hall the graphics card does. So it is measured apart.

A *frame* here follows a touch or another frame. Pages near by are also composed between frames, while nothing moves: no
frame waits for that, but the next touch may, so the longest *turn* of the event loop is printed too. Exit code 1 if
composing cost a frame more than 16 ms.
"""

from __future__ import annotations

import os

os.environ["QT_QUICK_BACKEND"] = "software"

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, thread_time
from typing import NamedTuple

from PySide6.QtCore import QAbstractEventDispatcher
from PySide6.QtQuick import QQuickWindow

from kiosk import paths
from kiosk.app import Kiosk, Options, make_application
from kiosk.content.screen_sizes import read_screen_size
from kiosk.tour.stillness import Stillness
from kiosk.tour.synthetic_touch import wait, wait_until
from kiosk.tour.tour_visitor import TourVisitor
from kiosk.tour.tour_walk import LeapingClock, Walk

PACKS = ("zhenjiang-new-area", "showcase")
TEXT_SIZES = (100, 200)
FRAME_MS = 16.0
BEHIND_MS = 3000  # the screens behind attract are created step by step
QUIET_MS = 200
MOST_WAITS = 20  # a film goes on
MOVING_S = 0.1  # two frames further apart are two movements
FORWARD = ("part:next", "step:next")
BACK = ("part:previous", "step:previous")


class Frame(NamedTuple):
    """Processor time of one frame in milliseconds, and the touch before it."""

    composing: float
    handing: float
    drawing: float
    touch: str


class Turn(NamedTuple):
    """Processor time of composing in one round of the event loop, in milliseconds, and the touch before it."""

    composing: float
    touch: str


class Meter:
    """Measures frames and turns of the event loop between `begin` and `pause`."""

    def __init__(self, window: QQuickWindow) -> None:
        self.frames: list[Frame] = []
        self.turns: list[Turn] = []
        self.touch = ""
        self._running = False
        self._mark = 0.0
        self._turn = self._frame = self._handing = 0.0  # ms
        self._follows = False
        self._last_frame = 0.0  # s
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._end_turn)
        dispatcher.aboutToBlock.connect(self._end_turn)
        window.beforeSynchronizing.connect(self._compose)
        window.afterSynchronizing.connect(self._hand_over)
        window.frameSwapped.connect(self._draw)

    def begin(self, touch: str = "") -> None:
        """Measure from here on; after a touch, if one is named."""
        if touch:
            self.touch, self._follows, self._frame = touch, True, 0.0
        self._mark, self._running = thread_time(), True

    def pause(self) -> None:
        """Leave out what is done from here on."""
        self._end_turn()
        self._running = False

    def _lap(self) -> float:
        """Return the milliseconds of processor time since the last mark."""
        before, self._mark = self._mark, thread_time()
        return (self._mark - before) * 1000 if self._running else 0.0

    def _compose(self) -> None:
        self._turn += self._lap()
        self._frame += self._turn

    def _hand_over(self) -> None:
        self._handing = self._lap()

    def _draw(self) -> None:
        drawing, now = self._lap(), monotonic()
        if self._running and (self._follows or now - self._last_frame < MOVING_S):
            self.frames.append(Frame(self._frame, self._handing, drawing, self.touch))
        self._last_frame, self._follows = now, False
        self._frame = -self._turn  # what this turn had before the frame is counted

    def _end_turn(self) -> None:
        self._turn += self._lap()
        if self._running:
            self.turns.append(Turn(self._turn, self.touch))
        self._frame += self._turn
        self._turn = 0.0


class Paging:
    """One kiosk, and a hand that goes through all of its pages."""

    def __init__(self, pack: Path, screen: str, language: str, folder: Path) -> None:
        size = read_screen_size(screen)
        assert size is not None, screen
        clock = LeapingClock()
        journal = folder / "journal.sqlite"
        shape = (size.width, size.height)
        self.kiosk = Kiosk(
            Options(pack, shape, diagonal=size.inches, accelerated=True, journal=journal, clock=clock),
        )
        self.kiosk.show()
        assert wait_until(lambda: not self.kiosk.stage.preparing, 600), "the pack was not ready after ten minutes"
        wait(BEHIND_MS)
        self._walk = Walk(self.kiosk, clock, TourVisitor())
        self._still = Stillness(self.kiosk.window)
        self.meter = Meter(self.kiosk.window)
        self._walk.touch_screen.tap(self.kiosk.window.width() / 2, self.kiosk.window.height() / 2)
        self._still.settle()
        self.kiosk.session.chooseLanguage(language)

    def page_through(self, text_size: int) -> int:
        """Go forward and back through every panel; return the number of touches."""
        session, touches = self.kiosk.session, 0
        session.goHome()
        session.chooseTextSize(text_size)
        for panel, pages in session.state.outline.panels.items():
            session.openPanel(panel, pages[0])
            self._still.settle()
            for buttons in (FORWARD, BACK):
                for button, x, y in self._buttons(buttons):
                    where = f"{panel}/{pages[session.state.place.page]} {button}"
                    self.meter.begin(where)
                    self._walk.touch_screen.tap(x, y)
                    self._rest()
                    touches += 1
        return touches

    def _rest(self) -> None:
        """Measure until nothing moves any more."""
        for _ in range(MOST_WAITS):
            before = len(self.meter.frames)
            self.meter.begin()
            wait(QUIET_MS)
            self.meter.pause()
            if before == len(self.meter.frames):
                return

    def _buttons(self, names: tuple[str, ...]) -> Iterator[tuple[str, float, float]]:
        """Yield the name and place of a button that leads on, as long as there is one."""
        while True:
            sight = self._walk.read_screen()
            found = (sight.control(name) for name in names)
            button = next((each for each in found if each is not None and each.usable), None)
            if button is None:
                return
            yield button.id, *button.centre


def main() -> int:
    """Print the figures of each pack and text size; return 1 if composing cost a frame too much."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--screen", default="55in")
    parser.add_argument("--language", default="zh")
    parser.add_argument("--worst", default=0, type=int, help="print so many of the longest frames and turns")
    parser.add_argument("packs", nargs="*", default=PACKS)
    asked = parser.parse_args()
    make_application()
    over = 0
    for pack in asked.packs:
        with tempfile.TemporaryDirectory() as folder:
            paging = Paging(paths.content() / pack, asked.screen, asked.language, Path(folder))
            for text_size in TEXT_SIZES:
                touches = paging.page_through(text_size)
                name = f"{pack}, {asked.screen} {asked.language} {text_size} %"
                over += report(f"{name}: {touches} touches", paging.meter, asked.worst)
                paging.meter.frames.clear()
                paging.meter.turns.clear()
            paging.kiosk.close()
    return int(over > 0)


def report(name: str, meter: Meter, worst: int) -> int:
    """Print the figures; return the number of frames in which composing took over 16 ms."""
    frames, turns = sorted(meter.frames, reverse=True), sorted(meter.turns, reverse=True)
    over = sum(frame.composing > FRAME_MS for frame in frames)
    print(f"{name}, {len(frames)} frames")
    print(
        f"  composing a frame: longest {frames[0].composing:.1f} ms, 99th percentile"
        f" {frames[len(frames) // 100].composing:.1f} ms, over {FRAME_MS:.0f} ms: {over}"
    )
    print(
        f"  longest turn {turns[0].composing:.1f} ms, turns over {FRAME_MS:.0f} ms:"
        f" {sum(turn.composing > FRAME_MS for turn in turns)};"
        f" longest handing over {max(frame.handing for frame in frames):.1f} ms,"
        f" longest drawing {max(frame.drawing for frame in frames):.1f} ms",
        flush=True,
    )
    for *times, touch in (*frames[:worst], *turns[:worst]):
        print("    " + " ".join(f"{each:5.1f}" for each in times), touch)
    return over


if __name__ == "__main__":
    sys.exit(main())
