"""Ghost touches: a finger that lies still for a minute is dirt, and dirt is no visitor."""

from __future__ import annotations

from kiosk.session.actions import CloseHall, Lifted, Moved, OpenHall, Tick, Touched
from kiosk.session.idle_clock import next_deadline
from kiosk.session.phases import Phase
from tests.unit.session.support import RULES, Kiosk, validity


def test_a_finger_that_lies_still_for_a_minute_is_counted_as_a_ghost_once() -> None:
    kiosk = Kiosk().do(Touched, 1).wait(59)
    assert kiosk.state.ghosts == 0
    assert kiosk.wait(1).state.ghosts == 1
    assert kiosk.wait(1000).state.ghosts == 1


def test_a_finger_that_moves_is_no_ghost() -> None:
    kiosk = Kiosk().do(Touched, 1).wait(40).do(Moved, 1).wait(40)
    assert (kiosk.state.ghosts, kiosk.phase) == (0, Phase.ACTIVE)


def test_a_ghost_does_not_hold_the_clock() -> None:
    kiosk = Kiosk().do(Touched, 1).wait(60)
    assert kiosk.phase is Phase.WARNING
    assert kiosk.wait(20).phase is Phase.ATTRACT


def test_a_ghost_beside_a_visitor_does_not_disturb_them() -> None:
    kiosk = Kiosk().do(Touched, 1).wait(30).tap(2).wait(59)
    assert (kiosk.state.ghosts, kiosk.phase) == (1, Phase.ACTIVE)
    assert kiosk.wait(1).phase is Phase.WARNING


def test_a_ghost_wakes_nothing_when_it_trembles_or_goes() -> None:
    kiosk = Kiosk().do(Touched, 1).wait(70)
    assert kiosk.do(Moved, 1).phase is Phase.WARNING
    assert kiosk.wait(10).do(Moved, 1).phase is Phase.ATTRACT
    assert kiosk.do(Lifted, 1).phase is Phase.ATTRACT
    assert kiosk.state.fingers == ()


def test_a_ghost_in_a_session_is_no_sign_of_a_visitor() -> None:
    kiosk = Kiosk().do(Touched, 1).wait(59).tap(2).wait(30).do(Moved, 1).do(Lifted, 1)
    assert kiosk.wait(29).phase is Phase.ACTIVE
    assert kiosk.wait(1).phase is Phase.WARNING


def test_with_a_ghost_on_the_glass_the_next_visitor_is_served() -> None:
    kiosk = Kiosk().do(Touched, 1).wait(300)
    assert kiosk.phase is Phase.ATTRACT
    assert kiosk.tap(2).phase is Phase.ACTIVE


def test_a_ghost_that_is_lifted_and_comes_back_is_a_finger_again() -> None:
    kiosk = Kiosk().do(Touched, 1).wait(300).do(Lifted, 1).do(Touched, 1)
    assert kiosk.phase is Phase.ACTIVE
    assert kiosk.wait(59).phase is Phase.ACTIVE


def test_a_finger_whose_lift_was_lost_begins_again_with_its_next_touch() -> None:
    kiosk = Kiosk().do(Touched, 1).wait(300).do(Touched, 1)
    assert kiosk.phase is Phase.ACTIVE
    assert kiosk.do(Lifted, 1).state.fingers == ()


def test_the_same_touch_told_twice_is_one_finger() -> None:
    kiosk = Kiosk().do(Touched, 1).do(Touched, 1)
    assert len(kiosk.state.fingers) == 1
    assert kiosk.do(Lifted, 1).state.fingers == ()


def test_a_lift_of_an_unknown_finger_is_harmless() -> None:
    kiosk = Kiosk()
    assert kiosk.do(Lifted, 5).do(Moved, 5).state == Kiosk().state


def test_a_finger_put_down_behind_closed_doors_is_known_and_begins_no_session() -> None:
    kiosk = Kiosk().do(CloseHall).do(Touched, 1).do(OpenHall)
    assert kiosk.phase is Phase.ATTRACT
    assert next_deadline(kiosk.state, RULES) == kiosk.now + 60
    assert kiosk.wait(60).state.ghosts == 1
    assert next_deadline(kiosk.state, RULES) is None


def test_a_ghost_is_known_though_the_tick_came_late() -> None:
    kiosk = Kiosk().do(Touched, 1).skip(61).do(Lifted, 1)
    assert kiosk.state.ghosts == 1
    assert kiosk.do(Tick).phase is Phase.WARNING


def test_a_storm_of_fingers_without_end_is_bounded() -> None:
    kiosk = Kiosk()
    for finger in range(1000):
        kiosk.do(Touched, finger)
    assert validity(kiosk.state) == []
    assert kiosk.state.fingers[-1].id == 999
    assert kiosk.wait(60 + 20).phase is Phase.ATTRACT
