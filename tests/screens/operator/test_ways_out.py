"""Random inputs over every screen, the same each time; faults/ways_out.py sends many more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

from kiosk.tour.synthetic_touch import wait
from tests.screens.fuzz.destinations import HOURS, WallClock
from tests.screens.fuzz.fuzzer import Fuzzer
from tests.screens.fuzz.invariants import InvariantChecker
from tests.screens.operator.conftest import Opened

INPUTS = 200
SEED = 27

FIELD = """
import QtQuick
import QtQuick.Controls.Basic

Window {
    height: 300
    visible: true
    width: 300

    TextField {
        height: 100
        objectName: "field"
        text: "words"
        width: 300
    }
}
"""


def test_random_inputs_find_no_way_out(open_operator: Opened) -> None:
    wall = WallClock()
    with open_operator(size=(1280, 720), hours=HOURS, wall=wall) as operator:
        tally = Fuzzer(operator, wall, SEED).run(INPUTS)
    assert tally.faults == []
    assert sum(tally.kinds.values()) == INPUTS
    assert {"key", "shortcut", "right click", "drag", "drop", "touch"} <= set(tally.kinds)
    assert {"attract", "home", "search", "accessibility", "warning", "keypad", "closed"} <= set(tally.screens)


@pytest.fixture
def field(qapp: QGuiApplication, tmp_path: Path) -> Iterator[QQuickWindow]:
    """What no kiosk may have: Qt's own text field, in a window that closes."""
    file = tmp_path / "Field.qml"
    file.write_text(FIELD, "utf-8")
    engine = QQmlApplicationEngine(QUrl.fromLocalFile(str(file)))
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    wait(50)
    yield window
    window.close()
    wait(0)


def select(window: QQuickWindow) -> None:
    QTest.mouseDClick(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(12, 50))


def copy(window: QQuickWindow) -> None:
    select(window)
    QTest.keyClick(window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("does", "reported"),
    [
        (select, "is selected in"),
        (copy, "lies in the"),
        (QQuickWindow.close, "the window is hidden"),
        (lambda window: window.resize(200, 200), "the window has"),
        (
            lambda window: QTest.mouseClick(
                window, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, QPoint(12, 50)
            ),
            "a second window",
        ),
    ],
)
def test_the_checker_sees_each_way_out(
    field: QQuickWindow, does: Callable[[QQuickWindow], object], reported: str
) -> None:
    checker = InvariantChecker(field)
    try:
        assert checker.faults(5) == []
        does(field)
        assert any(reported in fault for fault in checker.faults(50))
    finally:
        checker.end()
