"""What the journal is reported of a visit: what was opened and for how long, and nothing of who it was."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from kiosk.session import actions, visit_recording
from kiosk.session.outline import Outline
from kiosk.session.phases import SESSION, Phase, Screen
from kiosk.session.reducer import reduce
from kiosk.session.state import Place, State, begin
from kiosk.session.timeouts import Rules
from kiosk.session.visit_recording import OpenedPlace, Search, Spot, Track, Visit
from tests.property.test_session import DEVICE, DOORS, RULES, TOUCHES, WISHES, happenings
from tests.unit.session.support import OUTLINE, Kiosk


class Recorded(Kiosk):
    """A device whose visits are recorded."""

    def __init__(self) -> None:
        super().__init__()
        self.track = Track(self.now)
        self.visits: list[Visit] = []

    def do(self, action: type[actions.Action], *reported: object) -> Recorded:
        before, happened = self.state, action(self.now, *reported)
        super().do(action, *reported)
        self.track, visit = visit_recording.update(self.track, before, happened, self.state)
        self.visits += [visit] if visit else []
        return self

    def go(self, seconds: float, action: type[actions.Action], *reported: object) -> Recorded:
        """Some seconds later."""
        self.wait(seconds)
        return self.do(action, *reported)

    def leave(self) -> Visit:
        """Walk away, until the screen calls again."""
        self.wait(800)
        assert self.state.phase is Phase.ATTRACT
        return self.visits[-1]


@pytest.fixture
def kiosk() -> Recorded:
    """A visitor at Home, who came after half a minute."""
    device = Recorded()
    device.wait(30)
    device.tap()
    return device


def test_a_visit_tells_what_was_opened_and_for_how_long(kiosk: Recorded) -> None:
    kiosk.go(5, actions.OpenPanel, "industry").go(12, actions.ShowPage, 1).go(20, actions.OpenGallery, "places")
    kiosk.go(3, actions.OpenPicture, "places", 2).go(4, actions.ShowPicture, 3).go(6, actions.GoHome)
    visit = kiosk.leave()
    assert visit.openings == (
        OpenedPlace("page", "industry", "parks", "zh", 12),
        OpenedPlace("page", "industry", "cards", "zh", 20),
        OpenedPlace("panel", "industry", "", "zh", 32),
        OpenedPlace("picture", "places", "media/2.jpg", "zh", 4),
        OpenedPlace("picture", "places", "media/3.jpg", "zh", 6),
        OpenedPlace("gallery", "places", "", "zh", 13),
    )
    assert (visit.pack, visit.seconds, visit.waited, visit.last_place) == ("park", 50, 30, Spot("home"))
    assert (visit.ended, visit.stayed, visit.settings, visit.searches) == (visit_recording.UNANSWERED, 0, (), ())


def test_where_it_was_left_counts_to_the_last_sign_and_says_so(kiosk: Recorded) -> None:
    kiosk.go(5, actions.OpenPanel, "talent", "masters")
    kiosk.wait(9)
    visit = kiosk.tap().leave()
    page, panel = visit.openings
    assert page == OpenedPlace("page", "talent", "masters", "zh", 9, last=True)
    assert panel == OpenedPlace("panel", "talent", "", "zh", 9, last=True)
    assert (visit.last_place, visit.seconds) == (Spot("panel", "talent", "masters"), 14)


def test_a_film_that_was_watched_to_its_end_is_a_sign(kiosk: Recorded) -> None:
    kiosk.go(5, actions.OpenPanel, "talent").go(1, actions.MediaStarted).go(90, actions.MediaStopped)
    assert kiosk.leave().seconds == 96


def test_who_answers_the_warning_stays(kiosk: Recorded) -> None:
    for _ in range(2):
        kiosk.wait(65)
        assert kiosk.phase is Phase.WARNING
        kiosk.tap()
    visit = kiosk.leave()
    assert (visit.stayed, visit.seconds) == (2, 130)


def test_settings_that_were_used_are_told_once_and_the_language_at_the_end(kiosk: Recorded) -> None:
    for wish in (actions.ToggleLowReach, actions.ToggleReducedMotion, actions.ToggleReadAloud):
        kiosk.go(1, wish).go(1, wish)
    kiosk.go(1, actions.ChooseTextSize, 135).go(1, actions.ChooseTextSize, 200).go(1, actions.ChooseContrast, "high")
    kiosk.go(1, actions.ChooseLanguage, "en")
    visit = kiosk.leave()
    assert visit.settings == ("contrast-high", "low-reach", "read-aloud", "reduced-motion", "text-135", "text-200")
    assert visit.language == "en"


def search(kiosk: Recorded, *answers: tuple[str, int]) -> Recorded:
    """Type, key by key; each has its answer."""
    kiosk.go(1, actions.OpenSearch)
    for query, found in answers:
        kiosk.go(1, actions.Type, query).do(actions.ShowResults, query, found)
    return kiosk


def test_a_search_counts_once_however_many_keys_it_took(kiosk: Recorded) -> None:
    visit = search(kiosk, ("z", 9), ("zj", 4), ("zjx", 2)).go(2, actions.OpenPanel, "industry").leave()
    assert visit.searches == (Search("zjx", "zh", 2),)
    assert visit.openings[0] == OpenedPlace("search", "", "", "zh", 5)


def test_other_words_are_another_search_and_a_slip_that_was_fixed_is_none(kiosk: Recorded) -> None:
    keys = [("a", 1), ("ab", 0), ("a", 1), ("", 0), ("z", 9), ("zx", 0), ("z", 9), ("zj", 4), ("z", 9)]
    visit = search(kiosk, *keys).go(2, actions.GoBack).leave()
    assert visit.searches == (Search("ab", "zh", 0), Search("zx", "zh", 0), Search("z", "zh", 9))


def test_a_search_that_was_left_standing_is_told_and_one_without_a_key_is_not(kiosk: Recorded) -> None:
    assert search(kiosk, ("q", 0)).leave().searches == (Search("q", "zh", 0),)
    kiosk.tap()
    assert search(kiosk).leave().searches == ()


@pytest.mark.parametrize(
    ("action", "reported", "ended"),
    [
        (actions.OpenOperatorMenu, (), visit_recording.TAKEN_OVER),
        (actions.BreakDown, ("heat",), visit_recording.BROKEN_OFF),
    ],
)
def test_how_it_ended_is_told(kiosk: Recorded, action: Any, reported: tuple[str, ...], ended: str) -> None:
    kiosk.go(5, action, *reported)
    assert [visit.ended for visit in kiosk.visits] == [ended]


def test_a_visit_that_goes_on_while_the_program_ends_is_told(kiosk: Recorded) -> None:
    kiosk.go(5, actions.OpenPanel, "industry")
    visit = visit_recording.stop(kiosk.track, kiosk.state)
    assert visit is not None
    assert (visit.ended, visit.last_place.name) == (visit_recording.STOPPED, "industry")
    assert visit_recording.stop(Track(), kiosk.state) is None


def test_a_film_that_still_plays_is_watched(kiosk: Recorded) -> None:
    kiosk.go(5, actions.OpenPanel, "industry").go(1, actions.MediaStarted).go(30, actions.OpenOperatorMenu)
    assert kiosk.visits[0].seconds == 36


def test_each_visit_waits_from_when_the_screen_called_again(kiosk: Recorded) -> None:
    kiosk.wait(60 + 20)
    assert kiosk.phase is Phase.ATTRACT
    kiosk.wait(40)
    assert kiosk.tap().leave().waited == 40
    kiosk.do(actions.CloseHall).go(1000, actions.OpenHall).wait(7)
    assert kiosk.tap().leave().waited == 7


def test_a_record_that_begins_in_the_middle_of_a_visit_tells_the_rest() -> None:
    device = Kiosk().tap()
    before, action = device.state, actions.OpenPanel(device.now + 5, "industry")
    track, visit = visit_recording.update(Track(), before, action, reduce(before, action, device.rules))
    assert visit is None
    assert track.ongoing is not None
    assert track.ongoing.began == before.now


def test_a_place_that_the_pack_has_lost_has_no_name() -> None:
    assert visit_recording.spot(Place(Screen.PANEL, panel="gone", page=3), OUTLINE) == Spot("panel", "gone")


def played(rules: Rules, story: list[tuple]) -> tuple[list[State], Track, list[Visit]]:
    """Every state of a story, and what the journal is reported of it."""
    now, states, visits = 50.0, [begin(rules, 50.0)], []
    track = Track(now)
    for seconds, kind, reported in story:
        now += seconds
        action = kind(now, *reported)
        states.append(reduce(states[-1], action, rules))
        track, visit = visit_recording.update(track, states[-2], action, states[-1])
        visits += [visit] if visit else []
    return states, track, visits


@given(RULES, happenings(TOUCHES, WISHES, DEVICE, DOORS))
def test_whatever_happens_each_visit_is_told_once_and_adds_up(rules: Rules, story: list[tuple]) -> None:
    states, track, visits = played(rules, story)
    ends = sum(one.phase in SESSION and other.phase not in SESSION for one, other in pairwise(states))
    assert len(visits) == ends
    assert (track.ongoing is not None) == (states[-1].phase in SESSION)
    for visit in visits:
        assert visit.seconds <= states[-1].now - states[0].now + 1
        assert visit.waited >= 0
        wholes = [each for each in visit.openings if not each.part]
        assert sum(each.seconds for each in wholes) <= visit.seconds + len(wholes)
        assert all(each.kind in {"panel", "page", "gallery", "picture", "search"} for each in visit.openings)
        assert all(search.query for search in visit.searches)
        assert visit.ended in visit_recording.ENDS


@given(RULES, happenings(TOUCHES, WISHES, DEVICE, DOORS))
def test_what_is_told_names_only_what_the_pack_has(rules: Rules, story: list[tuple]) -> None:
    states, _, visits = played(rules, story)
    outlines: list[Outline] = [state.outline for state in states]
    panels = {(name, page) for outline in outlines for name, pages in outline.panels.items() for page in pages}
    names = {name for name, _ in panels} | {name for outline in outlines for name in outline.galleries}
    for each in (opening for visit in visits for opening in visit.openings):
        assert each.name in names | {""}
        assert each.kind != "page" or (each.name, each.part) in panels


def test_nothing_told_is_a_number_of_a_visitor_or_a_time_of_day() -> None:
    reported = {*Visit._fields, *OpenedPlace._fields, *Search._fields, *Spot._fields}
    assert not reported & {"id", "visit", "session", "sessions", "began", "time", "now", "finger", "fingers"}
