"""Rows of the opening hours for the operator menu."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from kiosk.device.message_catalog import Phrases
from kiosk.device.settings import Hours
from kiosk.operator.device_facts import Fact
from kiosk.session.day_override import PLANNED, DayOverride, hours_in_force
from kiosk.session.opening_hours import YEAR, is_open, next_change
from kiosk.session.timetable import DAY, coming_closures, weekly_hours
from kiosk.session.timetable import Hours as Spans

MOST_DATES = 4


class HoursFacts(NamedTuple):
    """The hours, the override for one day, and the hall's time; without a zone the machine's."""

    hours: Hours
    override: DayOverride
    now: datetime


def known(hours: Hours, override: DayOverride, wall: datetime) -> HoursFacts:
    """Return the facts for the hall's local time `wall`."""
    return HoursFacts(hours, override, wall.replace(tzinfo=hours.zone) if hours.zone else wall)


def opening(of: HoursFacts, phrases: Phrases) -> str:
    """Return briefly whether the hall is open, and until when."""
    if (in_force := hours_in_force(of.override, of.now)) != PLANNED:
        return phrases[f"opening-ruled-{in_force}"]
    is_now, change = _now(of)
    if change is None:
        return phrases["opening-always" if is_now else "opening-never"]
    at = _time(change, is_now) if _day(change, is_now) == of.now.date() else _moment(change, is_now, of, phrases)
    return phrases.say("opening-until" if is_now else "opening-next", when=at)


def state(of: HoursFacts, phrases: Phrases) -> dict[str, str]:
    """Return the current state (`headline`, `until`), `clock` and `zone`, and how long a choice holds (`note`)."""
    is_now, change = _now(of)
    if change is not None:
        until = phrases.say("hours-until" if is_now else "hours-next", when=_moment(change, is_now, of, phrases))
    elif is_now and not of.hours.opening.slots and not of.hours.opening.closed:
        until = phrases["hours-none"]
    else:
        until = phrases["hours-ever" if is_now else "hours-never"]
    midnight = datetime.combine(of.now.date() + timedelta(days=1), datetime.min.time())
    in_force = hours_in_force(of.override, of.now) != PLANNED
    return {
        "headline": phrases["hours-open" if is_now else "hours-shut"],
        "until": until,
        "clock": phrases.say("hours-now", when=_moment(of.now, False, of, phrases)),
        "zone": str(of.hours.zone) if of.hours.zone else phrases.say("zone-machine", zone=_offset(of.now)),
        "note": phrases.say("hours-ruled" if in_force else "hours-note", when=_moment(midnight, True, of, phrases)),
    }


def weekdays(of: HoursFacts, phrases: Phrases) -> list[Fact]:
    """Return the hours of each weekday."""
    names, today = phrases["weekdays"].split(), of.now.weekday()
    return [
        _fact(phrases.say("weekday-today", day=name) if number == today else name, _spans(spans, phrases, "day-closed"))
        for number, (name, spans) in enumerate(zip(names, weekly_hours(of.hours.opening), strict=True))
    ]


def particulars(of: HoursFacts, phrases: Phrases) -> list[Fact]:
    """Return the other settings: closed dates, quiet hours, what the screen shows, and where they are read from."""
    hours = of.hours
    quiet = [(_minutes(start), _minutes(end)) for start, end in hours.quiet]
    source = phrases["hours-defaults"] if hours.file is None else str(hours.file)
    shown = phrases.say("hours-faulty", file=source) if hours.faulty else source
    return [
        _fact(phrases["hours-dates"], "\n".join(_dates(of, phrases)) or phrases["hours-nothing"]),
        _fact(phrases["hours-quiet"], _spans(tuple(sorted(quiet)), phrases, "hours-nothing")),
        _fact(phrases["hours-outside"], phrases[f"outside-{hours.outside}"]),
        _fact(phrases["hours-source"], shown, hours.faulty),
    ]


def _now(of: HoursFacts) -> tuple[bool, datetime | None]:
    change = next_change(of.hours.opening, of.now, of.override, YEAR)
    return is_open(of.hours.opening, of.now, of.override), change


def _dates(of: HoursFacts, phrases: Phrases) -> Iterator[str]:
    today = of.now.date()
    found = coming_closures(of.hours.opening.closed, today)
    for first, last in found[:MOST_DATES]:
        if first == last:
            yield _date(first, today, phrases, weekday=True)
        else:
            yield f"{_date(first, today, phrases)} – {_date(last, today, phrases)}"
    if len(found) > MOST_DATES:
        yield phrases.say("hours-more", count=len(found) - MOST_DATES)


def _spans(spans: Spans, phrases: Phrases, none: str) -> str:
    if spans == ((0, DAY),):
        return phrases["day-whole"]
    texts = [
        phrases.say("hours-over" if end - start > DAY else "hours-of", start=_clock(start), end=_clock(end))
        for start, end in spans
    ]
    return phrases["comma"].join(texts) or phrases[none]


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])


def _clock(minutes: int) -> str:
    minutes = minutes - DAY if minutes > DAY else minutes
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _day(moment: datetime, ends: bool) -> date:
    """Return the day of a moment; for an end at midnight, the day before."""
    return moment.date() - timedelta(days=1) if ends and f"{moment:%H:%M}" == "00:00" else moment.date()


def _time(moment: datetime, ends: bool) -> str:
    return f"{moment:%H:%M}" if _day(moment, ends) == moment.date() else "24:00"


def _moment(moment: datetime, ends: bool, of: HoursFacts, phrases: Phrases) -> str:
    day = _date(_day(moment, ends), of.now.date(), phrases, weekday=True)
    return phrases.say("moment", date=day, time=_time(moment, ends))


def _date(day: date, today: date, phrases: Phrases, weekday: bool = False) -> str:
    form = "date" if day.year == today.year else "date-year"
    text = phrases.say(form, year=day.year, month=phrases["months"].split()[day.month - 1], day=day.day)
    return (
        phrases.say("date-weekday", date=text, weekday=phrases["weekdays"].split()[day.weekday()]) if weekday else text
    )


def _offset(now: datetime) -> str:
    minutes = int(((now if now.tzinfo else now.astimezone()).utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def _fact(label: str, value: str, grave: bool = False) -> Fact:
    return {"label": label, "value": value, "grave": grave}
