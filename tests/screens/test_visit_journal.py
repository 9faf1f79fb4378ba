"""A touch's entry in the journal, for which the screen never waits."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bench.motion import Count
from kiosk.device.settings import Records
from kiosk.runtime import visit_recorder
from kiosk.session.phases import Phase, Screen
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.visitor import SMALL, Visitor

MORNING = datetime(2026, 5, 4, 9, 30, 59)


def rows(file: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file)) as opened:
        return opened.execute(question).fetchall()


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.sqlite"


@contextmanager
def recorded(open_kiosk: Callable[..., Any], journal: Path, records: Records | None = None) -> Iterator[Visitor]:
    """A kiosk as `kiosk run` opens it, in attract."""
    with open_kiosk(SMALL, records=records or Records(), journal=journal, wall=lambda: MORNING) as visitor:
        visitor.leave()
        yield visitor


def test_a_visit_stands_in_the_journal_once_it_is_over(open_kiosk: Callable[..., Any], journal: Path) -> None:
    with recorded(open_kiosk, journal) as visitor:
        visitor.begin()
        visitor.let_pass(3)
        visitor.touch("home:bronze")
        visitor.let_pass(20)
        visitor.touch("bar:home")
        visitor.touch("home:search")
        visitor.touch("key:x")
        visitor.touch("key:x")
        assert visitor.place.query == "xx"
        visitor.leave()
    assert rows(journal, "SELECT minute, pack, kind, ended FROM visit") == [
        (MORNING.astimezone().isoformat(timespec="minutes"), "small", "search", "unanswered")
    ]
    opened = rows(journal, "SELECT kind, name, seconds FROM opening")
    assert next(row for row in opened if row[0] in {"panel", "search"})[:2] == ("panel", "bronze")
    assert 19 <= next(row[2] for row in opened if row[0] == "page") <= 22
    assert rows(journal, "SELECT words, found FROM search") == [(None, 1)]
    assert ('{"en": "Small pack", "zh": "小包"}',) in rows(journal, "SELECT titles FROM title WHERE kind = 'pack'")


def test_a_visit_that_the_end_of_the_program_cuts_short_is_told(open_kiosk: Callable[..., Any], journal: Path) -> None:
    with recorded(open_kiosk, journal) as visitor:
        visitor.begin()
        visitor.touch("home:water")
    assert rows(journal, "SELECT name, ended FROM visit") == [("water", "stopped")]


def test_what_the_device_does_not_record_leaves_no_row(open_kiosk: Callable[..., Any], journal: Path) -> None:
    with recorded(open_kiosk, journal, Records(visits=False)) as visitor:
        visitor.begin()
        visitor.leave()
    assert rows(journal, "SELECT COUNT(*) FROM visit") == [(0,)]


def has_one_visit(journal: Path) -> bool:
    with suppress(sqlite3.OperationalError):  # it is just being made
        return journal.exists() and rows(journal, "SELECT COUNT(*) FROM visit") == [(1,)]
    return False


def test_visits_are_written_while_it_runs(
    open_kiosk: Callable[..., Any], journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visit_recorder, "BATCH_MS", 20)
    with recorded(open_kiosk, journal) as visitor:
        visitor.begin()
        visitor.leave()

        assert wait_until(lambda: has_one_visit(journal), 30)
        wait(50)
        assert gc.isenabled()


def test_packs_that_come_and_go_do_not_put_off_the_writing(
    open_kiosk: Callable[..., Any], journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visit_recorder, "BATCH_MS", 4000)
    with recorded(open_kiosk, journal) as visitor:
        visitor.begin()
        visitor.leave()
        recorder = visitor.kiosk._recorder
        assert recorder is not None

        def written() -> bool:
            recorder.use("small", {"title": {"en": "Small pack"}, "panels": {}, "galleries": {}})
            return has_one_visit(journal)

        assert wait_until(written, 30)


def test_where_nothing_can_be_written_the_screen_goes_on_and_says_so_once(
    open_kiosk: Callable[..., Any], journal: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(visit_recorder, "BATCH_MS", 20)
    journal.parent.write_text("not a folder")
    with caplog.at_level("INFO", "kiosk"), recorded(open_kiosk, journal) as visitor:
        for _ in range(3):
            visitor.begin()
            visitor.leave()
            wait(100)
        assert caplog.text.count("Visits cannot be recorded now") == 1
        journal.parent.unlink()
        assert wait_until(lambda: "Visits are recorded again" in caplog.text, 30)
        assert visitor.phase is Phase.ATTRACT
    assert rows(journal, "SELECT COUNT(*) FROM visit") == [(3,)]


def test_a_moving_finger_calls_nothing_of_it(open_kiosk: Callable[..., Any], journal: Path) -> None:
    with recorded(open_kiosk, journal) as visitor:
        visitor.begin()
        visitor.touch("home:bronze")
        assert visitor.place.screen is Screen.PANEL
        visitor.hush()
        x, y = visitor.middle
        visitor.touch_screen.press(x, y)
        with Count(visitor.window) as moving:
            for step in range(20):
                visitor.touch_screen.move(x - 20 * step, y)
                wait(12)
        visitor.touch_screen.lift(x - 380, y)
        assert dict(moving.calls) == {}


def test_a_job_that_fails_is_told_and_the_next_is_done(qapp: object, caplog: pytest.LogCaptureFixture) -> None:
    from kiosk.runtime.background_queue import BackgroundQueue

    reported: list[object] = []
    writer = BackgroundQueue()
    writer.write(lambda: 1 / 0, reported.append)
    writer.write(lambda: "done", reported.append)
    assert not gc.isenabled()
    assert wait_until(lambda: reported == [None, "done"], 30)
    assert "fault of the program" in caplog.text
    assert gc.isenabled()
    writer.write(lambda: "last", reported.append)
    writer.write(lambda: reported.append("very last"), reported.append)
    writer.close()
    assert reported[-1] == "very last"
    wait(20)
    assert gc.isenabled()


def test_visits_that_wait_for_a_disk_are_bounded(monkeypatch: pytest.MonkeyPatch, small: Visitor) -> None:
    from kiosk.runtime.background_queue import BackgroundQueue
    from kiosk.session.visit_recording import Spot, Visit

    monkeypatch.setattr(visit_recorder, "MOST_KEPT", 3)
    watching = visit_recorder.VisitRecorder(
        small.kiosk.session, BackgroundQueue(), Records(), Path("nowhere"), lambda: MORNING
    )
    for number in range(5):
        watching._note(Visit("hall", "zh", number, 0, (), 0, Spot("home"), "unanswered", (), ()))
    assert [visit.seconds for _, visit in watching._over] == [2, 3, 4]
    watching._timer.stop()
