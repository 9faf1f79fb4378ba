"""The list of restarts, restarts.jsonl: crashes, added by the launcher, and restarts that the program requested."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from kiosk_launcher.restart_log import append

log = logging.getLogger("kiosk")

MEMORY = "memory"
JUST_NOW = timedelta(minutes=2)


class Restart(NamedTuple):
    """One restart: `why`, the seconds that the run `lived`, and when; None is now.

    For a restart for memory: the memory `held` and its `limit`, in MB.
    """

    why: str
    lived: float = 0.0
    held: int = 0
    limit: int = 0
    when: datetime | None = None

    def __str__(self) -> str:
        """Return it for the log and for `kiosk ctl status`."""
        when = f"{self.when:%Y-%m-%d %H:%M}" if self.when else "now"
        return f"began again at {when} because {describe_memory(self.held, self.limit)}"


def describe_memory(held: int, limit: int) -> str:
    """Return how much of its limit the program holds, in MB."""
    return f"memory was at {held} MB of {limit} MB"


def note(file: Path, restart: Restart) -> None:
    """Add a line; where the disk refuses it, the log has it."""
    from kiosk.device.errors import why

    line: dict[str, str | float] = {"when": datetime.now(UTC).isoformat(timespec="seconds"), "why": restart.why}
    line |= {"lived": round(restart.lived, 1), "held": restart.held, "limit": restart.limit}
    try:
        append(file, line)
    except OSError as error:
        log.error("The restart cannot be written down (%s).", why(error))  # noqa: TRY400


def read_restarts(file: Path) -> list[Restart]:
    """Return the recorded restarts, the oldest first; damaged lines are skipped."""
    restarts = []
    with suppress(OSError):
        for line in file.read_text("utf-8", "replace").splitlines():
            with suppress(ValueError, TypeError, KeyError, OverflowError, RecursionError):
                entry = json.loads(line)
                when, why = datetime.fromisoformat(entry["when"]).astimezone(), str(entry["why"])
                lived, held, limit = (float(entry.get(name, 0)) for name in ("lived", "held", "limit"))
                restarts.append(Restart(why, lived, int(held), int(limit), when))
    return restarts


def last_for_memory(file: Path) -> Restart | None:
    """Return the last restart for memory; None where there was none, or nothing can be read."""
    return next((each for each in reversed(read_restarts(file)) if each.why == MEMORY), None)


def just_now(restart: Restart | None) -> bool:
    """Return whether this start probably follows that restart."""
    return restart is not None and restart.when is not None and abs(datetime.now(UTC) - restart.when) < JUST_NOW
