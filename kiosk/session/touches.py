"""The fingers on the screen, and the ghosts among them: dirt, water, a poster that leans on the screen."""

from __future__ import annotations

from dataclasses import replace

from kiosk.session.state import Finger, State

# More than two visitors' hands. Touches whose end the driver lost must not accumulate over months.
MAX_FINGERS = 32


def find(state: State, finger: int) -> Finger | None:
    """Return the finger with this id that is down, ghost or not."""
    return next((each for each in state.fingers if each.id == finger), None)


def any_live(state: State) -> bool:
    """Return whether any finger is down that is not a ghost."""
    return any(not each.ghost for each in state.fingers)


def put_down(state: State, finger: int) -> State:
    """Add a finger; one that is already down lost its lift, and starts over."""
    others = tuple(each for each in state.fingers if each.id != finger)
    return replace(state, fingers=(*others, Finger(finger, state.now))[-MAX_FINGERS:])


def move(state: State, finger: int) -> State:
    """Note that a finger moved."""
    return replace(
        state, fingers=tuple(replace(each, moved=state.now) if each.id == finger else each for each in state.fingers)
    )


def lift(state: State, finger: int) -> State:
    """Remove a finger."""
    return replace(state, fingers=tuple(each for each in state.fingers if each.id != finger))


def count_ghosts(state: State, seconds: float) -> State:
    """Mark and count the fingers that have not moved for `seconds`."""
    still = {each.id for each in state.fingers if not each.ghost and state.now >= each.moved + seconds}
    if not still:
        return state
    fingers = tuple(replace(each, ghost=True) if each.id in still else each for each in state.fingers)
    return replace(state, fingers=fingers, ghosts=state.ghosts + len(still))


def next_ghost(state: State, seconds: float) -> float | None:
    """Return when the next finger becomes a ghost, if it stays still."""
    return min((each.moved + seconds for each in state.fingers if not each.ghost), default=None)
