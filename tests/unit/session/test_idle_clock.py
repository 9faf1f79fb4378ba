"""How long a visitor may be still: fingers, long pages, accessibility settings and media hold the clock."""

from __future__ import annotations

import pytest

from kiosk.session.actions import (
    ChooseContrast,
    ChooseLanguage,
    ChooseTextSize,
    GoHome,
    Lifted,
    MediaStarted,
    MediaStopped,
    Moved,
    OpenPanel,
    Pressed,
    ToggleLowReach,
    ToggleReadAloud,
    ToggleReducedMotion,
    Touched,
)
from kiosk.session.phases import Phase
from kiosk.session.timeouts import Rules, Times
from tests.unit.session.support import OUTLINE, Kiosk


def stillness(kiosk: Kiosk) -> float:
    """Seconds from now until the warning comes."""
    start = kiosk.now
    while kiosk.phase is not Phase.WARNING:
        kiosk.wait(1)
    return kiosk.now - start


@pytest.mark.parametrize("sign", [(Touched, 1), (Moved, 1), (Lifted, 1), (Pressed,), (GoHome,)])
def test_every_sign_of_a_visitor_begins_the_minute_again(sign: tuple) -> None:
    kiosk = Kiosk().do(Touched, 1).wait(30).do(*sign).do(Lifted, 1)
    assert stillness(kiosk) == 60


def test_a_wish_without_a_finger_as_by_a_screen_reader_is_a_sign_too() -> None:
    kiosk = Kiosk().tap().wait(30).do(OpenPanel, "talent")
    assert stillness(kiosk) == 60


def test_fingers_that_nobody_put_down_are_no_sign() -> None:
    kiosk = Kiosk().tap().wait(30).do(Lifted, 9).do(Moved, 9)
    assert stillness(kiosk) == 30


def test_a_session_never_ends_under_a_finger() -> None:
    kiosk = Kiosk().do(Touched, 1)
    for _ in range(20):
        assert kiosk.wait(50).do(Moved, 1).phase is Phase.ACTIVE
    assert stillness(kiosk.do(Lifted, 1)) == 60


def test_a_second_finger_holds_when_the_first_is_lifted() -> None:
    kiosk = Kiosk().do(Touched, 1).wait(40).do(Touched, 2).do(Lifted, 1)
    assert kiosk.wait(59).phase is Phase.ACTIVE


@pytest.mark.parametrize(
    ("language", "page", "seconds"), [("zh", "industry", 60), ("zh", "long", 90), ("en", "long", 150)]
)
def test_a_long_page_gives_one_and_a_half_times_its_reading_time(language: str, page: str, seconds: int) -> None:
    kiosk = Kiosk().tap().do(OpenPanel, page).do(ChooseLanguage, language)
    assert stillness(kiosk) == seconds


def test_a_page_without_an_estimate_gives_the_minute() -> None:
    assert stillness(Kiosk().tap().do(OpenPanel, "talent")) == 60


@pytest.mark.parametrize(
    "choice",
    [(ChooseTextSize, 135), (ChooseContrast, "high"), (ToggleLowReach,), (ToggleReducedMotion,), (ToggleReadAloud,)],
)
def test_an_accessibility_setting_gives_two_minutes(choice: tuple) -> None:
    assert stillness(Kiosk().tap().do(*choice)) == 120


def test_the_larger_limit_wins() -> None:
    kiosk = Kiosk().tap().do(ToggleReadAloud).do(OpenPanel, "long")
    assert stillness(kiosk) == 120
    assert stillness(kiosk.tap().do(ChooseLanguage, "en")) == 150


def test_a_language_is_no_accessibility_setting() -> None:
    assert stillness(Kiosk().tap().do(ChooseLanguage, "en")) == 60


def test_the_device_may_set_all_times() -> None:
    kiosk = Kiosk(Rules(Times(idle=30, countdown=5, eased_idle=45, reading_factor=1), OUTLINE)).tap()
    assert stillness(kiosk) == 30
    assert kiosk.left == 5
    assert stillness(kiosk.tap().do(OpenPanel, "long")) == 60
    assert stillness(kiosk.tap().do(GoHome).do(ToggleLowReach)) == 45


def test_a_playing_video_holds_the_clock_and_gives_the_minute_when_it_ends() -> None:
    kiosk = Kiosk().tap().do(MediaStarted).wait(300)
    assert kiosk.phase is Phase.ACTIVE
    assert stillness(kiosk.do(MediaStopped)) == 60


def test_a_video_holds_for_ten_minutes_at_most() -> None:
    kiosk = Kiosk().tap().wait(10).do(MediaStarted)
    assert stillness(kiosk) == 660


def test_a_video_that_stops_after_its_ten_minutes_gives_nothing_more() -> None:
    kiosk = Kiosk().tap().do(MediaStarted).wait(630).do(MediaStopped)
    assert stillness(kiosk) == 30


def test_a_loop_without_a_visitor_does_not_hold_for_ever() -> None:
    kiosk = Kiosk().tap().wait(1).do(MediaStarted)
    for _ in range(6):
        assert kiosk.wait(100).phase is Phase.ACTIVE
        kiosk.do(MediaStopped).do(MediaStarted).do(MediaStarted)
    assert stillness(kiosk) == 60


def test_a_visitor_who_comes_back_may_watch_another_ten_minutes() -> None:
    kiosk = Kiosk().tap().do(MediaStarted).wait(500).do(MediaStopped).wait(1).tap().wait(1).do(MediaStarted)
    assert stillness(kiosk) == 660


def test_a_touch_while_a_video_plays_does_not_shorten_anything() -> None:
    kiosk = Kiosk().tap().do(MediaStarted).wait(590).tap()
    assert stillness(kiosk) == 70


def test_a_video_that_says_twice_that_it_plays_holds_no_longer() -> None:
    kiosk = Kiosk().tap().do(MediaStarted).wait(500).tap().wait(1).do(MediaStarted)
    assert stillness(kiosk) == 159


def test_a_video_that_a_visitor_starts_from_a_warning_is_known_when_they_stay() -> None:
    kiosk = Kiosk().tap().wait(65).do(MediaStarted)
    assert kiosk.phase is Phase.WARNING
    assert stillness(kiosk.tap()) == 660


def test_an_attract_video_holds_nothing() -> None:
    kiosk = Kiosk().do(MediaStarted).wait(5).tap()
    assert stillness(kiosk) == 60
    assert Kiosk().do(MediaStarted).do(MediaStopped).state == Kiosk().state
