"""The journal's file: opened for writing, brought to the newest version, set aside where it is damaged."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from kiosk.services.store.disk import flush_folder

log = logging.getLogger("kiosk")

VERSION = 2
PATIENCE = 3.0  # seconds to wait for another program that writes
MOST_ASIDE = 5
WAL_AT_REST = 4_000_000  # bytes that the write-ahead log is cut to
DAMAGES = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_BESIDE = ("", "-wal", "-shm")

# From each version to the next; a new journal walks through all. No row of one table names a row of another.
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


class JournalError(Exception):
    """The journal cannot be written or read; the message is for staff."""


class NewerError(sqlite3.DatabaseError):
    """The journal was written by a newer program, whose tables are not known here."""


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
        if version > VERSION:
            raise NewerError(f"it has version {version}, and this program knows versions up to {VERSION}")
        for number in range(version, VERSION):
            database.executescript(f"BEGIN; {STEPS[number]} PRAGMA user_version = {number + 1}; COMMIT;")
        yield database


def is_damage(error: Exception) -> bool:
    """Whether an error says that the file itself cannot be used, rather than that it cannot be reached now."""
    return isinstance(error, NewerError) or getattr(error, "sqlite_errorcode", 0) & 0xFF in DAMAGES


def set_aside(file: Path, error: Exception) -> bool:
    """Keep a journal that cannot be used under another name, at most `MOST_ASIDE` of them; return whether it worked."""
    kept = _free_name(file)
    what = "is not for this program" if isinstance(error, NewerError) else "is damaged"
    log.error("The journal %s %s (%s). It is kept as %s, and a new one is begun.", file, what, error, kept)
    try:
        # The log beside it holds the newest votes: without it they could not be saved from the file.
        for end in _BESIDE:
            with suppress(FileNotFoundError):
                Path(f"{file}{end}").replace(f"{kept}{end}")
    except OSError as fault:
        log.error("The journal %s could not be set aside: %s", file, fault.strerror)  # noqa: TRY400
        return False
    return True


def _free_name(file: Path) -> Path:
    """The next name for a damaged journal; where there are too many, the oldest make room."""
    numbers = sorted(_number(path) for path in file.parent.glob(f"{file.stem}.damaged-*{file.suffix}"))
    for number in numbers[: max(0, len(numbers) - MOST_ASIDE + 1)]:
        for end in _BESIDE:
            with suppress(OSError):
                Path(f"{_numbered(file, number)}{end}").unlink()
    return _numbered(file, (numbers or [0])[-1] + 1)


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
