"""Schedule of a scene: hours of the day, dates and days of the week, as written but in one form."""

from __future__ import annotations

import re
from typing import Annotated, Any, NoReturn

from pydantic import BeforeValidator

from kiosk.content.issues import Issue, advice, cannot_be, listed, raise_issues
from kiosk.content.messages import Message
from kiosk.content.model.meant_values import WEEKDAYS, day_exists, meant_dates, meant_hours, meant_weekdays
from kiosk.content.model.scalars import scalar
from kiosk.content.model.schema_hints import Schema, written

_HOURS = re.compile(r"(\d\d?):(\d\d) ?- ?(\d\d?):(\d\d)\Z", re.ASCII)
_DAY = re.compile(r"(?:(\d{4})-)?(\d\d)-(\d\d)\Z", re.ASCII)
_MIDNIGHT = 24 * 60

HOURS_EXPECTED = "two times from 00:00 to 24:00, such as 09:00-12:00"
DATES_EXPECTED = "a day or two: 2019-05-01..2019-05-07, or for every year 05-01..05-07"
WEEKDAYS_EXPECTED = Message("one of: {names}; or two of them, such as mon-fri", names=listed(WEEKDAYS))


def one_or_more(value: Any) -> Any:
    """Read one value as a list of one."""
    return [value] if isinstance(value, str) else value


def read_hours(value: Any) -> str:
    """Read HH:MM-HH:MM, the first minute and the one past the last; an end before the start is over midnight."""
    word = scalar(HOURS_EXPECTED)(value)
    found = _HOURS.match(word)
    if not found:
        otherwise = "write hours and minutes with : between them, and - between the two times"
        _refuse(word, HOURS_EXPECTED, _writing(meant_hours(word), otherwise))
    start_hour, start_minute, end_hour, end_minute = map(int, found.groups())
    start, end = start_hour * 60 + start_minute, end_hour * 60 + end_minute
    for time, hour, minute in ((start, start_hour, start_minute), (end, end_hour, end_minute)):
        if minute > 59 or time > _MIDNIGHT:
            fix = "{time} is no time of day; midnight at the end is 24:00"
            _refuse(word, HOURS_EXPECTED, Message(fix, time=f"{hour:02}:{minute:02}"))
    if start == _MIDNIGHT:
        _refuse(word, HOURS_EXPECTED, "midnight at the beginning is 00:00")
    if start == end:
        _refuse(word, HOURS_EXPECTED, "it lasts no time; for the whole day leave hours out")
    return f"{start_hour:02}:{start_minute:02}-{end_hour:02}:{end_minute:02}"


def read_dates(value: Any) -> str:
    """Read A..B, both days included; each YYYY-MM-DD, or each MM-DD for every year: the end may then be in the next."""
    word = scalar(DATES_EXPECTED)(value)
    days = [day.strip() for day in word.split("..")]
    found = [_DAY.match(day) for day in days]
    if len(days) > 2 or not all(found):
        otherwise = "write year, month and day with - between them, and .. between two days"
        _refuse(word, DATES_EXPECTED, _writing(meant_dates(word), otherwise))
    for day in days:
        if not day_exists(day):
            _refuse(word, DATES_EXPECTED, Message("{day} is no day of the calendar", day=day))
    first, last = days[0], days[-1]
    if len(first) != len(last):
        _refuse(word, DATES_EXPECTED, "write the year with both days, or with neither")
    if len(first) == len("2019-05-01") and last < first:
        fix = Message("it ends before it begins: write {days}", days=f"{last}..{first}")
        _refuse(word, DATES_EXPECTED, fix)
    return "..".join(days)


def read_weekdays(value: Any) -> str:
    """Read a day of the week, or A-B, which may run over Sunday."""
    word = scalar(WEEKDAYS_EXPECTED)(value)
    days = [day.strip() for day in word.lower().split("-")]
    for day in days:
        if day not in WEEKDAYS:
            otherwise = advice(day, WEEKDAYS, Message("write {words}", words=listed(WEEKDAYS)))
            _refuse(word, WEEKDAYS_EXPECTED, _writing(meant_weekdays(word), otherwise))
    if len(days) > 2:
        _refuse(word, WEEKDAYS_EXPECTED, Message("write single days as a list: {days}", days=f"[{', '.join(days)}]"))
    return "-".join(days)


def _writing(meant: str, otherwise: str) -> str:
    return Message("write {words}", words=meant) if meant else otherwise


def _refuse(word: str, expected: str, fix: str) -> NoReturn:
    raise_issues(Issue(cannot_be(word), expected, fix))


def _spans(shape: str, example: str) -> Schema:
    return {"type": "string", "pattern": rf"^\s*{shape}\s*$", "examples": [example]}


_ONE_DAY = r"(\d{4}-)?\d\d-\d\d"
_WEEKDAY = f"({'|'.join(''.join(f'[{letter}{letter.upper()}]' for letter in day) for day in WEEKDAYS)})"
Hours = Annotated[str, BeforeValidator(read_hours, written(_spans(r"\d\d?:\d\d ?- ?\d\d?:\d\d", "09:00-12:00")))]
Dates = Annotated[
    str, BeforeValidator(read_dates, written(_spans(rf"{_ONE_DAY}(\s*\.\.\s*{_ONE_DAY})?", "05-01..05-07")))
]
Weekdays = Annotated[
    str, BeforeValidator(read_weekdays, written(_spans(rf"{_WEEKDAY}(\s*-\s*{_WEEKDAY})?", "mon-fri")))
]
