"""Journal writer: a vote returns only once it is on disk; everything else is written in batches."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from kiosk.analytics.journal import retention
from kiosk.analytics.journal.database import JournalError, is_damage, open_for_writing, set_aside
from kiosk.analytics.journal.titles import Title
from kiosk.session.visit_recording import Visit

log = logging.getLogger("kiosk")

MAX_BYTES = 200_000_000
"""Bytes of the journal, from which on the oldest visits make room."""

_T = TypeVar("_T")


class RecordedVisit(NamedTuple):
    """A visit and when it began, in local time: the zone that device.yaml names, or else the machine's own."""

    began: datetime
    visit: Visit


def local_now() -> datetime:
    """The device's local time, with its UTC offset."""
    return datetime.now().astimezone()


class Journal:
    """The journal in `file`, reopened for each job: jobs are rare, and a missing file is recreated.

    All methods raise JournalError if it cannot be written.
    """

    def __init__(self, file: Path, wall: Callable[[], datetime] = local_now, *, search_words: bool = False) -> None:
        self.file = file
        self._wall = wall
        self._search_words = search_words

    def vote(self, pack: str, poll: str, answer: int) -> dict[int, int]:
        """Record a vote and return the votes for each answer, including this one.

        Returns only after the vote is on the disk.
        """
        row = (pack, poll, answer, minute(self._wall()))

        def write(database: sqlite3.Connection) -> dict[int, int]:
            with database:
                database.execute("INSERT INTO vote (pack, poll, answer, minute) VALUES (?, ?, ?, ?)", row)
            count = "SELECT answer, COUNT(*) FROM vote WHERE pack = ? AND poll = ? GROUP BY answer"
            return dict(database.execute(count, (pack, poll)).fetchall())

        return self._run(write, full=True)

    def record_visits(self, visits: Sequence[RecordedVisit]) -> None:
        """Record finished visits; a power cut may lose the last of them."""
        tables = _rows(visits, search_words=self._search_words)

        def write(database: sqlite3.Connection) -> None:
            with database:
                retention.note_day(database, self._wall().date())
                for insert, rows in tables.items():
                    database.executemany(insert, rows)
            retention.make_room(database, MAX_BYTES)

        self._run(write)

    def record_titles(self, titles: Iterable[Title]) -> None:
        """Record a pack's titles, so that reports remain readable after the pack is gone."""
        rows = [(*title[:4], json.dumps(title.titles, ensure_ascii=False, sort_keys=True)) for title in titles]

        def write(database: sqlite3.Connection) -> None:
            with database:
                database.executemany(
                    "INSERT INTO title (pack, kind, name, part, titles) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE "
                    "SET titles = excluded.titles WHERE titles <> excluded.titles",
                    rows,
                )

        self._run(write)

    def maintain(self) -> None:
        """Run at start and once a day: check the file's integrity, and delete what is too old."""

        def check(database: sqlite3.Connection) -> None:
            result = database.execute("PRAGMA quick_check(1)").fetchone()[0]
            if result != "ok":
                damage = sqlite3.DatabaseError(result)
                damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
                raise damage
            today = self._wall().date()
            with database:
                retention.note_day(database, today)
            retention.remove_old(database, today)

        self._run(check)

    def _run(self, job: Callable[[sqlite3.Connection], _T], *, full: bool = False) -> _T:
        """Run a job in the open journal; if the file is damaged, once more in a new one."""
        try:
            return self._run_once(job, full=full)
        except sqlite3.Error as error:
            if not (is_damage(error) and set_aside(self.file, error)):
                raise JournalError(f"{self.file}: {error}") from error
        try:
            return self._run_once(job, full=full)
        except sqlite3.Error as error:
            raise JournalError(f"{self.file}: {error}") from error

    def _run_once(self, job: Callable[[sqlite3.Connection], _T], *, full: bool) -> _T:
        try:
            with open_for_writing(self.file, full=full) as database:
                return job(database)
        except OSError as error:
            raise JournalError(f"{self.file}: {error.strerror}") from error


def zone(moment: datetime) -> str:
    """The zone of a time as the journal stores it: its name, "" for the machine's own."""
    return str(getattr(moment.tzinfo, "key", ""))


def minute(wall: datetime) -> str:
    """A time as the journal stores it: to the minute, in local time with UTC offset."""
    return (
        wall.astimezone().isoformat(timespec="minutes") if wall.tzinfo is None else wall.isoformat(timespec="minutes")
    )


def _rows(visits: Sequence[RecordedVisit], *, search_words: bool) -> dict[str, Sequence[tuple[object, ...]]]:
    """The rows of visits by INSERT statement; what was opened is sorted, so that its order is lost."""
    visit_rows, openings, searches = [], [], []
    for began, visit in visits:
        day = f"{began:%Y-%m-%d}"
        settings = " ".join(visit.settings)
        opened = sum(not opening.part for opening in visit.openings)
        fields = (visit.pack, visit.language, visit.seconds, visit.waited, settings, visit.stayed, opened)
        visit_rows.append((minute(began), *fields, *visit.last_place, visit.ended, zone(began)))
        openings += [(day, visit.pack, *opening) for opening in visit.openings]
        searches += [
            (day, visit.pack, search.language, search.query if search_words else None, search.found)
            for search in visit.searches
        ]
    return {
        "INSERT INTO visit (minute, pack, language, seconds, waited, settings, stayed, opened, kind, name, part, "
        "ended, zone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)": visit_rows,
        "INSERT INTO opening (day, pack, kind, name, part, language, seconds, last) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)": sorted(openings),
        "INSERT INTO search (day, pack, language, words, found) VALUES (?, ?, ?, ?, ?)": searches,
    }
