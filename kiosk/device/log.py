"""The log: size-limited JSON Lines files in the user's log folder, and stderr."""

from __future__ import annotations

import json
import logging
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from kiosk.device.log_throttle import LEFT_OUT, ThrottleFilter

MAX_BYTES = 1_000_000
BACKUPS = 4
MAX_CHARACTERS = 8_000  # characters of one record
REREAD_BYTES = 40_000  # bytes of the log that a start reads again
# Priorities of systemd's journal, which reads them before each line.
PRIORITIES = {logging.DEBUG: 7, logging.INFO: 6, logging.WARNING: 4, logging.ERROR: 3, logging.CRITICAL: 2}

log = logging.getLogger("kiosk")


class Structured(logging.Formatter):
    """Formatter for one line of JSON: time, level, logger, message, and the traceback of a program fault."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        when = datetime.fromtimestamp(record.created, UTC).astimezone().isoformat(timespec="milliseconds")
        line: dict[str, object] = {
            "when": when,
            "level": record.levelname.lower(),
            "from": record.name,
            "says": _shortened(record.getMessage()),
        }
        if left_out := getattr(record, LEFT_OUT, 0):
            line["left-out"] = left_out
        if record.exc_info:
            line["fault"] = _shortened(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


class Plain(logging.Formatter):
    """Formatter for a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the message and the traceback."""
        text = _shortened(super().format(record))
        left_out = getattr(record, LEFT_OUT, 0)
        return f"{text} ({left_out} like it were left out before.)" if left_out else text


class Prioritised(Plain):
    """Formatter for systemd's journal, with the priority before each line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines."""
        prefix = f"<{PRIORITIES.get(record.levelno, 6)}>"
        return "\n".join(prefix + line for line in super().format(record).splitlines() or [""])


class _ReopeningFileHandler(RotatingFileHandler):
    """The log file, created again where it, or its folder, is gone."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        try:
            if self.stream is not None and not _is_at(Path(self.baseFilename), self.stream):
                self.stream.close()
                self.stream = None
                Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            self.handleError(record)
        super().emit(record)


def open_log(folder: Path | None) -> None:
    """Write the log to `folder`/kiosk.log (at most five files of 1 MB) and to stderr; goes on without a file.

    None writes to stderr alone. Repeated messages are gradually left out, and counted; the file also takes into account
    what an earlier start has logged.
    """
    log.setLevel(logging.INFO)
    # A full disk is no reason to print a traceback for every line.
    logging.raiseExceptions = False
    stream_handler = logging.StreamHandler(sys.stderr)
    formatter = Prioritised if _is_journal(sys.stderr) else Plain
    stream_handler.setFormatter(formatter("%(message)s"))
    stream_handler.addFilter(ThrottleFilter())
    log.addHandler(stream_handler)
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file_handler = _ReopeningFileHandler(
            folder / "kiosk.log", maxBytes=MAX_BYTES, backupCount=BACKUPS, encoding="utf-8"
        )
    except OSError as error:
        log.warning("The log cannot be kept in %s (%s); it goes to this terminal only.", folder, error.strerror)
        return
    file_handler.setFormatter(Structured())
    throttle = ThrottleFilter()
    newest_lines = tail(folder / "kiosk.log", REREAD_BYTES)
    # The file may have been rotated just now.
    throttle.restore([*tail(folder / "kiosk.log.1", REREAD_BYTES - sum(map(len, newest_lines))), *newest_lines])
    file_handler.addFilter(throttle)
    log.addHandler(file_handler)


def tail(file: Path, size: int) -> list[str]:
    """Return the last whole lines of a file, of at most `size` bytes; nothing where it cannot be read."""
    if size <= 0:
        return []
    with suppress(OSError), file.open("rb") as opened:
        total = opened.seek(0, os.SEEK_END)
        opened.seek(max(0, total - size))
        lines = opened.read().decode("utf-8", "replace").splitlines()
        return lines[1:] if total > size else lines
    return []


def _is_at(file: Path, stream: TextIO) -> bool:
    """Return whether an open file is the one found under a name."""
    try:
        return os.path.samestat(file.stat(), os.fstat(stream.fileno()))
    except FileNotFoundError:
        return False


def _shortened(text: str) -> str:
    """Shorten text to a limited length: its beginning and its end."""
    half = MAX_CHARACTERS // 2
    return text if len(text) <= MAX_CHARACTERS else f"{text[:half]} … {text[-half:]}"


def _is_journal(stream: TextIO) -> bool:
    """Return whether a stream leads to systemd's journal, identified by its device and inode."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return False
    return os.environ.get("JOURNAL_STREAM") == f"{status.st_dev}:{status.st_ino}"
