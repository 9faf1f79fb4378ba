"""What comes from behind the screen: packs, opening hours, the operator and breakdowns."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from kiosk.session.actions import (
    Action,
    BreakDown,
    ChooseLanguage,
    CloseHall,
    CloseOperatorMenu,
    Intent,
    OpenHall,
    OpenOperatorMenu,
    OpenPanel,
    PackReady,
    Pressed,
    Repaired,
)
from kiosk.session.operator_actions import ReturnToService, TakeOutOfService
from kiosk.session.phases import Phase
from kiosk.session.state import VisitorSettings, out_of_service_reason
from tests.unit.session.support import NEXT, OUTLINE, Kiosk, panel, traceless


def test_why_it_is_out_of_service_is_known_and_a_breakdown_goes_before() -> None:
    assert out_of_service_reason(Kiosk().state) == ""
    assert out_of_service_reason(Kiosk().do(TakeOutOfService).state).startswith("taken out of service by staff")
    assert out_of_service_reason(Kiosk().do(TakeOutOfService).do(BreakDown, "no pack").state) == "no pack"


def test_in_attract_a_new_pack_is_used_at_once() -> None:
    kiosk = Kiosk().do(PackReady, NEXT)
    assert (kiosk.state.outline, kiosk.state.waiting) == (NEXT, None)
    assert kiosk.tap().do(OpenPanel, "new").place == panel("new")


def test_a_new_pack_waits_until_the_visitor_has_gone() -> None:
    kiosk = Kiosk().tap().do(OpenPanel, "industry", 1).do(PackReady, NEXT)
    assert (kiosk.state.outline, kiosk.place) == (OUTLINE, panel("industry", 1))
    assert kiosk.wait(60).do(PackReady, NEXT).tap().state.outline == OUTLINE
    kiosk.wait(80)
    assert (kiosk.state.outline, kiosk.state.waiting) == (NEXT, None)
    assert kiosk.state.settings == VisitorSettings("en")


def test_of_two_packs_that_wait_the_later_is_used() -> None:
    kiosk = Kiosk().tap().do(PackReady, OUTLINE).do(PackReady, NEXT).wait(80)
    assert kiosk.state.outline == NEXT


class Door(NamedTuple):
    """One of the three ways in which the screen is shut."""

    shut: tuple
    phase: Phase
    key: type[Action]


DOORS = [
    Door((CloseHall,), Phase.CLOSED, OpenHall),
    Door((OpenOperatorMenu,), Phase.OPERATOR, CloseOperatorMenu),
    Door((BreakDown, "no pack"), Phase.OUT_OF_SERVICE, Repaired),
]
every_door = pytest.mark.parametrize("door", DOORS, ids=lambda door: door.phase)


@every_door
def test_no_visitor_and_no_time_opens_a_shut_screen(door: Door) -> None:
    kiosk = Kiosk().do(*door.shut).tap().do(Pressed).do(OpenPanel, "industry").do(ChooseLanguage, "en")
    assert kiosk.phase is door.phase
    assert traceless(kiosk.state)
    # The operator's keypad alone goes by itself.
    assert kiosk.wait(1e6).phase is (Phase.ATTRACT if door.phase is Phase.OPERATOR else door.phase)


@every_door
def test_its_key_opens_it_into_attract(door: Door) -> None:
    kiosk = Kiosk().do(*door.shut).do(door.key)
    assert kiosk.phase is Phase.ATTRACT
    assert kiosk.tap().phase is Phase.ACTIVE


@every_door
def test_the_other_keys_do_not_open_it(door: Door) -> None:
    kiosk = Kiosk().do(*door.shut)
    for other in DOORS:
        if other is not door:
            assert kiosk.do(other.key).phase is door.phase


@every_door
def test_a_pack_that_comes_meanwhile_is_used_when_it_opens(door: Door) -> None:
    kiosk = Kiosk().do(*door.shut).do(PackReady, NEXT)
    assert kiosk.phase is door.phase
    assert kiosk.do(door.key).state.outline == NEXT


@every_door
def test_a_key_without_its_door_does_nothing_to_a_visitor(door: Door) -> None:
    kiosk = Kiosk().tap().do(OpenPanel, "talent").do(door.key)
    assert (kiosk.phase, kiosk.place) == (Phase.ACTIVE, panel("talent"))


def test_at_closing_time_a_visitor_may_finish() -> None:
    kiosk = Kiosk().tap().do(OpenPanel, "industry").do(CloseHall)
    assert (kiosk.phase, kiosk.place) == (Phase.ACTIVE, panel("industry"))
    assert kiosk.wait(60).phase is Phase.WARNING
    assert kiosk.wait(20).phase is Phase.CLOSED


def test_doors_that_open_again_before_the_visitor_has_gone_never_closed() -> None:
    assert Kiosk().tap().do(CloseHall).do(OpenHall).wait(80).phase is Phase.ATTRACT


def test_a_breakdown_takes_the_screen_from_anybody_and_leaves_no_trace() -> None:
    for before in ((OpenOperatorMenu,), (CloseHall,), (Pressed,)):
        kiosk = Kiosk().do(*before).do(OpenPanel, "industry").do(ChooseLanguage, "en").do(BreakDown, "no picture")
        assert (kiosk.phase, kiosk.state.reason) == (Phase.OUT_OF_SERVICE, "no picture")
        assert traceless(kiosk.state)


def test_the_operator_may_look_at_a_broken_device_and_it_stays_broken() -> None:
    kiosk = Kiosk().do(BreakDown, "no pack").do(OpenOperatorMenu)
    assert kiosk.phase is Phase.OPERATOR
    assert kiosk.do(CloseOperatorMenu).phase is Phase.OUT_OF_SERVICE
    assert kiosk.do(OpenOperatorMenu).do(Repaired).phase is Phase.OPERATOR
    assert kiosk.do(CloseOperatorMenu).phase is Phase.ATTRACT


def test_a_device_that_the_operator_withdraws_stays_so_whatever_else_is_fixed() -> None:
    kiosk = Kiosk().do(TakeOutOfService)
    assert kiosk.phase is Phase.OUT_OF_SERVICE
    for action in ((Repaired,), (OpenHall,), (CloseOperatorMenu,), (PackReady, NEXT)):
        assert kiosk.do(*action).phase is Phase.OUT_OF_SERVICE
    assert kiosk.do(ReturnToService).phase is Phase.ATTRACT
    assert kiosk.state.outline is NEXT


def test_a_visitor_who_is_there_when_it_is_withdrawn_may_finish() -> None:
    kiosk = Kiosk().tap().do(OpenPanel, "industry").do(TakeOutOfService)
    assert kiosk.place == panel("industry")
    assert kiosk.wait(80).phase is Phase.OUT_OF_SERVICE
    assert Kiosk().do(CloseHall).do(TakeOutOfService).phase is Phase.OUT_OF_SERVICE
    assert Kiosk().do(TakeOutOfService).do(CloseHall).do(ReturnToService).phase is Phase.CLOSED


def test_a_device_that_is_fixed_at_night_is_closed() -> None:
    kiosk = Kiosk().do(CloseHall).do(BreakDown, "no pack").do(Repaired)
    assert (kiosk.phase, kiosk.state.reason) == (Phase.CLOSED, None)


@pytest.mark.parametrize("unknown", [Action, Intent])
def test_an_action_that_nobody_knows_changes_nothing(unknown: type[Action]) -> None:
    kiosk = Kiosk().tap().do(OpenPanel, "industry")
    before = kiosk.state
    assert kiosk.do(unknown).state == before
