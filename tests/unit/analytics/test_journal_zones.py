"""Visits carry the hall's time: over summer time, on a machine in another zone, and after it is set right."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk.analytics.journal import Journal, RecordedVisit
from kiosk.analytics.journal.journal_reader import open_journal
from kiosk.analytics.report.aggregation import count
from kiosk.device import clock
from kiosk.device.clock import HallClock, moments
from kiosk.operator import status
from kiosk.session.visit_recording import UNANSWERED, Spot, Visit

VISIT = Visit("hall", "zh", 30, 9, (), 0, Spot("home"), UNANSWERED, (), ())
BERLIN, SHANGHAI = "Europe/Berlin", "Asia/Shanghai"
# Summer time of 2027 in Berlin: from 28 March to 31 October, both at 01:00 UTC.

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="a machine whose zone a test cannot set")


@pytest.fixture(autouse=True)
def zone_as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    yield
    monkeypatch.undo()
    time.tzset()


class Device:
    """A device in a hall, at some moment: in the zone that device.yaml names, on a machine that lives in another."""

    def __init__(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock = HallClock()
        self.file = file
        self._moment = datetime.now(UTC)
        self._patch = monkeypatch
        device = self

        class Watch(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:
                return device._moment.astimezone(tz)

        monkeypatch.setattr(clock, "datetime", Watch)

    def move_to(self, machine: str, zone: str = "") -> Device:
        self._patch.setenv("TZ", machine)
        time.tzset()
        self.clock.zone = ZoneInfo(zone) if zone else None
        return self

    def visit(self, instant: str, number: int = 1) -> Device:
        """Let visits begin at an instant of UTC."""
        self._moment = datetime.fromisoformat(instant).replace(tzinfo=UTC)
        moment = moments(self.clock)
        Journal(self.file, moment).record_visits([RecordedVisit(moment(), VISIT)] * number)
        return self

    def minutes(self) -> list[str]:
        with closing(sqlite3.connect(self.file)) as database:
            return [minute for (minute,) in database.execute("SELECT minute FROM visit ORDER BY id")]

    def hours(self) -> list[tuple[str, int]]:
        """The day and the hour of each visit, as a report reads them."""
        with open_journal(self.file, datetime(2027, 1, 1).date(), datetime(2027, 12, 31).date()) as entries:
            return [(f"{visit.began:%m-%d}", visit.began.hour) for visit in entries.visits()]


@pytest.fixture
def device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Device:
    return Device(tmp_path / "journal.sqlite", monkeypatch)


def test_an_hour_that_the_machine_leaves_out_is_there_in_the_hall(device: Device) -> None:
    device.move_to(BERLIN, SHANGHAI).visit("2027-03-27T18:30")
    assert device.minutes() == ["2027-03-28T02:30+08:00"]
    assert device.hours() == [("03-28", 2)]


@pytest.mark.parametrize(("machine", "zone"), [("UTC", BERLIN), (BERLIN, ""), (SHANGHAI, BERLIN)])
def test_the_hour_that_comes_twice_is_told_from_its_twin_and_that_of_the_gap_never_comes(
    device: Device, machine: str, zone: str
) -> None:
    device.move_to(machine, zone).visit("2027-10-31T00:30").visit("2027-10-31T01:30")
    device.visit("2027-03-28T00:59").visit("2027-03-28T01:00")
    assert device.minutes() == [
        "2027-10-31T02:30+02:00",
        "2027-10-31T02:30+01:00",
        "2027-03-28T01:59+01:00",
        "2027-03-28T03:00+02:00",
    ]
    device.move_to("America/New_York")
    assert device.hours() == [("10-31", 2), ("10-31", 2), ("03-28", 1), ("03-28", 3)]


def test_what_the_machines_zone_becomes_later_changes_nothing(device: Device) -> None:
    device.move_to("America/New_York", SHANGHAI).visit("2027-06-01T02:00")
    device.move_to("UTC", SHANGHAI).visit("2027-06-02T02:00")
    assert device.hours() == [("06-01", 10), ("06-02", 10)]
    device.move_to("Asia/Tokyo", SHANGHAI)
    assert device.hours() == [("06-01", 10), ("06-02", 10)]


def test_visits_of_before_the_zone_was_named_are_told_in_it(device: Device) -> None:
    """A machine as it is delivered lives in UTC, until somebody sees that the hall opens at the wrong hour."""
    device.move_to("UTC").visit("2027-06-01T02:00").visit("2027-06-01T20:00")
    assert device.hours() == [("06-01", 2), ("06-01", 20)]
    device.move_to("UTC", SHANGHAI).visit("2027-06-03T02:00")
    assert device.hours() == [("06-01", 10), ("06-02", 4), ("06-03", 10)]
    with open_journal(device.file, datetime(2027, 6, 2).date(), datetime(2027, 6, 2).date()) as entries:
        assert (len(list(entries.visits())), count(entries).beyond) == (1, 2)


def test_a_hall_that_moves_takes_its_old_hours_with_it(device: Device) -> None:
    device.move_to("UTC", SHANGHAI).visit("2027-06-01T02:00")
    device.move_to("UTC", BERLIN).visit("2027-08-01T08:00")
    assert device.hours() == [("06-01", 10), ("08-01", 10)]


def test_what_an_earlier_program_wrote_is_told_as_it_stood_on_the_clock(device: Device) -> None:
    """It took the hall's hour, and the machine's distance from UTC."""
    device.move_to("UTC", SHANGHAI).visit("2027-06-03T02:00")
    with closing(sqlite3.connect(device.file)) as database, database:
        database.execute("UPDATE visit SET minute = '2027-06-03T10:00+00:00', zone = NULL")
    device.visit("2027-06-04T02:00")
    assert device.hours() == [("06-03", 10), ("06-04", 10)]


def test_the_days_and_hours_of_a_report_are_the_halls(device: Device) -> None:
    device.move_to("America/New_York", SHANGHAI)
    for day in range(7, 14):
        device.visit(f"2027-06-{day:02}T16:30", 9)
    with open_journal(device.file) as entries:
        report = count(entries)
    assert (str(report.first), str(report.last)) == ("2027-06-08", "2027-06-14")
    assert [number for _, number in report.days] == [9] * 7
    assert [row[0] for row in report.hours] == [9] * 7


def test_the_panel_counts_the_days_of_the_hall(device: Device) -> None:
    device.move_to("America/New_York", SHANGHAI).visit("2027-06-06T15:59", 2).visit("2027-06-06T16:00", 3)
    wall: Callable[[], datetime] = device.clock
    assert status.visits(device.file, wall) == status.Visits(today=3, week=5)
