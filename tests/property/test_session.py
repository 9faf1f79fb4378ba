"""Whatever happens, in whatever order, the session stays sound and the screen comes back to attract."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kiosk.session import actions, operator_actions
from kiosk.session.idle_clock import next_deadline, remaining
from kiosk.session.live_reload import PackEdited
from kiosk.session.outline import Outline
from kiosk.session.phases import SESSION, Phase, Screen
from kiosk.session.reducer import reduce
from kiosk.session.state import Place, State, begin
from kiosk.session.timeouts import Rules, Times
from tests.unit.session.support import NEXT, OUTLINE, RENAMED, SHORTER, exists, traceless, validity

PANELS = st.sampled_from([*OUTLINE.panels, *NEXT.panels, "gone"])
GALLERIES = st.sampled_from([*OUTLINE.galleries, "gone"])
NUMBERS = st.integers(-3, 12)
FINGERS = st.integers(0, 5)
PLACES = st.builds(Place, st.sampled_from(Screen), PANELS, NUMBERS, GALLERIES, NUMBERS, st.text(max_size=30))
PACKS: st.SearchStrategy[Outline] = st.sampled_from([OUTLINE, NEXT])

TOUCHES = [
    (actions.Touched, FINGERS, st.booleans()),
    (actions.Moved, FINGERS),
    (actions.Lifted, FINGERS),
    (actions.Pressed,),
    (actions.Tick,),
]
WISHES = [
    (actions.Open, PLACES),
    (actions.OpenPanel, PANELS, NUMBERS | st.sampled_from(["cards", "gone"])),
    (actions.OpenGallery, GALLERIES),
    (actions.OpenPicture, GALLERIES, NUMBERS),
    (actions.ShowPage, NUMBERS),
    (actions.ShowPicture, NUMBERS),
    (actions.OpenSearch,),
    (actions.Type, st.text(max_size=30)),
    (actions.GoBack,),
    (actions.GoHome,),
    (actions.ChooseLanguage, st.sampled_from(["zh", "en", "fr", ""])),
    (actions.ChooseTextSize, st.sampled_from([100, 135, 200, 7])),
    (actions.ChooseContrast, st.sampled_from(["dark", "rice-paper", "high", "pink"])),
    (actions.ToggleLowReach,),
    (actions.ToggleReducedMotion,),
    (actions.ToggleReadAloud,),
]
DEVICE = [
    (actions.NextScene, st.datetimes()),
    (actions.CallScene, st.integers(-1, 3)),
    (actions.SceneShown,),
    (actions.SceneLost, st.datetimes(), st.integers(-1, 3)),
    (actions.Shift,),
    (actions.MediaStarted,),
    (actions.MediaStopped,),
    (actions.PackReady, PACKS),
    (actions.ShowResults, st.text("ab", max_size=3), st.integers(0, 5)),
]
DOORS = [
    (actions.CloseHall,),
    (actions.OpenHall,),
    (actions.OpenOperatorMenu,),
    (operator_actions.Authenticate,),
    (operator_actions.Worked,),
    (operator_actions.PreviewPack, PACKS),
    (operator_actions.EndPreview,),
    (actions.CloseOperatorMenu,),
    (operator_actions.TakeOutOfService,),
    (operator_actions.ReturnToService,),
    (actions.BreakDown, st.sampled_from(["", "no pack"])),
    (actions.Repaired,),
]
WRITING = [(PackEdited, PACKS | st.sampled_from([SHORTER, RENAMED]))]
# Clocks stand still, step back by mistake, and sleep for longer than any limit.
STEPS = st.sampled_from([0.0, 0.0, 0.001, 1 / 3, 1.0, 19.7, 20.0, 59.9, 60.0, 61.0, 700.0, -5.0])
RULES = st.builds(
    Rules,
    st.sampled_from([Times(), Times(idle=0.1, countdown=0.3, eased_idle=0.2, media_hold=1 / 3, ghost=0.7)]),
    st.just(OUTLINE),
)


def happenings(*kinds: list[tuple]) -> st.SearchStrategy[list[tuple]]:
    """Lists of (seconds since the one before, action, its fields); half of them begin with a visitor."""
    each = st.one_of([st.tuples(STEPS, st.just(kind), st.tuples(*fields)) for kind, *fields in chain(*kinds)])
    stories = st.lists(each, max_size=40)
    return stories | stories.map(lambda story: [(1.0, actions.Pressed, ()), *story])


def run(rules: Rules, story: list[tuple]) -> list[State]:
    """Every state of a story, the first included."""
    states, now = [begin(rules, 50.0)], 50.0
    for seconds, kind, fields in story:
        now += seconds
        states.append(reduce(states[-1], kind(now, *fields), rules))
    return states


def leave_alone(state: State, rules: Rules) -> list[State]:
    """Nobody comes any more: only ticks, each when it is due, until nothing is pending."""
    states = [state]
    for _ in range(500):
        due = next_deadline(states[-1], rules)
        if due is None:
            return states
        states.append(reduce(states[-1], actions.Tick(due), rules))
    raise AssertionError(f"the clock never comes to rest: {states[-1]}")


def visit(state: State, rules: Rules) -> State:
    """Whatever was, the device serves and a visitor is in front of it, without a finger on the glass."""
    lifts = [actions.Lifted(state.now, finger.id) for finger in state.fingers]
    serves = [
        kind(state.now)
        for kind in (
            actions.Repaired,
            operator_actions.ReturnToService,
            actions.CloseOperatorMenu,
            actions.OpenHall,
            actions.Pressed,
        )
    ]
    for action in (*lifts, *serves):
        state = reduce(state, action, rules)
    assert state.phase is Phase.ACTIVE
    return state


@given(RULES, happenings(TOUCHES, WISHES, DEVICE, DOORS, WRITING))
def test_any_story_keeps_the_state_sound(rules: Rules, story: list[tuple]) -> None:
    for state in run(rules, story):
        assert validity(state) == []
        assert 0 <= remaining(state, rules, state.now) <= 20
        assert (remaining(state, rules, state.now) > 0) <= (state.phase is Phase.WARNING)


@given(RULES, happenings(TOUCHES, WISHES, DEVICE, WRITING))
def test_left_alone_every_state_reaches_attract(rules: Rules, story: list[tuple]) -> None:
    state = run(rules, story)[-1]
    lifted = state
    for finger in state.fingers:
        lifted = reduce(lifted, actions.Lifted(state.now, finger.id), rules)
    for left in (leave_alone(state, rules)[-1], leave_alone(lifted, rules)[-1]):
        assert left.phase is Phase.ATTRACT
        assert traceless(left)


@given(RULES, happenings(TOUCHES, WISHES, DEVICE, DOORS))
def test_left_alone_a_shut_screen_stays_and_any_other_comes_to_rest(rules: Rules, story: list[tuple]) -> None:
    state = run(rules, story)[-1]
    left = leave_alone(state, rules)[-1]
    shut = Phase.ATTRACT if left.is_open else Phase.CLOSED
    broken = state.reason is not None or state.disabled_by_operator
    assert left.phase is (Phase.OUT_OF_SERVICE if broken else shut)


@given(RULES, happenings(TOUCHES, WISHES, DEVICE, DOORS))
def test_a_tick_that_is_due_changes_something_and_an_earlier_one_does_not(rules: Rules, story: list[tuple]) -> None:
    state = run(rules, story)[-1]
    due = next_deadline(state, rules)
    assume(due is not None)
    later = reduce(state, actions.Tick(due), rules)
    shown = remaining(state, rules, state.now), state.phase, state.fingers
    assert (remaining(later, rules, later.now), later.phase, later.fingers) != shown
    middle = (state.now + max(due, state.now)) / 2
    if state.now < middle < due - 0.001:
        early = reduce(state, actions.Tick(middle), rules)
        assert (remaining(early, rules, middle), early.phase, early.fingers) == shown


@given(RULES, happenings(TOUCHES, WISHES, DEVICE, DOORS))
def test_a_reset_leaves_no_trace(rules: Rules, story: list[tuple]) -> None:
    states = leave_alone(visit(run(rules, story)[-1], rules), rules)
    warned, after = states[-2:]
    assert (warned.phase, after.phase) == (Phase.WARNING, Phase.ATTRACT)
    assert after.outline is (warned.waiting or warned.outline)
    counted = {name: getattr(after, name) for name in ("now", "last_seen", "ghosts", "sessions", "fingers", "loop")}
    assert (after.loop.turn, after.loop.coming) == (0, None)
    assert after == replace(begin(Rules(rules.times, after.outline)), **counted)
    assert all(finger.ghost for finger in after.fingers)


@given(RULES, happenings(TOUCHES, WISHES, DEVICE, DOORS), FINGERS)
def test_a_touch_in_a_warning_never_changes_the_place(rules: Rules, story: list[tuple], finger: int) -> None:
    state = visit(run(rules, story)[-1], rules)
    warned = reduce(state, actions.Tick(next_deadline(state, rules)), rules)
    assert warned.phase is Phase.WARNING
    for touch in (actions.Touched(warned.now, finger), actions.Pressed(warned.now)):
        stays = reduce(warned, touch, rules)
        assert stays.phase is Phase.ACTIVE
        assert (stays.place, stays.history, stays.settings) == (state.place, state.history, state.settings)


@given(RULES, happenings(TOUCHES, WISHES, DEVICE, DOORS))
def test_the_pack_never_changes_inside_a_session(rules: Rules, story: list[tuple]) -> None:
    states = run(rules, story)
    for before, after in pairwise(states):
        if after.phase in SESSION:
            assert after.outline is before.outline


@given(RULES, happenings(TOUCHES, WISHES, DEVICE, DOORS))
def test_a_step_back_leads_elsewhere(rules: Rules, story: list[tuple]) -> None:
    for state in run(rules, story):
        assert not state.history or state.history[-1] != state.place


@given(RULES, happenings(TOUCHES, WISHES, DEVICE), NUMBERS)
def test_an_edited_pack_that_says_the_same_changes_nothing(rules: Rules, story: list[tuple], page: int) -> None:
    state = visit(run(rules, story)[-1], rules)
    state = reduce(state, actions.OpenPanel(state.now, "industry", page), rules)
    edited = reduce(state, PackEdited(state.now, replace(state.outline)), rules)
    assert (edited.place, edited.history, edited.settings) == (state.place, state.history, state.settings)
    assert edited.phase is state.phase


@given(RULES, happenings(TOUCHES, WISHES, DEVICE, DOORS), PANELS, NUMBERS)
def test_back_returns_to_where_a_visitor_was(rules: Rules, story: list[tuple], name: str, page: int) -> None:
    state = visit(run(rules, story)[-1], rules)
    opened = reduce(state, actions.OpenPanel(state.now, name, page), rules)
    assert exists(opened.place, opened.outline)
    if opened.place != state.place:
        assert reduce(opened, actions.GoBack(state.now), rules).place == state.place


@given(st.floats(0, 1e8))
def test_the_countdown_shows_each_second_once_whenever_it_begins(start: float) -> None:
    rules = Rules(Times(), OUTLINE)
    states = leave_alone(visit(begin(rules, start), rules), rules)
    shown = [remaining(state, rules, state.now) for state in states if state.phase is Phase.WARNING]
    assert shown == list(range(20, 0, -1))


@settings(max_examples=20)
@given(RULES, happenings(TOUCHES, WISHES, DEVICE, DOORS))
def test_the_same_story_ends_the_same(rules: Rules, story: list[tuple]) -> None:
    assert run(rules, story) == run(rules, story)
