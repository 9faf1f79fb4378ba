"""(State, Action) → State: the one door to the session."""

from __future__ import annotations

from dataclasses import replace

from kiosk.session import (
    attract_reducer,
    device_reducer,
    media_hold,
    navigation,
    operator_access,
    touches,
    visit,
    visitor_settings,
)
from kiosk.session.actions import Action, Intent, Lifted, MediaStarted, MediaStopped, Moved, Pressed, Tick, Touched
from kiosk.session.phases import SESSION, Phase
from kiosk.session.state import State
from kiosk.session.timeouts import Rules


def reduce(state: State, action: Action, rules: Rules) -> State:
    """The state after `action`. Never raises: what does not fit the phase or the pack changes nothing but the time."""
    state = replace(state, now=max(state.now, action.now))
    state = before = touches.count_ghosts(state, rules.times.ghost)
    match action:
        case Tick():
            state = visit.pass_time(state, rules)
        case Touched(finger=finger):
            state = visit.wake(touches.put_down(state, finger))
        case Pressed():
            state = visit.wake(state)
        case Moved(finger=finger) | Lifted(finger=finger):
            state = _follow(state, action, finger)
        case Intent():
            state = _obey(state, action)
        case MediaStarted():
            state = media_hold.start(state) if state.phase in {*SESSION, Phase.PREVIEW} else state
        case MediaStopped():
            state = media_hold.stop(state, rules.times.media_hold)
        case _:
            state = device_reducer.serve(operator_access.serve(attract_reducer.turn(state, action), action), action)
    return operator_access.listen(before, action, state)


def _follow(state: State, action: Moved | Lifted, number: int) -> State:
    """A finger that was known moved or went up; only a living one is a sign of the visitor."""
    finger = touches.find(state, number)
    if finger is None:
        return state
    followed = touches.move(state, number) if isinstance(action, Moved) else touches.lift(state, number)
    return followed if finger.ghost else visit.see(followed)


def _obey(state: State, wish: Intent) -> State:
    """A wish counts in an active session, and in a preview: under a warning nothing may be touched but the warning."""
    if state.phase not in {Phase.ACTIVE, Phase.PREVIEW}:
        return state
    return visit.see(visitor_settings.choose(navigation.travel(state, wish), wish))
