"""Camera that films a Qt Quick window frame by frame, on a clock with a fixed step per frame.

However long a frame takes to draw and save, the next one shows the window one step later: the film is as smooth from a
slow machine as from a fast one. The clock is Qt's own (QSG_FIXED_ANIMATION_STEP, which the threaded render loop
obeys). It stops when nothing moves, so the camera adds an endless, invisible animation. Only what depends on a
finger's speed (how far a page glides) still follows the machine's clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import cos, pi

from fingertip import AWAY, DOWN, Fingertip
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.tour.synthetic_touch import Point, SyntheticTouch

# Must be set before Qt starts.
STEPPED = {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_QUICK_BACKEND": "software",
    "QSG_RENDER_LOOP": "threaded",
    "QSG_FIXED_ANIMATION_STEP": "1",
}
STEP_MS = 16  # of Qt's clock, on a screen of 60 Hz
STEPS = 2  # of which every second picture is kept
RATE = Fraction(1000, STEP_MS * STEPS)  # pictures per second
PATIENCE_MS = 10_000
ENDLESS = b"import QtQuick\nItem { NumberAnimation on z { loops: Animation.Infinite; to: 1; duration: 99999 } }"


class Camera:
    """Passes each picture of a window to `keep`, with a mark at each finger; `now` counts the seconds of the film."""

    def __init__(self, window: QQuickWindow, engine: QQmlEngine, keep: Callable[[QImage], None]) -> None:
        self.rolling = False
        self._window = window
        self._keep = keep
        self._hand = SyntheticTouch(window)
        self._fingers: dict[int, Fingertip] = {}
        self._loop = QEventLoop()
        self._pictures = 0
        self._steps = 0
        self._endless = _endless(engine, window.contentItem())
        window.afterAnimating.connect(self._count)

    def now(self) -> float:
        """Seconds since the camera was created, as the kiosk's clock."""
        return float(self._pictures / RATE)

    def roll(self, seconds: float) -> None:
        """Let time go by."""
        for _ in range(round(seconds * RATE)):
            self._take()

    def tap(self, spot: Point) -> None:
        """A finger appears, taps and leaves."""
        self.move({0: (spot, spot)}, 0.0)

    def move(self, ways: Mapping[int, tuple[Point, Point]], seconds: float, hold: float = 0.0) -> None:
        """Fingers appear; each moves from its start to its end, stays for `hold` seconds and lifts."""
        self._fingers = {finger: Fingertip(start) for finger, (start, _) in ways.items()}
        self.roll(0.35)
        for tip in self._fingers.values():
            tip.wanted = DOWN
        self._hand.touch(pressed={finger: start for finger, (start, _) in ways.items()})
        self.roll(0.13)
        pictures = round(seconds * RATE)
        for picture in range(1, pictures + 1):
            share = (1 - cos(pi * picture / pictures)) / 2
            for finger, (start, end) in ways.items():
                self._fingers[finger].spot = _between(start, end, share)
            self._hand.touch(moved={finger: tip.spot for finger, tip in self._fingers.items()})
            self._take()
        self.roll(hold)
        self._hand.lift_all()
        for tip in self._fingers.values():
            tip.wanted = AWAY

    def _count(self) -> None:
        self._steps += 1
        if self._steps >= STEPS:
            self._loop.quit()

    def _take(self) -> None:
        self._steps = 0
        late = QTimer(singleShot=True)
        late.timeout.connect(self._loop.quit)
        late.start(PATIENCE_MS)
        self._window.update()
        self._loop.exec()
        if self._steps < STEPS:
            raise RuntimeError("the window draws nothing any more")
        self._pictures += 1
        if self.rolling:
            picture = self._window.grabWindow().convertToFormat(QImage.Format.Format_RGB888)
            self._mark(picture)
            self._keep(picture)

    def _mark(self, picture: QImage) -> None:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for tip in self._fingers.values():
            if not tip.gone:
                tip.draw(painter)
        painter.end()


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _endless(engine: QQmlEngine, parent: QQuickItem) -> QQuickItem:
    component = QQmlComponent(engine)
    component.setData(ENDLESS, "")
    item = component.create()
    assert isinstance(item, QQuickItem), component.errorString()
    item.setParentItem(parent)
    return item
