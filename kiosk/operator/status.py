"""Device status, as far as the machine reports it. Nothing here raises."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from kiosk.device.clock import is_synchronised
from kiosk.device.memory import read_table
from kiosk.device.restart_list import read_restarts

WEEK = timedelta(days=6)


class MachineStatus(NamedTuple):
    """Bytes, seconds and °C; None where this machine does not report a value."""

    used: int | None = None
    free: int | None = None
    memory: int | None = None
    disk_free: int | None = None
    disk: int | None = None
    temperature: float | None = None
    synchronised: bool | None = None
    uptime: float | None = None


class Visits(NamedTuple):
    """Number of visits in the journal for today and for the last seven days."""

    today: int
    week: int


class Restarts(NamedTuple):
    """Number of restarts in seven days, and the last one: when, and why.

    For a restart for memory: the memory `held` and its `limit`, in MB.
    """

    week: int = 0
    when: datetime | None = None
    why: str = ""
    held: int = 0
    limit: int = 0


def look(folder: Path, root: Path = Path("/")) -> MachineStatus:
    """Read the machine's status. `folder` lies on the disk to check; `root` is where /proc, /sys and /run are."""
    own, whole = read_table(root / "proc/self/status"), read_table(root / "proc/meminfo")
    disk_free, disk = _disk(folder)
    return MachineStatus(
        used=own["VmRSS"] + own.get("VmSwap", 0) if "VmRSS" in own else None,
        free=whole.get("MemAvailable"),
        memory=whole.get("MemTotal"),
        disk_free=disk_free,
        disk=disk,
        temperature=_temperature(root / "sys/class/thermal"),
        synchronised=is_synchronised(root / "run/systemd"),
        uptime=_uptime(root / "proc/uptime"),
    )


def visits(journal: Path, wall: Callable[[], datetime]) -> Visits | None:
    """Count the visits of today and of seven days; None without a readable journal."""
    from kiosk.analytics.journal import JournalError
    from kiosk.analytics.journal.journal_reader import open_journal

    today = wall().date()
    with suppress(JournalError), open_journal(journal, today - WEEK, today) as entries:
        days = Counter(visit.began.date() for visit in entries.visits())
        return Visits(days[today], days.total())
    return None


def restarts(file: Path, wall: Callable[[], datetime]) -> Restarts:
    """Read the restarts recorded by the launcher and the kiosk."""
    found = read_restarts(file)
    if not found:
        return Restarts()
    since, last = wall().astimezone() - WEEK - timedelta(days=1), found[-1]
    week = sum(each.when is not None and each.when >= since for each in found)
    return Restarts(week, last.when, last.why, last.held, last.limit)


def _disk(folder: Path) -> tuple[int | None, int | None]:
    for place in (folder, *folder.parents):
        with suppress(OSError):
            found = shutil.disk_usage(place)
            return found.free, found.total
    return None, None


def _temperature(folder: Path) -> float | None:
    """Return the highest of the plausible sensor readings."""
    found = []
    for file in folder.glob("thermal_zone*/temp"):
        with suppress(OSError, ValueError):
            found.append(int(file.read_text("ascii")) / 1000)
    return max((degrees for degrees in found if 0 < degrees < 150), default=None)


def _uptime(file: Path) -> float | None:
    with suppress(OSError, ValueError, IndexError):
        return float(file.read_text("ascii").split()[0])
    return None
