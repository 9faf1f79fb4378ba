"""The opening hours as a hall would post them: the hours of each weekday, and the coming closed dates."""

from __future__ import annotations

from datetime import MAXYEAR, date, datetime, timedelta

from kiosk.session.opening_hours import OpeningHours, Slot
from kiosk.session.schedule import Spans, is_due

DAY = 24 * 60
Hours = tuple[tuple[int, int], ...]
"""First minutes, and those that are past, from midnight on; those beyond `DAY` are of the next day."""

_MONDAY = datetime(2024, 1, 1)  # noqa: DTZ001  any Monday will do
_LEAP_YEARS = 8  # within so many there is a 29 February, also around a century without one


def weekly_hours(opening: OpeningHours) -> tuple[Hours, ...]:
    """Return the hours of each weekday from Monday on, in order and joined where they touch; empty: closed."""
    slots = opening.slots or (Slot(),)
    return tuple(_merge_hours([slot for slot in slots if _is_on_weekday(slot, number)]) for number in range(7))


def coming_closures(closed: Spans, today: date) -> tuple[tuple[date, date], ...]:
    """Return the first and last days of the closed dates that are not past, in order."""
    return tuple(sorted({dates for span in closed if (dates := _find_next_dates(span, today))}))


def _is_on_weekday(slot: Slot, number: int) -> bool:
    return is_due(Slot(weekdays=slot.weekdays), _MONDAY + timedelta(days=number))


def _merge_hours(slots: list[Slot]) -> Hours:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(_minutes(hours) for slot in slots for hours in slot.hours or (("00:00", "24:00"),)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _minutes(hours: tuple[str, str]) -> tuple[int, int]:
    start, end = (int(time[:2]) * 60 + int(time[3:]) for time in hours)
    return start, end if end >= start else end + DAY


def _find_next_dates(span: tuple[str, str], today: date) -> tuple[date, date] | None:
    """Return the days of a span; for a yearly one, the next ones. None where all are past."""
    first, last = span
    if len(first) > len("05-01"):
        days = date.fromisoformat(first), date.fromisoformat(last)
        return days if today <= days[1] else None
    for year in range(max(1, today.year - 1), min(MAXYEAR - 1, today.year + _LEAP_YEARS) + 1):
        days = _day(first, year, "03-01"), _day(last, year + (last < first), "02-28")
        if days[0] <= days[1] and today <= days[1]:
            return days
    return None


def _day(day: str, year: int, fallback: str) -> date:
    """Return a day of a year; `fallback` where it has no 29 February."""
    try:
        return date.fromisoformat(f"{year:04}-{day}")
    except ValueError:
        return date.fromisoformat(f"{year:04}-{fallback}")
