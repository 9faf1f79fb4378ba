"""The week as it is hung out, and the closed dates to come, held against the rules that open the hall."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.session.opening_hours import OpeningHours, Slot, is_open
from kiosk.session.schedule import Spans, is_among
from kiosk.session.timetable import DAY, coming_closures, weekly_hours
from tests.unit.session.test_opening_hours import OPENINGS

MONDAY = datetime(2027, 6, 7)
ALL_DAY = ((0, DAY),)


def test_each_day_has_its_hours_in_their_order() -> None:
    market = OpeningHours((Slot((("14:00", "18:00"), ("09:00", "12:30")), ((5, 6), (2, 2))), Slot((), ((0, 0),))))
    split = ((540, 750), (840, 1080))
    assert weekly_hours(market) == (ALL_DAY, (), split, (), (), split, split)


def test_without_hours_every_day_has_all_of_them() -> None:
    assert weekly_hours(OpeningHours()) == (ALL_DAY,) * 7


@pytest.mark.parametrize(
    ("hours", "reported"),
    [
        ((("09:00", "12:00"), ("11:00", "17:00")), ((540, 1020),)),
        ((("09:00", "12:00"), ("12:00", "17:00")), ((540, 1020),)),
        ((("22:00", "02:00"),), ((1320, DAY + 120),)),
        ((("18:00", "00:00"),), ((1080, DAY),)),
        ((("18:00", "24:00"),), ((1080, DAY),)),
        ((("00:00", "24:00"), ("22:00", "02:00")), ((0, DAY + 120),)),
    ],
)
def test_hours_that_touch_are_one_and_those_over_midnight_belong_to_the_evening(hours: Spans, reported: Spans) -> None:
    assert weekly_hours(OpeningHours((Slot(hours),))) == (reported,) * 7


@settings(max_examples=60)
@given(OPENINGS, st.integers(0, 7 * DAY - 1))
def test_the_hall_is_open_when_the_week_says_so(opening: OpeningHours, minute: int) -> None:
    rows, day, time = weekly_hours(opening), minute // DAY, minute % DAY
    reported = any(start <= time < end for start, end in rows[day])
    reported |= any(start <= time + DAY < end for start, end in rows[day - 1])
    assert is_open(opening, MONDAY + timedelta(minutes=minute)) is reported


@pytest.mark.parametrize(
    ("closed", "today", "reported"),
    [
        ((), "2027-06-01", []),
        ((("2027-05-01", "2027-05-07"),), "2027-05-07", ["2027-05-01..2027-05-07"]),
        ((("2027-05-01", "2027-05-07"),), "2027-05-08", []),
        ((("01-01", "01-01"),), "2027-06-01", ["2028-01-01..2028-01-01"]),
        ((("12-24", "01-06"),), "2027-01-03", ["2026-12-24..2027-01-06"]),
        ((("12-24", "01-06"),), "2027-01-07", ["2027-12-24..2028-01-06"]),
        ((("02-29", "02-29"),), "2027-06-01", ["2028-02-29..2028-02-29"]),
        ((("02-29", "02-29"),), "2096-03-01", ["2104-02-29..2104-02-29"]),
        ((("02-27", "02-29"),), "2027-01-01", ["2027-02-27..2027-02-28"]),
        ((("02-29", "03-02"),), "2027-01-01", ["2027-03-01..2027-03-02"]),
        (
            (("12-25", "12-25"), ("2027-08-01", "2027-08-01"), ("12-25", "12-25")),
            "2027-06-01",
            ["2027-08-01..2027-08-01", "2027-12-25..2027-12-25"],
        ),
        ((("12-24", "01-06"),), "9999-12-30", []),
    ],
)
def test_closed_dates_that_are_not_past_come_next_first(closed: Spans, today: str, reported: list[str]) -> None:
    assert ["..".join(map(str, days)) for days in coming_closures(closed, date.fromisoformat(today))] == reported


DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))
DATED = st.tuples(DAYS, DAYS).map(lambda days: (min(days).isoformat(), max(days).isoformat()))
YEARLY = st.tuples(DAYS, DAYS).map(lambda days: (f"{days[0]:%m-%d}", f"{days[1]:%m-%d}"))


@given(DATED | YEARLY, DAYS)
def test_the_next_days_are_those_that_are_closed(span: tuple[str, str], today: date) -> None:
    day = today
    while day < date(2034, 1, 1) and not is_among((span,), datetime.combine(day, datetime.min.time())):
        day += timedelta(days=1)
    found = coming_closures((span,), today)
    assert [max(today, first) for first, _ in found] == ([] if day == date(2034, 1, 1) else [day])
    for first, last in found:
        assert first <= last
        assert is_among((span,), datetime.combine(last, datetime.min.time()))
