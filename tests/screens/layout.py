"""Faults in the layout of a screen's words: cut off, outside the window, or overlapping."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.tour.synthetic_touch import wait_until
from tests.screens.visitor import is_a, items

PATIENCE_S = 15.0  # only where something is wrong
SLACK = 2.0  # px: rounding of fixed line heights
AIR = 0.28  # of the height of a line: a Chinese face of 1 em has lines of 1.45


def lasting_faults(window: QQuickWindow) -> list[str]:
    """The faults that remain once a new page has had time to lay itself out."""
    return lasting(lambda: faults(window))


def lasting(look: Callable[[], list[str]]) -> list[str]:
    """The findings that remain once nothing moves; repeated while there are any."""
    found: list[str] = []

    def is_well() -> bool:
        found[:] = look()
        return not found

    wait_until(is_well, PATIENCE_S)
    return found


def faults(window: QQuickWindow) -> list[str]:
    """Every word not fully on the screen, and every two texts that overlap."""
    seen = list(items(window.contentItem()))
    rooms = Rooms(window, bar_of(seen))
    spoken = [(item, inked(item), rooms.of(item)) for item in seen if speaks(item)]
    spoken = [(item, place, free) for item, place, free in spoken if free.intersects(place)]
    found = [f"{quote(item)} {fault}" for item, place, free in spoken for fault in _faults_of(item, place, free)]
    for (first, one, _), (second, other, _) in combinations(spoken, 2):
        common = one.intersected(other)
        if common.width() > SLACK and common.height() > SLACK:
            found.append(f"{quote(first)} lies over {quote(second)}")
    return found


def speaks(item: QQuickItem) -> bool:
    return item.inherits("QQuickText") and bool(str(item.property("text")).strip())


def quote(item: QQuickItem) -> str:
    return f'"{str(item.property("text"))[:30]}"'


def _faults_of(item: QQuickItem, place: QRectF, free: QRectF) -> Iterator[str]:
    # The first part of a page has its title whole.
    if item.property("truncated") and item.objectName() != "running title":
        yield "is shortened"
    if item.property("contentWidth") > item.width() + SLACK:
        yield f"is {item.property('contentWidth') - item.width():.0f} px wider than its place"
    if item.property("contentHeight") * (1 - AIR) > item.height() + SLACK:
        yield f"is {item.property('contentHeight') - item.height():.0f} px higher than its place"
    if not free.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
        yield f"is cut off: {box(place)} does not fit into {box(free)}"


def box(rect: QRectF) -> tuple[int, ...]:
    return tuple(round(side) for side in rect.getRect())


def inked(item: QQuickItem) -> QRectF:
    """The letters' rectangle in the window: their lines, less the space above the first and below the last."""
    height = float(item.property("contentHeight"))
    lines = max(1, int(item.property("lineCount")))
    air = height / lines * AIR
    width = float(item.property("contentWidth"))
    free = item.width() - width
    across, down = alignment(item)
    right = free - float(item.property("rightPadding") or 0)
    left = free / 2 if across == 4 else right if across == 2 else float(item.property("leftPadding") or 0)
    top = (item.height() - height) / 2 if down == 128 else float(item.property("topPadding") or 0)
    return item.mapRectToScene(QRectF(left, top + air / 2, width, height - air))


def alignment(item: QQuickItem) -> tuple[int, int]:
    """Horizontal and vertical, as Qt's numbers; Python cannot read the properties themselves."""
    words = QQmlExpression(qmlContext(item), item, "effectiveHorizontalAlignment + ' ' + verticalAlignment")
    across, down = str(words.evaluate()[0]).split()
    return int(across), int(down)


def bar_of(seen: Iterable[QQuickItem]) -> QQuickItem | None:
    """The bar below the screens, if it is among these items."""
    return next((each for each in seen if is_a(each, "Bar")), None)


class Rooms:
    """The visible areas for items of a window: the window above the bar, less what their parents clip."""

    def __init__(self, window: QQuickWindow, bar: QQuickItem | None) -> None:
        self._whole = QRectF(0, 0, window.width(), window.height())
        self._above = QRectF(self._whole)
        self._bar = bar
        if bar is not None:
            self._above.setBottom(bar.mapToScene(QPointF(0, 0)).y())
        self._left: dict[QQuickItem | None, QRectF] = {None: self._whole}  # by each parent, of the whole window

    def of(self, item: QQuickItem) -> QRectF:
        room = self._left_by(item.parentItem())
        return room if self._bar is None or self._bar.isAncestorOf(item) else room.intersected(self._above)

    def _left_by(self, parent: QQuickItem | None) -> QRectF:
        if parent not in self._left:
            left = self._left_by(parent.parentItem())
            if parent.property("clip"):
                left = left.intersected(parent.mapRectToScene(QRectF(0, 0, parent.width(), parent.height())))
            self._left[parent] = left
        return self._left[parent]


def room(item: QQuickItem, window: QQuickWindow, bar: QQuickItem | None) -> QRectF:
    """The visible area for one item."""
    return Rooms(window, bar).of(item)
