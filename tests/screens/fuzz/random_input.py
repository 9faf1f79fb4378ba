"""Random inputs of every kind from keyboard, mouse and touch."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QWindow,
)
from PySide6.QtTest import QTest

from kiosk.tour.synthetic_touch import Point, SyntheticTouch

Key, Button, Modifier = Qt.Key, Qt.MouseButton, Qt.KeyboardModifier
MODIFIERS = (Modifier.ControlModifier, Modifier.AltModifier, Modifier.ShiftModifier, Modifier.MetaModifier)
CTRL, ALT, SHIFT, SUPER = MODIFIERS
# Shortcuts that close, switch, copy, print, open dialogs or escape in other programs.
KNOWN = (
    *((CTRL, key) for key in (Key.Key_Q, Key.Key_W, Key.Key_N, Key.Key_O, Key.Key_S, Key.Key_P, Key.Key_F, Key.Key_R)),
    *((CTRL, key) for key in (Key.Key_A, Key.Key_C, Key.Key_X, Key.Key_V, Key.Key_Z, Key.Key_Insert, Key.Key_Tab)),
    *((CTRL, key) for key in (Key.Key_Escape, Key.Key_F4, Key.Key_Plus, Key.Key_Minus, Key.Key_0, Key.Key_D)),
    *((CTRL | ALT, key) for key in (Key.Key_Backspace, Key.Key_Delete, Key.Key_F1, Key.Key_F7, Key.Key_T, Key.Key_L)),
    *((CTRL | SHIFT, key) for key in (Key.Key_Escape, Key.Key_I, Key.Key_J, Key.Key_N, Key.Key_Q, Key.Key_C)),
    *((ALT, key) for key in (Key.Key_F4, Key.Key_Tab, Key.Key_Escape, Key.Key_Space, Key.Key_F1, Key.Key_F2)),
    *((ALT, key) for key in (Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_Return, Key.Key_Print)),
    *((SUPER, key) for key in (Key.Key_D, Key.Key_E, Key.Key_L, Key.Key_R, Key.Key_Tab, Key.Key_Up, Key.Key_Down)),
    *((SHIFT, key) for key in (Key.Key_F10, Key.Key_Insert, Key.Key_Delete, Key.Key_Left, Key.Key_End, Key.Key_Tab)),
    *((Modifier.NoModifier, key) for key in (Key.Key_Escape, Key.Key_F1, Key.Key_F5, Key.Key_F10, Key.Key_F11)),
    *((Modifier.NoModifier, key) for key in (Key.Key_F12, Key.Key_Menu, Key.Key_Super_L, Key.Key_Super_R)),
    *((Modifier.NoModifier, key) for key in (Key.Key_Print, Key.Key_SysReq, Key.Key_Back, Key.Key_HomePage)),
    *((Modifier.NoModifier, key) for key in (Key.Key_MediaPlay, Key.Key_VolumeUp, Key.Key_PowerOff, Key.Key_Exit)),
    *((Modifier.NoModifier, key) for key in (Key.Key_Cut, Key.Key_Copy, Key.Key_Paste, Key.Key_Close, Key.Key_LogOff)),
)
STEERING = (Key.Key_Tab, Key.Key_Backtab, Key.Key_Return, Key.Key_Space, Key.Key_Left, Key.Key_Right, Key.Key_Up)
FINGERS = 20
MULTI_LINE = "one\ntwo\n漢字"


class RandomInput:
    """Sends one input at a time to a window; `aims` are points worth hitting, such as controls."""

    def __init__(self, window: QWindow, chance: random.Random) -> None:
        self.aims: Sequence[Point] = ()
        self._window = window
        self._chance = chance
        self._touch_screen = SyntheticTouch(window)
        self._keys = [key for key in Key if key.name not in {"Key_unknown", "Key_Any", "Key_mu"}]
        self.kinds: dict[str, Callable[[], str]] = {
            "key": self._any_key,
            "shortcut": self._known,
            "steering key": self._steer,
            "left click": lambda: self._click(Button.LeftButton),
            "right click": lambda: self._click(Button.RightButton),
            "middle click": lambda: self._click(Button.MiddleButton),
            "double click": self._double,
            "wheel": self._wheel,
            "drag": self._drag,
            "drop": self._drop,
            "context menu": self._ask_for_menu,
            "input method": self._compose,
            "touch": self._touch,
            "close": self._close,
        }
        self._weights = [14, 12, 6, 8, 10, 4, 5, 6, 7, 6, 3, 2, 16, 1]

    def one(self) -> tuple[str, str]:
        """Send one input; return its kind and its details."""
        kind = self._chance.choices(list(self.kinds), self._weights)[0]
        return kind, self.kinds[kind]()

    def let_go(self) -> None:
        """Lift every finger."""
        self._touch_screen.lift_all()

    def _spot(self) -> QPoint:
        if self.aims and self._chance.random() < 0.6:
            x, y = self._chance.choice(self.aims)
        else:
            x, y = self._chance.random() * self._window.width(), self._chance.random() * self._window.height()
        return QPoint(
            min(max(0, int(x)), self._window.width() - 1),
            min(max(0, int(y)), self._window.height() - 1),
        )

    def _modifiers(self) -> Qt.KeyboardModifier:
        held = Modifier.NoModifier
        for modifier in MODIFIERS:
            if self._chance.random() < 0.25:
                held |= modifier
        return held

    def _any_key(self) -> str:
        return self._press(self._chance.choice(self._keys), self._modifiers())

    def _known(self) -> str:
        held, key = self._chance.choice(KNOWN)
        return self._press(key, held)

    def _steer(self) -> str:
        return self._press(self._chance.choice(STEERING), Modifier.NoModifier)

    def _press(self, key: Qt.Key, held: Qt.KeyboardModifier) -> str:
        # QTest handles shortcuts, but warns about keys without a character.
        if key.value < 0x100 or 0x01000000 <= key.value < 0x01000060:
            QTest.keyClick(self._window, key, held)
        else:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(self._window, QKeyEvent(kind, key.value, held))
        return f"{key.name} {held}"

    def _click(self, button: Qt.MouseButton) -> str:
        spot, held = self._spot(), self._modifiers()
        QTest.mouseClick(self._window, button, held, spot)
        return f"{button} {spot} {held}"

    def _double(self) -> str:
        spot = self._spot()
        button = self._chance.choice([Button.LeftButton, Button.LeftButton, Button.RightButton, Button.MiddleButton])
        QTest.mouseDClick(self._window, button, Modifier.NoModifier, spot)
        return f"{button} {spot}"

    def _wheel(self) -> str:
        spot, held = self._spot(), self._modifiers()
        turn = QPoint(self._chance.choice([-240, 0, 0, 240]), self._chance.choice([-720, -120, 120, 720]))
        QTest.wheelEvent(self._window, QPointF(spot), turn, QPoint(), held)
        return f"{turn} at {spot} {held}"

    def _drag(self) -> str:
        start, end, held = self._spot(), self._spot(), self._modifiers()
        button = self._chance.choice([Button.LeftButton, Button.LeftButton, Button.MiddleButton, Button.RightButton])
        QTest.mousePress(self._window, button, held, start)
        for step in range(1, 5):
            QTest.mouseMove(self._window, start + (end - start) * step / 4, 4)
        QTest.mouseRelease(self._window, button, held, end)
        return f"{button} {start} to {end} {held}"

    def _drop(self) -> str:
        data = QMimeData()
        what = self._chance.choice(["file", "address", "text", "html", "picture", "colour"])
        match what:
            case "file":
                data.setUrls([QUrl.fromLocalFile("/etc/hostname"), QUrl.fromLocalFile("/nowhere/pack.kioskpack")])
            case "address":
                data.setUrls([QUrl("http://127.0.0.1:9/")])
            case "text":
                data.setText(MULTI_LINE)
            case "html":
                data.setHtml("<a href='http://127.0.0.1:9/'>here</a><img src='http://127.0.0.1:9/x.png'>")
            case "picture":
                data.setImageData(QImage(8, 8, QImage.Format.Format_RGB32))
            case "colour":
                data.setColorData(QColor("red"))
        over, end = self._spot(), self._spot()
        actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction | Qt.DropAction.LinkAction
        reported = (actions, data, Button.LeftButton, Modifier.NoModifier)
        QCoreApplication.sendEvent(self._window, QDragEnterEvent(over, *reported))
        QCoreApplication.sendEvent(self._window, QDragMoveEvent(end, *reported))
        dropped = self._chance.random() < 0.8
        last = QDropEvent(QPointF(end), *reported) if dropped else QDragLeaveEvent()
        QCoreApplication.sendEvent(self._window, last)
        return f"{what} at {end}, {'dropped' if dropped else 'taken away'}"

    def _ask_for_menu(self) -> str:
        spot = self._spot()
        reason = self._chance.choice(list(QContextMenuEvent.Reason))
        QCoreApplication.sendEvent(self._window, QContextMenuEvent(reason, spot, self._window.mapToGlobal(spot)))
        return f"{reason} at {spot}"

    def _compose(self) -> str:
        event = QInputMethodEvent("zj", [])
        event.setCommitString(self._chance.choice(["镇江", "x", MULTI_LINE]))
        QCoreApplication.sendEvent(self._window.focusObject() or self._window, event)
        return event.commitString()

    def _touch(self) -> str:
        """Some fingers land, together or one by one, move, and are lifted in any order."""
        count = self._chance.choice([1, 1, 1, 2, 2, 3, 5, 10, self._chance.randint(11, FINGERS)])
        spots = {finger: _pair(self._spot()) for finger in range(count)}
        if self._chance.random() < 0.5:
            self._touch_screen.touch(pressed=spots)
        else:
            for finger, spot in spots.items():
                self._touch_screen.touch(pressed={finger: spot})
        for _ in range(self._chance.choice([0, 0, 1, 4])):
            spots = {finger: _pair(self._spot()) for finger in range(count)}
            self._touch_screen.touch(moved=spots)
        fingers = list(spots)
        self._chance.shuffle(fingers)
        if self._chance.random() < 0.5:
            self._touch_screen.touch(lifted=spots)
        else:
            for finger in fingers:
                self._touch_screen.touch(lifted={finger: spots[finger]})
        return f"{count} fingers, at last at {list(spots.values())}"

    def _close(self) -> str:
        self._window.close()
        return "what a window manager asks for"


def _pair(spot: QPoint) -> Point:
    return float(spot.x()), float(spot.y())
