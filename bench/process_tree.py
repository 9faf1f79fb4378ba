"""A measured program with all of its processes: their processor time and memory, and their end."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import IO, Self

TICKS = os.sysconf("SC_CLK_TCK")
LEAVE_S = 5.0
_PR_SET_CHILD_SUBREAPER = 36


class ProcessTree:
    """A program and its descendants; those whose parent ends stay ours. Ends them all at the end of its `with`."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], *, reads: bool = False) -> None:
        """Start it. `reads`: `output` gives what it prints, else that is thrown away."""
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self._others = _children(os.getpid())
        self._seen: set[int] = set()
        self._command = command
        self._process = subprocess.Popen(
            command,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if reads else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.end()

    @property
    def output(self) -> IO[str]:
        """What the program prints, line by line."""
        assert self._process.stdout is not None
        return self._process.stdout

    @property
    def has_ended(self) -> bool:
        """Whether the program itself has ended."""
        return self._process.poll() is not None

    def members(self) -> list[int]:
        """The ids of all its processes."""
        parents = _parents()
        own = {self._process.pid} if self._process.returncode is None else set()
        found = own | (_children(os.getpid(), parents) - self._others)
        waiting = list(found)
        while waiting:
            waiting = [pid for pid, parent in parents.items() if parent in waiting and pid not in found]
            found.update(waiting)
        self._seen |= found
        return sorted(found)

    def cpu_seconds(self) -> float:
        """Processor time of all, those that ended and were waited for included; each read to 20 ms."""
        return sum(_cpu_ticks(pid) for pid in self.members()) / TICKS

    def pss_mb(self) -> float:
        """Proportional set size of all, in MB."""
        return sum(_pss_kb(pid) for pid in self.members()) / 1024

    def finish(self) -> float:
        """Wait until the program ends by itself; return the processor time of it and its children.

        Raises RuntimeError with the end of what it printed unless it ends well.
        """
        printed = self.output.read() if self._process.stdout else ""
        _, status, usage = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        if self._process.returncode:
            command = " ".join(map(str, self._command))
            raise RuntimeError(f"{command} ended with {self._process.returncode}: {printed[-2000:]}")
        return usage.ru_utime + usage.ru_stime

    def leave(self) -> None:
        """Ask the program to end in order, and wait for it."""
        self.members()
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(LEAVE_S)

    def end(self) -> float:
        """End all, and return the processor time of the program itself and of its children that it waited for."""
        self.members()
        for pid in self._seen:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        used = 0.0
        if self._process.returncode is None:
            _, status, usage = os.wait4(self._process.pid, 0)
            self._process.returncode = os.waitstatus_to_exitcode(status)
            used = usage.ru_utime + usage.ru_stime
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._reap_orphans()
        return used

    def _reap_orphans(self) -> None:
        late = monotonic() + LEAVE_S
        while (left := _children(os.getpid()) - self._others) and monotonic() < late:
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                with suppress(ChildProcessError):
                    os.waitpid(pid, os.WNOHANG)
            sleep(0.01)


def _parents() -> dict[int, int]:
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError, ValueError, IndexError):
                found[int(folder.name)] = int(_stat(int(folder.name))[1])
    return found


def _children(parent: int, parents: Mapping[int, int] | None = None) -> set[int]:
    return {pid for pid, of in (parents or _parents()).items() if of == parent}


def _stat(pid: int) -> list[str]:
    """The fields after the name, from the state on."""
    return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()


def _cpu_ticks(pid: int) -> int:
    try:
        return sum(map(int, _stat(pid)[11:15]))
    except OSError:
        return 0


def _pss_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
