"""Value of a live counter at a moment of the wall clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

LENGTHS = {"days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}
MONTHS = {"years": 12, "months": 1}
MAX_WAIT = 60
"""Seconds. The wall clock may be set at any moment, without notice: a counter reads it at least this often."""


@dataclass(frozen=True, slots=True)
class CounterValue:
    """Counter value: `value` is shown now, and may change in `seconds_to_change` seconds (from 1 to 60)."""

    value: int
    seconds_to_change: int


def count(since: str, until: str, counts: str, wall: datetime) -> CounterValue:
    """Return whole units since an instant; or, where `since` is empty, units left until one, rounded up. Never below 0.

    Instants are ISO dates, with a time or at midnight. `counts` is a key of `LENGTHS` or `MONTHS`. All times are the
    device's local wall-clock times.
    """
    start, end = (datetime.fromisoformat(since), wall) if since else (wall, datetime.fromisoformat(until))
    elapsed = end - start
    if elapsed <= timedelta():
        return CounterValue(0, MAX_WAIT)
    if counts in MONTHS:
        whole, remainder = divmod(_count_months(start, end), MONTHS[counts])
        is_begun = remainder > 0 or _add_months(start, whole * MONTHS[counts]) < end
        length = LENGTHS["days"]
    else:
        length = LENGTHS[counts]
        whole, remainder_of_unit = divmod(elapsed, timedelta(seconds=length))
        is_begun = remainder_of_unit > timedelta()
    return CounterValue(whole if since else whole + is_begun, _wait(elapsed, length, rising=bool(since)))


def _wait(elapsed: timedelta, length: int, *, rising: bool) -> int:
    """Return whole seconds to the next change: the rest of the current unit."""
    since_last_change = elapsed % timedelta(seconds=length)
    wait = timedelta(seconds=length) - since_last_change if rising else since_last_change
    return min(MAX_WAIT, max(1, -(-wait // timedelta(seconds=1))))


def _count_months(start: datetime, end: datetime) -> int:
    """Return whole months from `start` to a later `end`."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (_add_months(start, months) > end)


def _add_months(start: datetime, months: int) -> datetime:
    """Return the same day so many months later; the month's last day where there is no such day."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month, day = start.year + years, month + 1, start.day
    while True:
        try:
            return start.replace(year=year, month=month, day=day)
        except ValueError:
            day -= 1
