"""Restart log: restarts.jsonl for the operator, at most 200 lines; last-run.json for the next run.

The file of the last run is overwritten in place, so that a full disk is no obstacle, and is on the disk before the run
begins: a run without an end is one that the launcher did not outlive.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

MAX_LINES = 200
NAME, LAST = "restarts.jsonl", "last-run.json"
RECORD_BYTES = 512  # bytes of the file of the last run, always
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
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(with_line(file, line), "utf-8")
        part.replace(file)
    except (OSError, ValueError):
        return


def with_line(file: Path, line: Mapping[str, object]) -> str:
    """Return the content of the list of restarts with one line more, and the oldest gone. Raises OSError."""
    earlier = file.read_text("utf-8", "replace").splitlines()[1 - MAX_LINES :] if file.exists() else []
    return "\n".join([*earlier, json.dumps(line)]) + "\n"


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
