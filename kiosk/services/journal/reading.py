"""Reads the journal for a report, while the kiosk goes on writing it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.content.telling import Told
from kiosk.services.journal.database import VERSION, JournalError

_BETWEEN = "substr({column}, 1, 10) BETWEEN ? AND ?"
# What a report reads of each table, and by which column it is dated.
_QUESTIONS = {
    "visit": ("minute", "minute, pack, language, seconds, waited, settings, stayed, opened, kind, name, part, ended"),
    "opening": ("day", "pack, kind, name, part, language, seconds, last"),
    "search": ("day", "pack, language, words, found"),
    "vote": ("minute", "pack, poll, answer"),
}

Row = tuple[Any, ...]
TitleKey = tuple[str, str, str, str]


class Entries(NamedTuple):
    """What the journal holds from `first` to `last` (both included), as rows in the order of the tables' columns.

    `titles`: (pack, kind, name, part) → titles by language. `beyond`: visits of other days.
    """

    first: date
    last: date
    visits: list[Row]
    openings: list[Row]
    searches: list[Row]
    votes: list[Row]
    titles: dict[TitleKey, dict[str, str]]
    beyond: int


def read(file: Path, first: date | None = None, last: date | None = None) -> Entries:
    """Read what was recorded between two days, each where None the first or last that the journal speaks of.

    A journal whose clock was wrong speaks of no day later than the one that the device noted last, and of none more
    than 13 months before it. Raises JournalError where the file is missing, damaged or newer than this program.
    """
    from kiosk.services.journal.ageing import thirteen_months_before

    if not file.is_file():
        raise JournalError(Told("{file}: there is no journal; the kiosk begins one with its first visit", file=file))
    try:
        with _reading(file) as database:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise JournalError(Told("{file}: the journal was written by a newer version of the program", file=file))
            if version < VERSION:
                raise JournalError(Told("{file}: the journal is of an older version; start the kiosk once", file=file))
            newest = _day(database, "SELECT date FROM day ORDER BY id DESC LIMIT 1") or date.today()  # noqa: DTZ011
            last = last or newest
            first = first or _earliest(database, thirteen_months_before(last), last) or last
            return _entries(database, first, last)
    except (sqlite3.Error, ValueError) as error:
        reason = str(error)
        raise JournalError(Told("{file}: the journal cannot be read: {reason}", file=file, reason=reason)) from error


@contextmanager
def _reading(file: Path) -> Iterator[sqlite3.Connection]:
    address = file.resolve().as_uri()
    with closing(sqlite3.connect(f"{address}?mode=ro", uri=True)) as database:
        try:
            database.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            # On a disk that takes no writes nobody else can be writing.
            with closing(sqlite3.connect(f"{address}?immutable=1", uri=True)) as still:
                yield still
            return
        # One moment for all questions, whatever is written meanwhile.
        database.execute("BEGIN")
        yield database


def _entries(database: sqlite3.Connection, first: date, last: date) -> Entries:
    span = first.isoformat(), last.isoformat()
    rows = {
        table: database.execute(
            f"SELECT {columns} FROM {table} WHERE {_BETWEEN.format(column=column)} ORDER BY id",  # noqa: S608
            span,
        ).fetchall()
        for table, (column, columns) in _QUESTIONS.items()
    }
    whole = database.execute("SELECT COUNT(*) FROM visit").fetchone()[0]
    named = database.execute("SELECT pack, kind, name, part, titles FROM title").fetchall()
    titles = {(pack, kind, name, part): json.loads(told) for pack, kind, name, part, told in named}
    visits = rows["visit"]
    return Entries(first, last, visits, rows["opening"], rows["search"], rows["vote"], titles, whole - len(visits))


def _earliest(database: sqlite3.Connection, least: date, last: date) -> date | None:
    question = (
        "SELECT MIN(day) FROM (SELECT date AS day FROM day UNION ALL SELECT substr(minute, 1, 10) FROM visit "
        "UNION ALL SELECT substr(minute, 1, 10) FROM vote) WHERE day BETWEEN ? AND ?"
    )
    return _day(database, question, least.isoformat(), last.isoformat())


def _day(database: sqlite3.Connection, question: str, *told: str) -> date | None:
    found = database.execute(question, told).fetchone()
    return date.fromisoformat(found[0]) if found and found[0] else None
