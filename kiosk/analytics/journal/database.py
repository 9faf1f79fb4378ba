"""The journal's file: opened for writing, migrated to the newest version, set aside if damaged."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from kiosk.device.disk import flush_folder

log = logging.getLogger("kiosk")

VERSION = 2
"""Raised only by a change after which an older program must not write any more; `ADDED_COLUMNS` need no new version."""
BUSY_TIMEOUT = 3.0  # seconds to wait for another program that writes
MAX_DAMAGED = 5  # damaged ones; one of a newer program is never removed
WAL_AT_REST = 4_000_000  # bytes that the write-ahead log is cut to
DAMAGE_CODES = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_FILE_ENDINGS = ("", "-wal", "-shm")

# Migrations from each version to the next; a new journal runs all of them. No row refers to a row of another table.
MIGRATIONS = (
    """
    CREATE TABLE IF NOT EXISTS vote (
        id INTEGER PRIMARY KEY, pack TEXT NOT NULL, poll TEXT NOT NULL, answer INTEGER NOT NULL, minute TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS vote_of_poll ON vote (pack, poll);
    """,
    """
    CREATE TABLE IF NOT EXISTS day (id INTEGER PRIMARY KEY, date TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS visit (
        id INTEGER PRIMARY KEY, minute TEXT NOT NULL, pack TEXT NOT NULL, language TEXT NOT NULL,
        seconds INTEGER NOT NULL, waited INTEGER NOT NULL, settings TEXT NOT NULL, stayed INTEGER NOT NULL,
        opened INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, part TEXT NOT NULL, ended TEXT NOT NULL
    );
    CREATE TABLE IF NOT EXISTS opening (
        id INTEGER PRIMARY KEY, day TEXT NOT NULL, pack TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
        part TEXT NOT NULL, language TEXT NOT NULL, seconds INTEGER NOT NULL, last INTEGER NOT NULL
    );
    CREATE TABLE IF NOT EXISTS search (
        id INTEGER PRIMARY KEY, day TEXT NOT NULL, pack TEXT NOT NULL, language TEXT NOT NULL, words TEXT,
        found INTEGER NOT NULL
    );
    CREATE TABLE IF NOT EXISTS title (
        pack TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, part TEXT NOT NULL, titles TEXT NOT NULL,
        PRIMARY KEY (pack, kind, name, part)
    ) WITHOUT ROWID;
    """,
)
# Columns added later; each may be NULL, so that an older program can still write the table.
# zone: the hall's time zone, in which `minute` is; "" is the machine's own, NULL was written by an older program.
ADDED_COLUMNS = (("visit", "zone", "TEXT"),)


class JournalError(Exception):
    """The journal cannot be written or read; the message is for staff."""


class NewerError(sqlite3.DatabaseError):
    """The journal was written by a newer program, and this one cannot write its tables."""

    def __init__(self, version: int) -> None:
        super().__init__(f"it has version {version}, and this program knows versions up to {VERSION}")
        self.version = version


@contextmanager
def open_for_writing(file: Path, *, full: bool) -> Iterator[sqlite3.Connection]:
    """The journal, opened for writing; what is committed survives a power cut where `full`.

    Raises sqlite3.Error or OSError.
    """
    _make_folder(file.parent)
    with closing(sqlite3.connect(file, timeout=BUSY_TIMEOUT)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute(f"PRAGMA synchronous={'FULL' if full else 'NORMAL'}")
        database.execute(f"PRAGMA journal_size_limit={WAL_AT_REST}")
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION and not is_compatible(database):
            raise NewerError(version)
        for number in range(version, VERSION):
            database.executescript(f"BEGIN; {MIGRATIONS[number]} PRAGMA user_version = {number + 1}; COMMIT;")
        for table, column, kind in ADDED_COLUMNS:
            if column not in columns(database, table):
                database.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
        yield database


def columns(database: sqlite3.Connection, table: str) -> dict[str, bool]:
    """Return the columns of a table, each with whether it is optional; empty if there is no such table."""
    rows = database.execute(f"PRAGMA table_info({table})").fetchall()
    return {name: not not_null or default is not None or key > 0 for _, name, _, not_null, default, key in rows}


def is_compatible(database: sqlite3.Connection) -> bool:
    """Whether this program can use a newer program's journal: every table and column that it uses exists.

    Any other column must be optional.
    """
    with closing(sqlite3.connect(":memory:")) as reference:
        for step in MIGRATIONS:
            reference.executescript(step)
        needed = {
            name: columns(reference, name).keys()
            for (name,) in reference.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
    existing = {name: columns(database, name) for name in needed}
    return all(
        needed[name] <= existing_columns.keys()
        and all(is_optional for column, is_optional in existing_columns.items() if column not in needed[name])
        for name, existing_columns in existing.items()
    )


def is_damage(error: Exception) -> bool:
    """Whether an error means that the file itself is unusable, not only out of reach at the moment."""
    return isinstance(error, NewerError) or getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGE_CODES


def set_aside(file: Path, error: Exception) -> bool:
    """Rename an unusable journal; at most `MAX_DAMAGED` damaged ones are kept.

    Return whether it worked.
    """
    is_newer = isinstance(error, NewerError)
    new_file = _next_newer_name(file, error.version) if isinstance(error, NewerError) else _next_damaged_name(file)
    reason = "is of a newer program" if is_newer else "is damaged"
    log.error("The journal %s %s (%s). It is kept as %s, and a new one is begun.", file, reason, error, new_file)
    try:
        # The write-ahead log beside it holds the newest votes: without it they could not be recovered.
        for ending in _FILE_ENDINGS:
            with suppress(FileNotFoundError):
                Path(f"{file}{ending}").replace(f"{new_file}{ending}")
    except OSError as failure:
        log.error("The journal %s could not be set aside: %s", file, failure.strerror)  # noqa: TRY400
        return False
    return True


def _next_damaged_name(file: Path) -> Path:
    """The next name for a damaged journal; if there are too many, the oldest are removed."""
    numbers = sorted(_number(path) for path in file.parent.glob(f"{file.stem}.damaged-*{file.suffix}"))
    for number in numbers[: max(0, len(numbers) - MAX_DAMAGED + 1)]:
        for ending in _FILE_ENDINGS:
            with suppress(OSError):
                Path(f"{_damaged_name(file, number)}{ending}").unlink()
    return _damaged_name(file, (numbers or [0])[-1] + 1)


def _next_newer_name(file: Path, version: int) -> Path:
    """The next name for a journal of a newer program."""
    names = (
        f"{file.stem}.version-{version}{ending}{file.suffix}" for ending in ("", *(f"-{n}" for n in range(2, 1_000)))
    )
    return next(path for name in names if not (path := file.with_name(name)).exists())


def _damaged_name(file: Path, number: int) -> Path:
    return file.with_name(f"{file.stem}.damaged-{number:03}{file.suffix}")


def _number(path: Path) -> int:
    digits = path.stem.rpartition("-")[2]
    return int(digits) if digits.isdecimal() else 0


def _make_folder(folder: Path) -> None:
    """Make a folder whose name survives a power cut."""
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for part in missing:
        flush_folder(part.parent)
