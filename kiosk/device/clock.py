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
    """Gives the hall's local time. `zone` is the hall's, None the machine's own; it may be changed at any moment."""

    def __init__(self, zone: tzinfo | None = None) -> None:
        self.zone = zone

    def __call__(self) -> datetime:
        """The time as it stands on a clock in the hall, without a zone."""
        return self.moment().replace(tzinfo=None)

    def moment(self) -> datetime:
        """The same with its distance from UTC, which alone tells the hour that comes twice from its twin."""
        if self.zone is None:
            _read_zone()
        return datetime.now(UTC).astimezone(self.zone)


def hall_time(zone: tzinfo | None) -> HallClock:
    """Return the clock of a hall in this zone; without one, in the machine's."""
    return HallClock(zone)


def moments(wall: Callable[[], datetime]) -> Callable[[], datetime]:
    """Return a clock that knows its distance from UTC, of one that need not: then the machine's zone counts."""
    return wall.moment if isinstance(wall, HallClock) else lambda: wall().astimezone()


def _read_zone() -> None:
    """Have the machine's zone read again: the C library does it once, and it may be set while the kiosk runs."""
    if hasattr(time, "tzset"):
        time.tzset()


def synchronised(run: Path = Path("/run/systemd")) -> bool | None:
    """Tell whether the network set the clock; None where this machine does not tell."""
    if (run / "timesync" / "synchronized").exists():
        return True
    if os.name != "posix" or not (run / "system").is_dir():
        return None
    with suppress(OSError, subprocess.SubprocessError):
        command = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
        told = subprocess.run(command, capture_output=True, text=True, timeout=3, check=False).stdout.strip()
        return {"yes": True, "no": False}.get(told)
    return None


LOCAL_TIME = hall_time(None)
