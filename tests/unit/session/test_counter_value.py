"""What a live counter shows, and when it looks at the clock again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.session.counter_value import count

UNITS = ["years", "months", "days", "hours", "minutes", "seconds"]


@pytest.mark.parametrize(
    ("since", "counts", "wall", "value"),
    [
        ("2019-05-01", "days", "2019-05-01 23:59:59", 0),
        ("2019-05-01", "days", "2019-05-02 00:00:00", 1),
        ("2019-05-01", "days", "2020-05-01 12:00", 366),
        ("2019-05-01", "years", "2020-04-30 23:59:59", 0),
        ("2019-05-01", "years", "2020-05-01 00:00", 1),
        ("2020-02-29", "years", "2021-02-28 00:00", 1),
        ("2019-01-31", "months", "2019-02-27 12:00", 0),
        ("2019-01-31", "months", "2019-02-28 00:00", 1),
        ("2019-01-31", "months", "2020-01-31 00:00", 12),
        ("2019-05-01 09:30", "hours", "2019-05-01 11:29:59", 1),
        ("2019-05-01 09:30", "minutes", "2019-05-01 09:31:59", 1),
        ("2019-05-01 09:30", "seconds", "2019-05-01 09:30:07.9", 7),
        ("2019-05-01", "days", "1970-01-01 00:00", 0),
        ("2019-05-01", "days", "2019-05-01 00:00", 0),
    ],
)
def test_it_counts_what_has_gone_by(since: str, counts: str, wall: str, value: int) -> None:
    assert count(since, "", counts, datetime.fromisoformat(wall)).value == value


@pytest.mark.parametrize(
    ("until", "counts", "wall", "value"),
    [
        ("2019-05-01", "days", "2019-04-30 23:59:59", 1),
        ("2019-05-01", "days", "2019-04-30 00:00", 1),
        ("2019-05-01", "days", "2019-04-29 23:59", 2),
        ("2019-05-01", "days", "2019-05-01 00:00", 0),
        ("2019-05-01", "days", "2031-05-01 00:00", 0),
        ("2019-05-01", "months", "2019-03-15 00:00", 2),
        ("2019-05-01", "months", "2019-03-01 00:00", 2),
        ("2019-05-01", "years", "2017-05-01 00:00", 2),
        ("2019-05-01", "years", "2017-05-02 00:00", 2),
        ("2019-05-01", "years", "2017-04-30 00:00", 3),
        ("2019-05-01 09:30", "seconds", "2019-05-01 09:29:59.4", 1),
    ],
)
def test_it_counts_what_is_still_to_come(until: str, counts: str, wall: str, value: int) -> None:
    assert count("", until, counts, datetime.fromisoformat(wall)).value == value


@pytest.mark.parametrize(
    ("since", "until", "counts", "wall", "again"),
    [
        ("2019-05-01", "", "days", "2019-06-01 23:59:58", 2),
        ("2019-05-01", "", "days", "2019-06-01 12:00:00", 60),
        ("2019-05-01", "", "seconds", "2019-06-01 12:00:00.25", 1),
        ("", "2019-07-01", "days", "2019-06-01 23:59:57.5", 3),
        ("", "2019-07-01", "years", "2019-06-01 12:00:00", 60),
        ("2019-05-01", "", "days", "2018-06-01 12:00:00", 60),
    ],
)
def test_it_looks_again_when_the_number_changes_and_once_a_minute(
    since: str, until: str, counts: str, wall: str, again: int
) -> None:
    assert count(since, until, counts, datetime.fromisoformat(wall)).seconds_to_change == again


@given(st.sampled_from(UNITS), st.datetimes(), st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1)))
def test_at_any_moment_it_shows_no_less_than_nothing_and_steps_at_most_once_a_second(
    counts: str, wall: datetime, instant: datetime
) -> None:
    written = f"{instant:%Y-%m-%d %H:%M}"
    for since, until in ((written, ""), ("", written)):
        shown = count(since, until, counts, wall)
        assert shown.value >= 0
        assert 1 <= shown.seconds_to_change <= 60


@given(
    st.sampled_from(UNITS),
    st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)),
    st.timedeltas(timedelta(), timedelta(days=4000)),
    st.timedeltas(timedelta(), timedelta(days=40)),
)
def test_time_only_adds_to_what_has_gone_by_and_takes_from_what_is_to_come(
    counts: str, start: datetime, gone: timedelta, more: timedelta
) -> None:
    written, now = f"{start:%Y-%m-%d %H:%M}", start + gone
    assert count(written, "", counts, now).value <= count(written, "", counts, now + more).value
    assert count("", written, counts, start - gone - more).value >= count("", written, counts, start - gone).value
