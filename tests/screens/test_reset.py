from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from kiosk.session.phases import Phase, Screen
from kiosk.session.state import Place
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.layout import lasting_faults
from tests.screens.visitor import BEAT_MS, LANDSCAPE, PORTRAIT, SMALL, Visitor

SOON = 70.0  # longer than idle, shorter than idle and countdown


def count(visitor: Visitor) -> int:
    """The seconds that the warning shows."""
    return next(int(words.split("秒")[0]) for words in visitor.texts() if words.endswith("秒") and words != "秒")


@pytest.mark.parametrize(
    ("way", "below"),
    [
        ([], "home:bronze"),
        ([], "home:pictures"),
        ([], "bar:language"),
        (["home:bronze"], "link:water/second"),
        (["home:bronze"], "bar:home"),
        (["home:bronze"], "step:next"),
        (["home:pictures"], "picture:4"),
        (["home:pictures", "picture:4"], "viewer:zoom-in"),
        (["home:pictures", "picture:4"], "viewer:next"),
    ],
)
def test_a_touch_on_the_warning_stays_and_touches_nothing_under_it(
    visitor: Visitor, way: list[str], below: str
) -> None:
    for step in way:
        visitor.touch(step)
    wait(500)  # so that this touch is no double tap
    place, before = visitor.place, visitor.texts()
    where = visitor.control(below).centre
    visitor.warn()
    visitor.touch_screen.tap(*where)
    wait(BEAT_MS)
    assert (visitor.phase, visitor.place, visitor.language) == (Phase.ACTIVE, place, "zh")
    assert visitor.texts() == before


def test_a_swipe_on_the_warning_turns_no_page(visitor: Visitor) -> None:
    visitor.touch("home:bronze")
    visitor.warn()
    visitor.swipe(-0.5)
    assert (visitor.phase, visitor.place.page) == (Phase.ACTIVE, 0)
    assert "去处" in visitor.texts()


def test_nothing_of_what_lies_under_the_warning_can_be_seen_or_read(visitor: Visitor) -> None:
    visitor.touch("home:bronze")
    visitor.warn()
    sight = visitor.sight()
    assert [control.id for control in sight.controls] == ["warning:stay"]
    assert "去处" not in sight.texts
    warning = visitor.find("IdleWarning")
    assert warning.property("color").alpha() == 255
    assert (warning.width(), warning.height()) == (1920, 1080)


def test_the_countdown_falls_and_ends_in_attract(visitor: Visitor) -> None:
    visitor.warn()
    assert count(visitor) == 20
    visitor.let_pass(5)
    assert count(visitor) in {14, 15}
    visitor.let_pass(14)
    assert count(visitor) in {0, 1}
    visitor.let_pass(1.5)
    assert visitor.phase is Phase.ATTRACT
    assert "轻触开始" in visitor.texts()


def test_the_countdown_runs_by_itself(visitor: Visitor) -> None:
    visitor.warn()
    shown, begun = count(visitor), monotonic()
    assert wait_until(lambda: count(visitor) < shown, 20)
    assert shown - count(visitor) == pytest.approx(monotonic() - begun, abs=1.5)


def test_a_key_stays_too(visitor: Visitor) -> None:
    visitor.touch("home:water")
    visitor.warn()
    QTest.keyClick(visitor.window, " ")
    wait(BEAT_MS)
    assert (visitor.phase, visitor.place.panel) == (Phase.ACTIVE, "water")


def test_everything_of_the_last_visitor_is_forgotten(visitor: Visitor) -> None:
    visitor.touch("bar:language")
    visitor.touch("home:pictures")
    visitor.touch("step:next")
    wait(500)
    visitor.touch("picture:11")
    visitor.touch("viewer:zoom-in")
    visitor.touch("bar:home")
    visitor.touch("home:bronze")
    visitor.touch("step:next")
    visitor.leave()
    visitor.begin()
    assert (visitor.language, visitor.place) == ("zh", Place())
    assert not visitor.control("bar:back").usable
    visitor.touch("home:bronze")
    assert "去处" in visitor.texts()
    visitor.touch("bar:home")
    visitor.touch("home:pictures")
    assert visitor.sight().control("picture:0") is not None
    visitor.touch("picture:9")
    assert "100%" in visitor.texts()


def test_a_part_of_a_long_page_is_forgotten_too(visitor: Visitor) -> None:
    visitor.touch("home:letters")
    visitor.touch("part:next")
    visitor.leave()
    visitor.begin()
    visitor.touch("home:letters")
    assert not visitor.control("part:previous").usable


def test_nobody_is_warned_while_a_finger_is_down(visitor: Visitor) -> None:
    visitor.touch("home:bronze")
    x, y = visitor.middle
    visitor.touch_screen.press(x, y)
    wait(BEAT_MS)
    finger = visitor.kiosk.session.state.fingers[0].id
    for _ in range(4):
        visitor.let_pass(40)
        visitor.kiosk.session.moved(finger)
    assert visitor.phase is Phase.ACTIVE
    visitor.touch_screen.lift(x, y)
    wait(BEAT_MS)
    visitor.let_pass(SOON)
    assert visitor.phase is Phase.WARNING


def test_a_finger_that_never_moves_is_no_visitor(visitor: Visitor) -> None:
    x, y = visitor.middle
    visitor.touch_screen.press(x, y)
    wait(BEAT_MS)
    visitor.let_pass(59)
    assert visitor.phase is Phase.ACTIVE
    visitor.let_pass(2)
    assert visitor.phase is Phase.WARNING
    visitor.let_pass(21)
    assert visitor.phase is Phase.ATTRACT
    assert visitor.kiosk.session.state.ghosts > 0


def test_beside_a_finger_that_never_moves_a_visitor_is_served(visitor: Visitor) -> None:
    visitor.touch_screen.press(1900, 1070)
    wait(BEAT_MS)
    visitor.let_pass(40)
    visitor.kiosk.session.pressed()
    visitor.let_pass(25)
    x, y = visitor.control("home:water").centre
    visitor.touch_screen.press(x, y, 1)
    wait(BEAT_MS)
    visitor.touch_screen.lift(x, y, 1)
    wait(BEAT_MS)
    assert visitor.place == Place(Screen.PANEL, panel="water")


def test_a_wheel_is_a_sign_of_life(visitor: Visitor) -> None:
    visitor.let_pass(50)
    QTest.wheelEvent(visitor.window, QPoint(960, 540), QPoint(0, 120))
    visitor.let_pass(50)
    assert visitor.phase is Phase.ACTIVE


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_the_warning_is_whole_at_the_largest_size(
    open_kiosk: Callable[..., Any], size: tuple[int, int], language: str
) -> None:
    with open_kiosk(SMALL, size) as visitor:
        visitor.leave()
        visitor.begin()
        visitor.kiosk.session.chooseLanguage(language)
        visitor.kiosk.session.chooseTextSize(200)
        wait(30)
        visitor.warn()
        assert lasting_faults(visitor.window) == []
