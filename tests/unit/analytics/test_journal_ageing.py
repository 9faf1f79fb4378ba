"""What the journal lets go of: 13 months by a clock that can be believed, the oldest where it grows too large."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.analytics.journal import Journal, RecordedVisit, journal_writer, retention
from kiosk.session.visit_recording import Spot, Visit

FIRST = datetime(2025, 1, 1, 10)
VISIT = Visit("hall", "zh", 9, 4, (), 0, Spot("home"), "unanswered", (), ())


class Device:
    """A device that lives through days, with a clock that may be wrong."""

    def __init__(self, file: Path) -> None:
        self.clock = FIRST
        self.journal = Journal(file, lambda: self.clock)

    def live(self, days: int) -> Device:
        """Each day a visit, a vote, and a look after the journal."""
        for _ in range(days):
            self.journal.record_visits([RecordedVisit(self.clock, VISIT)])
            self.journal.vote("hall", "first", 0)
            self.journal.maintain()
            self.clock += timedelta(days=1)
        return self

    def kept(self, table: str = "visit") -> list[str]:
        with closing(sqlite3.connect(self.journal.file)) as opened:
            return [minute[:10] for (minute,) in opened.execute(f"SELECT minute FROM {table} ORDER BY id")]


@pytest.fixture
def device(tmp_path: Path) -> Device:
    return Device(tmp_path / "journal.sqlite")


def test_after_thirteen_months_visits_and_votes_go(device: Device, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "kiosk"):
        device.live(3)
        device.clock = datetime(2026, 1, 20, 10)
        device.live(15)
        assert device.kept()[:3] == ["2025-01-01", "2025-01-02", "2025-01-03"]
        device.live(20)
    assert device.kept()[0] == "2026-01-20"
    assert device.kept("vote")[0] == "2026-01-20"
    assert "entries from before" in caplog.text


@pytest.mark.parametrize("jump", [timedelta(days=400), timedelta(days=-3653), timedelta(days=36_500)])
def test_a_clock_that_jumps_removes_nothing(device: Device, jump: timedelta) -> None:
    device.live(40)
    device.clock += jump
    device.live(5)
    device.clock -= jump
    device.live(5)
    assert len(device.kept()) == len(device.kept("vote")) == 50


def test_a_clock_that_woke_in_1970_and_was_set_right_removes_nothing(device: Device) -> None:
    device.clock = datetime(1970, 1, 1, 8)
    device.live(20)
    device.clock = FIRST
    assert len(device.live(10).kept()) == 30


def test_a_rest_over_new_year_breaks_no_belief_and_a_long_one_does() -> None:
    today = date(2026, 3, 1)
    lived = [today - timedelta(days=number) for number in range(15)]
    lived += [lived[-1] - timedelta(days=31 + number) for number in range(15)]
    assert retention.is_steady(lived, today)
    assert not retention.is_steady(lived[:29], today)
    assert not retention.is_steady(lived, today + timedelta(days=40))
    assert not retention.is_steady([lived[0], *lived], today)


@given(st.dates(date(1970, 1, 1), date(9999, 12, 31)))
def test_thirteen_months_are_thirteen_months(today: date) -> None:
    first = retention.thirteen_months_before(today)
    assert 392 <= (today - first).days <= 400
    assert (first.year * 12 + first.month + 13) == today.year * 12 + today.month


def test_where_it_grows_too_large_the_oldest_make_room_and_votes_stay(
    device: Device, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    device.journal.vote("hall", "first", 0)
    device.journal.record_visits([RecordedVisit(FIRST + timedelta(minutes=number), VISIT) for number in range(3000)])
    monkeypatch.setattr(journal_writer, "MAX_BYTES", 100_000)
    device.journal.record_visits([RecordedVisit(FIRST, VISIT)])
    assert len(device.kept()) == 3001 - 301
    assert len(device.kept("vote")) == 1
    assert "The oldest" in caplog.text or "the oldest" in caplog.text
    for _ in range(40):
        device.journal.record_visits([RecordedVisit(FIRST, VISIT)])
    with closing(sqlite3.connect(device.journal.file)) as opened:
        pages, free = (opened.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count"))
    assert (pages - free) * 4096 <= 100_000


def test_where_there_are_only_votes_the_oldest_of_them_make_room(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(device.live(1).journal.file)) as opened, opened:
        opened.execute("DELETE FROM visit")
        many = [("hall", "first", 0, "2025-01-01T10:00+00:00")] * 3000
        opened.executemany("INSERT INTO vote (pack, poll, answer, minute) VALUES (?, ?, ?, ?)", many)
    monkeypatch.setattr(journal_writer, "MAX_BYTES", 100_000)
    device.journal.record_visits([])
    assert len(device.kept("vote")) == 3001 - 301


def test_the_days_that_were_lived_are_bounded(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "DAYS_KEPT", 35)
    device.live(60)
    with closing(sqlite3.connect(device.journal.file)) as opened:
        assert opened.execute("SELECT COUNT(*) FROM day").fetchone() == (35,)
