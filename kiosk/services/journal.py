"""The device's journal: what visitors voted. One SQLite file; what has been acknowledged survives a power cut.

A vote holds no trace of the visitor: the pack, the poll, which answer, and the minute.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

log = logging.getLogger("kiosk")

VERSION = 1
PATIENCE = 3.0  # seconds to wait for another program that reads the journal
SCHEMA = """
CREATE TABLE IF NOT EXISTS vote (
    id INTEGER PRIMARY KEY, pack TEXT NOT NULL, poll TEXT NOT NULL, answer INTEGER NOT NULL, minute TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS vote_of_poll ON vote (pack, poll);
"""


class JournalError(Exception):
    """The journal cannot be written; the message is for staff."""


class Journal:
    """The journal in `file`, opened anew for each vote: votes are rare, and a file that is gone is made again."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def vote(self, pack: str, poll: str, answer: int) -> dict[int, int]:
        """Keep a vote and return the votes for each answer, this one among them.

        Returns only after the vote is on the disk. Raises JournalError where it cannot be kept.
        """
        try:
            return self._vote(pack, poll, answer)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) or not self._set_aside(error):
                raise JournalError(f"{self.file}: {error}") from error
        except OSError as error:
            raise JournalError(f"{self.file}: {error.strerror}") from error
        try:
            return self._vote(pack, poll, answer)
        except (sqlite3.Error, OSError) as error:
            raise JournalError(f"{self.file}: {error}") from error

    def _vote(self, pack: str, poll: str, answer: int) -> dict[int, int]:
        minute = datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
        with self._open() as database:
            with database:
                row = (pack, poll, answer, minute)
                database.execute("INSERT INTO vote (pack, poll, answer, minute) VALUES (?, ?, ?, ?)", row)
            count = "SELECT answer, COUNT(*) FROM vote WHERE pack = ? AND poll = ? GROUP BY answer"
            return dict(database.execute(count, (pack, poll)).fetchall())

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.file, timeout=PATIENCE)) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=FULL")
            if database.execute("PRAGMA user_version").fetchone()[0] < VERSION:
                database.executescript(f"{SCHEMA} PRAGMA user_version = {VERSION};")
            yield database

    def _set_aside(self, error: sqlite3.DatabaseError) -> bool:
        """Keep a damaged journal under another name; return whether that was possible."""
        kept = self.file.with_suffix(f".damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}.sqlite")
        log.error("The journal %s is damaged (%s). It is kept as %s, and a new one is begun.", self.file, error, kept)
        try:
            self.file.replace(kept)
            for rest in ("-wal", "-shm"):
                Path(f"{self.file}{rest}").unlink(missing_ok=True)
        except OSError:
            return False
        return True
