"""The wall clock of the hall."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, tzinfo
from pathlib import Path


class HallClock:
    """Clock of the hall's local time. `zone` is the hall's, None for the machine's own; it may change at any moment."""

    def __init__(self, zone: tzinfo | None = None) -> None:
        self.zone = zone

    def __call__(self) -> datetime:
        """Return the hall's local time, without a zone."""
        return self.moment().replace(tzinfo=None)

    def moment(self) -> datetime:
        """Return the hall's time with its UTC offset, which distinguishes the two hours that summer time repeats."""
        if self.zone is None:
            _reload_zone()
        return datetime.now(UTC).astimezone(self.zone)


def hall_time(zone: tzinfo | None) -> HallClock:
    """Return the clock of a hall in this zone; without one, in the machine's."""
    return HallClock(zone)


def moments(wall: Callable[[], datetime]) -> Callable[[], datetime]:
    """Return a clock with UTC offsets from one that may lack them; the machine's zone then applies."""
    return wall.moment if isinstance(wall, HallClock) else lambda: wall().astimezone()


def _reload_zone() -> None:
    """Read the machine's zone again: the C library reads it once, and it may be set while the kiosk runs."""
    if hasattr(time, "tzset"):
        time.tzset()


def is_synchronised(run: Path = Path("/run/systemd")) -> bool | None:
    """Return whether the clock is synchronised over the network; None where this machine does not report it."""
    if (run / "timesync" / "synchronized").exists():
        return True
    if os.name != "posix" or not (run / "system").is_dir():
        return None
    with suppress(OSError, subprocess.SubprocessError):
        command = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
        output = subprocess.run(command, capture_output=True, text=True, timeout=3, check=False).stdout.strip()
        return {"yes": True, "no": False}.get(output)
    return None


LOCAL_TIME = hall_time(None)
