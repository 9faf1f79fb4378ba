"""A finger that moves calls no Python: the small version of bench/motion.py."""

from __future__ import annotations

import pytest

from bench.motion import Count
from kiosk.tour.synthetic_touch import wait
from tests.screens.visitor import Visitor


@pytest.fixture
def reader(visitor: Visitor) -> Visitor:
    visitor.hush()
    visitor.touch("home:bronze")
    return visitor


def test_a_swipe_calls_python_where_it_lands_and_not_while_it_moves(reader: Visitor) -> None:
    x, y = reader.middle
    with Count(reader.window) as landing:
        reader.touch_screen.press(x, y)
    with Count(reader.window) as moving:
        for step in range(20):
            reader.touch_screen.move(x - 20 * step, y)
            wait(12)
    reader.touch_screen.lift(x - 380, y)
    wait(700)
    assert reader.place.page == 1
    assert "session_view.py:SessionView.touched" in landing.calls
    assert (dict(moving.calls), len(moving.ends) > 5) == ({}, True)


def test_a_pinch_calls_python_where_it_lands_and_not_while_it_moves(visitor: Visitor) -> None:
    visitor.hush()
    visitor.touch("home:pictures")
    visitor.touch("picture:2")
    x, y = visitor.middle
    with Count(visitor.window) as landing:
        visitor.touch_screen.touch(pressed={0: (x - 100, y - 100), 1: (x + 100, y - 100)})
    with Count(visitor.window) as moving:
        for step in range(20):
            visitor.touch_screen.touch(moved={0: (x - 100 - 8 * step, y - 100), 1: (x + 100 + 8 * step, y - 100)})
            wait(12)
    visitor.touch_screen.lift_all()
    zoomed = next(int(words[:-1]) for words in visitor.texts() if words.endswith("%"))
    assert zoomed > 150
    assert landing.calls["session_view.py:SessionView.touched"] == 2
    assert (dict(moving.calls), len(moving.ends) > 5) == ({}, True)
