"""Votes: what has been acknowledged is on the disk, whatever happens then."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.analytics.journal import Journal, JournalError

VOTER = """
import sys
from pathlib import Path
from kiosk.analytics.journal import Journal
journal = Journal(Path(sys.argv[1]))
while True:
    counts = journal.vote("hall", "first", 1)
    print(counts[1], flush=True)
"""


def kept(file: Path) -> int:
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(database.execute("SELECT COUNT(*) FROM vote").fetchone()[0])


def test_votes_are_counted_for_each_answer_of_each_poll_of_each_pack(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "deep" / "journal.sqlite")
    assert journal.vote("hall", "first", 2) == {2: 1}
    assert journal.vote("hall", "first", 0) == {0: 1, 2: 1}
    assert journal.vote("hall", "second", 0) == {0: 1}
    assert journal.vote("other", "first", 2) == {2: 1}
    assert Journal(journal.file).vote("hall", "first", 2) == {0: 1, 2: 2}


def test_nothing_of_the_visitor_is_kept(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    journal.vote("hall", "first", 2)
    with closing(sqlite3.connect(journal.file)) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(vote)")]
        minute = database.execute("SELECT minute FROM vote").fetchone()[0]
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert columns == ["id", "pack", "poll", "answer", "minute"]
    assert len(minute) == len("2026-01-01T10:00+08:00")


@pytest.mark.skipif(os.name == "nt", reason="ends a process as a power cut would")
def test_no_acknowledged_vote_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    chance, file, acknowledged = random.Random(7), tmp_path / "journal.sqlite", 0
    for _ in range(10):
        with subprocess.Popen(
            [sys.executable, "-c", VOTER, str(file)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
        ) as voter:
            assert voter.stdout is not None
            first = voter.stdout.readline()
            time.sleep(chance.uniform(0, 0.05))
            voter.send_signal(signal.SIGKILL)
            rest = voter.stdout.read().splitlines(keepends=True)
        acknowledged += 1 + sum(line.endswith("\n") for line in rest)
        assert first.strip().isdigit()
        assert kept(file) >= acknowledged
    assert kept(file) <= acknowledged + 10


def test_a_damaged_journal_is_set_aside_and_a_new_one_begun(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    journal = Journal(tmp_path / "journal.sqlite")
    journal.file.write_bytes(b"this is no database, but longer than its header" * 40)
    assert journal.vote("hall", "first", 0) == {0: 1}
    aside = [path for path in tmp_path.iterdir() if "damaged" in path.name]
    assert len(aside) == 1
    assert aside[0].read_bytes().startswith(b"this is no database")
    assert "is damaged" in caplog.text


def test_where_it_cannot_be_written_staff_are_told_the_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(JournalError, match=r"journal\.sqlite"):
        Journal(tmp_path / "file" / "journal.sqlite").vote("hall", "first", 0)
    (tmp_path / "journal.sqlite").mkdir()
    with pytest.raises(JournalError, match="unable to open"):
        Journal(tmp_path / "journal.sqlite").vote("hall", "first", 0)
