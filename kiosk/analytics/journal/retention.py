"""Retention: removes what is older than 13 months, and the oldest entries if the file grows too large.

A device without a clock battery may boot in 1970, or years ahead. Such a clock deletes nothing: a clock is trusted
only after the device has run under it for `STEADY_DAYS` consecutive days.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

log = logging.getLogger("kiosk")

MONTHS = 13
STEADY_DAYS = 30
MAX_GAP = timedelta(days=31)
DAYS_KEPT = 1000
BATCH = 2000  # rows in one transaction, so that a vote never waits long
# The column that dates each table, in the order in which tables are trimmed: votes are few, and go last.
DATE_COLUMNS = {"opening": "day", "search": "day", "visit": "minute", "vote": "minute"}


def note_day(database: sqlite3.Connection, today: date) -> None:
    """Note that the device ran on this day."""
    last = database.execute("SELECT date FROM day ORDER BY id DESC LIMIT 1").fetchone()
    if last != (today.isoformat(),):
        database.execute("INSERT INTO day (date) VALUES (?)", (today.isoformat(),))
        database.execute("DELETE FROM day WHERE id <= (SELECT MAX(id) FROM day) - ?", (DAYS_KEPT,))


def is_steady(days_run: Sequence[date], today: date) -> bool:
    """Whether the clock can be trusted; `days_run`: the days that the device noted, newest first.

    True once the last `STEADY_DAYS` of them are in order, none more than `MAX_GAP` apart.
    """
    later = today + timedelta(days=1)
    for day in days_run[:STEADY_DAYS]:
        if not timedelta() < later - day <= MAX_GAP:
            return False
        later = day
    return len(days_run) >= STEADY_DAYS


def has_jumped(days_run: Sequence[date], today: date) -> bool:
    """Whether the clock jumped within the last `STEADY_DAYS` days that the device noted; `days_run` as above.

    Today may differ by a day from the one noted: the hall's zone and the machine's may differ.
    """
    days = [*([] if days_run and abs(today - days_run[0]) <= timedelta(days=1) else [today]), *days_run[:STEADY_DAYS]]
    return any(not timedelta() < later - day <= MAX_GAP for later, day in pairwise(days))


def thirteen_months_before(today: date) -> date:
    """The first day that is kept."""
    months = today.year * 12 + today.month - 1 - MONTHS
    return date(max(1, months // 12), months % 12 + 1, min(today.day, 28))


def remove_old(database: sqlite3.Connection, today: date) -> None:
    """Remove what is older than 13 months, if the clock can be trusted."""
    rows = database.execute("SELECT date FROM day ORDER BY id DESC LIMIT ?", (STEADY_DAYS,)).fetchall()
    if not is_steady([date.fromisoformat(day) for (day,) in rows], today):
        return
    first = thirteen_months_before(today).isoformat()
    removed = sum(_remove(database, table, f"{column} < ?", first) for table, column in DATE_COLUMNS.items())
    if removed:
        log.info("The journal let go of %s entries from before %s.", removed, first)


def make_room(database: sqlite3.Connection, max_bytes: int) -> None:
    """If the journal holds more than `max_bytes` bytes, remove the oldest tenth, by order and not by date."""
    pages, free, size = (
        _read_pragma(database, f"PRAGMA {name}") for name in ("page_count", "freelist_count", "page_size")
    )
    if (pages - free) * size <= max_bytes:
        return
    removed = 0
    for table in DATE_COLUMNS:
        first, last = database.execute(f"SELECT MIN(id), MAX(id) FROM {table}").fetchone()  # noqa: S608
        if first is not None and (table != "vote" or not removed):
            removed += _remove(database, table, "id <= ?", first + (last - first) // 10)
    log.warning("The journal has reached %s bytes: the oldest %s entries were removed.", max_bytes, removed)


def _remove(database: sqlite3.Connection, table: str, condition: str, value: object) -> int:
    # Find first, then remove in pieces: a read blocks no writer.
    ids = [row[0] for row in database.execute(f"SELECT id FROM {table} WHERE {condition}", (value,))]  # noqa: S608
    for start in range(0, len(ids), BATCH):
        with database:
            batch = [(number,) for number in ids[start : start + BATCH]]
            database.executemany(f"DELETE FROM {table} WHERE id = ?", batch)  # noqa: S608
    return len(ids)


def _read_pragma(database: sqlite3.Connection, pragma: str) -> int:
    return int(database.execute(pragma).fetchone()[0])
