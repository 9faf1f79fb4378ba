"""The attract loop: which scene comes next, and what a touch opens meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.session.actions import (
    BreakDown,
    CallScene,
    CallStillScene,
    CloseHall,
    NextScene,
    PackReady,
    SceneLost,
    SceneShown,
    Shift,
    Tick,
)
from kiosk.session.attract_loop import NOTHING, AttractLoop, begin_again, call_next, language_turn, lose, show
from kiosk.session.outline import Outline, Scene
from kiosk.session.phases import Phase
from kiosk.session.state import Place
from kiosk.session.timeouts import Rules, Times
from tests.unit.session.support import NEXT, OUTLINE, Kiosk, gallery, panel

NOON = datetime(2019, 5, 1, 12, 0)


def outline(count: int, *, shuffled: bool = False, **which: Scene) -> Outline:
    scenes = [which.get(f"scene{number}", Scene()) for number in range(count)]
    return Outline(languages=("zh",), scenes=tuple(scenes), shuffled=shuffled)


def watch(loop: AttractLoop, pack: Outline, turns: int, wall: datetime = NOON) -> tuple[list[int], AttractLoop]:
    """The scenes of so many turns, each ten seconds of the wall clock."""
    seen = []
    for turn in range(turns):
        loop = show(call_next(loop, pack, wall + timedelta(seconds=10 * turn), 10.0 * turn))
        seen.append(loop.scene)
    return seen, loop


def test_scenes_follow_each_other_in_the_order_of_the_pack() -> None:
    assert watch(AttractLoop(), outline(3), 7)[0] == [0, 1, 2, 0, 1, 2, 0]


def listen(loop: AttractLoop, pack: Outline, turns: int) -> tuple[list[tuple[int, int]], AttractLoop]:
    """The scenes of so many turns, each with its turn of the languages."""
    played = []
    for turn in range(turns):
        called = call_next(loop, pack, NOON + timedelta(seconds=10 * turn), 10.0 * turn)
        loop = show(called)
        played.append((loop.scene, language_turn(called)))
    return played, loop


@given(st.integers(1, 12), st.integers(1, 3), st.booleans())
def test_each_scene_is_large_in_every_language_over_as_many_rounds(count: int, languages: int, shuffled: bool) -> None:
    played, _ = listen(AttractLoop(), outline(count, shuffled=shuffled), count * languages)
    found = {(scene, turn % languages) for scene, turn in played}
    assert found == {(scene, language) for scene in range(count) for language in range(languages)}


@given(st.integers(2, 12), st.booleans())
def test_in_the_first_round_the_languages_take_turns_and_the_first_one_begins(count: int, shuffled: bool) -> None:
    played, _ = listen(AttractLoop(), outline(count, shuffled=shuffled), count)
    assert [turn for _, turn in played] == list(range(count))


def test_a_scene_that_is_seldom_due_takes_up_its_languages_where_it_left_off() -> None:
    pack = outline(3, scene1=Scene(hours=(("14:00", "15:00"),)))
    loop, played = AttractLoop(), []
    for hour in (14, 12, 14, 12, 12, 14):
        for _ in range(2 if hour == 12 else 3):
            called = call_next(loop, pack, NOON.replace(hour=hour), 0.0)
            played += [language_turn(called) % 2] if called.coming == 1 else []
            loop = show(called)
    assert played == [1, 0, 1]


def test_after_a_visit_the_first_language_begins_again() -> None:
    _, loop = listen(AttractLoop(), outline(3), 2)
    assert listen(begin_again(loop, same_pack=True), outline(3), 2)[0] == [(0, 0), (1, 1)]


def test_a_loop_of_one_scene_shows_it_again_and_again() -> None:
    assert watch(AttractLoop(), outline(1), 3)[0] == [0, 0, 0]
    assert watch(AttractLoop(), outline(1, shuffled=True), 3)[0] == [0, 0, 0]


def test_a_scene_out_of_its_time_is_passed_over() -> None:
    pack = outline(3, scene1=Scene(hours=(("14:00", "15:00"),)))
    assert watch(AttractLoop(), pack, 4)[0] == [0, 2, 0, 2]
    assert watch(AttractLoop(), pack, 4, NOON.replace(hour=14))[0] == [0, 1, 2, 0]


def test_after_a_visit_the_loop_begins_with_its_first_scene_and_goes_on_drifting() -> None:
    _, loop = watch(AttractLoop(), outline(4), 2)
    again = begin_again(loop, same_pack=True)
    assert watch(again, outline(4), 2)[0] == [0, 1]
    assert (again.turn, again.step) == (0, 2)


def test_a_shuffled_round_goes_on_after_a_visit() -> None:
    pack = outline(6, shuffled=True)
    seen, loop = watch(AttractLoop(), pack, 2)
    rest, _ = watch(begin_again(loop, same_pack=True), pack, 4)
    assert sorted(seen + rest) == list(range(6))


@given(st.integers(2, 7), st.integers(1, 40), st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1)))
def test_shuffled_each_scene_has_one_turn_a_round_and_none_follows_itself(
    count: int, turns: int, wall: datetime
) -> None:
    seen, _ = watch(AttractLoop(), outline(count, shuffled=True), turns, wall)
    assert all(one != other for one, other in pairwise(seen))
    for start in range(0, turns - count + 1, count):
        assert sorted(seen[start : start + count]) == list(range(count))


@given(st.lists(st.tuples(st.sets(st.integers(0, 4), min_size=2), st.integers(0, 4)), max_size=25))
def test_nor_does_any_where_what_is_due_changes_all_the_time(turns: list[tuple[set[int], int]]) -> None:
    loop, never = AttractLoop(), Scene(dates=(("1999-01-01", "1999-01-01"),))
    for due, wanted in turns:
        before = loop.scene
        scenes = tuple(Scene() if number in due else never for number in range(5))
        loop = show(call_next(loop, Outline(languages=("zh",), scenes=scenes, shuffled=True), NOON, 0.0))
        assert loop.scene in due
        assert loop.scene != before
        loop = show(replace(loop, coming=wanted))


def test_two_days_shuffle_differently() -> None:
    pack = outline(20, shuffled=True)
    assert watch(AttractLoop(), pack, 20)[0] != watch(AttractLoop(), pack, 20, NOON + timedelta(days=1))[0]


def test_a_scene_whose_medium_is_gone_is_left_out_for_an_hour() -> None:
    pack = outline(3)
    loop = lose(AttractLoop(), 1, 100.0)
    assert call_next(replace(loop, scene=0, turn=1), pack, NOON, 100.0).coming == 2
    assert call_next(replace(loop, scene=0, turn=1), pack, NOON, 3699.0).coming == 2
    later = call_next(replace(loop, scene=0, turn=1), pack, NOON, 3700.0)
    assert (later.coming, later.lost) == (1, ())
    assert lose(loop, 1, 200.0).lost == ((1, 3800.0),)


def test_where_all_are_gone_the_still_scene_comes() -> None:
    pack = outline(2)
    loop = call_next(lose(lose(AttractLoop(), 0, 0.0), 1, 0.0), pack, NOON, 1.0)
    assert loop.coming == NOTHING
    assert call_next(AttractLoop(), outline(0), NOON, 0.0).coming == NOTHING


def test_what_is_not_due_stands_in_for_what_is_gone() -> None:
    pack = outline(2, scene1=Scene(hours=(("14:00", "15:00"),)))
    assert call_next(lose(AttractLoop(), 0, 0.0), pack, NOON, 1.0).coming == 1


@pytest.mark.parametrize(("scene", "place"), [(0, panel("talent")), (1, gallery("places")), (2, Place())])
def test_a_touch_opens_the_scene_in_view(scene: int, place: Place) -> None:
    kiosk = Kiosk().do(CallScene, scene).do(SceneShown).tap()
    assert (kiosk.place, kiosk.state.history) == (place, ())


def test_a_scene_counts_from_where_it_begins_to_come_into_view() -> None:
    called = Kiosk().do(CallScene, 0).do(SceneShown).do(NextScene, NOON)
    assert called.state.loop.coming == 1
    assert called.tap().place == panel("talent")
    assert Kiosk().do(CallScene, 0).do(SceneShown).do(NextScene, NOON).do(SceneShown).tap().place == gallery("places")


@pytest.mark.parametrize("scene", [-1, 3, 99])
def test_a_scene_that_the_pack_has_not_is_neither_called_nor_lost(scene: int) -> None:
    kiosk = Kiosk()
    before = kiosk.state
    assert kiosk.do(CallScene, scene).do(SceneLost, NOON, scene).do(SceneShown).state == before


def test_the_still_scene_takes_the_place_of_one_that_must_not_wait() -> None:
    kiosk = Kiosk().do(CallScene, 0).do(SceneShown).do(NextScene, NOON).do(CallStillScene)
    assert kiosk.state.loop.coming == NOTHING
    loop = kiosk.do(SceneShown).state.loop
    assert (loop.scene, loop.lost) == (NOTHING, ())
    assert kiosk.do(NextScene, NOON).state.loop.coming == 0
    assert kiosk.tap().place == Place()


def test_a_lost_scene_is_passed_over_at_once() -> None:
    kiosk = Kiosk().do(NextScene, NOON).do(SceneLost, NOON, 0)
    assert kiosk.state.loop.coming == 1
    assert kiosk.do(SceneShown).tap().place == gallery("places")


@pytest.mark.parametrize(
    ("action", "fields"), [(NextScene, (NOON,)), (CallScene, (0,)), (SceneShown, ()), (SceneLost, (NOON, 0))]
)
def test_no_scene_turns_under_a_visitor_s_hand(action: type, fields: tuple) -> None:
    kiosk = Kiosk().do(CallScene, 1).tap()
    before = kiosk.state
    assert kiosk.do(action, *fields).state == before


def test_another_pack_begins_with_its_first_scene_and_keeps_drifting() -> None:
    kiosk = Kiosk().do(CallScene, 1).do(SceneShown).do(PackReady, NEXT)
    assert kiosk.state.loop == AttractLoop(step=1)
    assert kiosk.do(NextScene, NOON).state.loop.coming == NOTHING


def test_the_clock_of_the_wall_may_jump_by_years() -> None:
    pack = replace(OUTLINE, scenes=(Scene(), Scene(dates=(("2019-05-01", "2019-05-07"),))))
    kiosk = Kiosk(Rules(Times(), pack))
    seen = []
    for wall in (NOON, NOON, datetime(1970, 1, 1), datetime(2106, 2, 7), datetime(9999, 12, 31), datetime.min, NOON):
        seen.append(kiosk.do(NextScene, wall).do(SceneShown).state.loop.scene)
        assert kiosk.do(Tick).phase is Phase.ATTRACT
    assert seen == [0, 1, 0, 0, 0, 0, 1]


@pytest.mark.parametrize(("action", "fields"), [(CloseHall, ()), (BreakDown, ("no pack",))])
def test_where_no_scene_changes_what_stands_still_is_moved_by_itself(action: type, fields: tuple) -> None:
    kiosk = Kiosk().do(action, *fields).do(Shift).do(Shift)
    assert kiosk.state.loop.step == 2
    assert Kiosk().tap().do(Shift).state.loop.step == 0
