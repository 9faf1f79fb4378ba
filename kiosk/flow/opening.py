"""When the screen is open, and when it is quiet: by the wall clock of the hall, summer time included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.flow.due import Spans, due_days, is_among, is_due

MINUTE = timedelta(minutes=1)
FORESIGHT = timedelta(days=8)
FIRST, LAST = datetime.min.replace(tzinfo=UTC) + FORESIGHT, datetime.max.replace(tzinfo=UTC) - 2 * FORESIGHT


@dataclass(frozen=True, slots=True)
class Slot:
    """Hours of the day on days of the week, in the form of `kiosk.flow.due.Timed`; empty is always."""

    hours: Spans = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    dates: Spans = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """The hours in which visitors are served; without a slot all of them. On `closed` dates none counts."""

    slots: tuple[Slot, ...] = ()
    closed: Spans = ()


def is_open(opening: Opening, now: datetime) -> bool:
    """Whether visitors are served at `now`, which is in the time zone of the hall.

    The hours after midnight belong to the evening before, and are open or closed as that day is. An hour that summer
    time leaves out is not there; one that comes twice counts twice.
    """
    wall = now.replace(tzinfo=None)
    days = (day for slot in opening.slots or (Slot(),) for day in due_days(slot, wall))
    return any(not is_among(opening.closed, day) for day in days)


def is_quiet(quiet: Spans, now: datetime) -> bool:
    """Whether `now` lies in the hours without sound."""
    return bool(quiet) and is_due(Slot(quiet), now.replace(tzinfo=None))


def next_change(opening: Opening, now: datetime) -> datetime | None:
    """The first minute within eight days at which it is open and was not, or the other way round; None without one.

    It goes on by time that really passes, so that it is right where summer time begins and ends.
    """
    is_now = is_open(opening, now)
    return next((moment for moment in _turns(opening, now) if is_open(opening, moment) is not is_now), None)


def _turns(opening: Opening, now: datetime) -> Iterator[datetime]:
    """The minutes at which anything may change: midnight, the edges of the hours, and where the clock is moved."""
    edges = {edge for slot in opening.slots for hours in slot.hours for edge in hours}
    turns = {(0, 0), *((int(edge[:2]), int(edge[3:])) for edge in edges)}
    moment = now.astimezone(UTC).replace(second=0, microsecond=0)
    if not FIRST <= moment <= LAST:
        return
    offset, end = now.utcoffset(), moment + FORESIGHT
    while (moment := moment + MINUTE) <= end:
        local = moment.astimezone(now.tzinfo)
        if (local.hour, local.minute) in turns or local.utcoffset() != offset:
            offset = local.utcoffset()
            yield local
