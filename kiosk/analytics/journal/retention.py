"""Retention: removes what is older than 13 months, and the oldest entries if the file grows too large.

A device without a clock battery may boot in 1970, or years ahead. Such a clock deletes nothing: a clock is trusted
only after the device has run under it for `STEADY` consecutive days.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

log = logging.getLogger("kiosk")

MONTHS = 13
STEADY = 30
LONGEST_REST = timedelta(days=31)
DAYS_KEPT = 1000
PIECE = 2000  # rows in one transaction, so that a vote never waits long
# The column that dates each table, in the order in which tables are trimmed: votes are few, and go last.
AGES = {"opening": "day", "search": "day", "visit": "minute", "vote": "minute"}


def note_day(database: sqlite3.Connection, today: date) -> None:
    """Note that the device ran on this day."""
    last = database.execute("SELECT date FROM day ORDER BY id DESC LIMIT 1").fetchone()
    if last != (today.isoformat(),):
        database.execute("INSERT INTO day (date) VALUES (?)", (today.isoformat(),))
        database.execute("DELETE FROM day WHERE id <= (SELECT MAX(id) FROM day) - ?", (DAYS_KEPT,))


def is_steady(lived: Sequence[date], today: date) -> bool:
    """Whether the clock can be trusted; `lived`: the days that the device noted, newest first.

    True once the last `STEADY` of them are in order, none more than `LONGEST_REST` apart.
    """
    later = today + timedelta(days=1)
    for day in lived[:STEADY]:
        if not timedelta() < later - day <= LONGEST_REST:
            return False
        later = day
    return len(lived) >= STEADY


def has_leapt(lived: Sequence[date], today: date) -> bool:
    """Whether the clock jumped within the last `STEADY` days that the device noted; `lived` as above.

    Today may differ by a day from the one noted: the hall's zone and the machine's may differ.
    """
    days = [*([] if lived and abs(today - lived[0]) <= timedelta(days=1) else [today]), *lived[:STEADY]]
    return any(not timedelta() < later - day <= LONGEST_REST for later, day in pairwise(days))


def thirteen_months_before(today: date) -> date:
    """The first day that is kept."""
    months = today.year * 12 + today.month - 1 - MONTHS
    return date(max(1, months // 12), months % 12 + 1, min(today.day, 28))


def let_go(database: sqlite3.Connection, today: date) -> None:
    """Remove what is older than 13 months, if the clock can be trusted."""
    noted = database.execute("SELECT date FROM day ORDER BY id DESC LIMIT ?", (STEADY,)).fetchall()
    if not is_steady([date.fromisoformat(day) for (day,) in noted], today):
        return
    first = thirteen_months_before(today).isoformat()
    gone = sum(_remove(database, table, f"{column} < ?", first) for table, column in AGES.items())
    if gone:
        log.info("The journal let go of %s entries from before %s.", gone, first)


def make_room(database: sqlite3.Connection, largest: int) -> None:
    """If the journal holds more than `largest` bytes, remove the oldest tenth, by order and not by date."""
    pages, free, size = (_ask(database, f"PRAGMA {name}") for name in ("page_count", "freelist_count", "page_size"))
    if (pages - free) * size <= largest:
        return
    gone = 0
    for table in AGES:
        first, last = database.execute(f"SELECT MIN(id), MAX(id) FROM {table}").fetchone()  # noqa: S608
        if first is not None and (table != "vote" or not gone):
            gone += _remove(database, table, "id <= ?", first + (last - first) // 10)
    log.warning("The journal has reached %s bytes: the oldest %s entries were removed.", largest, gone)


def _remove(database: sqlite3.Connection, table: str, which: str, bound: object) -> int:
    # Find first, then remove in pieces: a read blocks no writer.
    found = [row[0] for row in database.execute(f"SELECT id FROM {table} WHERE {which}", (bound,))]  # noqa: S608
    for start in range(0, len(found), PIECE):
        with database:
            piece = [(number,) for number in found[start : start + PIECE]]
            database.executemany(f"DELETE FROM {table} WHERE id = ?", piece)  # noqa: S608
    return len(found)


def _ask(database: sqlite3.Connection, pragma: str) -> int:
    return int(database.execute(pragma).fetchone()[0])
