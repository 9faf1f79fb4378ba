"""The processes of a hall, from outside: found by command line, sent a signal, and kept in their own control group."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def processes(*words: str) -> list[int]:
    """The processes whose command line or environment has all of these words, youngest first."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            output = (folder / "cmdline").read_bytes() + b"\0" + (folder / "environ").read_bytes()
            if all(word.encode() in output for word in words):
                found.append(int(folder.name))
    return sorted(found, reverse=True)


def eldest(found: list[int]) -> list[int]:
    """Those of these processes that are not children of another: until exec a child has its parent's command line."""
    parents = {}
    for pid in found:
        with suppress(OSError):
            parents[pid] = int(Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
    return [pid for pid, parent in parents.items() if parent not in found]


def kill(pid: int, number: int = signal.SIGKILL) -> None:
    """Send a signal to a process that may have ended."""
    with suppress(ProcessLookupError):
        os.kill(pid, number)


@contextmanager
def own_group() -> Iterator[list[str]]:
    """Yield a prefix that starts a command in a control group of its own, and remove the group afterwards."""
    mounts = (line.split() for line in Path("/proc/mounts").read_text("utf-8").splitlines())
    top = next((Path(words[1]) for words in mounts if words[2] == "cgroup2"), None)
    if top is None:
        yield []
        return
    group = top / f"yi-kiosk-faults-{os.getpid()}"
    group.mkdir(exist_ok=True)
    yield ["sh", "-c", f'echo $$ >{group}/cgroup.procs; exec "$@"', "join"]
    for _ in range(50):
        with suppress(OSError):
            for inner in sorted(group.rglob("*"), reverse=True):
                if inner.is_dir():
                    inner.rmdir()
            group.rmdir()
            return
        time.sleep(0.1)
