from __future__ import annotations

import pytest

from kiosk.session.phases import Screen
from kiosk.session.state import Place
from kiosk.tour.synthetic_touch import wait
from tests.screens.visitor import BEAT_MS, Visitor

TILES = {
    "home:bronze": Place(Screen.PANEL, panel="bronze"),
    "home:water": Place(Screen.PANEL, panel="water"),
    "home:letters": Place(Screen.PANEL, panel="letters"),
    "home:pictures": Place(Screen.GALLERY, gallery="pictures"),
    "home:about": Place(Screen.PANEL, panel="about"),
    "home:search": Place(Screen.SEARCH),
}


@pytest.mark.parametrize("tile", TILES)
def test_each_choice_opens_what_it_says(visitor: Visitor, tile: str) -> None:
    visitor.touch(tile)
    assert visitor.place == TILES[tile]


@pytest.mark.parametrize("tile", TILES)
def test_and_on_an_upright_screen(small_upright: Visitor, tile: str) -> None:
    small_upright.leave()
    small_upright.begin()
    small_upright.touch(tile)
    assert small_upright.place == TILES[tile]


def test_a_tile_acts_when_the_finger_lifts_and_not_before(visitor: Visitor) -> None:
    where = visitor.control("home:water").centre
    visitor.touch_screen.press(*where)
    wait(BEAT_MS)
    assert visitor.place == Place()
    visitor.touch_screen.lift(*where)
    wait(BEAT_MS)
    assert visitor.place.panel == "water"


def test_sliding_off_a_tile_cancels(visitor: Visitor) -> None:
    x, y = visitor.control("home:water").centre
    visitor.touch_screen.drag((x, y), (x, y - 700))
    wait(BEAT_MS)
    assert visitor.place == Place()


def test_sliding_from_one_tile_to_another_opens_neither(visitor: Visitor) -> None:
    visitor.touch_screen.drag(visitor.control("home:bronze").centre, visitor.control("home:letters").centre)
    wait(BEAT_MS)
    assert visitor.place == Place()


def test_a_slow_press_counts(visitor: Visitor) -> None:
    where = visitor.control("home:letters").centre
    visitor.touch_screen.press(*where)
    wait(1300)
    visitor.touch_screen.lift(*where)
    wait(BEAT_MS)
    assert visitor.place.panel == "letters"


def test_a_trembling_finger_counts(visitor: Visitor) -> None:
    x, y = visitor.control("home:letters").centre
    visitor.touch_screen.press(x, y)
    visitor.touch_screen.move(x + 3, y - 3)
    visitor.touch_screen.lift(x + 3, y - 3)
    wait(BEAT_MS)
    assert visitor.place.panel == "letters"


@pytest.mark.parametrize("button", ["bar:home", "bar:back"])
def test_home_and_back_are_there_but_do_nothing(visitor: Visitor, button: str) -> None:
    assert not visitor.control(button).usable
    visitor.touch(button)
    assert visitor.place == Place()


def test_the_pack_s_own_words_replace_those_of_the_interface(visitor: Visitor) -> None:
    assert visitor.control("bar:home").name == "开头"
    assert visitor.control("bar:back").name == "返回"
