"""PIN back-off: five tries, then a wait that doubles with each wrong one.

The wall clock is not used: it may jump by years. Times are the machine's monotonic seconds, which continue across
restarts of the program, and start again at 0 with the machine.
"""

from __future__ import annotations

from typing import NamedTuple

FREE_TRIES = 5
FIRST_WAIT = 30.0
MAX_WAIT = 900.0


class PinBackoff(NamedTuple):
    """Wrong PINs since the last right one, and when the last of them was tried, in monotonic seconds."""

    failed: int = 0
    at: float = 0.0


def add_failure(attempts: PinBackoff, now: float) -> PinBackoff:
    """Return the attempts with one more wrong one."""
    return PinBackoff(attempts.failed + 1, now)


def wait_after(failed: int) -> float:
    """Return the wait in seconds after this many wrong PINs: 0 for four, 30 for five, 60 for six, at most 900."""
    return 0.0 if failed < FREE_TRIES else min(MAX_WAIT, FIRST_WAIT * 2.0 ** min(failed - FREE_TRIES, 30))


def restore(attempts: PinBackoff, now: float) -> PinBackoff:
    """Return the attempts found on the disk as they count for a program that starts now.

    Where the last one lies in the future, the machine has restarted since, and the wait begins with that start: cutting
    the power shortens nothing, and no number on the disk locks for longer than the longest wait.
    """
    return PinBackoff(max(0, attempts.failed), attempts.at if 0 <= attempts.at <= now else 0.0)


def seconds_left(attempts: PinBackoff, now: float) -> float:
    """Return the seconds until the next try is allowed, 0 where one is allowed now."""
    return max(0.0, min(wait_after(attempts.failed), attempts.at + wait_after(attempts.failed) - now))
