"""What the operator settles for one day: it holds at once, on that day alone, and on no clock for ever."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.session.day_override import (
    CLOSED,
    HOURS,
    MAX_SECONDS,
    OPEN,
    PLANNED,
    DayOverride,
    hours_in_force,
    is_over,
    make_override,
    restore,
)
from kiosk.session.opening_hours import YEAR, OpeningHours, Slot, is_open, next_change

BERLIN = ZoneInfo("Europe/Berlin")
MUSEUM = OpeningHours((Slot((("09:00", "17:00"),), ((1, 6),)),), (("2027-06-03", "2027-06-03"),))
NIGHT = OpeningHours((Slot((("20:00", "02:00"),)),))
EVER = OpeningHours()
KINDS = st.sampled_from(HOURS)
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1))


def at(wall: str) -> datetime:
    return datetime.fromisoformat(wall)


@given(KINDS, MOMENTS)
def test_it_holds_from_now_to_midnight_and_on_no_other_day(kind: str, now: datetime) -> None:
    override, midnight = make_override(kind, now), datetime.combine(now.date(), datetime.min.time())
    assert hours_in_force(override, now) == hours_in_force(override, midnight + timedelta(days=1, minutes=-1)) == kind
    assert (
        hours_in_force(override, midnight + timedelta(days=1))
        == hours_in_force(override, midnight - timedelta(seconds=1))
        == PLANNED
    )


@given(MOMENTS)
def test_as_planned_is_no_ruling(now: datetime) -> None:
    assert make_override(PLANNED, now) == make_override("for ever", now) == DayOverride()
    assert not is_over(DayOverride(), now, 10 * MAX_SECONDS)


@given(KINDS, MOMENTS, MOMENTS)
def test_it_is_over_once_its_day_is_past_and_waits_for_one_that_is_to_come(
    kind: str, day: datetime, now: datetime
) -> None:
    assert is_over(make_override(kind, day), now, 0) is (kind != PLANNED and day.date() < now.date())


@pytest.mark.parametrize("kind", [OPEN, CLOSED])
def test_a_clock_that_is_set_back_again_and_again_does_not_make_it_last(kind: str) -> None:
    now = at("2027-06-01 10:00")
    assert not is_over(make_override(kind, now), now, MAX_SECONDS)
    assert is_over(make_override(kind, now), now, MAX_SECONDS + 1)


def test_it_lasts_through_the_longest_day_there_is_and_not_longer() -> None:
    """On the day that summer time ends a day has 25 hours; what lasts longer, lasts because the clock was set back."""
    last = at("2027-10-31 23:59")
    assert not is_over(make_override(CLOSED, last), last, 25 * 3600)
    assert is_over(make_override(CLOSED, last), last, 25 * 3600 + 60)


@given(KINDS, MOMENTS)
def test_what_was_kept_is_recalled(kind: str, now: datetime) -> None:
    assert restore(*make_override(kind, now)) == make_override(kind, now)


@pytest.mark.parametrize(
    ("hours", "day"),
    [(None, None), ("shut", "2027-06-01"), (CLOSED, ""), (CLOSED, "2027-13-01"), (CLOSED, 20270601.5), ([], {})],
)
def test_what_nobody_can_have_kept_settles_nothing(hours: object, day: object) -> None:
    assert restore(hours, day) == DayOverride()


@given(st.text(), st.text())
def test_whatever_was_kept_it_is_a_ruling(hours: str, day: str) -> None:
    assert restore(hours, day).hours in HOURS


@pytest.mark.parametrize(
    ("opening", "wall", "kind", "opens", "change"),
    [
        (MUSEUM, "2027-06-01 10:00", PLANNED, True, "2027-06-01 17:00"),  # a Tuesday
        (MUSEUM, "2027-06-01 10:00", OPEN, True, "2027-06-02 00:00"),
        (MUSEUM, "2027-06-01 10:00", CLOSED, False, "2027-06-02 09:00"),
        (MUSEUM, "2027-06-02 18:00", CLOSED, False, "2027-06-04 09:00"),  # over a closed date
        (MUSEUM, "2027-06-03 18:00", OPEN, True, "2027-06-04 00:00"),  # on a closed date
        (NIGHT, "2027-06-01 19:00", CLOSED, False, "2027-06-02 00:00"),  # the evening's hours after midnight come
        (NIGHT, "2027-06-01 19:00", OPEN, True, "2027-06-02 02:00"),
        (EVER, "2027-06-01 10:00", PLANNED, True, None),
        (EVER, "2027-06-01 10:00", OPEN, True, None),
        (EVER, "2027-06-01 10:00", CLOSED, False, "2027-06-02 00:00"),
    ],
)
def test_the_hall_follows_it(opening: OpeningHours, wall: str, kind: str, opens: bool, change: str | None) -> None:
    now = at(wall).replace(tzinfo=BERLIN)
    assert is_open(opening, now, make_override(kind, now)) is opens
    found = next_change(opening, now, make_override(kind, now))
    assert found == (at(change).replace(tzinfo=BERLIN) if change else None)


@pytest.mark.parametrize("day", ["2027-05-31", "2027-06-02", ""])
def test_one_of_another_day_counts_as_nothing(day: str) -> None:
    now = at("2027-06-01 10:00").replace(tzinfo=BERLIN)
    assert is_open(MUSEUM, now, DayOverride(CLOSED, day))


def test_it_ends_at_midnight_where_summer_time_ends_too() -> None:
    now = datetime(2027, 10, 31, 1, 0, tzinfo=BERLIN)
    change = next_change(EVER, now, make_override(CLOSED, now))
    assert change is not None
    assert change.isoformat() == "2027-11-01T00:00:00+01:00"


def test_who_asks_for_a_year_is_told_of_an_opening_beyond_a_week() -> None:
    holidays = OpeningHours(closed=(("12-20", "01-10"),))
    now = datetime(2027, 12, 22, 12, 0, tzinfo=BERLIN)
    assert next_change(holidays, now) is None
    assert next_change(holidays, now, foresight=YEAR) == datetime(2028, 1, 11, tzinfo=BERLIN)
    never = OpeningHours(closed=(("01-01", "12-31"),))
    assert next_change(never, now, foresight=YEAR) is None
