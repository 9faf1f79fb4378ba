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

from kiosk.analytics.journal.database import VERSION, JournalError, columns, is_compatible
from kiosk.content.messages import Message

log = logging.getLogger("kiosk")

NEWER = Message("{file}: the journal was written by a newer version of the program")
_DAY = timedelta(days=1)
Row = tuple[Any, ...]
TitleKey = tuple[str, str, str, str]


class VisitRow(NamedTuple):
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
        rows = database.execute("SELECT pack, kind, name, part, titles FROM title")
        self.titles: dict[TitleKey, dict[str, str]] = {
            (pack, kind, name, part): json.loads(titles) for pack, kind, name, part, titles in rows
        }

    def visits(self) -> Iterator[VisitRow]:
        """The visits that began within the period, in the hall's local time.

        That is the local time recorded with each visit. A visit recorded in the machine's own zone is converted to the
        zone that device.yaml has named since: until then the machine's zone had not been set.
        """
        has_zone = "zone" in columns(self._database, "visit")
        hall_zone = self._hall_zone() if has_zone else None
        first, last = (
            (self.first, self.last) if hall_zone is None else (_previous_day(self.first), _next_day(self.last))
        )
        rows = self._rows(
            f"SELECT {'zone' if has_zone else 'NULL'}, minute, pack, language, seconds, waited, settings, stayed, "  # noqa: S608
            "opened, kind, name, part, ended FROM visit WHERE substr(minute, 1, 10) BETWEEN ? AND ? ORDER BY id",
            first,
            last,
        )
        for zone, minute, *fields in rows:
            began = datetime.fromisoformat(minute)
            if hall_zone is not None and zone == "":
                began = began.astimezone(hall_zone)
            if self.first <= began.date() <= self.last:
                yield VisitRow(began, *fields)

    def openings(self) -> Iterator[Row]:
        """(pack, kind, name, part, seconds, last) of what was opened."""
        return self._rows(
            "SELECT pack, kind, name, part, seconds, last FROM opening WHERE day BETWEEN ? AND ? ORDER BY id"
        )

    def searches(self) -> tuple[int, int]:
        """The number of searches, and of those that found nothing."""
        query = "SELECT COUNT(*), COALESCE(SUM(found = 0), 0) FROM search WHERE day BETWEEN ? AND ?"
        ((total, without_result),) = self._rows(query)
        return int(total), int(without_result)

    def words(self) -> Iterator[Row]:
        """(words, count) of searches that found nothing, if words are recorded."""
        return self._rows(
            "SELECT words, COUNT(*) FROM search WHERE day BETWEEN ? AND ? AND words IS NOT NULL AND found = 0 "
            "GROUP BY words"
        )

    def votes(self) -> Iterator[Row]:
        """(pack, poll, answer) of each vote."""
        return self._rows("SELECT pack, poll, answer FROM vote WHERE substr(minute, 1, 10) BETWEEN ? AND ? ORDER BY id")

    def _rows(self, query: str, first: date | None = None, last: date | None = None) -> Iterator[Row]:
        return self._database.execute(query, ((first or self.first).isoformat(), (last or self.last).isoformat()))

    def _hall_zone(self) -> tzinfo | None:
        """The zone that device.yaml named last, as far as visits show; None if it named none."""
        from kiosk.device.time_zones import find_zone

        query = "SELECT zone FROM visit WHERE zone <> '' ORDER BY id DESC LIMIT 1"
        found = self._database.execute(query).fetchone()
        return find_zone(found[0]) if found else None


@contextmanager
def open_journal(file: Path, first: date | None = None, last: date | None = None) -> Iterator[Entries]:
    """Open what was recorded between two days; None means the first or last day in the journal.

    If the clock was wrong, days after the last one that the device noted, or more than 13 months before it, are
    ignored. Raises JournalError if the file is missing, damaged, or from a newer program with incompatible tables;
    also while it is read.
    """
    from kiosk.analytics.journal.retention import thirteen_months_before

    if not file.is_file():
        raise JournalError(Message("{file}: there is no journal; the kiosk begins one with its first visit", file=file))
    try:
        with _open_for_reading(file) as database:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION and not is_compatible(database):
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


def days_on_record(file: Path) -> list[date]:
    """Return the days that the device noted, newest first; empty if they cannot be read."""
    with suppress(sqlite3.Error, OSError, ValueError), _open_for_reading(file) as database:
        rows = database.execute("SELECT date FROM day ORDER BY id DESC").fetchall()
        return [date.fromisoformat(day) for (day,) in rows]
    return []


@contextmanager
def _open_for_reading(file: Path) -> Iterator[sqlite3.Connection]:
    uri = file.resolve().as_uri()
    with closing(sqlite3.connect(f"{uri}?mode=ro", uri=True)) as database:
        try:
            database.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            # On a read-only disk nothing else can be writing.
            with closing(sqlite3.connect(f"{uri}?immutable=1", uri=True)) as read_only:
                yield read_only
            return
        # One snapshot for all queries, whatever is written meanwhile.
        database.execute("BEGIN")
        yield database


def _earliest(database: sqlite3.Connection, first: date, last: date) -> date | None:
    query = (
        "SELECT MIN(day) FROM (SELECT date AS day FROM day UNION ALL SELECT substr(minute, 1, 10) FROM visit "
        "UNION ALL SELECT substr(minute, 1, 10) FROM vote) WHERE day BETWEEN ? AND ?"
    )
    return _day(database, query, first.isoformat(), last.isoformat())


def _day(database: sqlite3.Connection, query: str, *parameters: str) -> date | None:
    found = database.execute(query, parameters).fetchone()
    return date.fromisoformat(found[0]) if found and found[0] else None


def _previous_day(day: date) -> date:
    return day - _DAY if day > date.min else day


def _next_day(day: date) -> date:
    return day + _DAY if day < date.max else day
