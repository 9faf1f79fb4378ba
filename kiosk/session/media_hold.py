"""Media hold: a playing film or narration holds the idle clock, for a limited time."""

from __future__ import annotations

from dataclasses import replace

from kiosk.session.state import MediaHold, State


def start(state: State) -> State:
    """Begin to hold; media that restart without a visitor's action in between continue the first hold."""
    media = state.media
    if media.playing:
        return state
    continues = media.since is not None and state.last_seen <= media.since
    since = media.since if continues else state.now
    return replace(state, media=replace(media, playing=True, since=since))


def stop(state: State, hold: float) -> State:
    """Release the clock from now, or from the end of the longest hold if that came before."""
    media = state.media
    if not media.playing:
        return state
    return replace(state, media=replace(media, playing=False, held_until=min(state.now, _end(media, hold))))


def held_until(state: State, hold: float) -> float:
    """Return the second from which media no longer hold the clock; it may lie in the future."""
    return _end(state.media, hold) if state.media.playing else state.media.held_until


def _end(media: MediaHold, hold: float) -> float:
    return (media.since or 0.0) + hold
