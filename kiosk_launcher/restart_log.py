"""Restart log: restarts.jsonl for the operator, at most 200 lines; last-run.json for the next run.

The file of the last run is overwritten in place, so that a full disk is no obstacle, and is on the disk before the run
begins: a run without an end is one that the launcher did not outlive.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

MAX_LINES = 200
NAME, LAST = "restarts.jsonl", "last-run.json"
RECORD_BYTES = 512  # bytes of the file of the last run, always
BLOCK = 4096  # bytes that a disk allocates at once
_FULL = {errno.ENOSPC, errno.EDQUOT}
_BOOT = Path("/proc/sys/kernel/random/boot_id")

# How a run ended. Only CRASHED and HUNG are the kiosk's own fault.
ORDERED, CRASHED, HUNG, NO_SCREEN = "ordered", "crashed", "hung", "no screen"
POWER = "power"  # the whole machine went down
UNKNOWN = "unknown"  # the launcher was ended with it, in the same boot; or its record is gone


def folder(environment: Mapping[str, str]) -> Path:
    """Return the user's state folder, the same as the program's."""
    home = environment.get("LOCALAPPDATA") or environment.get("XDG_STATE_HOME")
    return Path(home or Path(environment.get("HOME", "/nonexistent"), ".local", "state")) / "yi-kiosk"


def data_folder(environment: Mapping[str, str]) -> Path:
    """Return the user's data folder, the same as the program's: the device's own."""
    home = environment.get("LOCALAPPDATA") or environment.get("XDG_DATA_HOME")
    return Path(home or Path(environment.get("HOME", "/nonexistent"), ".local", "share")) / "yi-kiosk"


def add_restart(environment: Mapping[str, str], why: str, seconds: float, shown: str) -> None:
    """Add a line: when, why (an exit code, "hung", "no screen"), seconds of the run, what it showed."""
    file = folder(environment) / NAME
    line = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "why": why,
        "lived": round(seconds, 1),
        "shown": shown,
    }
    with suppress(OSError, ValueError):
        append(file, line)


def append(file: Path, line: Mapping[str, object]) -> None:
    """Add a line to the list of restarts; the oldest goes. On the disk on return. Raises OSError.

    The list keeps room for as much again, as spaces in its last line. A full disk takes the line there, and where that
    is not enough, the oldest lines go.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    earlier = file.read_text("utf-8", "replace").splitlines() if file.exists() else []
    kept = [each.rstrip() for each in earlier if each.strip()]
    lines = [*kept[1 - MAX_LINES :], json.dumps(line)]
    part = file.with_suffix(".part")
    size = len("\n".join(lines).encode("utf-8")) + 1
    try:
        _fill(part, os.O_CREAT | os.O_TRUNC, _of_size(lines, -(-2 * size // BLOCK) * BLOCK))
        part.replace(file)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        if error.errno not in _FULL or not file.exists():
            raise
        size = file.stat().st_size
        while len("\n".join(lines).encode("utf-8")) >= size:
            if len(lines) == 1:
                raise
            del lines[0]
        _fill(file, 0, _of_size(lines, size))


def reserve(file: Path) -> None:
    """Make the list of restarts, where there is none, with room for some: a full disk would take no first one.

    Raises OSError.
    """
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        try:
            _fill(part, os.O_CREAT | os.O_TRUNC, _of_size([], BLOCK))
            part.replace(file)
        except OSError:
            with suppress(OSError):
                part.unlink()
            raise


def _of_size(lines: list[str], size: int) -> bytes:
    """Return lines as `size` bytes."""
    return "\n".join(lines).encode("utf-8").ljust(size - 1) + b"\n"


def _fill(file: Path, flags: int, data: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | flags | getattr(os, "O_BINARY", 0), 0o644)
    with os.fdopen(descriptor, "wb") as target:
        target.write(data)
        target.flush()
        os.fsync(target.fileno())


def note_run(environment: Mapping[str, str], shown: str, ended: str = "") -> None:
    """Record that a run begins, or how it `ended`. On the disk on return, where the disk allows it."""
    record = {"boot": _boot(), "when": datetime.now(UTC).isoformat(timespec="seconds"), "shown": shown, "ended": ended}
    file = folder(environment) / LAST
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            os.write(descriptor, json.dumps(record).encode("ascii").ljust(RECORD_BYTES - 1) + b"\n")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def last_end(environment: Mapping[str, str]) -> str:
    """Return how the last recorded run ended."""
    try:
        record = json.loads((folder(environment) / LAST).read_bytes()[:RECORD_BYTES])
        ended, boot = str(record["ended"]), str(record["boot"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return UNKNOWN
    return ended or (UNKNOWN if boot == _boot() else POWER)


def _boot() -> str:
    """Return an id of this boot; "" where unknown."""
    with suppress(OSError):
        return _BOOT.read_text("ascii").strip()
    return ""
