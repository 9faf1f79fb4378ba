"""Override of the opening hours for one day, by the operator; it ends by itself at the hall's midnight."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

PLANNED, OPEN, CLOSED = "planned", "open", "closed"
HOURS = (PLANNED, OPEN, CLOSED)
LONGEST = 25 * 3600.0  # seconds: the longest day there is, that on which summer time ends


class DayOverride(NamedTuple):
    """`hours`: one of `HOURS`, for the date `day`, as YYYY-MM-DD."""

    hours: str = PLANNED
    day: str = ""


UNSETTLED = DayOverride()


def rule(hours: str, now: datetime) -> DayOverride:
    """Return what is settled for the day of `now`, the hall's time; what is no ruling of `HOURS` settles nothing."""
    return DayOverride(hours, now.date().isoformat()) if hours in {OPEN, CLOSED} else UNSETTLED


def recalled(hours: object, day: object) -> DayOverride:
    """Return what was kept as these two; what nobody can have kept settles nothing."""
    try:
        ruling = rule(str(hours), datetime.combine(date.fromisoformat(str(day)), datetime.min.time()))
    except ValueError:
        return UNSETTLED
    return ruling if ruling.day == day else UNSETTLED


def holding(ruling: DayOverride, now: datetime) -> str:
    """Return which of `HOURS` holds at `now`. Of another day than its own a ruling says nothing."""
    return ruling.hours if ruling.day == now.date().isoformat() else PLANNED


def is_over(ruling: DayOverride, now: datetime, age: float) -> bool:
    """Whether it never holds again: its day is past, or it is `age` seconds old by a clock that nobody sets.

    A clock that stands still, or is set back again and again, must not make one day last for ever. A day that is yet
    to come is not over: a device without a battery begins in the past, until it is told the time.
    """
    return ruling.hours != PLANNED and (ruling.day < now.date().isoformat() or age > LONGEST)
