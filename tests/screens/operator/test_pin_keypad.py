"""The corner hold opens the keypad, the PIN opens the operator menu; neither disturbs visitors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.session import actions
from kiosk.session.phases import Phase, Screen
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.layout import lasting_faults
from tests.screens.operator.conftest import PIN, Opened, Operator
from tests.screens.visitor import BEAT_MS, LANDSCAPE, PORTRAIT, SMALL


@pytest.mark.parametrize("x", [20, 1900])
def test_five_seconds_in_an_upper_corner_call_it_from_attract(operator: Operator, x: int) -> None:
    operator.hold(x)
    assert operator.phase is Phase.OPERATOR
    assert "请输入 PIN" in operator.texts()


def test_from_home_too(operator: Operator) -> None:
    operator.begin()
    operator.hold()
    assert "请输入 PIN" in operator.texts()


@pytest.mark.parametrize("action", [actions.CloseHall, lambda now: actions.BreakDown(now, "heat")])
def test_from_a_screen_that_is_shut_too(operator: Operator, action: Callable[[float], actions.Action]) -> None:
    session = operator.kiosk.session
    session.dispatch(action(session.now()))
    operator.hold()
    assert "请输入 PIN" in operator.texts()
    session.dispatch(actions.Repaired(session.now()))
    session.dispatch(actions.OpenHall(session.now()))


def test_a_slow_press_anywhere_else_is_a_press(operator: Operator) -> None:
    operator.begin()
    x, y = operator.control("home:water").centre
    operator.hold(x, y, 20)
    assert (operator.phase, operator.place.panel) == (Phase.ACTIVE, "water")


@pytest.mark.parametrize("way", ["short", "moved", "second finger"])
def test_a_hand_that_only_passes_the_corner_calls_nobody(operator: Operator, way: str) -> None:
    operator.touch_screen.press(20, 20)
    wait(BEAT_MS)
    if way == "short":
        operator.let_pass(4)
        operator.touch_screen.lift(20, 20)
        wait(BEAT_MS)
    elif way == "moved":
        for x in range(20, 200, 20):
            operator.touch_screen.move(x, 20)
            wait(5)
    else:
        operator.touch_screen.press(900, 500, 1)
        wait(BEAT_MS)
    operator.let_pass(30)
    assert operator.phase is Phase.ACTIVE


def test_in_a_panel_the_corner_is_glass_like_any_other(operator: Operator) -> None:
    operator.begin()
    operator.touch("home:water")
    operator.hold(seconds=30)
    assert operator.place.screen is Screen.PANEL


def test_nothing_shows_where_the_corner_is(operator: Operator) -> None:
    operator.begin()
    before = operator.window.grabWindow()
    operator.touch_screen.press(20, 20)
    wait(BEAT_MS)
    operator.let_pass(3)
    assert operator.window.grabWindow() == before


def test_the_right_pin_opens_the_panel(operator: Operator) -> None:
    operator.come_in()
    assert {"操作菜单", "状态"} <= set(operator.texts())


def test_a_wrong_pin_does_not_and_is_told(operator: Operator) -> None:
    operator.hold()
    operator.enter("274952")
    assert not operator.kiosk.operator.authenticated
    assert {"PIN 不对", "已输入 0 位"} <= set(operator.texts())
    operator.touch("pin:1")
    assert "PIN 不对" not in operator.texts()
    operator.touch("pin:delete")
    operator.enter()
    assert operator.kiosk.operator.authenticated


def test_fewer_than_six_digits_are_not_tried_and_more_than_eight_not_taken(operator: Operator) -> None:
    operator.hold()
    for digit in "12345":
        operator.touch(f"pin:{digit}")
    assert not operator.control("pin:ok").usable
    for digit in "6789":
        operator.touch(f"pin:{digit}")
    assert "已输入 8 位" in operator.texts()


def test_a_keyboard_enters_it_too(operator: Operator) -> None:
    operator.hold()
    for digit in PIN + "7":
        QTest.keyClick(operator.window, Qt.Key(ord(digit)))
    QTest.keyClick(operator.window, Qt.Key.Key_Backspace)
    QTest.keyClick(operator.window, Qt.Key.Key_Return)
    assert wait_until(lambda: bool(operator.kiosk.operator.authenticated), 30)


def test_after_five_wrong_ones_it_waits_and_counts_down(open_operator: Opened) -> None:
    with open_operator() as operator:
        operator.hold()
        for _ in range(5):
            operator.enter("111222")
        assert any(words.startswith("输错太多次，请等 0:") for words in operator.texts())
        assert not operator.control("pin:1").usable
        QTest.keyClick(operator.window, Qt.Key.Key_1)
        assert "已输入 0 位" in operator.texts()
        # Opened again it still waits: the count is on disk.
        operator.touch("operator:leave")
        operator.hold()
        assert operator.kiosk.operator.pin.state == "locked"


def test_without_a_pin_the_panel_is_closed_and_says_where_one_is_set(open_operator: Opened) -> None:
    with open_operator() as operator:
        operator.operator_files.pin.unlink()
        operator.hold()
        assert "操作菜单未启用" in operator.texts()
        assert [control.id for control in operator.sight().controls] == ["operator:leave", "operator:language"]
        operator.let_pass(30)
        assert operator.phase is Phase.ATTRACT


def test_both_leave_by_themselves_and_at_a_touch(operator: Operator) -> None:
    operator.hold()
    operator.let_pass(30)
    assert operator.phase is Phase.ATTRACT
    operator.come_in()
    operator.let_pass(119)
    assert operator.phase is Phase.OPERATOR
    operator.let_pass(1)
    assert operator.phase is Phase.ATTRACT
    operator.come_in()
    operator.touch("operator:leave")
    assert operator.phase is Phase.ATTRACT
    operator.hold()
    assert not operator.kiosk.operator.authenticated


def test_what_a_visitor_had_set_is_gone_when_it_leaves(operator: Operator) -> None:
    operator.begin()
    operator.kiosk.session.chooseTextSize(200)
    operator.hold()
    assert operator.kiosk.session.textSize == 100
    operator.touch("operator:leave")
    assert operator.phase is Phase.ATTRACT


def test_it_speaks_both_languages(operator: Operator) -> None:
    operator.hold()
    operator.speak("en")
    assert {"Enter the PIN", "Leave"} <= set(operator.texts())
    operator.speak("zh")
    assert "请输入 PIN" in operator.texts()


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_word_is_whole(open_operator: Opened, size: tuple[int, int], language: str) -> None:
    with open_operator(SMALL, size) as operator:
        operator.hold()
        operator.speak(language)
        assert lasting_faults(operator.window) == []
        operator.enter("274952")
        assert lasting_faults(operator.window) == []
        operator.enter()
        assert wait_until(lambda: bool(operator.kiosk.operator.facts), 30)
        assert lasting_faults(operator.window) == []


def test_the_state_of_the_device_is_told(operator: Operator, any_machine: Any) -> None:
    operator.come_in("status")
    assert wait_until(lambda: bool(operator.kiosk.operator.facts), 30)
    wait(BEAT_MS)
    assert {"内存", "磁盘", "没有发现问题", "剩余 1.0 / 4.0 GB"} <= {*operator.texts()}
