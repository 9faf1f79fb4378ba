"""Synthetic touch: real touch events, delivered like those of a touch screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from time import monotonic

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QPointingDevice, QWindow
from PySide6.QtTest import QTest

STEP_MS = 12
SLICE_MS = 10  # of a wait

Point = tuple[float, float]
Points = Mapping[int, Point]


@cache
def _touch_screen() -> QPointingDevice:
    return QTest.createTouchDevice()


class SyntheticTouch:
    """Touches one window; points in pixels of the window, fingers by number."""

    def __init__(self, window: QWindow) -> None:
        self._window = window
        self._down: dict[int, Point] = {}
        self._screen = _touch_screen()

    def touch(self, pressed: Points | None = None, moved: Points | None = None, lifted: Points | None = None) -> None:
        """Send one report of the touch screen. Like a real one, it has the position of every finger that is down."""
        pressed, moved, lifted = pressed or {}, moved or {}, lifted or {}
        report = QTest.touchEvent(self._window, self._screen, False)
        for finger, point in (self._down | dict(moved)).items():
            if finger not in lifted:
                report.move(finger, _point(point), self._window)
        for finger, point in pressed.items():
            report.press(finger, _point(point), self._window)
        for finger, point in lifted.items():
            report.release(finger, _point(point), self._window)
        down = {finger: point for finger, point in self._down.items() if finger not in lifted}
        self._down = down | dict(moved) | dict(pressed)
        report.commit()

    def press(self, x: float, y: float, finger: int = 0) -> None:
        """Put a finger down."""
        self.touch(pressed={finger: (x, y)})

    def move(self, x: float, y: float, finger: int = 0) -> None:
        """Move a finger that is down."""
        self.touch(moved={finger: (x, y)})

    def lift(self, x: float, y: float, finger: int = 0) -> None:
        """Lift a finger."""
        self.touch(lifted={finger: (x, y)})

    def lift_all(self) -> None:
        """Lift every finger where it is."""
        if self._down:
            self.touch(lifted=dict(self._down))

    def tap(self, x: float, y: float) -> None:
        """Press and release."""
        self.press(x, y)
        wait(STEP_MS)
        self.lift(x, y)

    def drag(self, start: Point, end: Point, steps: int = 12) -> None:
        """Move one finger from one point to another."""
        (x0, y0), (x1, y1) = start, end
        self.press(x0, y0)
        for step in range(1, steps + 1):
            wait(STEP_MS)
            self.move(x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps)
        self.lift(x1, y1)

    def pinch(self, centre: Point, start: float, end: float, *, apart: int = STEP_MS, steps: int = 16) -> None:
        """Spread (or close) two fingers from `start` to `end` px apart.

        The second lands `apart` milliseconds after the first, 0 is together; the first may be down already.
        """
        if 0 in self._down:
            self.touch(pressed={1: _pair(centre, start)[1]})
        elif apart:
            self.touch(pressed={0: _pair(centre, start)[0]})
            wait(apart)
            self.touch(pressed={1: _pair(centre, start)[1]})
        else:
            self.touch(pressed=_pair(centre, start))
        for step in range(1, steps + 1):
            wait(STEP_MS)
            self.touch(moved=_pair(centre, start + (end - start) * step / steps))
        self.lift_all()


def _point(point: Point) -> QPoint:
    return QPoint(round(point[0]), round(point[1]))


def _pair(centre: Point, apart: float) -> dict[int, Point]:
    x, y = centre
    return {0: (x - apart / 2, y), 1: (x + apart / 2, y)}


def wait(milliseconds: int) -> None:
    """Run the event loop for a while.

    It runs in slices, so that a busy machine, which may get one turn of the processor in that time, still handles as
    many rounds of events and frames as an idle one.
    """
    for begun in range(0, max(1, milliseconds), SLICE_MS):
        loop = QEventLoop()
        QTimer.singleShot(min(SLICE_MS, milliseconds - begun), loop.quit)
        loop.exec()


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Run the event loop until something has happened; False where it has not within `seconds`.

    What takes long is asked for less often: a condition may look at the whole screen.
    """
    begun = monotonic()
    while not condition():
        waited = monotonic() - begun
        if waited > seconds:
            return False
        wait(20 if waited < 0.5 else 60)
    return True
