"""How this device does: what the machine tells of itself, where it does. Nothing here raises."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

WEEK = timedelta(days=6)


class Machine(NamedTuple):
    """Bytes, seconds and °C; None where this machine does not tell."""

    used: int | None = None
    free: int | None = None
    memory: int | None = None
    disk_free: int | None = None
    disk: int | None = None
    temperature: float | None = None
    synchronised: bool | None = None
    uptime: float | None = None


class Visits(NamedTuple):
    """How many visits the journal has of today and of the last seven days."""

    today: int
    week: int


class Restarts(NamedTuple):
    """How often the launcher had to start the kiosk again in seven days, and the last time: when, and why."""

    week: int = 0
    when: datetime | None = None
    why: str = ""


def look(folder: Path, root: Path = Path("/")) -> Machine:
    """Ask the machine. `folder` lies on the disk that counts; `root` is where /proc, /sys and /run are."""
    own, whole = _table(root / "proc/self/status"), _table(root / "proc/meminfo")
    disk_free, disk = _disk(folder)
    return Machine(
        used=own.get("VmRSS"),
        free=whole.get("MemAvailable"),
        memory=whole.get("MemTotal"),
        disk_free=disk_free,
        disk=disk,
        temperature=_temperature(root / "sys/class/thermal"),
        synchronised=_synchronised(root / "run/systemd"),
        uptime=_uptime(root / "proc/uptime"),
    )


def visits(journal: Path, wall: Callable[[], datetime]) -> Visits | None:
    """Count the visits of today and of seven days; None where there is no journal that can be read."""
    from kiosk.services.journal import JournalError
    from kiosk.services.journal.reading import opened

    today = wall().date()
    with suppress(JournalError), opened(journal, today - WEEK, today) as entries:
        days = Counter(visit.began.date() for visit in entries.visits())
        return Visits(days[today], days.total())
    return None


def restarts(file: Path, wall: Callable[[], datetime]) -> Restarts:
    """Read what the launcher wrote down."""
    found: list[tuple[datetime, str]] = []
    with suppress(OSError, UnicodeDecodeError):
        for line in file.read_text("utf-8").splitlines():
            with suppress(ValueError, TypeError, KeyError, RecursionError):
                kept = json.loads(line)
                found.append((datetime.fromisoformat(kept["when"]).astimezone(), str(kept["why"])))
    if not found:
        return Restarts()
    since = wall().astimezone() - WEEK - timedelta(days=1)
    return Restarts(sum(when >= since for when, _ in found), *found[-1])


def _table(file: Path) -> dict[str, int]:
    """The lines "Name:  123 kB" of a file of /proc, in bytes."""
    found = {}
    with suppress(OSError, UnicodeDecodeError):
        for line in file.read_text("ascii").splitlines():
            name, _, rest = line.partition(":")
            words = rest.split()
            if len(words) == 2 and words[1] == "kB" and words[0].isdigit():
                found[name] = int(words[0]) * 1024
    return found


def _disk(folder: Path) -> tuple[int | None, int | None]:
    for place in (folder, *folder.parents):
        with suppress(OSError):
            found = shutil.disk_usage(place)
            return found.free, found.total
    return None, None


def _temperature(folder: Path) -> float | None:
    """The warmest of the sensors that tell a believable temperature."""
    found = []
    for file in folder.glob("thermal_zone*/temp"):
        with suppress(OSError, ValueError):
            found.append(int(file.read_text("ascii")) / 1000)
    return max((degrees for degrees in found if 0 < degrees < 150), default=None)


def _synchronised(run: Path) -> bool | None:
    if (run / "timesync" / "synchronized").exists():
        return True
    if os.name != "posix" or not (run / "system").is_dir():
        return None
    with suppress(OSError, subprocess.SubprocessError):
        command = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
        told = subprocess.run(command, capture_output=True, text=True, timeout=3, check=False).stdout.strip()
        return {"yes": True, "no": False}.get(told)
    return None


def _uptime(file: Path) -> float | None:
    with suppress(OSError, ValueError, IndexError):
        return float(file.read_text("ascii").split()[0])
    return None
