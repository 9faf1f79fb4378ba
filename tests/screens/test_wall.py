"""A touch wall of 86 inches: whatever is to be touched stands, or stands once more, where a seated hand reaches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import hypot
from typing import Any

import pytest

from tests.screens.layout import lasting_faults
from tests.screens.visitor import ARTICLE, LANDSCAPE, PORTRAIT, Visitor

INCHES = 86
HIGHEST_MM = 1220  # EN 301 549, 8.3
LOWER_EDGE_MM = {LANDSCAPE: 600, PORTRAIT: 250}


@pytest.fixture(scope="module", params=[LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def wall(open_kiosk: Callable[..., Any], request: pytest.FixtureRequest) -> Iterator[Visitor]:
    with open_kiosk(ARTICLE, request.param, diagonal=INCHES) as visitor:
        visitor.leave()
        visitor.hand.tap(*visitor.middle)
        yield visitor


def within_reach(wall: Visitor) -> set[str]:
    """The controls whose middle is not too high above the floor."""
    width, height = wall.window.width(), wall.window.height()
    pitch = INCHES * 25.4 / hypot(width, height)
    edge = LOWER_EDGE_MM[width, height]
    return {each.id for each in wall.sight().controls if edge + (height - each.centre[1]) * pitch <= HIGHEST_MM}


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
    assert {"answer:0", "answer:1", "answer:2"} <= within_reach(wall)


def test_what_was_found_stands_within_reach(wall: Visitor) -> None:
    wall.kiosk.session.openSearch()
    for key in "zj":
        wall.touch(f"key:{key}")
    assert lasting_faults(wall.window) == []
    assert {"key:1", "result:0", "results:next"} <= within_reach(wall)
