"""Reducer, (State, Action) → State: the only entry to the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from kiosk.session import (
    actions,
    attract_reducer,
    device_reducer,
    media_hold,
    navigation,
    operator_access,
    operator_actions,
    touches,
    visit,
    visitor_settings,
)
from kiosk.session.actions import Action, Intent, Lifted, Moved, Touched
from kiosk.session.live_reload import PackEdited
from kiosk.session.phases import SESSION, Phase
from kiosk.session.state import State
from kiosk.session.timeouts import Rules

Handler = Callable[[State, Any, Rules], State]
PLAYING = {*SESSION, Phase.PREVIEW}


def reduce(state: State, action: Action, rules: Rules) -> State:
    """Return the state after `action`. Never raises: one that does not fit phase or pack changes only the time."""
    state = replace(state, now=max(state.now, action.now))
    state = before = touches.count_ghosts(state, rules.times.ghost)
    if (handler := HANDLERS.get(type(action))) is not None:
        state = handler(state, action, rules)
    return operator_access.track_corner_hold(before, action, state)


def _touch(state: State, action: Touched) -> State:
    return visit.wake(touches.put_down(state, action.finger))


def _move_or_lift(state: State, action: Moved | Lifted) -> State:
    """Move or lift a known finger; only a live one counts as activity."""
    finger = touches.find(state, action.finger)
    if finger is None:
        return state
    is_move = isinstance(action, Moved)
    updated = touches.move(state, action.finger) if is_move else touches.lift(state, action.finger)
    return updated if finger.ghost else visit.note_activity(updated)


def _without_rules(reducer: Callable[[State, Any], State]) -> Handler:
    return lambda state, action, _: reducer(state, action)


def _in_session(reducer: Callable[[State, Intent], State]) -> Handler:
    """Intents count in an active session and in a preview; during a warning only the warning may be touched."""
    allowed = {Phase.ACTIVE, Phase.PREVIEW}
    return lambda state, intent, _: visit.note_activity(reducer(state, intent)) if state.phase in allowed else state


# Action → handler. Any other action changes only the time.
HANDLERS: Mapping[type[Action], Handler] = {
    actions.Tick: lambda state, _, rules: visit.pass_time(state, rules),
    actions.Touched: _without_rules(_touch),
    actions.Pressed: lambda state, *_: visit.wake(state),
    actions.Moved: _without_rules(_move_or_lift),
    actions.Lifted: _without_rules(_move_or_lift),
    actions.MediaStarted: lambda state, *_: media_hold.start(state) if state.phase in PLAYING else state,
    actions.MediaStopped: lambda state, _, rules: media_hold.stop(state, rules.times.media_hold),
    **dict.fromkeys(
        (
            *(actions.Open, actions.OpenPanel, actions.OpenGallery, actions.OpenPicture, actions.OpenSearch),
            *(actions.ShowPage, actions.ShowPicture, actions.Type, actions.GoBack, actions.GoHome),
        ),
        _in_session(navigation.navigate),
    ),
    **dict.fromkeys(
        (
            *(actions.ChooseLanguage, actions.ChooseTextSize, actions.ChooseContrast),
            *(actions.ToggleLowReach, actions.ToggleReducedMotion, actions.ToggleReadAloud),
        ),
        _in_session(visitor_settings.choose),
    ),
    **dict.fromkeys(
        (
            actions.NextScene,
            actions.CallScene,
            actions.CallStillScene,
            actions.SceneShown,
            actions.SceneLost,
            actions.Shift,
        ),
        _without_rules(attract_reducer.reduce),
    ),
    **dict.fromkeys(
        (operator_actions.Authenticate, operator_actions.Worked, operator_actions.PreviewPack),
        _without_rules(operator_access.reduce),
    ),
    **dict.fromkeys(
        (
            *(PackEdited, actions.PackReady, actions.BreakDown, actions.Repaired, actions.CloseHall, actions.OpenHall),
            *(actions.OpenOperatorMenu, actions.CloseOperatorMenu, operator_actions.EndPreview),
            *(operator_actions.TakeOutOfService, operator_actions.ReturnToService),
        ),
        _without_rules(device_reducer.reduce),
    ),
}
