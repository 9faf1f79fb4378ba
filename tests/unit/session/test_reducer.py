"""A visitor's stay: attract, active, warning, attract."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.session.actions import (
    Action,
    CallScene,
    ChooseContrast,
    ChooseLanguage,
    GoHome,
    Lifted,
    OpenGallery,
    OpenPanel,
    OpenPicture,
    Pressed,
    SceneShown,
    Tick,
    Touched,
)
from kiosk.session.idle_clock import next_deadline
from kiosk.session.outline import Scene
from kiosk.session.phases import Phase
from kiosk.session.reducer import HANDLERS
from kiosk.session.state import Place
from kiosk.session.timeouts import Rules, Times
from tests.unit.session.support import OUTLINE, RULES, Kiosk, gallery, panel, traceless


def test_a_kiosk_starts_in_attract_and_waits_for_ever() -> None:
    kiosk = Kiosk()
    assert kiosk.phase is Phase.ATTRACT
    assert next_deadline(kiosk.state, RULES) is None
    assert kiosk.wait(1e7).do(Tick).phase is Phase.ATTRACT


@pytest.mark.parametrize("sign", [(Touched, 1), (Pressed,)])
def test_the_first_touch_or_key_opens_home(sign: tuple) -> None:
    kiosk = Kiosk().do(*sign)
    assert (kiosk.phase, kiosk.place, kiosk.state.settings.language) == (Phase.ACTIVE, Place(), "zh")


@pytest.mark.parametrize(
    ("opens", "place"),
    [("talent", panel("talent")), ("places", gallery("places")), ("", Place()), ("gone", Place()), ("empty", Place())],
)
def test_the_first_touch_opens_what_the_scene_shows(opens: str, place: Place) -> None:
    pack = replace(OUTLINE, scenes=(Scene("industry"), Scene(opens)))
    kiosk = Kiosk(Rules(Times(), pack)).do(CallScene, 0).do(SceneShown).do(CallScene, 1).do(SceneShown).tap()
    assert kiosk.place == place
    assert kiosk.state.history == ()


def test_a_scene_shown_too_late_moves_no_visitor() -> None:
    kiosk = Kiosk().do(CallScene, 0).tap().do(SceneShown)
    assert kiosk.place == Place()


def test_nothing_but_a_touch_or_key_begins_a_session() -> None:
    kiosk = Kiosk().do(Lifted, 7).do(OpenPanel, "industry").do(ChooseLanguage, "en").do(GoHome)
    assert kiosk.phase is Phase.ATTRACT
    assert traceless(kiosk.state)


def test_sessions_are_counted() -> None:
    kiosk = Kiosk().tap().tap().wait(80).tap()
    assert kiosk.state.sessions == 2


def test_after_a_minute_the_warning_counts_down_from_twenty() -> None:
    kiosk = Kiosk().tap().wait(59.9)
    assert (kiosk.phase, kiosk.left) == (Phase.ACTIVE, 0)
    assert (kiosk.wait(0.1).phase, kiosk.left) == (Phase.WARNING, 20)
    assert kiosk.wait(0.5).left == 20
    assert kiosk.wait(0.5).left == 19
    assert kiosk.wait(18.9).left == 1
    assert kiosk.wait(0.1).phase is Phase.ATTRACT
    assert kiosk.left == 0


def test_the_countdown_is_drawn_once_a_second_and_no_oftener() -> None:
    kiosk, seconds = Kiosk().tap().wait(60), []
    while kiosk.phase is Phase.WARNING:
        seconds.append(kiosk.left)
        kiosk.wait(next_deadline(kiosk.state, RULES) - kiosk.now)
    assert seconds == list(range(20, 0, -1))


@pytest.mark.parametrize("sign", [(Touched, 1), (Pressed,)])
def test_any_touch_or_key_stays_and_touches_nothing_under_the_warning(sign: tuple) -> None:
    kiosk = Kiosk().tap().do(OpenPanel, "industry", 1).do(ChooseLanguage, "en").wait(70)
    before = kiosk.state
    assert kiosk.phase is Phase.WARNING
    kiosk.do(*sign)
    assert kiosk.phase is Phase.ACTIVE
    assert (kiosk.place, kiosk.state.history, kiosk.state.settings) == (before.place, before.history, before.settings)


def test_under_the_warning_no_control_answers() -> None:
    kiosk = Kiosk().tap().do(OpenPanel, "industry", 1).wait(60)
    kiosk.do(GoHome).do(ChooseLanguage, "en").do(OpenGallery, "places")
    assert (kiosk.phase, kiosk.place, kiosk.state.settings.language) == (Phase.WARNING, panel("industry", 1), "zh")


def test_a_visitor_may_stay_as_often_as_they_like() -> None:
    kiosk = Kiosk().tap().do(OpenPanel, "talent")
    for _ in range(30):
        assert kiosk.wait(79).phase is Phase.WARNING
        assert kiosk.tap().phase is Phase.ACTIVE
    assert kiosk.place == panel("talent")


def test_the_next_visitor_finds_no_trace_of_the_last() -> None:
    kiosk = Kiosk().tap().do(OpenPanel, "industry", 2).do(OpenPicture, "places", 4)
    kiosk.do(ChooseLanguage, "en").do(ChooseContrast, "high").wait(200)
    assert kiosk.phase is Phase.ATTRACT
    assert traceless(kiosk.state)
    assert (kiosk.tap().place, kiosk.state.settings.language) == (Place(), "zh")


def test_a_late_tick_still_gives_the_whole_warning() -> None:
    kiosk = Kiosk().tap().skip(500).do(Tick)
    assert (kiosk.phase, kiosk.left) == (Phase.WARNING, 20)


def test_a_touch_that_comes_before_a_late_tick_is_heard() -> None:
    kiosk = Kiosk().tap().do(OpenPanel, "talent").skip(500).tap().do(Tick)
    assert (kiosk.phase, kiosk.place) == (Phase.ACTIVE, panel("talent"))


def test_a_clock_that_ran_back_counts_as_standing_still() -> None:
    kiosk = Kiosk().tap().wait(60)
    kiosk.now -= 500
    assert (kiosk.do(Tick).phase, kiosk.left) == (Phase.WARNING, 20)
    assert kiosk.tap().phase is Phase.ACTIVE
    kiosk.now += 500
    assert kiosk.wait(59).phase is Phase.ACTIVE


def test_every_action_has_its_handler() -> None:
    """All but the answer of a search, which is only counted."""
    kinds = [Action]
    for kind in kinds:
        kinds += kind.__subclasses__()
    left = {kind.__name__ for kind in kinds} - {kind.__name__ for kind in HANDLERS}
    assert left == {"Action", "Intent", "ShowResults"}
