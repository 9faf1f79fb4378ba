"""The screen outside opening hours, and when it changes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.device.settings import Hours
from kiosk.session.opening_hours import OpeningHours, Slot
from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.visitor import BEAT_MS, SMALL, Visitor

OPENING = OpeningHours((Slot((("09:00", "17:00"),)),))


class Clock:
    """A wall clock that the test sets."""

    def __init__(self) -> None:
        self.time = "08:00"

    def __call__(self) -> datetime:
        return datetime.fromisoformat(f"2027-06-01 {self.time}")


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def visitor(open_kiosk: Callable[..., Any], clock: Clock) -> Iterator[Visitor]:
    with open_kiosk(SMALL, hours=Hours(OPENING, quiet=(("12:00", "13:00"),), volume=0.5), wall=clock) as visitor:
        yield visitor


def set_to(visitor: Visitor, clock: Clock, time: str) -> None:
    clock.time = time
    visitor.kiosk.opening_hours.look()
    wait(BEAT_MS)


def black(visitor: Visitor) -> bool:
    image = visitor.window.grabWindow()
    return all(image.pixelColor(x, y).name() == "#000000" for x in range(0, 1920, 60) for y in range(0, 1080, 60))


def test_before_the_hall_opens_it_is_black_and_a_touch_does_nothing(visitor: Visitor, clock: Clock) -> None:
    set_to(visitor, clock, "08:59")
    assert (visitor.phase, black(visitor), visitor.texts()) == (Phase.CLOSED, True, ("YK-806",))
    visitor.touch_screen.tap(*visitor.middle)
    wait(BEAT_MS)
    assert (visitor.phase, black(visitor), visitor.sight().controls) == (Phase.CLOSED, True, ())


def test_it_opens_into_attract_and_closes_behind_the_last_visitor(visitor: Visitor, clock: Clock) -> None:
    set_to(visitor, clock, "09:00")
    assert (visitor.phase, black(visitor)) == (Phase.ATTRACT, False)
    visitor.begin()
    set_to(visitor, clock, "17:00")
    assert visitor.phase is Phase.ACTIVE
    visitor.let_pass(60)
    assert visitor.phase is Phase.WARNING
    visitor.touch_screen.tap(*visitor.middle)
    assert visitor.phase is Phase.ACTIVE
    visitor.let_pass(60)
    visitor.let_pass(20)
    assert (visitor.phase, black(visitor)) == (Phase.CLOSED, True)


@pytest.mark.parametrize(("time", "volume"), [("11:59", 0.5), ("12:00", 0.0), ("13:00", 0.5), ("17:00", 0.0)])
def test_the_device_says_how_loud_it_may_be(visitor: Visitor, clock: Clock, time: str, volume: float) -> None:
    set_to(visitor, clock, time)
    assert visitor.kiosk.stage.volume == volume


def test_outside_it_may_call_in_silence_and_still_serves(open_kiosk: Callable[..., Any], clock: Clock) -> None:
    clock.time = "03:00"
    with open_kiosk(SMALL, hours=Hours(OPENING, "attract"), wall=clock) as visitor:
        wait(BEAT_MS)
        assert (visitor.phase, visitor.kiosk.stage.volume) == (Phase.ATTRACT, 0.0)
        visitor.begin()


def test_a_display_goes_off_when_the_last_visitor_has_gone_and_comes_on_again(
    open_kiosk: Callable[..., Any], clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported = tmp_path / "reported"
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\necho "$4" >>{reported}\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))

    def settle(visitor: Visitor) -> str:
        assert wait_until(lambda: not visitor.kiosk.opening_hours._switch.is_running and reported.exists(), 10)
        wait(BEAT_MS)
        return reported.read_text("utf-8").split()[-1]

    clock.time = "16:00"
    with open_kiosk(SMALL, hours=Hours(OPENING, "off"), wall=clock) as visitor:
        assert settle(visitor) == "on"
        visitor.begin()
        set_to(visitor, clock, "17:00")
        assert settle(visitor) == "on"
        visitor.let_pass(60)
        visitor.let_pass(20)
        assert settle(visitor) == "off"
        set_to(visitor, clock, "09:00")
        assert settle(visitor) == "on"
