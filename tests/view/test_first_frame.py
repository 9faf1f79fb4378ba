"""What waits for the first frame: it comes after it, once, and also where the screen is off and no frame comes."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from kiosk.runtime import first_frame
from kiosk.runtime.first_frame import FirstFrame

# All that a start imports before its first frame.
START = """
import enum
made = []
create = enum.EnumType.__new__
def note(kind, name, *more, **keywords):
    made.append(name)
    return create(kind, name, *more, **keywords)
enum.EnumType.__new__ = note
from kiosk.device.import_hook import remove_import_hook
remove_import_hook()
import kiosk.app
if "{then}":
    from PySide6.QtCore import Qt
import sys
print("AlignmentFlag" in made, "kiosk.services" in sys.modules)
"""


@pytest.fixture
def window(qtbot: QtBot) -> QQuickWindow:
    made = QQuickWindow()
    made.resize(100, 100)
    return made


def test_it_passes_once_however_many_frames_follow(window: QQuickWindow, qtbot: QtBot) -> None:
    passed: list[bool] = []
    frames: list[bool] = []
    first = FirstFrame(window)
    first.passed.connect(lambda: passed.append(True))
    window.frameSwapped.connect(lambda: frames.append(True))
    window.show()
    qtbot.waitUntil(lambda: bool(passed))
    seen = len(frames)
    window.update()
    qtbot.waitUntil(lambda: len(frames) > seen)
    assert passed == [True]


def test_it_passes_without_a_frame_where_the_screen_is_off(
    window: QQuickWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_frame, "PATIENCE_MS", 10)
    first = FirstFrame(window)
    with qtbot.waitSignal(first.passed):
        pass
    assert not window.isExposed()


def test_a_frame_that_does_not_count_is_passed_over(window: QQuickWindow, qtbot: QtBot) -> None:
    passed: list[bool] = []
    frames: list[bool] = []
    ready: list[bool] = []
    first = FirstFrame(window, lambda: bool(ready))
    first.passed.connect(lambda: passed.append(True))
    window.frameSwapped.connect(lambda: frames.append(True))
    window.show()
    qtbot.waitUntil(lambda: bool(frames))
    assert not passed
    ready.append(True)
    window.update()
    qtbot.waitUntil(lambda: bool(passed))


def test_what_was_closed_waits_no_longer(window: QQuickWindow, qtbot: QtBot) -> None:
    passed: list[bool] = []
    frames: list[bool] = []
    first = FirstFrame(window)
    first.passed.connect(lambda: passed.append(True))
    first.close()
    window.frameSwapped.connect(lambda: frames.append(True))
    window.show()
    qtbot.waitUntil(lambda: bool(frames))
    assert not passed


@pytest.mark.parametrize(("then", "expected"), [("", "False False"), ("used", "True False")])
def test_a_start_makes_neither_the_enums_of_qt_nor_the_services(then: str, expected: str) -> None:
    words = [sys.executable, "-c", START.replace("{then}", then)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == expected
