"""(State, Action) → State: the one door to the session."""

from __future__ import annotations

from dataclasses import replace

from kiosk.flow import attract, choices, duty, fingers, history, media, service, session
from kiosk.flow.actions import (
    Action,
    Intent,
    Lifted,
    MediaStarted,
    MediaStopped,
    Moved,
    Pressed,
    Tick,
    Touched,
)
from kiosk.flow.phase import SESSION, Phase
from kiosk.flow.state import State
from kiosk.flow.times import Rules


def reduce(state: State, action: Action, rules: Rules) -> State:
    """The state after `action`. Never raises: what does not fit the phase or the pack changes nothing but the time."""
    state = replace(state, now=max(state.now, action.now))
    state = before = fingers.count_ghosts(state, rules.times.ghost)
    match action:
        case Tick():
            state = session.pass_time(state, rules)
        case Touched(finger=finger):
            state = session.wake(fingers.put_down(state, finger))
        case Pressed():
            state = session.wake(state)
        case Moved(finger=finger) | Lifted(finger=finger):
            state = _follow(state, action, finger)
        case Intent():
            state = _obey(state, action)
        case MediaStarted():
            state = media.start(state) if state.phase in {*SESSION, Phase.PREVIEW} else state
        case MediaStopped():
            state = media.stop(state, rules.times.media_hold)
        case _:
            state = duty.serve(service.serve(attract.turn(state, action), action), action)
    return service.listen(before, action, state)


def _follow(state: State, action: Moved | Lifted, number: int) -> State:
    """A finger that was known moved or went up; only a living one is a sign of the visitor."""
    finger = fingers.find(state, number)
    if finger is None:
        return state
    followed = fingers.move(state, number) if isinstance(action, Moved) else fingers.lift(state, number)
    return followed if finger.ghost else session.see(followed)


def _obey(state: State, wish: Intent) -> State:
    """A wish counts in an active session, and in a preview: under a warning nothing may be touched but the warning."""
    if state.phase not in {Phase.ACTIVE, Phase.PREVIEW}:
        return state
    return session.see(choices.choose(history.travel(state, wish), wish))
