"""The machine of a benchmark: what it is, how busy it is, and when it is too busy for figures to be published."""

from __future__ import annotations

import os
import platform
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

MOST_LOAD = 1.0
LOOK_S = 5.0
TICKS = os.sysconf("SC_CLK_TCK")


class TooBusyError(RuntimeError):
    """Other programs keep the machine too busy for a figure that is published."""


def describe() -> dict[str, str]:
    """Processor, cores, memory, kernel and versions, as they are named in the document."""
    import PySide6
    from PySide6.QtCore import qVersion

    info = Path("/proc/cpuinfo").read_text("utf-8")
    model = next((line.partition(":")[2].strip() for line in info.splitlines() if line.startswith("model name")), "")
    memory = int(Path("/proc/meminfo").read_text("ascii").split()[1]) / 1024**2
    return {
        "processor": model or platform.machine(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GB",
        "graphics card": "yes" if any(Path("/dev/dri").glob("renderD*")) else "none",
        "kernel": platform.release().partition("-")[0],
        "system": _system(),
        "Python": platform.python_version(),
        "PySide6": PySide6.__version__,
        "Qt": qVersion(),
        "Chromium": _version_of("chromium"),
        "vips": _version_of("vips"),
    }


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.system()


def _version_of(program: str) -> str:
    """The first number that the program prints as its version; "" where it is not installed."""
    if shutil.which(program) is None:
        return ""
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    words = (word.split("-")[-1] for word in done.stdout.split())
    return next((word for word in words if word[:1].isdigit()), "unknown")


def load() -> float:
    """The average number of runnable processes over the last minute."""
    return os.getloadavg()[0]


def wait_until_quiet(
    seconds: float,
    report: Callable[[str], None],
    *,
    read_load: Callable[[], float] = load,
    pause: Callable[[float], None] = sleep,
) -> float:
    """Wait until the load is at most 1, and return it. Raises TooBusyError if it is not within `seconds`."""
    waited = 0.0
    while (now := read_load()) > MOST_LOAD:
        if waited >= seconds:
            raise TooBusyError(
                f"the load is {now:.2f}, above {MOST_LOAD:g}, after {waited:.0f} s of waiting: nothing is published. "
                "End other programs, wait longer (--wait MINUTES), or only print (--no-publish)."
            )
        report(f"load {now:.2f}: waiting for {MOST_LOAD:g} or less, {waited:.0f} of {seconds:.0f} s")
        pause(LOOK_S)
        waited += LOOK_S
    return now


class OthersMeter:
    """Processor time that other programs take while a part is measured, in processors (0.5: half of one)."""

    def __init__(self) -> None:
        self._begun, self._busy, self._own = monotonic(), _busy_seconds(), _own_seconds()

    def read(self) -> float:
        """The mean since the start; ended children count as our own, so call it once they are gone."""
        busy, own = _busy_seconds() - self._busy, _own_seconds() - self._own
        return max(0.0, (busy - own) / max(0.01, monotonic() - self._begun))


def _busy_seconds() -> float:
    user, nice, system, _idle, _iowait, irq, softirq, *_ = Path("/proc/stat").read_text("ascii").split()[1:9]
    return sum(map(int, (user, nice, system, irq, softirq))) / TICKS


def _own_seconds() -> float:
    usages = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def show_progress(text: str) -> None:
    """Print one line of progress: over the one before on a terminal."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
    else:
        print(text, file=sys.stderr, flush=True)
