"""Which scenes are due at a moment of the wall clock."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.session.outline import Scene
from kiosk.session.schedule import due_scenes, is_due

MORNING = Scene(hours=(("09:00", "12:00"),))
NIGHT = Scene(hours=(("22:00", "02:00"),))


@pytest.mark.parametrize(
    ("scene", "wall", "shown"),
    [
        (Scene(), "2019-05-01 00:00", True),
        (MORNING, "2019-05-01 08:59", False),
        (MORNING, "2019-05-01 09:00", True),
        (MORNING, "2019-05-01 11:59:59", True),
        (MORNING, "2019-05-01 12:00", False),
        (Scene(hours=(("09:00", "10:00"), ("14:00", "24:00"))), "2019-05-01 12:00", False),
        (Scene(hours=(("09:00", "10:00"), ("14:00", "24:00"))), "2019-05-01 23:59:59", True),
        (NIGHT, "2019-05-01 21:59", False),
        (NIGHT, "2019-05-01 22:00", True),
        (NIGHT, "2019-05-02 01:59", True),
        (NIGHT, "2019-05-02 02:00", False),
        (Scene(dates=(("2019-05-01", "2019-05-07"),)), "2019-04-30 23:59", False),
        (Scene(dates=(("2019-05-01", "2019-05-07"),)), "2019-05-01 00:00", True),
        (Scene(dates=(("2019-05-01", "2019-05-07"),)), "2019-05-07 23:59", True),
        (Scene(dates=(("2019-05-01", "2019-05-07"),)), "2020-05-03 12:00", False),
        (Scene(dates=(("05-01", "05-07"),)), "2031-05-07 12:00", True),
        (Scene(dates=(("05-01", "05-07"),)), "2031-05-08 12:00", False),
        (Scene(dates=(("12-24", "01-06"),)), "2019-12-31 12:00", True),
        (Scene(dates=(("12-24", "01-06"),)), "2020-01-06 12:00", True),
        (Scene(dates=(("12-24", "01-06"),)), "2020-01-07 12:00", False),
        (Scene(dates=(("02-29", "02-29"),)), "2020-02-29 12:00", True),
        (Scene(weekdays=((0, 4),)), "2019-05-03 12:00", True),
        (Scene(weekdays=((0, 4),)), "2019-05-04 12:00", False),
        (Scene(weekdays=((5, 0),)), "2019-05-06 12:00", True),
        (Scene(weekdays=((5, 0),)), "2019-05-07 12:00", False),
        (Scene(weekdays=((2, 2), (4, 4))), "2019-05-03 12:00", True),
        (Scene(dates=(("2019-05-01", "2019-05-07"),), weekdays=((5, 6),)), "2019-05-03 12:00", False),
        (Scene(dates=(("2019-05-01", "2019-05-07"),), weekdays=((5, 6),)), "2019-05-04 12:00", True),
    ],
)
def test_a_scene_is_shown_in_its_time(scene: Scene, wall: str, shown: bool) -> None:
    assert is_due(scene, datetime.fromisoformat(wall)) is shown


def test_the_hours_after_midnight_belong_to_the_evening_before() -> None:
    friday_night = Scene(hours=NIGHT.hours, weekdays=((4, 4),))
    assert is_due(friday_night, datetime(2019, 5, 4, 1, 0))
    assert not is_due(friday_night, datetime(2019, 5, 3, 1, 0))
    assert is_due(NIGHT, datetime.min)


def test_where_no_scene_is_due_all_of_them_are() -> None:
    assert due_scenes((MORNING, NIGHT, MORNING), datetime(2019, 5, 1, 10, 0)) == (0, 2)
    assert due_scenes((MORNING, NIGHT), datetime(2019, 5, 1, 15, 0)) == (0, 1)


clock = st.times().map(lambda time: f"{time:%H:%M}")
days = st.dates().map(lambda day: f"{day.year:04}-{day:%m-%d}")
yearly = st.dates().map(lambda day: f"{day:%m-%d}")
weekday = st.integers(0, 6)


def spans(ends: st.SearchStrategy) -> st.SearchStrategy[tuple]:
    return st.lists(st.tuples(ends, ends), max_size=3).map(tuple)


scenes = st.builds(
    Scene,
    hours=spans(clock),
    dates=st.one_of(spans(yearly), st.lists(st.tuples(days, days).map(sorted).map(tuple), max_size=2).map(tuple)),
    weekdays=spans(weekday),
)


@given(st.lists(scenes, min_size=1, max_size=5), st.datetimes())
def test_something_is_due_at_any_moment_of_any_year(loop: list[Scene], wall: datetime) -> None:
    found = due_scenes(loop, wall)
    assert found
    assert list(found) == sorted(set(found))
    assert set(found) <= set(range(len(loop)))


@given(spans(clock), st.datetimes(max_value=datetime(9999, 12, 30)))
def test_hours_are_the_same_every_day(hours: tuple, wall: datetime) -> None:
    assert is_due(Scene(hours=hours), wall) == is_due(Scene(hours=hours), wall + timedelta(days=1))
