"""What the device is told from behind the screen: a new pack, opening hours, the operator, a breakdown."""

from __future__ import annotations

from dataclasses import replace

from kiosk.flow import service, session
from kiosk.flow.actions import (
    Action,
    BreakDown,
    Close,
    EndService,
    OpenDoors,
    PackReady,
    Repaired,
    StartService,
)
from kiosk.flow.editing import PackEdited, edit
from kiosk.flow.orders import EndPreview, Restore, Withdraw
from kiosk.flow.phase import Phase
from kiosk.flow.state import State


def serve(state: State, action: Action) -> State:
    """The state after such an action; the same state for any other."""
    match action:
        case PackEdited(outline=outline):
            # What the operator looks at is another pack than the one that is written.
            state = state if state.phase is Phase.PREVIEW else edit(state, outline)
        case PackReady(outline=outline):
            state = _rest_in(Phase.ATTRACT, replace(state, waiting=outline))
        case Close():
            # A visitor who is there finishes first: being shut out without a warning helps nobody.
            state = _rest_in(Phase.ATTRACT, replace(state, doors_open=False))
        case OpenDoors():
            state = _rest_in(Phase.CLOSED, replace(state, doors_open=True))
        case StartService():
            state = session.reset(state, Phase.SERVICE)
        case EndService():
            state = session.rest(state) if state.phase in service.OPERATED else state
        case EndPreview() if state.phase is Phase.PREVIEW:
            panel = session.reset(replace(state, waiting=None), Phase.SERVICE)
            state = replace(panel, admitted=True, waiting=state.waiting)
        case Withdraw():
            state = replace(state, withdrawn=True)
            state = _rest_in(Phase.ATTRACT, _rest_in(Phase.CLOSED, state))
        case Restore():
            state = _rest_in(Phase.OUT_OF_SERVICE, replace(state, withdrawn=False))
        case BreakDown(reason=reason):
            state = session.rest(replace(state, reason=reason))
        case Repaired():
            state = _rest_in(Phase.OUT_OF_SERVICE, replace(state, reason=None))
    return state


def _rest_in(phase: Phase, state: State) -> State:
    """Reset only where the device is in `phase`; elsewhere what was said is kept for the next reset."""
    return session.rest(state) if state.phase is phase else state
