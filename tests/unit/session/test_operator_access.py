"""The operator: a hidden press calls the keypad, the PIN admits, and without a touch all of it leaves."""

from __future__ import annotations

import pytest

from kiosk.session.actions import (
    BreakDown,
    ChooseLanguage,
    CloseHall,
    CloseOperatorMenu,
    GoHome,
    Lifted,
    MediaStarted,
    Moved,
    OpenOperatorMenu,
    OpenPanel,
    PackReady,
    Pressed,
    Touched,
)
from kiosk.session.operator_actions import Authenticate, EndPreview, PreviewPack, TakeOutOfService, Worked
from kiosk.session.phases import Phase
from kiosk.session.state import Place, VisitorSettings
from tests.unit.session.support import NEXT, OUTLINE, Kiosk, panel, traceless


def corner_hold(kiosk: Kiosk) -> Kiosk:
    return kiosk.do(Touched, 1, True)


@pytest.mark.parametrize("shut", [(), (CloseHall,), (TakeOutOfService,), (BreakDown, "no pack")], ids=str)
def test_a_finger_held_in_a_corner_for_five_seconds_calls_the_keypad(shut: tuple) -> None:
    kiosk = Kiosk().do(*shut) if shut else Kiosk()
    assert corner_hold(kiosk).wait(4.9).phase is not Phase.OPERATOR
    assert kiosk.wait(0.2).phase is Phase.OPERATOR
    assert not kiosk.state.authenticated
    assert traceless(kiosk.state)


def test_at_home_too_and_what_the_visitor_had_set_is_gone() -> None:
    kiosk = Kiosk().tap().do(OpenPanel, "industry").wait(70).tap()
    kiosk.do(GoHome).do(ChooseLanguage, "en")
    assert corner_hold(kiosk).wait(5).phase is Phase.OPERATOR
    assert kiosk.state.settings == VisitorSettings("zh")


def test_in_a_panel_and_under_the_warning_a_corner_is_glass_like_any_other() -> None:
    assert corner_hold(Kiosk().tap().do(OpenPanel, "industry")).wait(30).place == panel("industry")
    warned = Kiosk().tap().do(OpenPanel, "industry").wait(70)
    assert warned.phase is Phase.WARNING
    assert corner_hold(warned).wait(30).phase is Phase.ACTIVE


@pytest.mark.parametrize(
    "then",
    [
        (Lifted, 1),
        (Moved, 1),
        (Touched, 2),
        (Touched, 2, True),
        (Pressed,),
        (OpenPanel, "talent"),
    ],
    ids=lambda then: then[0].__name__,
)
def test_whatever_else_is_done_meanwhile_it_was_no_call(then: tuple) -> None:
    assert corner_hold(Kiosk()).wait(3).do(*then).wait(30).phase is Phase.ACTIVE


def test_another_finger_that_is_down_already_makes_it_no_call() -> None:
    assert corner_hold(Kiosk().do(Touched, 2)).wait(30).phase is Phase.ACTIVE


def test_a_finger_that_no_one_knows_does_not_disturb_it() -> None:
    assert corner_hold(Kiosk()).wait(3).do(Lifted, 7).wait(2).phase is Phase.OPERATOR


def test_a_press_elsewhere_never_calls_however_long_it_is() -> None:
    assert Kiosk().do(Touched, 1).wait(50).phase is Phase.ACTIVE


def test_the_keypad_leaves_after_half_a_minute_and_a_finger_that_stays_does_not_call_again() -> None:
    kiosk = corner_hold(Kiosk()).wait(5)
    # A live finger holds the clock; after a minute it is a ghost.
    assert kiosk.wait(54).phase is Phase.OPERATOR
    assert kiosk.wait(1e4).phase is Phase.ATTRACT
    kiosk = Kiosk().do(OpenOperatorMenu)
    assert kiosk.wait(29).phase is Phase.OPERATOR
    assert kiosk.tap().wait(29).phase is Phase.OPERATOR
    assert kiosk.wait(1).phase is Phase.ATTRACT


def test_the_panel_leaves_two_minutes_after_the_last_touch() -> None:
    kiosk = Kiosk().do(OpenOperatorMenu).wait(20).do(Authenticate)
    assert kiosk.wait(119).phase is Phase.OPERATOR
    assert kiosk.tap().wait(119).phase is Phase.OPERATOR
    assert kiosk.do(Pressed).wait(119).phase is Phase.OPERATOR
    assert kiosk.wait(1).phase is Phase.ATTRACT
    assert not kiosk.state.authenticated


def test_work_that_goes_on_is_waited_for() -> None:
    kiosk = Kiosk().do(OpenOperatorMenu).do(Authenticate)
    for _ in range(10):
        kiosk.wait(100).do(Worked)
    assert kiosk.phase is Phase.OPERATOR
    assert kiosk.wait(120).phase is Phase.ATTRACT


def test_the_panel_leaves_into_what_the_device_is() -> None:
    assert Kiosk().do(CloseHall).do(OpenOperatorMenu).wait(30).phase is Phase.CLOSED
    assert Kiosk().do(OpenOperatorMenu).do(TakeOutOfService).wait(30).phase is Phase.OUT_OF_SERVICE


def test_without_the_pin_nothing_is_looked_at() -> None:
    kiosk = Kiosk().do(OpenOperatorMenu).do(PreviewPack, NEXT)
    assert (kiosk.phase, kiosk.state.outline) == (Phase.OPERATOR, OUTLINE)
    assert Kiosk().tap().do(Authenticate).do(PreviewPack, NEXT).state.outline is OUTLINE


def previewing() -> Kiosk:
    return Kiosk().do(OpenOperatorMenu).do(Authenticate).do(PreviewPack, NEXT)


def test_a_pack_that_is_looked_at_is_walked_through_like_any_other() -> None:
    kiosk = previewing()
    assert (kiosk.phase, kiosk.state.outline, kiosk.place) == (Phase.PREVIEW, NEXT, Place())
    assert kiosk.state.settings == VisitorSettings("en")
    assert kiosk.do(OpenPanel, "new").place == panel("new")


def test_after_it_the_panel_is_there_and_the_pack_in_use_too() -> None:
    kiosk = previewing().do(OpenPanel, "new").do(EndPreview)
    assert (kiosk.phase, kiosk.state.authenticated, kiosk.state.outline) == (Phase.OPERATOR, True, OUTLINE)
    assert traceless(kiosk.state)
    assert kiosk.do(EndPreview).do(CloseOperatorMenu).phase is Phase.ATTRACT


@pytest.mark.parametrize("end", ["time", "end"])
def test_what_was_only_looked_at_is_never_left_on_the_screen(end: str) -> None:
    kiosk = previewing().do(OpenPanel, "new")
    kiosk = kiosk.wait(120) if end == "time" else kiosk.do(CloseOperatorMenu)
    assert (kiosk.phase, kiosk.state.outline, kiosk.state.pack_before_preview) == (Phase.ATTRACT, OUTLINE, None)


def test_a_film_that_is_looked_at_is_not_cut_off() -> None:
    kiosk = previewing().do(MediaStarted).wait(300)
    assert kiosk.phase is Phase.PREVIEW


def test_a_pack_that_becomes_live_meanwhile_waits_for_the_end_of_the_service() -> None:
    kiosk = previewing().do(PackReady, NEXT).do(EndPreview)
    assert (kiosk.state.outline, kiosk.state.waiting) == (OUTLINE, NEXT)
    assert kiosk.do(CloseOperatorMenu).state.outline is NEXT


def test_a_preview_is_nobodys_visit() -> None:
    kiosk = previewing()
    assert kiosk.state.sessions == 0
    assert kiosk.do(CloseOperatorMenu).tap().state.sessions == 1
