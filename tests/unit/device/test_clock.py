"""The wall clock of the hall."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.device.clock import LOCAL_TIME, hall_time


@pytest.fixture(autouse=True)
def zone_as_before() -> Iterator[None]:
    yield
    if hasattr(time, "tzset"):
        time.tzset()


def _ahead(wall: datetime) -> timedelta:
    return wall - datetime.now(UTC).replace(tzinfo=None)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="a machine that needs nothing for it")
def test_a_time_zone_that_is_set_while_it_runs_counts_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, hours in (("Asia/Shanghai", 8), ("UTC", 0), ("Asia/Tokyo", 9)):
        monkeypatch.setenv("TZ", name)
        assert abs(_ahead(LOCAL_TIME()) - timedelta(hours=hours)) < timedelta(minutes=1)


def test_the_halls_own_zone_counts_whatever_the_machines_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    assert abs(_ahead(hall_time(ZoneInfo("Asia/Shanghai"))()) - timedelta(hours=8)) < timedelta(minutes=1)
