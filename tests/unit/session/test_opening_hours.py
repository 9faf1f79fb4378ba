"""Opening hours and hours of quiet, where the clock runs on, and where summer time moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.session.opening_hours import FORESIGHT, OpeningHours, Slot, is_open, is_quiet, next_change

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
DAY = Slot((("09:00", "17:00"),))
MUSEUM = OpeningHours(
    (Slot((("09:00", "17:00"),), ((1, 4),)), Slot((("10:00", "18:00"),), ((5, 6),))), (("01-01", "01-01"),)
)
BAR = OpeningHours((Slot((("22:00", "02:00"), ("00:30", "05:00")), ((4, 4),)),), (("2027-06-05", "2027-06-05"),))


@pytest.mark.parametrize(
    ("opening", "wall", "expected"),
    [
        (OpeningHours(), "2027-06-01 03:00", True),
        (OpeningHours(closed=(("12-24", "01-06"),)), "2027-12-31 12:00", False),
        (OpeningHours(closed=(("12-24", "01-06"),)), "2028-01-07 00:00", True),
        (MUSEUM, "2027-06-01 08:59:59", False),  # a Tuesday
        (MUSEUM, "2027-06-01 09:00", True),
        (MUSEUM, "2027-06-01 16:59:59", True),
        (MUSEUM, "2027-06-01 17:00", False),
        (MUSEUM, "2027-06-07 12:00", False),  # a Monday
        (MUSEUM, "2027-06-05 17:30", True),  # a Saturday
        (MUSEUM, "2030-01-01 12:00", False),  # a Tuesday, and the first of January
        (BAR, "2027-06-04 23:00", True),  # a Friday
        (BAR, "2027-06-05 01:00", True),  # of Friday evening, although Saturday is closed
        (BAR, "2027-06-05 02:00", False),
        (BAR, "2027-06-04 02:00", True),
        (BAR, "2027-06-04 05:00", False),
    ],
)
def test_it_is_open_when_the_hall_says_so(opening: OpeningHours, wall: str, expected: bool) -> None:
    assert is_open(opening, datetime.fromisoformat(wall).replace(tzinfo=SHANGHAI)) is expected


def test_a_day_of_a_closed_date_stays_closed_until_its_last_hour_after_midnight() -> None:
    night = OpeningHours((Slot((("22:00", "02:00"),)),), (("2027-06-05", "2027-06-05"),))
    assert not is_open(night, datetime(2027, 6, 6, 1, 0, tzinfo=SHANGHAI))
    assert is_open(night, datetime(2027, 6, 7, 1, 0, tzinfo=SHANGHAI))


@pytest.mark.parametrize(("wall", "expected"), [("12:00", True), ("13:29", True), ("13:30", False), ("08:00", False)])
def test_it_is_quiet_in_its_hours(wall: str, expected: bool) -> None:
    now = datetime.fromisoformat(f"2027-06-01 {wall}").replace(tzinfo=SHANGHAI)
    assert is_quiet((("12:00", "13:30"),), now) is expected
    assert not is_quiet((), now)


@pytest.mark.parametrize(
    ("now", "change"),
    [
        ("2027-06-01 12:34:56", "2027-06-01 17:00"),
        ("2027-06-01 17:00", "2027-06-02 09:00"),
        ("2027-06-06 20:00", "2027-06-08 09:00"),  # over Monday
    ],
)
def test_the_next_change_is_told_to_the_minute(now: str, change: str) -> None:
    found = next_change(MUSEUM, datetime.fromisoformat(now).replace(tzinfo=SHANGHAI))
    assert found == datetime.fromisoformat(change).replace(tzinfo=SHANGHAI)
    assert found.tzinfo is SHANGHAI


@pytest.mark.parametrize(
    "now", [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)]
)
def test_what_never_changes_has_no_next_change(now: datetime) -> None:
    assert next_change(OpeningHours(), now) is None


def hours_open(opening: OpeningHours, day: datetime) -> float:
    """Hours for which a hall is open that really go by from midnight to midnight."""
    moment, end = day.astimezone(UTC), (day + timedelta(days=1)).astimezone(UTC)
    minutes = 0
    while moment < end:
        minutes += is_open(opening, moment.astimezone(day.tzinfo))
        moment += timedelta(minutes=1)
    return minutes / 60


@pytest.mark.parametrize(
    ("day", "night", "by_day"),
    [
        (datetime(2027, 3, 27, tzinfo=BERLIN), 3.0, 8.0),
        (datetime(2027, 3, 28, tzinfo=BERLIN), 2.0, 8.0),  # 02:00 to 03:00 is not there
        (datetime(2027, 10, 31, tzinfo=BERLIN), 4.0, 8.0),  # and here it comes twice
    ],
)
def test_summer_time_moves_the_night_and_not_the_day(day: datetime, night: float, by_day: float) -> None:
    assert hours_open(OpeningHours((Slot((("00:30", "03:30"),)),)), day) == night
    assert hours_open(OpeningHours((DAY,)), day) == by_day


def test_an_opening_in_the_hour_that_is_left_out_comes_when_the_clock_leaps() -> None:
    late = OpeningHours((Slot((("02:30", "12:00"),)),))
    change = next_change(late, datetime(2027, 3, 28, 1, 0, tzinfo=BERLIN))
    assert change is not None
    assert change.isoformat() == "2027-03-28T03:00:00+02:00"


TIMES = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
SLOTS = st.builds(
    Slot,
    st.lists(st.tuples(TIMES, TIMES).filter(lambda hours: hours[0] != hours[1]), max_size=2).map(tuple),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=2).map(tuple),
)
OPENINGS = st.builds(OpeningHours, st.lists(SLOTS, max_size=3).map(tuple))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.sampled_from([SHANGHAI, BERLIN, UTC]))


@settings(max_examples=60)
@given(OPENINGS, MOMENTS)
def test_until_the_next_change_nothing_changes(opening: OpeningHours, now: datetime) -> None:
    change = next_change(opening, now)
    end = (change or now + FORESIGHT).astimezone(UTC)
    if change is not None:
        assert now < change
        assert is_open(opening, change) is not is_open(opening, now)
    moment = now.astimezone(UTC)
    while (moment := moment + timedelta(minutes=61)) < end:
        assert is_open(opening, moment.astimezone(now.tzinfo)) is is_open(opening, now)
