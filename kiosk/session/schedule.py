"""Schedule by the wall clock: scenes of the attract loop, opening hours, quiet hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

Spans = tuple[tuple[str, str], ...]


class Timed(Protocol):
    """Something with a schedule; empty is always.

    `hours` from the first to before the last, as HH:MM; an end before the start is over midnight. `dates` from the
    first to the last day, as YYYY-MM-DD, or MM-DD for every year. `weekdays` from the first to the last, Monday is 0.
    """

    @property
    def hours(self) -> Spans: ...

    @property
    def dates(self) -> Spans: ...

    @property
    def weekdays(self) -> tuple[tuple[int, int], ...]: ...


def due_scenes(scenes: Sequence[Timed], wall: datetime) -> tuple[int, ...]:
    """Return the numbers of the scenes to show at `wall`, the device's local time, in the order of the pack.

    Where none is due all of them are: a scene out of its time is better than a screen that does not call.
    """
    return tuple(number for number, scene in enumerate(scenes) if is_due(scene, wall)) or tuple(range(len(scenes)))


def is_due(scene: Timed, wall: datetime) -> bool:
    """Return whether `scene` is due: within its hours, dates and weekdays, where it has any.

    The hours after midnight belong to the evening before: Friday's 22:00-02:00 ends on Saturday at two.
    """
    return bool(due_days(scene, wall))


def due_days(scene: Timed, wall: datetime) -> tuple[datetime, ...]:
    """Return the days for which something is due at `wall`: this one, or the previous one for hours over midnight."""
    days = (_day_of_hours(hours, wall) for hours in scene.hours) if scene.hours else (wall,)
    return tuple(day for day in days if day is not None and _is_on_day(scene, day))


def _day_of_hours(hours: tuple[str, str], wall: datetime) -> datetime | None:
    """Return the day to which these hours belong, None at another time of day."""
    (start, end), time = hours, f"{wall:%H:%M}"
    over_midnight = end < start
    if over_midnight and time < end:
        return _day_before(wall)
    return wall if start <= time and (over_midnight or time < end) else None


def is_among(dates: Spans, day: datetime) -> bool:
    """Return whether a day is one of the dates."""
    return any(_is_in_dates(span, day) for span in dates)


def _is_on_day(scene: Timed, day: datetime) -> bool:
    is_dated = not scene.dates or is_among(scene.dates, day)
    return is_dated and (not scene.weekdays or any(_is_in_weekdays(days, day.weekday()) for days in scene.weekdays))


def _is_in_dates(dates: tuple[str, str], day: datetime) -> bool:
    first, last = dates
    # Written with the year, or without it for every year; both sort as text.
    today = f"{day.year:04}-{day:%m-%d}"[-len(first) :]
    return first <= today <= last if first <= last else today >= first or today <= last


def _is_in_weekdays(days: tuple[int, int], weekday: int) -> bool:
    first, last = days
    return first <= weekday <= last if first <= last else weekday >= first or weekday <= last


def _day_before(day: datetime) -> datetime:
    return day - timedelta(days=1) if day.toordinal() > 1 else day
