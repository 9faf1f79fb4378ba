"""A touch wall of 86 inches: every control is, or is repeated, within reach of a seated visitor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import hypot
from typing import Any

import pytest

from kiosk.tour.synthetic_touch import wait_until
from tests.screens.layout import lasting_faults
from tests.screens.visitor import ARTICLE, LANDSCAPE, PORTRAIT, Visitor

INCHES = 86
HIGHEST_MM = 1220  # EN 301 549, 8.3
LOWER_EDGE_MM = {LANDSCAPE: 600, PORTRAIT: 250}


@pytest.fixture(scope="module", params=[LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def wall(open_kiosk: Callable[..., Any], request: pytest.FixtureRequest) -> Iterator[Visitor]:
    with open_kiosk(ARTICLE, request.param, diagonal=INCHES) as visitor:
        visitor.leave()
        visitor.touch_screen.tap(*visitor.middle)
        yield visitor


def within_reach(wall: Visitor) -> set[str]:
    """The controls whose middle is not too high above the floor."""
    return {each.id for each in wall.sight().controls if each.centre[1] >= highest(wall)}


def highest(wall: Visitor) -> float:
    """The y in the window above which a seated visitor cannot reach."""
    width, height = wall.window.width(), wall.window.height()
    pitch = INCHES * 25.4 / hypot(width, height)
    return height - (HIGHEST_MM - LOWER_EDGE_MM[width, height]) / pitch


def test_home_leads_everywhere_from_within_reach(wall: Visitor) -> None:
    wall.kiosk.session.goHome()
    assert lasting_faults(wall.window) == []
    themes = {f"home:{panel}" for panel in ("industry", "talent", "yi-culture", "governance")}
    assert themes | {"home:places", "home:search", "home:ring:overview"} <= within_reach(wall)
    wall.touch("home:ring:overview")
    assert wall.place.panel == "overview"


def test_a_gallery_is_chosen_from_within_reach(wall: Visitor) -> None:
    wall.kiosk.session.openGallery("places")
    assert lasting_faults(wall.window) == []
    assert {"tag:all", "tag:industry", "picture:9"} <= within_reach(wall)


def test_answers_stand_within_reach(wall: Visitor) -> None:
    wall.kiosk.session.openPanelAt("yi-culture", 1)
    assert lasting_faults(wall.window) == []
    assert wait_until(lambda: {"answer:0", "answer:1", "answer:2"} <= within_reach(wall), 20)


def test_every_station_of_a_flow_is_reached_by_steps(wall: Visitor) -> None:
    wall.kiosk.session.openPanel("governance", "platforms")
    assert lasting_faults(wall.window) == []
    assert wait_until(lambda: {"station:previous", "station:next"} <= within_reach(wall), 20)


def test_every_ring_reaches_down_to_a_seated_hand(wall: Visitor) -> None:
    def leads(level: int, link: str) -> bool:
        """Touch the lowest part of a ring; the page may still be laying itself out."""
        drawing = wall.find("RingsDrawing")
        middle = drawing.mapToScene(drawing.boundingRect().center())
        below = float(drawing.property("band")) * (float(drawing.property("middle")) + level - 0.5) if level else 0
        if middle.y() + below < highest(wall):
            return False
        wall.touch_screen.tap(middle.x(), middle.y() + below)
        return link in within_reach(wall)

    wall.kiosk.session.openPanel("yi-culture", "three-levels")
    assert lasting_faults(wall.window) == []
    assert wait_until(lambda: leads(1, "link:talent/high-level"), 8)
    assert wait_until(lambda: leads(2, "link:yi-culture/good-people"), 8)
    assert wait_until(lambda: leads(0, "link:yi-culture/creed"), 8)


def test_what_was_found_stands_within_reach(wall: Visitor) -> None:
    wall.kiosk.session.openSearch()
    for key in "zj":
        wall.touch(f"key:{key}")
    assert lasting_faults(wall.window) == []
    assert {"key:1", "result:0", "results:next"} <= within_reach(wall)
