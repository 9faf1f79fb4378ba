"""Opening and quiet hours by the hall's wall clock, summer time included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.session.day_override import NO_OVERRIDE, OPEN, PLANNED, DayOverride, hours_in_force
from kiosk.session.schedule import Spans, due_days, is_among, is_due

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
FORESIGHT, YEAR = timedelta(days=8), timedelta(days=400)
FIRST, LAST = datetime.min.replace(tzinfo=UTC) + 2 * DAY, datetime.max.replace(tzinfo=UTC) - YEAR - 2 * DAY


@dataclass(frozen=True, slots=True)
class Slot:
    """Hours of the day on weekdays, in the form of `kiosk.session.schedule.Timed`; empty is always."""

    hours: Spans = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    dates: Spans = ()


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The hours in which visitors are served; without a slot, always. On `closed` dates none apply."""

    slots: tuple[Slot, ...] = ()
    closed: Spans = ()


def is_open(opening: OpeningHours, now: datetime, override: DayOverride = NO_OVERRIDE) -> bool:
    """Return whether visitors are served at `now`, in the hall's time zone; an override for the day decides.

    The hours after midnight belong to the evening before, and are open or closed as that day is. An hour that summer
    time skips does not exist; one that it repeats counts twice.
    """
    if (hours := hours_in_force(override, now)) != PLANNED:
        return hours == OPEN
    wall = now.replace(tzinfo=None)
    days = (day for slot in opening.slots or (Slot(),) for day in due_days(slot, wall))
    return any(not is_among(opening.closed, day) for day in days)


def is_quiet(quiet: Spans, now: datetime) -> bool:
    """Return whether `now` lies in the hours without sound."""
    return bool(quiet) and is_due(Slot(quiet), now.replace(tzinfo=None))


def next_change(
    opening: OpeningHours, now: datetime, override: DayOverride = NO_OVERRIDE, foresight: timedelta = FORESIGHT
) -> datetime | None:
    """Return the first minute within `foresight` at which the hall opens or closes; None without one.

    It counts elapsed time, so it is right where summer time begins and ends. A `now` without a time zone is in the
    machine's own.
    """
    is_open_now = is_open(opening, now, override)
    moments = _iter_possible_changes(opening, now, foresight)
    return next((moment for moment in moments if is_open(opening, moment, override) is not is_open_now), None)


def _iter_possible_changes(opening: OpeningHours, now: datetime, foresight: timedelta) -> Iterator[datetime]:
    """Yield the minutes at which anything may change: midnight, the edges of the hours, and clock changes."""
    edges = {edge for slot in opening.slots for hours in slot.hours for edge in hours}
    times = {timedelta(), *(timedelta(hours=int(edge[:2]), minutes=int(edge[3:])) for edge in edges)}
    begin = now.astimezone(UTC).replace(second=0, microsecond=0)
    if not FIRST <= begin <= LAST:
        return
    for number in range(foresight // DAY):
        moment = begin + number * DAY
        yield from _iter_possible_changes_in(times, moment, now)


def _iter_possible_changes_in(times: set[timedelta], begin: datetime, now: datetime) -> Iterator[datetime]:
    """Yield those of the 24 hours after `begin`, minute by minute only if the clock changes in them."""
    first, last = begin.astimezone(now.tzinfo), (begin + DAY).astimezone(now.tzinfo)
    since_midnight = timedelta(hours=first.hour, minutes=first.minute)
    if first.utcoffset() == last.utcoffset():
        waits = {(time - since_midnight) % DAY or DAY for time in times}
        yield from ((begin + wait).astimezone(now.tzinfo) for wait in sorted(waits))
        return
    offset = first.utcoffset()
    for number in range(1, DAY // MINUTE + 1):
        local = (begin + number * MINUTE).astimezone(now.tzinfo)
        if timedelta(hours=local.hour, minutes=local.minute) in times or local.utcoffset() != offset:
            offset = local.utcoffset()
            yield local
