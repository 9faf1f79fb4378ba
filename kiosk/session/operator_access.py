"""Operator access: the hidden press that opens the keypad, the operator menu behind it, and the preview of a pack."""

from __future__ import annotations

from dataclasses import replace

from kiosk.session import media_hold, touches
from kiosk.session.actions import Action, Intent, Lifted, Moved, Pressed, Touched
from kiosk.session.operator_actions import Authenticate, PreviewPack, Worked
from kiosk.session.phases import Phase, Screen
from kiosk.session.state import CornerHold, Place, State
from kiosk.session.timeouts import Rules

OPERATED = frozenset({Phase.OPERATOR, Phase.PREVIEW})
_IDLE = frozenset({Phase.ATTRACT, Phase.CLOSED, Phase.OUT_OF_SERVICE})


def track_corner_hold(before: State, action: Action, after: State) -> State:
    """Track the hidden press: a single finger held in a corner, while no visitor is in the middle of anything.

    `before` and `after` are the states around the action; any other action ends it.
    """
    match action:
        case Touched(finger=finger, corner=True) if _may_begin(before) and not touches.any_live(before):
            return replace(after, corner_hold=CornerHold(finger, after.now))
        case Touched() | Pressed() | Intent():
            return _cancel_corner_hold(after)
        case Moved(finger=finger) | Lifted(finger=finger) if after.corner_hold and finger == after.corner_hold.finger:
            return _cancel_corner_hold(after)
    return after


def reduce(state: State, action: Action) -> State:
    """Return the state after the operator's action behind the PIN; the same state for any other action."""
    if state.phase is Phase.OPERATOR:
        match action:
            case Authenticate():
                return replace(state, authenticated=True, last_seen=state.now)
            case Worked():
                return replace(state, last_seen=state.now)
            case PreviewPack(outline=outline) if state.authenticated:
                settings = state.settings.forget(outline.languages[0])
                preview = replace(
                    state, phase=Phase.PREVIEW, outline=outline, pack_before_preview=state.outline, settings=settings
                )
                return replace(preview, last_seen=state.now)
    return state


def is_keypad_due(state: State, rules: Rules) -> bool:
    """Return whether the hidden press has lasted long enough."""
    return state.corner_hold is not None and state.now >= state.corner_hold.since + rules.times.corner_hold


def next_deadline(state: State, rules: Rules) -> float | None:
    """Return when the keypad opens, or when the operator menu closes by itself; None where neither is pending."""
    if state.corner_hold is not None:
        return state.corner_hold.since + rules.times.corner_hold
    if state.phase not in OPERATED or touches.any_live(state):
        return None
    times = rules.times
    return max(state.last_seen, media_hold.held_until(state, times.media_hold)) + (
        times.operator_menu if state.authenticated else times.keypad
    )


def _may_begin(state: State) -> bool:
    at_home = state.phase is Phase.ACTIVE and state.place == Place(Screen.HOME)
    return at_home or state.phase in _IDLE


def _cancel_corner_hold(state: State) -> State:
    return state if state.corner_hold is None else replace(state, corner_hold=None)
