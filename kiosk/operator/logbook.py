"""The last lines of the log, in plain words: time and message; program faults are marked as such."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import islice
from pathlib import Path

from kiosk.device.message_catalog import Phrases

MOST = 100
TAIL = 200_000  # bytes that are read at most
LONGEST = 400  # characters of one line
GRAVE = frozenset({"warning", "error", "critical"})


def last_lines(file: Path, phrases: Phrases) -> list[str]:
    """Return the last lines, newest first; those that need attention begin with "!"."""
    return list(islice(_lines(file, phrases), MOST))


def _lines(file: Path, phrases: Phrases) -> Iterator[str]:
    for line in reversed(_tail(file)):
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            kept = json.loads(line)
            when = datetime.fromisoformat(kept["when"]).astimezone()
            says = phrases["log-fault"] if "fault" in kept else " ".join(str(kept["says"]).split())
            sign = "! " if kept["level"] in GRAVE else ""
            yield f"{sign}{when:%m-%d %H:%M}  {says[:LONGEST]}"


def _tail(file: Path) -> list[str]:
    with suppress(OSError), file.open("rb") as opened:
        size = opened.seek(0, os.SEEK_END)
        opened.seek(max(0, size - TAIL))
        return opened.read().decode("utf-8", "replace").splitlines()
    return []
