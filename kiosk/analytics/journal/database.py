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
"""Raised only by a change for which an older program must not write any more; a column is added without: `ADDED`."""
PATIENCE = 3.0  # seconds to wait for another program that writes
MOST_ASIDE = 5  # damaged ones; one of a newer program is never removed
WAL_AT_REST = 4_000_000  # bytes that the write-ahead log is cut to
DAMAGES = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BESIDE = ("", "-wal", "-shm")

# Migrations from each version to the next; a new journal runs all of them. No row refers to a row of another table.
STEPS = (
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
ADDED = (("visit", "zone", "TEXT"),)


class JournalError(Exception):
    """The journal cannot be written or read; the message is for staff."""


class NewerError(sqlite3.DatabaseError):
    """The journal was written by a newer program, and this one cannot write its tables."""

    def __init__(self, version: int) -> None:
        super().__init__(f"it has version {version}, and this program knows versions up to {VERSION}")
        self.version = version


@contextmanager
def writing(file: Path, *, full: bool) -> Iterator[sqlite3.Connection]:
    """The journal, opened for writing; what is committed survives a power cut where `full`.

    Raises sqlite3.Error or OSError.
    """
    _make_folder(file.parent)
    with closing(sqlite3.connect(file, timeout=PATIENCE)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute(f"PRAGMA synchronous={'FULL' if full else 'NORMAL'}")
        database.execute(f"PRAGMA journal_size_limit={WAL_AT_REST}")
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION and not fits(database):
            raise NewerError(version)
        for number in range(version, VERSION):
            database.executescript(f"BEGIN; {STEPS[number]} PRAGMA user_version = {number + 1}; COMMIT;")
        for table, column, kind in ADDED:
            if column not in columns(database, table):
                database.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
        yield database


def columns(database: sqlite3.Connection, table: str) -> dict[str, bool]:
    """Return the columns of a table, each with whether it is optional; empty if there is no such table."""
    told = database.execute(f"PRAGMA table_info({table})").fetchall()
    return {name: not must_be or default is not None or key > 0 for _, name, _, must_be, default, key in told}


def fits(database: sqlite3.Connection) -> bool:
    """Whether this program can use a newer program's journal: every table and column that it uses exists.

    Any other column must be optional.
    """
    with closing(sqlite3.connect(":memory:")) as own:
        for step in STEPS:
            own.executescript(step)
        known = {
            name: columns(own, name).keys()
            for (name,) in own.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
    there = {name: columns(database, name) for name in known}
    return all(
        known[name] <= found.keys() and all(spare for column, spare in found.items() if column not in known[name])
        for name, found in there.items()
    )


def is_damage(error: Exception) -> bool:
    """Whether an error means that the file itself is unusable, not only out of reach at the moment."""
    return isinstance(error, NewerError) or getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGES


def set_aside(file: Path, error: Exception) -> bool:
    """Rename an unusable journal; at most `MOST_ASIDE` damaged ones are kept.

    Return whether it worked.
    """
    newer = isinstance(error, NewerError)
    kept = _newer_name(file, error.version) if isinstance(error, NewerError) else _free_name(file)
    what = "is of a newer program" if newer else "is damaged"
    log.error("The journal %s %s (%s). It is kept as %s, and a new one is begun.", file, what, error, kept)
    try:
        # The write-ahead log beside it holds the newest votes: without it they could not be recovered.
        for end in _BESIDE:
            with suppress(FileNotFoundError):
                Path(f"{file}{end}").replace(f"{kept}{end}")
    except OSError as fault:
        log.error("The journal %s could not be set aside: %s", file, fault.strerror)  # noqa: TRY400
        return False
    return True


def _free_name(file: Path) -> Path:
    """The next name for a damaged journal; if there are too many, the oldest are removed."""
    numbers = sorted(_number(path) for path in file.parent.glob(f"{file.stem}.damaged-*{file.suffix}"))
    for number in numbers[: max(0, len(numbers) - MOST_ASIDE + 1)]:
        for end in _BESIDE:
            with suppress(OSError):
                Path(f"{_numbered(file, number)}{end}").unlink()
    return _numbered(file, (numbers or [0])[-1] + 1)


def _newer_name(file: Path, version: int) -> Path:
    """The next name for a journal of a newer program."""
    names = (f"{file.stem}.version-{version}{end}{file.suffix}" for end in ("", *(f"-{n}" for n in range(2, 1_000))))
    return next(place for name in names if not (place := file.with_name(name)).exists())


def _numbered(file: Path, number: int) -> Path:
    return file.with_name(f"{file.stem}.damaged-{number:03}{file.suffix}")


def _number(path: Path) -> int:
    digits = path.stem.rpartition("-")[2]
    return int(digits) if digits.isdecimal() else 0


def _make_folder(folder: Path) -> None:
    """Make a folder whose name survives a power cut."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        flush_folder(each.parent)
