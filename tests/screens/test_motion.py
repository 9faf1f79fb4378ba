"""Motion follows the finger and ends where it should, and a hasty visitor breaks nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickItem

from kiosk.session.phases import Phase, Screen
from kiosk.tour.stillness import Stillness
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.visitor import ARTICLE, Visitor, is_a, items

GOLD = QColor("#E8C77A")


@pytest.fixture(scope="module")
def shared_visitor(open_kiosk: Callable[..., Any]) -> Iterator[Visitor]:
    with open_kiosk(ARTICLE, moving=True) as visitor:
        wait(400)
        yield visitor


@pytest.fixture
def visitor(shared_visitor: Visitor) -> Visitor:
    """A visitor at Home, everything at rest."""
    shared_visitor.start_at_home()
    shared_visitor.kiosk.session.goHome()
    rest(shared_visitor)
    return shared_visitor


def rest(visitor: Visitor) -> None:
    assert Stillness(visitor.window).settle(8), "the screen does not come to rest"


def gold_around(visitor: Visitor, x: float, y: float, radius: int = 55) -> int:
    """The number of golden pixels around a point."""
    picture = visitor.window.grabWindow()
    return sum(
        abs(colour.red() - GOLD.red()) + abs(colour.green() - GOLD.green()) + abs(colour.blue() - GOLD.blue()) < 60
        for dx in range(-radius, radius, 3)
        for dy in range(-radius, radius, 3)
        for colour in [picture.pixelColor(round(x) + dx, round(y) + dy)]
    )


def test_rings_leave_the_finger_with_the_touch_itself_and_are_gone_when_all_is_still(visitor: Visitor) -> None:
    x, y = 820, 1020  # on an empty place of the bar
    before = gold_around(visitor, x, y)
    visitor.touch_screen.press(x, y)
    assert gold_around(visitor, x, y) > before
    wait(700)
    assert gold_around(visitor, x, y) == before
    visitor.touch_screen.lift_all()


def test_a_tile_opens_its_page_and_comes_to_rest(visitor: Visitor) -> None:
    (unfold,) = (each for each in visitor.window.findChildren(QQuickItem) if is_a(each, "Unfold"))
    ran: list[bool] = []
    unfold.runningChanged.connect(lambda: ran.append(bool(unfold.property("running"))))
    visitor.touch_screen.tap(*visitor.control("home:talent").centre)
    # On a busy machine it may begin a turn of the loop later, or be over before anybody looks.
    assert wait_until(lambda: ran == [True, False], 20)
    rest(visitor)
    assert not [item for item in items(visitor.window.contentItem()) if is_a(item, "Unfold")]
    assert visitor.place.panel == "talent"
    assert "近六十名高层次人才" in visitor.texts()


def test_two_hasty_touches_end_on_one_whole_page(visitor: Visitor) -> None:
    tile = visitor.control("home:talent").centre
    visitor.touch_screen.tap(*tile)
    visitor.touch_screen.tap(*visitor.control("bar:home").centre)
    wait(40)
    visitor.touch_screen.tap(*visitor.control("home:governance").centre)
    rest(visitor)
    assert visitor.place.panel == "governance"
    assert not [item for item in items(visitor.window.contentItem()) if is_a(item, "Unfold")]
    assert visitor.control("step:next").usable


def test_a_reset_in_the_middle_leaves_attract_clean(visitor: Visitor) -> None:
    visitor.touch("home:industry")
    visitor.leave()
    assert visitor.phase is Phase.ATTRACT
    visitor.touch_screen.tap(*visitor.middle)
    wait(30)
    visitor.kiosk.session.goHome()
    rest(visitor)
    assert not [item for item in items(visitor.window.contentItem()) if is_a(item, "Unfold")]
    assert visitor.control("home:industry")


def test_the_sheet_rises_and_goes_down_and_what_is_under_it_stays_in_sight(visitor: Visitor) -> None:
    visitor.touch("home:talent")
    rest(visitor)
    shown = visitor.window.grabWindow().pixelColor(760, 320)
    visitor.touch("bar:access")
    rest(visitor)
    dimmed = visitor.window.grabWindow().pixelColor(760, 320)
    assert "文字大小" in visitor.texts()
    assert dimmed.lightness() < shown.lightness()
    visitor.touch("access:done")
    rest(visitor)
    assert "文字大小" not in visitor.texts()
    assert visitor.window.grabWindow().pixelColor(760, 320) == shown


def test_with_reduced_motion_nothing_travels(visitor: Visitor) -> None:
    visitor.touch("bar:access")
    rest(visitor)
    visitor.touch("access:reduced-motion")
    visitor.touch("access:done")
    rest(visitor)
    visitor.touch("home:talent")
    assert not [item for item in items(visitor.window.contentItem()) if is_a(item, "Unfold")]
    rest(visitor)
    page = visitor.place.page
    visitor.touch("step:next")
    assert visitor.place.page == page + 1
    assert wait_until(lambda: visitor.place.screen is Screen.PANEL, 20)
    rest(visitor)


def test_the_language_changes_over_and_rests(visitor: Visitor) -> None:
    visitor.touch("home:governance")
    rest(visitor)
    visitor.touch("bar:language")
    rest(visitor)
    assert "Governance" in visitor.texts()
