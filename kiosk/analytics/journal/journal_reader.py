"""Journal reader for reports: row by row, since a journal has millions, and while the kiosk keeps writing."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.analytics.journal.database import VERSION, JournalError, columns, fits
from kiosk.content.messages import Message

log = logging.getLogger("kiosk")

NEWER = Message("{file}: the journal was written by a newer version of the program")
_DAY = timedelta(days=1)
Row = tuple[Any, ...]
TitleKey = tuple[str, str, str, str]


class Began(NamedTuple):
    """A visit as a report reads it; `began` in the hall's local time, the rest as recorded."""

    began: datetime
    pack: str
    language: str
    seconds: int
    waited: int
    settings: str
    stayed: int
    opened: int
    kind: str
    name: str
    part: str
    ended: str


class Entries:
    """The journal's entries from `first` to `last` (inclusive), in the order in which they were written.

    Each call reads again, row by row, while the journal is open. `total`: visits of all days; `titles`: (pack, kind,
    name, part) → titles by language. `newer`: a newer program wrote it, perhaps with more data.
    """

    def __init__(self, database: sqlite3.Connection, first: date, last: date, *, newer: bool = False) -> None:
        self._database = database
        self.first = first
        self.last = last
        self.newer = newer
        self.total: int = database.execute("SELECT COUNT(*) FROM visit").fetchone()[0]
        named = database.execute("SELECT pack, kind, name, part, titles FROM title")
        self.titles: dict[TitleKey, dict[str, str]] = {
            (pack, kind, name, part): json.loads(told) for pack, kind, name, part, told in named
        }

    def visits(self) -> Iterator[Began]:
        """The visits that began within the period, in the hall's local time.

        That is the local time recorded with each visit. A visit recorded in the machine's own zone is converted to the
        zone that device.yaml has named since: until then the machine's zone had not been set.
        """
        has_zone = "zone" in columns(self._database, "visit")
        home = self._home() if has_zone else None
        first, last = (self.first, self.last) if home is None else (_before(self.first), _after(self.last))
        rows = self._rows(
            f"SELECT {'zone' if has_zone else 'NULL'}, minute, pack, language, seconds, waited, settings, stayed, "  # noqa: S608
            "opened, kind, name, part, ended FROM visit WHERE substr(minute, 1, 10) BETWEEN ? AND ? ORDER BY id",
            first,
            last,
        )
        for zone, minute, *rest in rows:
            began = datetime.fromisoformat(minute)
            if home is not None and zone == "":
                began = began.astimezone(home)
            if self.first <= began.date() <= self.last:
                yield Began(began, *rest)

    def openings(self) -> Iterator[Row]:
        """(pack, kind, name, part, seconds, last) of what was opened."""
        return self._rows(
            "SELECT pack, kind, name, part, seconds, last FROM opening WHERE day BETWEEN ? AND ? ORDER BY id"
        )

    def searches(self) -> tuple[int, int]:
        """The number of searches, and of those that found nothing."""
        question = "SELECT COUNT(*), COALESCE(SUM(found = 0), 0) FROM search WHERE day BETWEEN ? AND ?"
        ((every, in_vain),) = self._rows(question)
        return int(every), int(in_vain)

    def words(self) -> Iterator[Row]:
        """(words, count) of searches that found nothing, if words are recorded."""
        return self._rows(
            "SELECT words, COUNT(*) FROM search WHERE day BETWEEN ? AND ? AND words IS NOT NULL AND found = 0 "
            "GROUP BY words"
        )

    def votes(self) -> Iterator[Row]:
        """(pack, poll, answer) of each vote."""
        return self._rows("SELECT pack, poll, answer FROM vote WHERE substr(minute, 1, 10) BETWEEN ? AND ? ORDER BY id")

    def _rows(self, question: str, first: date | None = None, last: date | None = None) -> Iterator[Row]:
        return self._database.execute(question, ((first or self.first).isoformat(), (last or self.last).isoformat()))

    def _home(self) -> tzinfo | None:
        """The zone that device.yaml named last, as far as visits show; None if it named none."""
        from kiosk.device.time_zones import find_zone

        question = "SELECT zone FROM visit WHERE zone <> '' ORDER BY id DESC LIMIT 1"
        found = self._database.execute(question).fetchone()
        return find_zone(found[0]) if found else None


@contextmanager
def opened(file: Path, first: date | None = None, last: date | None = None) -> Iterator[Entries]:
    """Open what was recorded between two days; None means the first or last day in the journal.

    If the clock was wrong, days after the last one that the device noted, or more than 13 months before it, are
    ignored. Raises JournalError if the file is missing, damaged, or from a newer program with incompatible tables;
    also while it is read.
    """
    from kiosk.analytics.journal.retention import thirteen_months_before

    if not file.is_file():
        raise JournalError(Message("{file}: there is no journal; the kiosk begins one with its first visit", file=file))
    try:
        with _reading(file) as database:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION and not fits(database):
                raise JournalError(Message(NEWER.template, file=file))
            if version < VERSION:
                raise JournalError(
                    Message("{file}: the journal is of an older version; start the kiosk once", file=file)
                )
            newest = _day(database, "SELECT date FROM day ORDER BY id DESC LIMIT 1") or date.today()  # noqa: DTZ011
            last = last or newest
            first = first or _earliest(database, thirteen_months_before(last), last) or last
            yield Entries(database, first, last, newer=version > VERSION)
    except (sqlite3.Error, ValueError) as error:
        reason = str(error)
        raise JournalError(Message("{file}: the journal cannot be read: {reason}", file=file, reason=reason)) from error


def days_lived(file: Path) -> list[date]:
    """Return the days that the device noted, newest first; empty if they cannot be read."""
    with suppress(sqlite3.Error, OSError, ValueError), _reading(file) as database:
        rows = database.execute("SELECT date FROM day ORDER BY id DESC").fetchall()
        return [date.fromisoformat(day) for (day,) in rows]
    return []


@contextmanager
def _reading(file: Path) -> Iterator[sqlite3.Connection]:
    address = file.resolve().as_uri()
    with closing(sqlite3.connect(f"{address}?mode=ro", uri=True)) as database:
        try:
            database.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            # On a read-only disk nothing else can be writing.
            with closing(sqlite3.connect(f"{address}?immutable=1", uri=True)) as still:
                yield still
            return
        # One snapshot for all queries, whatever is written meanwhile.
        database.execute("BEGIN")
        yield database


def _earliest(database: sqlite3.Connection, least: date, last: date) -> date | None:
    question = (
        "SELECT MIN(day) FROM (SELECT date AS day FROM day UNION ALL SELECT substr(minute, 1, 10) FROM visit "
        "UNION ALL SELECT substr(minute, 1, 10) FROM vote) WHERE day BETWEEN ? AND ?"
    )
    return _day(database, question, least.isoformat(), last.isoformat())


def _day(database: sqlite3.Connection, question: str, *told: str) -> date | None:
    found = database.execute(question, told).fetchone()
    return date.fromisoformat(found[0]) if found and found[0] else None


def _before(day: date) -> date:
    return day - _DAY if day > date.min else day


def _after(day: date) -> date:
    return day + _DAY if day < date.max else day
