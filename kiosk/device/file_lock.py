"""File locks that end with the process that holds them, however it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

LOCKS, PROCESSES = Path("/proc/locks"), Path("/proc")
SUSPENDED, WAITING_FOR_DISK, RUNNING = "suspended", "waits for the disk", "works"
MAX_COMMAND = 160  # characters of a command


class HeldError(Exception):
    """Another program holds the lock."""


class Holder(NamedTuple):
    """Holder of a lock: process number, command and state: `SUSPENDED`, `WAITING_FOR_DISK` or `RUNNING`."""

    process: int
    command: str
    state: str


@contextmanager
def locked(file: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold a file's lock, exclusive or shared. Raises HeldError at once where another process holds it; OSError."""
    handle = take(file, shared=shared)
    try:
        yield
    finally:
        os.close(handle)


def take(file: Path, *, shared: bool = False) -> int:
    """Return a handle that holds the lock until it is closed. Raises HeldError, OSError."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _lock(handle, shared=shared)
    except BlockingIOError as error:
        os.close(handle)
        raise HeldError(str(file)) from error
    except OSError:
        os.close(handle)
        raise
    return handle


def holder(file: Path) -> Holder | None:
    """Return the exclusive holder of a file's lock; None where there is none, or the system does not report it."""
    try:
        inode = file.stat().st_ino
        lines = LOCKS.read_text("ascii").splitlines()
    except (OSError, ValueError):
        return None
    for line in lines:
        # 4: FLOCK  ADVISORY  WRITE 16280 fe:00:358 0 EOF; a waiting process has "->" before FLOCK. Some file systems
        # report another device here than stat does: only the inode is compared, of a lock that was just refused.
        fields = line.split()
        if fields[1:2] == ["FLOCK"] and fields[3] == "WRITE" and fields[5].rpartition(":")[2] == str(inode):
            return process_of(int(fields[4]))
    return None


def process_of(number: int) -> Holder:
    """Return command and state of a process, as far as the system reports them."""
    command, state = "", ""
    with suppress(OSError):
        arguments = (PROCESSES / str(number) / "cmdline").read_bytes().replace(b"\0", b" ")
        command = " ".join(arguments.decode("utf-8", "replace").split())[:MAX_COMMAND]
    with suppress(OSError, IndexError):
        state = (PROCESSES / str(number) / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0]
    return Holder(number, command, {"T": SUSPENDED, "t": SUSPENDED, "D": WAITING_FOR_DISK}.get(state, RUNNING))


def _lock(handle: int, *, shared: bool) -> None:
    if os.name == "posix":
        import fcntl

        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        return
    import msvcrt

    try:  # Windows has no shared lock here: each sharer takes another byte
        getattr(msvcrt, "locking")(handle, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009  names of Windows only
    except OSError as error:
        if not shared:
            raise BlockingIOError from error
