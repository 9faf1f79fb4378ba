"""Visits in the journal: what is kept of them and what is not, and what becomes of a file that cannot be used."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kiosk.analytics.journal import Journal, JournalError, RecordedVisit, database, journal_reader, journal_writer
from kiosk.analytics.journal.titles import Title, titles_of
from kiosk.session.visit_recording import OpenedPlace, Search, Spot, Visit

CHINA = timezone(timedelta(hours=8))
NOON = datetime(2026, 5, 4, 12, 34, 56, tzinfo=CHINA)
VISIT = Visit(
    "hall",
    "zh",
    95,
    40,
    ("contrast-high", "text-135"),
    1,
    Spot("panel", "water", "river"),
    "unanswered",
    (
        OpenedPlace("page", "water", "river", "zh", 30),
        OpenedPlace("panel", "water", "", "zh", 60),
        OpenedPlace("gallery", "places", "", "zh", 5),
    ),
    (Search("zhang san", "zh", 0),),
)


def rows(file: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(file)) as opened:
        return opened.execute(question).fetchall()


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.sqlite", lambda: NOON)


def test_a_visit_is_kept_to_the_minute_with_where_it_was_left(journal: Journal) -> None:
    journal.record_visits([RecordedVisit(NOON, VISIT)])
    assert rows(journal.file, "SELECT * FROM visit") == [
        (
            1,
            "2026-05-04T12:34+08:00",
            "hall",
            "zh",
            95,
            40,
            "contrast-high text-135",
            1,
            2,
            "panel",
            "water",
            "river",
            "unanswered",
            "",
        )
    ]
    assert rows(journal.file, "SELECT * FROM day") == [(1, "2026-05-04")]


def test_what_was_opened_is_not_tied_to_a_visit_and_has_lost_its_order(journal: Journal) -> None:
    journal.record_visits([RecordedVisit(NOON, VISIT), RecordedVisit(NOON, VISIT)])
    columns = {name for _, name, *_ in rows(journal.file, "PRAGMA table_info(opening)")}
    assert columns == {"id", "day", "pack", "kind", "name", "part", "language", "seconds", "last"}
    kinds = [kind for (kind,) in rows(journal.file, "SELECT kind FROM opening ORDER BY id")]
    assert kinds == ["gallery", "gallery", "page", "page", "panel", "panel"]


def test_words_are_kept_only_where_the_device_says_so(journal: Journal) -> None:
    journal.record_visits([RecordedVisit(NOON, VISIT)])
    Journal(journal.file, lambda: NOON, search_words=True).record_visits([RecordedVisit(NOON, VISIT)])
    assert rows(journal.file, "SELECT words, found FROM search") == [(None, 0), ("zhang san", 0)]


def test_titles_are_kept_and_a_new_one_replaces_the_old(journal: Journal) -> None:
    journal.record_titles([Title("hall", "panel", "water", "", {"zh": "水"})])
    journal.record_titles([Title("hall", "panel", "water", "", {"zh": "水利", "en": "Water"})])
    (reported,) = rows(journal.file, "SELECT titles FROM title")
    assert json.loads(reported[0]) == {"zh": "水利", "en": "Water"}


def test_the_titles_of_a_pack_are_those_that_a_visit_or_a_vote_can_name() -> None:
    poll = {"kind": "poll", "poll": "best", "question": {"en": "Best?"}, "answers": [{"en": "A"}, {"en": "B"}]}
    pages = [{"id": "river", "title": {"en": "River"}, "blocks": [{"kind": "text"}, poll]}]
    values = {
        "title": {"en": "Hall"},
        "panels": {"water": {"id": "water", "title": {"en": "Water"}, "pages": pages}},
        "galleries": {
            "places": {
                "id": "places",
                "title": {"en": "Places"},
                "pictures": [{"id": "media/hill.jpg", "title": {"en": "Hill"}}],
            }
        },
    }
    assert [(title.kind, title.name, title.part) for title in titles_of("hall", values)] == [
        ("pack", "", ""),
        ("panel", "water", ""),
        ("page", "water", "river"),
        ("poll", "best", ""),
        ("answer", "best", "0"),
        ("answer", "best", "1"),
        ("gallery", "places", ""),
        ("picture", "places", "media/hill.jpg"),
    ]


def test_a_journal_of_the_first_version_is_brought_up_and_keeps_its_votes(journal: Journal) -> None:
    with closing(sqlite3.connect(journal.file)) as opened, opened:
        opened.executescript(f"{database.MIGRATIONS[0]} PRAGMA user_version = 1;")
        opened.execute("INSERT INTO vote (pack, poll, answer, minute) VALUES ('hall', 'first', 2, '2026-01-01T10:00Z')")
    journal.record_visits([RecordedVisit(NOON, VISIT)])
    assert rows(journal.file, "PRAGMA user_version") == [(database.VERSION,)]
    assert journal.vote("hall", "first", 2) == {2: 2}


def aside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if "damaged" in path.name)


def make_newer(file: Path, *changes: str) -> None:
    """Let a program that is not written yet have changed the journal."""
    with closing(sqlite3.connect(file)) as opened, opened:
        for change in (*changes, "PRAGMA user_version = 99"):
            opened.execute(change)


def test_a_journal_of_a_newer_program_is_gone_on_with_where_it_only_has_more(journal: Journal) -> None:
    journal.record_visits([RecordedVisit(NOON, VISIT)])
    journal.vote("hall", "first", 1)
    make_newer(
        journal.file,
        "ALTER TABLE visit ADD COLUMN mood TEXT",
        "ALTER TABLE vote ADD COLUMN weight INTEGER NOT NULL DEFAULT 1",
        "CREATE TABLE smell (id INTEGER PRIMARY KEY, kind TEXT NOT NULL)",
        "UPDATE visit SET mood = 'glad'",
    )
    journal.record_visits([RecordedVisit(NOON, VISIT)])
    journal.maintain()
    assert journal.vote("hall", "first", 1) == {1: 2}
    assert rows(journal.file, "SELECT mood FROM visit ORDER BY id") == [("glad",), (None,)]
    assert rows(journal.file, "PRAGMA user_version") == [(99,)]
    assert [path.name for path in journal.file.parent.iterdir() if path.suffix == ".sqlite"] == ["journal.sqlite"]
    with journal_reader.open_journal(journal.file) as entries:
        assert (entries.newer, len(list(entries.visits()))) == (True, 2)


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE visit RENAME COLUMN minute TO moment",
        "ALTER TABLE vote RENAME TO ballot",
        "DROP TABLE title",
        "CREATE TABLE vote_now (id INTEGER, pack TEXT, poll TEXT, answer TEXT, minute TEXT, who TEXT NOT NULL)",
    ],
)
def test_one_whose_tables_are_others_is_kept_and_never_thrown_away(
    journal: Journal, caplog: pytest.LogCaptureFixture, change: str
) -> None:
    journal.record_visits([RecordedVisit(NOON, VISIT)])
    swap = ["DROP TABLE vote", "ALTER TABLE vote_now RENAME TO vote"] if "vote_now" in change else []
    make_newer(journal.file, change, *swap)
    with pytest.raises(JournalError, match="newer version"), journal_reader.open_journal(journal.file):
        pass
    journal.record_visits([RecordedVisit(NOON, VISIT)])
    assert rows(journal.file, "SELECT COUNT(*) FROM visit") == [(1,)]
    assert "is of a newer program" in caplog.text
    for _ in range(database.MAX_DAMAGED + 2):
        journal.file.write_bytes(b"this is no database, but longer than its header" * 40)
        journal.maintain()
    make_newer(journal.file, "DROP TABLE visit")
    journal.maintain()
    kept = [journal.file.with_name(name) for name in ("journal.version-99.sqlite", "journal.version-99-2.sqlite")]
    assert [rows(file, "PRAGMA user_version") for file in kept] == [[(99,)], [(99,)]]


OLD_INSERT = (
    "INSERT INTO visit (minute, pack, language, seconds, waited, settings, stayed, opened, kind, name, part, ended) "
    "VALUES ('2026-05-04T12:34+08:00', 'hall', 'zh', 9, 4, '', 0, 0, 'home', '', '', 'unanswered')"
)


def test_a_journal_of_the_program_before_gets_the_zone_and_that_program_goes_on_with_it(journal: Journal) -> None:
    with closing(sqlite3.connect(journal.file)) as opened, opened:
        opened.executescript(f"{''.join(database.MIGRATIONS)} PRAGMA user_version = 2;")
        opened.execute(OLD_INSERT)
    with journal_reader.open_journal(journal.file) as entries:  # not started yet
        assert len(list(entries.visits())) == 1
    journal.record_visits([RecordedVisit(NOON.replace(tzinfo=ZoneInfo("Asia/Shanghai")), VISIT)])
    with closing(sqlite3.connect(journal.file)) as opened, opened:
        assert opened.execute("PRAGMA user_version").fetchone()[0] == 2
        opened.execute(OLD_INSERT)
    assert rows(journal.file, "SELECT zone, seconds FROM visit") == [(None, 9), ("Asia/Shanghai", 95), (None, 9)]
    with journal_reader.open_journal(journal.file) as entries:
        assert [visit.began.hour for visit in entries.visits()] == [12, 12, 12]


def test_a_page_that_was_overwritten_is_found_and_the_journal_set_aside(
    journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    journal.record_visits([RecordedVisit(NOON, VISIT)] * 200)
    content = bytearray(journal.file.read_bytes())
    content[-4096:] = os.urandom(4096)
    journal.file.write_bytes(content)
    journal.maintain()
    assert aside(journal.file.parent) == ["journal.damaged-001.sqlite"]
    assert "is damaged" in caplog.text
    assert rows(journal.file, "SELECT COUNT(*) FROM visit") == [(0,)]


def test_only_so_many_damaged_journals_are_kept(journal: Journal) -> None:
    for _ in range(7):
        journal.file.write_bytes(b"this is no database, but longer than its header" * 40)
        journal.maintain()
    assert aside(journal.file.parent) == [f"journal.damaged-{number:03}.sqlite" for number in range(3, 8)]


def test_where_it_cannot_be_set_aside_it_cannot_be_written(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    journal.file.write_bytes(b"this is no database, but longer than its header" * 40)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(JournalError, match="not a database"):
        journal.record_visits([RecordedVisit(NOON, VISIT)])


def test_a_new_journal_that_fails_too_is_told(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    journal.file.write_bytes(b"this is no database, but longer than its header" * 40)
    set_aside = journal_writer.set_aside

    def and_then_full(*reported: Any) -> bool:
        monkeypatch.setattr(journal_writer.retention, "note_day", full)
        return set_aside(*reported)

    monkeypatch.setattr(journal_writer, "set_aside", and_then_full)
    with pytest.raises(JournalError, match="disk is full"):
        journal.record_visits([RecordedVisit(NOON, VISIT)])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 512 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if (
        os.name == "nt"
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(folder)], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("needs the right to mount a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_on_a_full_disk_a_vote_is_refused_and_what_was_kept_stays(small_disk: Path) -> None:
    journal = Journal(small_disk / "journal.sqlite", lambda: NOON)
    assert journal.vote("hall", "first", 0) == {0: 1}
    rest = small_disk / "rest"
    with suppress(OSError), rest.open("wb", buffering=0) as filled:
        while filled.write(bytes(512)):
            pass
    with pytest.raises(JournalError, match=r"full|I/O error"):
        journal.vote("hall", "first", 0)
    with pytest.raises(JournalError):
        journal.record_visits([RecordedVisit(NOON, VISIT)])
    rest.unlink()
    assert journal.vote("hall", "first", 0) == {0: 2}
    assert aside(small_disk) == []


def test_on_a_disk_that_takes_no_writes_a_vote_is_refused(small_disk: Path) -> None:
    journal = Journal(small_disk / "journal.sqlite", lambda: NOON)
    journal.vote("hall", "first", 0)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(JournalError, match=r"readonly|unable to open|read-only"):
        journal.vote("hall", "first", 0)
