"""Locks that end with the program that holds them, however it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

LOCKS, PROCESSES = Path("/proc/locks"), Path("/proc")
SUSPENDED, DISK, WORKS = "suspended", "waits for the disk", "works"
LONGEST = 160  # letters of a command


class HeldError(Exception):
    """Another program holds the lock."""


class Holder(NamedTuple):
    """Who holds a lock: its process number, its command, and what it does: `SUSPENDED`, `DISK` or `WORKS`."""

    process: int
    command: str
    state: str


@contextmanager
def locked(file: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock of a file, alone or shared. Raises HeldError at once where somebody else holds it; OSError."""
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
    """Return who holds the lock of a file alone; None where nobody does, or this machine does not tell."""
    try:
        inode = file.stat().st_ino
        lines = LOCKS.read_text("ascii").splitlines()
    except (OSError, ValueError):
        return None
    for line in lines:
        # 4: FLOCK  ADVISORY  WRITE 16280 fe:00:358 0 EOF; who waits has "->" before FLOCK. Some file systems tell
        # another device here than stat does: the inode alone is compared, of a lock that somebody was refused.
        words = line.split()
        if words[1:2] == ["FLOCK"] and words[3] == "WRITE" and words[5].rpartition(":")[2] == str(inode):
            return process_of(int(words[4]))
    return None


def process_of(number: int) -> Holder:
    """Return what a process is and does, as far as this machine tells."""
    command, state = "", ""
    with suppress(OSError):
        words = (PROCESSES / str(number) / "cmdline").read_bytes().replace(b"\0", b" ")
        command = " ".join(words.decode("utf-8", "replace").split())[:LONGEST]
    with suppress(OSError, IndexError):
        state = (PROCESSES / str(number) / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0]
    return Holder(number, command, {"T": SUSPENDED, "t": SUSPENDED, "D": DISK}.get(state, WORKS))


def _lock(handle: int, *, shared: bool) -> None:
    if os.name == "posix":
        import fcntl

        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        return
    import msvcrt

    try:  # Windows knows no shared lock here: whoever shares takes another byte
        getattr(msvcrt, "locking")(handle, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009  names of Windows only
    except OSError as error:
        if not shared:
            raise BlockingIOError from error
