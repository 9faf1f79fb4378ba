"""Value of a live counter at a moment of the wall clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

LENGTHS = {"days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}
MONTHS = {"years": 12, "months": 1}
LONGEST_WAIT = 60
"""Seconds. The wall clock may be set at any moment and tells nobody: a counter looks at it at least this often."""


@dataclass(frozen=True, slots=True)
class CounterValue:
    """Counter value: `value` is shown now, and may change in `again` seconds (from 1 to 60)."""

    value: int
    again: int


def count(since: str, until: str, counts: str, wall: datetime) -> CounterValue:
    """Return whole units since an instant; or, where `since` is empty, units left until one, rounded up. Never below 0.

    Instants are ISO dates, with a time or at midnight. `counts` is a key of `LENGTHS` or `MONTHS`. All times are the
    device's local wall-clock times.
    """
    start, end = (datetime.fromisoformat(since), wall) if since else (wall, datetime.fromisoformat(until))
    gone = end - start
    if gone <= timedelta():
        return CounterValue(0, LONGEST_WAIT)
    if counts in MONTHS:
        whole, rest = divmod(_months(start, end), MONTHS[counts])
        begun = rest > 0 or _later(start, whole * MONTHS[counts]) < end
        length = LENGTHS["days"]
    else:
        length = LENGTHS[counts]
        whole, left = divmod(gone, timedelta(seconds=length))
        begun = left > timedelta()
    return CounterValue(whole if since else whole + begun, _wait(gone, length, rising=bool(since)))


def _wait(gone: timedelta, length: int, *, rising: bool) -> int:
    """Return whole seconds to the next change: the rest of the current unit."""
    over = gone % timedelta(seconds=length)
    wait = timedelta(seconds=length) - over if rising else over
    return min(LONGEST_WAIT, max(1, -(-wait // timedelta(seconds=1))))


def _months(start: datetime, end: datetime) -> int:
    """Return whole months from `start` to a later `end`."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (_later(start, months) > end)


def _later(start: datetime, months: int) -> datetime:
    """Return the same day so many months later; the month's last day where there is no such day."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month, day = start.year + years, month + 1, start.day
    while True:
        try:
            return start.replace(year=year, month=month, day=day)
        except ValueError:
            day -= 1
