"""The idle clock: how long a visitor may be inactive, and when something is due."""

from __future__ import annotations

import math

from kiosk.session import media_hold, operator_access, touches
from kiosk.session.phases import Phase, Screen
from kiosk.session.state import State
from kiosk.session.timeouts import Rules

# A timer that wakes at a whole second must find that second elapsed, despite rounding in the sum.
_ROUNDING = 1e-6


def limit(state: State, rules: Rules) -> float:
    """Return the seconds of inactivity before the warning, at the place in view."""
    times, place = rules.times, state.place
    seconds = times.idle
    if place.screen is Screen.PANEL:
        reading = state.outline.reading_seconds(place.panel, place.page, state.settings.language)
        seconds = max(seconds, times.reading_factor * reading)
    return max(seconds, times.eased_idle) if state.settings.has_accessibility else seconds


def warning_due(state: State, rules: Rules) -> float | None:
    """Return when to warn an active session; None while a live finger is down."""
    if touches.any_live(state):
        return None
    return max(state.last_seen, media_hold.held_until(state, rules.times.media_hold)) + limit(state, rules)


def warning_end(state: State, rules: Rules) -> float:
    """Return when the countdown of a warning ends."""
    return (state.now if state.warned_at is None else state.warned_at) + rules.times.countdown


def remaining(state: State, rules: Rules, now: float) -> int:
    """Return whole seconds left in the warning at `now`, rounded up; 0 without a warning."""
    if state.phase is not Phase.WARNING:
        return 0
    seconds_left = warning_end(state, rules) - max(now, state.now)
    return max(0, math.ceil(seconds_left - _ROUNDING))


def next_deadline(state: State, rules: Rules) -> float | None:
    """Return the earliest monotonic second at which a `Tick` changes something; None where nothing is pending."""
    deadlines = [touches.next_ghost(state, rules.times.ghost), operator_access.next_deadline(state, rules)]
    if state.phase is Phase.ACTIVE:
        deadlines.append(warning_due(state, rules))
    elif state.phase is Phase.WARNING:
        deadlines.append(warning_end(state, rules) - max(0, remaining(state, rules, state.now) - 1))
    return min((deadline for deadline in deadlines if deadline is not None), default=None)
