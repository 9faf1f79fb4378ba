"""A visitor with a keyboard: real key events on the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.visitor import Visitor, is_a, items

PLAIN = Qt.KeyboardModifier.NoModifier


class Typist:
    """The keyboard of one visitor, whose window has its attention."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        visitor.window.requestActivate()
        assert wait_until(visitor.window.isActive, 20)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """Press and release a key, long after the last one."""
        self.strike(key, after=2, modifier=modifier)

    def strike(self, key: Qt.Key, *, after: float = 0, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """Press and release a key so many seconds after now, by the clock of the kiosk."""
        self.visitor.clock.leap(after)
        QTest.keyClick(self.visitor.window, key, modifier)
        wait(5)

    def hold(self, key: Qt.Key, times: int = 40) -> None:
        """What a key that is held sends after its first press."""
        for _ in range(times):
            event = QKeyEvent(QEvent.Type.KeyPress, key, PLAIN, autorep=True)
            QCoreApplication.sendEvent(self.visitor.window, event)
        wait(5)

    def type(self, text: str) -> None:
        """Type these characters as fast as they come."""
        for character in text:
            QTest.keyClick(self.visitor.window, character)
        wait(5)

    def item(self) -> QQuickItem | None:
        """The control that a key would act on, if any."""
        item = self.visitor.window.activeFocusItem()
        return item if item is not None and item.property("focusStop") else None

    def focused(self) -> str:
        """The id of the control that a key would act on; "" for none."""
        item = self.item()
        return str(item.property("identifier") or "") if item else ""

    def centre(self) -> tuple[float, float]:
        """The middle of that control, in the window."""
        item = self.item()
        assert item is not None
        middle = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        return middle.x(), middle.y()

    def go_to(self, identifier: str) -> None:
        """Press Tab until this control has the focus."""
        for _ in range(80):
            if self.focused() == identifier:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"{identifier} is not reached")

    def go_round(self) -> list[QQuickItem]:
        """The controls in the order of Tab, once around."""
        found: list[QQuickItem] = []
        for _ in range(120):
            self.press(Qt.Key.Key_Tab)
            item = self.item()
            assert item is not None, "nothing has the focus"
            if found and item is found[0]:
                return found
            found.append(item)
        raise AssertionError("Tab does not come round")

    def await_focus(self) -> None:
        """Wait until the focus has followed what opened."""
        self.until(lambda: self.item() is not None and not self.control().property("moving"))

    def control(self) -> QQuickItem:
        """The item that moves the focus."""
        return next(item for item in items(self.visitor.window.contentItem()) if is_a(item, "KeyControl"))

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something; fail where it does not come."""
        assert wait_until(condition, 20)


def is_framed(item: QQuickItem) -> bool:
    """Whether there is a frame around the item, or around its ring."""
    return any(is_a(part, "FocusFrame") or (is_a(part, "Ring") and part.property("focused")) for part in items(item))
