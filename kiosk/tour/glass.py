"""Fingers on the glass, for a program: real touch events, delivered as a touch screen's are."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QPointingDevice, QWindow
from PySide6.QtTest import QTest

STEP_MS = 12


class Glass:
    """Touches one window; points in pixels of the window."""

    _device: QPointingDevice | None = None

    def __init__(self, window: QWindow) -> None:
        self._window = window
        Glass._device = Glass._device or QTest.createTouchDevice()

    def press(self, x: float, y: float, finger: int = 0) -> None:
        """Put a finger down."""
        self._touch().press(finger, QPoint(round(x), round(y)), self._window).commit()

    def move(self, x: float, y: float, finger: int = 0) -> None:
        """Move a finger that is down."""
        self._touch().move(finger, QPoint(round(x), round(y)), self._window).commit()

    def lift(self, x: float, y: float, finger: int = 0) -> None:
        """Take a finger off."""
        self._touch().release(finger, QPoint(round(x), round(y)), self._window).commit()

    def tap(self, x: float, y: float) -> None:
        """Touch and let go."""
        self.press(x, y)
        wait(STEP_MS)
        self.lift(x, y)

    def drag(self, start: tuple[float, float], end: tuple[float, float], steps: int = 12) -> None:
        """Move one finger from one point to another."""
        (x0, y0), (x1, y1) = start, end
        self.press(x0, y0)
        for step in range(1, steps + 1):
            wait(STEP_MS)
            self.move(x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps)
        self.lift(x1, y1)

    def pinch(self, centre: tuple[float, float], start: float, end: float, steps: int = 16) -> None:
        """Spread (or close) two fingers that land one after the other, from `start` to `end` px apart."""
        x, y = centre
        self.press(x - start / 2, y, 0)
        wait(STEP_MS)
        self._touch().stationary(0).press(1, QPoint(round(x + start / 2), round(y)), self._window).commit()
        for step in range(1, steps + 1):
            wait(STEP_MS)
            half = (start + (end - start) * step / steps) / 2
            left, right = QPoint(round(x - half), round(y)), QPoint(round(x + half), round(y))
            self._touch().move(0, left, self._window).move(1, right, self._window).commit()
        left, right = QPoint(round(x - end / 2), round(y)), QPoint(round(x + end / 2), round(y))
        self._touch().release(0, left, self._window).release(1, right, self._window).commit()

    def _touch(self) -> QTest.QTouchEventSequence:
        assert Glass._device is not None
        return QTest.touchEvent(self._window, Glass._device, False)


def wait(milliseconds: int) -> None:
    """Let the program run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(happened: Callable[[], bool], seconds: float) -> bool:
    """Let the program run until something has happened; False where it has not within `seconds`."""
    end = monotonic() + seconds
    while not happened():
        if monotonic() > end:
            return False
        wait(20)
    return True
