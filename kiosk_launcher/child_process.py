"""Start of a child process: its command, its environment, and protection against anything else inherited.

The one place that builds such a command: the launcher, the kiosk and the commands all use it. Standard library only.
"""

from __future__ import annotations

import ctypes
import os
import signal
import site
import sys
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]  # the top of the checkout, or the site-packages of an installation
# Variables of a service manager for its direct child only: readiness, the watchdog, sockets, memory pressure.
SUPERVISOR_VARIABLES = (
    *("NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC", "MAINPID", "MANAGERPID", "FDSTORE"),
    *("LISTEN_PID", "LISTEN_PIDFDID", "LISTEN_FDS", "LISTEN_FDNAMES", "MEMORY_PRESSURE_WATCH", "MEMORY_PRESSURE_WRITE"),
)
LAST_END = "YI_KIOSK_LAST_END"  # the launcher's report of the previous end: kiosk_launcher.restart_log
REPORTED_INSTANCE = "YI_KIOSK_BESIDE_TOLD"  # the id of the message about another kiosk already in the log
LAUNCHER_VARIABLES = (LAST_END, REPORTED_INSTANCE)
_PR_SET_PDEATHSIG = 1


def module_command(module: str, *arguments: str) -> list[str]:
    """Return the command that runs one of our modules. -P: nothing in the working folder is taken for a module."""
    return [sys.executable, "-P", "-m", module, *arguments]


def file_command(file: Path, *arguments: str) -> list[str]:
    """Return the command that runs one of our Python files by itself."""
    return [sys.executable, "-P", str(file), *arguments]


def child_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return `environment` for a child: without our own variables, and with the path to our modules."""
    variables = {
        name: value for name, value in environment.items() if name not in {*SUPERVISOR_VARIABLES, *LAUNCHER_VARIABLES}
    }
    # An empty or relative entry means the child's working folder, which -P excludes on purpose.
    path = [entry for entry in variables.pop("PYTHONPATH", "").split(os.pathsep) if Path(entry).is_absolute()]
    if str(ROOT) not in {*path, *_site_folders()}:
        path.insert(0, str(ROOT))
    return variables | ({"PYTHONPATH": os.pathsep.join(path)} if path else {})


def take_supervisor_variables(environment: MutableMapping[str, str] = os.environ) -> dict[str, str]:
    """Remove the variables meant for this process from its environment, and return them.

    Call it before any library starts a program: with dbus-x11 Qt starts a dbus-daemon, which would notify
    `NOTIFY_SOCKET` that all is ready.
    """
    return {name: environment.pop(name) for name in (*SUPERVISOR_VARIABLES, *LAUNCHER_VARIABLES) if name in environment}


def keep_descriptors() -> None:
    """Pass no open file on to children, except the standard three: inherited descriptors end here."""
    for number in _open_descriptors():
        if number > 2:
            with suppress(OSError):
                os.set_inheritable(number, False)


def die_with_parent() -> Callable[[], None] | None:
    """Return a function that a child calls before exec, so that it gets SIGTERM when this process is gone.

    Linux watches the thread that starts the child: call it in the main one. None where the system has no such feature.
    """
    if not sys.platform.startswith("linux"):
        return None
    parent, prctl = os.getpid(), ctypes.CDLL(None).prctl

    def set_death_signal() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:  # it was gone before the kernel knew
            os._exit(1)

    return set_death_signal


def _site_folders() -> Iterable[str]:
    return [str(Path(folder).resolve()) for folder in site.getsitepackages()]


def _open_descriptors() -> list[int]:
    for folder in ("/proc/self/fd", "/dev/fd"):
        with suppress(OSError):
            return [int(name) for name in os.listdir(folder) if name.isdecimal()]  # noqa: PTH208  keeps imports light
    return []
