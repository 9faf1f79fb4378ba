"""Locks that end with the program that holds them, however it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class HeldError(Exception):
    """Another program holds the lock."""


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
