"""Reducer of the device's own actions: a new pack, opening hours, the operator, a breakdown."""

from __future__ import annotations

from dataclasses import replace

from kiosk.session import operator_access, visit
from kiosk.session.actions import (
    Action,
    BreakDown,
    CloseHall,
    CloseOperatorMenu,
    OpenHall,
    OpenOperatorMenu,
    PackReady,
    Repaired,
)
from kiosk.session.live_reload import PackEdited, reload_pack
from kiosk.session.operator_actions import EndPreview, ReturnToService, TakeOutOfService
from kiosk.session.phases import Phase
from kiosk.session.state import State


def reduce(state: State, action: Action) -> State:
    """Return the state after such an action; the same state for any other."""
    match action:
        case PackEdited(outline=outline):
            # The operator's preview shows another pack than the one being edited.
            state = state if state.phase is Phase.PREVIEW else reload_pack(state, outline)
        case PackReady(outline=outline):
            state = _reset_if_in(Phase.ATTRACT, replace(state, waiting=outline))
        case CloseHall():
            # A visitor who is there finishes first: being shut out without a warning helps nobody.
            state = _reset_if_in(Phase.ATTRACT, replace(state, is_open=False))
        case OpenHall():
            state = _reset_if_in(Phase.CLOSED, replace(state, is_open=True))
        case OpenOperatorMenu():
            state = visit.reset(state, Phase.OPERATOR)
        case CloseOperatorMenu():
            state = visit.reset_to_idle(state) if state.phase in operator_access.OPERATED else state
        case EndPreview() if state.phase is Phase.PREVIEW:
            menu = visit.reset(replace(state, waiting=None), Phase.OPERATOR)
            state = replace(menu, authenticated=True, waiting=state.waiting)
        case TakeOutOfService():
            state = replace(state, disabled_by_operator=True)
            state = _reset_if_in(Phase.ATTRACT, _reset_if_in(Phase.CLOSED, state))
        case ReturnToService():
            state = _reset_if_in(Phase.OUT_OF_SERVICE, replace(state, disabled_by_operator=False))
        case BreakDown(reason=reason):
            state = visit.reset_to_idle(replace(state, reason=reason))
        case Repaired():
            state = _reset_if_in(Phase.OUT_OF_SERVICE, replace(state, reason=None))
    return state


def _reset_if_in(phase: Phase, state: State) -> State:
    """Reset only where the device is in `phase`; elsewhere the change is kept for the next reset."""
    return visit.reset_to_idle(state) if state.phase is phase else state
