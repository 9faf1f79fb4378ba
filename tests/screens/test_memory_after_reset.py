"""A visit's memory is freed once attract is back."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kiosk.runtime.reset_collection import AFTER_RESET_MS
from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.visitor import SMALL, Visitor


class Ring:
    """Something that only the collector frees."""

    def __init__(self) -> None:
        self.itself = self


def come(visitor: Visitor) -> None:
    visitor.touch_screen.tap(*visitor.middle)
    assert visitor.phase is Phase.ACTIVE


def go(visitor: Visitor) -> None:
    """Be gone for so long that attract is back; no event is handled meanwhile."""
    for _ in range(2):
        visitor.clock.leap(10_000)
        visitor.kiosk.session.wake_up()
    assert visitor.phase is Phase.ATTRACT


@pytest.fixture
def visitor(open_kiosk: Callable[..., Any]) -> Iterator[Visitor]:
    """A visit that has begun, while Python collects nothing by itself."""
    with open_kiosk(SMALL) as there:
        there.leave()
        come(there)
        gc.disable()
        yield there
        gc.enable()


def test_after_a_visit_and_not_under_a_hand_memory_is_collected(visitor: Visitor) -> None:
    left = weakref.ref(Ring())
    wait(AFTER_RESET_MS + 200)
    assert left() is not None
    go(visitor)
    assert left() is not None
    assert wait_until(lambda: left() is None, 20)


def test_who_comes_at_once_is_not_kept_waiting(visitor: Visitor) -> None:
    left = weakref.ref(Ring())
    go(visitor)
    come(visitor)
    wait(AFTER_RESET_MS + 200)
    assert left() is not None


def test_a_kiosk_that_is_closed_under_a_hand_does_nothing_later(open_kiosk: Callable[..., Any]) -> None:
    """Else the end of the visit that was broken off would come to objects that are gone."""
    with open_kiosk(SMALL) as there:
        there.leave()
        come(there)
        session, clock = there.kiosk.session, there.clock
    for _ in range(2):
        clock.leap(10_000)
        session.wake_up()
    assert session.state.phase is Phase.ACTIVE
    wait(AFTER_RESET_MS + 200)
