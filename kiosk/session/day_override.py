"""Override of the opening hours for one day, by the operator; it ends by itself at the hall's midnight."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

PLANNED, OPEN, CLOSED = "planned", "open", "closed"
HOURS = (PLANNED, OPEN, CLOSED)
MAX_SECONDS = 25 * 3600.0  # seconds: the longest possible day, when summer time ends


class DayOverride(NamedTuple):
    """Override: `hours`, one of `HOURS`, for the date `day`, as YYYY-MM-DD."""

    hours: str = PLANNED
    day: str = ""


NO_OVERRIDE = DayOverride()


def make_override(hours: str, now: datetime) -> DayOverride:
    """Return the override for the day of `now`, the hall's time; `NO_OVERRIDE` unless open or closed."""
    return DayOverride(hours, now.date().isoformat()) if hours in {OPEN, CLOSED} else NO_OVERRIDE


def restore(hours: object, day: object) -> DayOverride:
    """Return the override saved as these two values; invalid values give `NO_OVERRIDE`."""
    try:
        override = make_override(str(hours), datetime.combine(date.fromisoformat(str(day)), datetime.min.time()))
    except ValueError:
        return NO_OVERRIDE
    return override if override.day == day else NO_OVERRIDE


def hours_in_force(override: DayOverride, now: datetime) -> str:
    """Return which of `HOURS` holds at `now`. On any other day an override has no effect."""
    return override.hours if override.day == now.date().isoformat() else PLANNED


def is_over(override: DayOverride, now: datetime, age: float) -> bool:
    """Return whether it never holds again: its day is past, or it is `age` seconds old by a monotonic clock.

    A clock that stops, or is set back again and again, must not make one day last for ever. A day in the future is not
    over: a device without a battery starts in the past, until its clock is set.
    """
    return override.hours != PLANNED and (override.day < now.date().isoformat() or age > MAX_SECONDS)
