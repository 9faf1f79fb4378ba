from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.session.phases import Phase, Screen
from kiosk.session.state import Place
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.visitor import BEAT_MS, Visitor


def show_scene(visitor: Visitor, number: int) -> None:
    """Go on to a scene without waiting for its turn."""
    visitor.kiosk.attract.go_to(number)
    assert wait_until(lambda: visitor.kiosk.session.state.loop.coming is None, 30)
    wait(BEAT_MS)


def test_it_calls_in_both_languages_and_offers_one_button(waiting: Visitor) -> None:
    texts = waiting.texts()
    assert {"轻触开始", "Touch to begin", "12幅"} <= set(texts)
    assert [(control.id, control.rect) for control in waiting.sight().controls] == [("attract", (0, 0, 1920, 1080))]


def test_the_next_scene_calls_in_the_other_language(waiting: Visitor) -> None:
    show_scene(waiting, 1)
    sight = waiting.sight()
    assert sight.control("attract").name == "Touch to begin"
    assert {"By the water", "水边"} <= set(sight.texts)


@pytest.mark.parametrize(
    ("scene", "place"),
    [
        (0, Place()),
        (1, Place(Screen.PANEL, panel="water")),
        (2, Place(Screen.PANEL, panel="letters")),
    ],
)
def test_the_first_finger_opens_what_the_scene_shows_before_it_lifts(
    waiting: Visitor, scene: int, place: Place
) -> None:
    show_scene(waiting, scene)
    waiting.touch_screen.press(*waiting.middle)
    assert (waiting.phase, waiting.place) == (Phase.ACTIVE, place)


@pytest.mark.parametrize("below", ["home:bronze", "home:pictures", "home:about", "bar:language"])
def test_that_finger_activates_nothing_under_it(waiting: Visitor, below: str) -> None:
    waiting.begin()
    where = waiting.control(below).centre
    waiting.leave()
    waiting.touch_screen.press(*where)
    wait(BEAT_MS)
    waiting.touch_screen.lift(*where)
    wait(BEAT_MS)
    assert (waiting.phase, waiting.place, waiting.language) == (Phase.ACTIVE, Place(), "zh")


def test_a_second_finger_right_after_the_first_is_a_visitor_s_own(waiting: Visitor) -> None:
    waiting.begin()
    waiting.touch("home:bronze")
    assert waiting.place.panel == "bronze"


def test_home_is_drawn_within_100_ms_of_the_touch(waiting: Visitor) -> None:
    waiting.touch_screen.press(*waiting.middle)
    wait(100)
    assert "小小展厅" in waiting.texts()
    assert "轻触开始" not in waiting.texts()


def test_a_key_begins_too(waiting: Visitor) -> None:
    QTest.keyClick(waiting.window, Qt.Key.Key_Space)
    wait(BEAT_MS)
    assert (waiting.phase, waiting.place) == (Phase.ACTIVE, Place())


def test_a_wheel_begins_too(waiting: Visitor) -> None:
    from PySide6.QtCore import QPoint

    QTest.wheelEvent(waiting.window, QPoint(960, 540), QPoint(0, 120))
    wait(BEAT_MS)
    assert waiting.phase is Phase.ACTIVE
