"""A visitor's session: how it begins, gets a warning, goes on and ends without a trace."""

from __future__ import annotations

from dataclasses import replace

from kiosk.session import attract_loop, idle_clock, navigation, operator_access
from kiosk.session.phases import Phase
from kiosk.session.state import State
from kiosk.session.timeouts import Rules


def wake(state: State) -> State:
    """Begin a session after a touch or a key, or continue it at the same place; no change where none is allowed."""
    if state.phase is Phase.ATTRACT:
        place = navigation.find_place(attract_loop.target(state.loop, state.outline), state.outline)
        return note_activity(replace(state, phase=Phase.ACTIVE, place=place, sessions=state.sessions + 1))
    if state.phase is Phase.WARNING:
        return note_activity(replace(state, phase=Phase.ACTIVE, warned_at=None))
    return note_activity(state)


def note_activity(state: State) -> State:
    """Note activity of the visitor or the operator: the idle clock starts again."""
    is_attended = state.phase is Phase.ACTIVE or state.phase in operator_access.OPERATED
    return replace(state, last_seen=state.now) if is_attended else state


def pass_time(state: State, rules: Rules) -> State:
    """Warn a session that is due, end one whose countdown is over, open the keypad, and close an idle operator menu."""
    if operator_access.is_keypad_due(state, rules):
        return reset(state, Phase.OPERATOR)
    if state.phase in operator_access.OPERATED:
        due = operator_access.next_deadline(state, rules)
        return reset_to_idle(state) if due is not None and state.now >= due else state
    if state.phase is Phase.ACTIVE:
        due = idle_clock.warning_due(state, rules)
        if due is not None and state.now >= due:
            return replace(state, phase=Phase.WARNING, warned_at=state.now)
    elif state.phase is Phase.WARNING and not idle_clock.remaining(state, rules, state.now):
        return reset_to_idle(state)
    return state


def reset_to_idle(state: State) -> State:
    """Reset to the device's idle phase: attract, closed, or out of service."""
    if state.reason is not None or state.disabled_by_operator:
        return reset(state, Phase.OUT_OF_SERVICE)
    return reset(state, Phase.ATTRACT if state.is_open else Phase.CLOSED)


def reset(state: State, phase: Phase) -> State:
    """Forget the visitor and use the waiting pack; facts about the device stay."""
    outline = state.waiting or state.pack_before_preview or state.outline
    return State(
        outline=outline,
        settings=state.settings.forget(outline.languages[0]),
        phase=phase,
        now=state.now,
        last_seen=state.now,
        fingers=state.fingers,
        reason=state.reason,
        disabled_by_operator=state.disabled_by_operator,
        is_open=state.is_open,
        ghosts=state.ghosts,
        sessions=state.sessions,
        loop=attract_loop.begin_again(state.loop, same_pack=state.waiting is None),
    )
