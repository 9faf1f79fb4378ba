"""Instance locks, one for the kiosk and one for the launcher, which end with the process that holds them.

A record lock (fcntl) and not flock: it belongs to the process alone, so that no child can hold on to it, and the system
reports its holder without a byte that a full disk would refuse. The holder of a file that was deleted or moved away is
still the first: the next process would lock another file of that name, and so checks for a holder of the same place.
That is identified by the name of a file in memory, which the holder keeps open and which no change of a folder reaches.
"""

from __future__ import annotations

import os
import struct
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

REFUSED = 4  # exit code of the second process
_FLOCK = "hhqqi4x"  # struct flock of 64-bit Linux: type, whence, start, length, pid
_LOCKS, _PROCESSES = Path("/proc/locks"), Path("/proc")
_held: dict[str, int] = {}
_claims: list[int] = []


class HeldByOtherError(Exception):
    """Another process holds the lock: `holder` is its number, 0 where unknown."""

    def __init__(self, holder: int) -> None:
        super().__init__(f"process {holder}")
        self.holder = holder


def hold(file: Path) -> bool:
    """Hold the lock of a file until this process ends; return whether the disk allows locks at all.

    Call it once for a file: closing any handle of it would release the lock. Raises HeldByOtherError.
    """
    if str(file) in _held:
        return True
    try:
        handle = _open(file)
    except OSError:
        return False
    try:
        _lock(handle)
    except (BlockingIOError, PermissionError):
        holder = _holder(handle)
        os.close(handle)
        raise HeldByOtherError(holder) from None
    except OSError:
        os.close(handle)
        return False
    if holder := _holder_of_place(file):
        os.close(handle)
        raise HeldByOtherError(holder)
    _held[str(file)] = handle
    _claim_place(file)
    return True


def holder(file: Path) -> int | None:
    """Return the process that holds the lock of a file; None where there is none, or it is not reported."""
    if str(file) in _held:
        return os.getpid()
    number = 0
    with suppress(OSError):
        handle = os.open(file, os.O_RDONLY)
        try:
            number = _holder(handle)
        finally:
            os.close(handle)
    return number or _holder_of_place(file) or None


def _open(file: Path) -> int:
    file.parent.mkdir(parents=True, exist_ok=True)
    return os.open(file, os.O_RDWR | os.O_CREAT, 0o600)


def _lock(handle: int) -> None:
    if os.name == "posix":
        import fcntl

        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    import msvcrt

    getattr(msvcrt, "locking")(handle, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009  names of Windows only


def _holder(handle: int) -> int:
    if not sys.platform.startswith("linux"):
        return 0
    import fcntl

    try:
        request = struct.pack(_FLOCK, fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
        kind, *_, holder = struct.unpack(_FLOCK, fcntl.fcntl(handle, fcntl.F_GETLK, request))
    except (OSError, struct.error):
        return 0
    return int(holder) if kind != fcntl.F_UNLCK else 0


def _claim_place(file: Path) -> None:
    """Keep a file in memory open whose name identifies the held place; it ends with this process."""
    with suppress(OSError, RuntimeError, AttributeError):  # not every system has them
        _claims.append(os.memfd_create(_claim(file)))


def _claim(file: Path) -> str:
    return f"kiosk-lock-{sha256(os.fsencode(file.parent.resolve() / file.name)).hexdigest()[:32]}"


def _holder_of_place(file: Path) -> int:
    """Return the other holder of a file that was deleted from this place, or moved; 0 where none is known."""
    with suppress(OSError, ValueError, RuntimeError):
        # The second is all that an earlier version of the program shows.
        names = {f"/memfd:{_claim(file)} (deleted)", f"{file.parent.resolve() / file.name} (deleted)"}
        for line in _LOCKS.read_text("ascii").splitlines():
            # 4: POSIX  ADVISORY  WRITE 16280 fe:00:358 0 EOF
            fields = line.split()
            if fields[1:2] != ["POSIX"] or fields[3] != "WRITE":
                continue
            number = int(fields[4])
            if number != os.getpid() and names & _open_files(number):
                return number
    return 0


def _open_files(process: int) -> set[str]:
    """Return the names of a process's open files, as far as this user may read them."""
    names = set()
    with suppress(OSError):
        for link in list((_PROCESSES / str(process) / "fd").iterdir()):
            with suppress(OSError):  # it may be closed meanwhile
                names.add(str(link.readlink()))
    return names
