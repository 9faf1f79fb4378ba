"""PIN throttle: one try at a time, counted on disk, so that a restart grants no further tries."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

from kiosk.device.disk import write_reserving
from kiosk.device.errors import why
from kiosk.operator import pin_file
from kiosk.session.pin_backoff import FREE_TRIES, PinBackoff, add_failure, restore, seconds_left

log = logging.getLogger("kiosk")


class PinThrottle:
    """Throttle of one PIN. `file` holds it, `count` the wrong attempts. `now`: seconds since the machine's start."""

    def __init__(self, file: Path, count: Path, now: Callable[[], float] = monotonic) -> None:
        self._file = file
        self._count = count
        self._now = now
        self._attempts = restore(self._recall(), now())
        if not self._keep(self._attempts):
            # The earlier count is lost: filling the disk must not grant five tries with each start.
            self._attempts = PinBackoff(max(FREE_TRIES, self._attempts.failed), now())

    @property
    def is_set(self) -> bool:
        """Whether there is a PIN at all."""
        return pin_file.is_set(self._file)

    @property
    def seconds_left(self) -> float:
        """Seconds until the next try is allowed; 0 where one is allowed now."""
        return seconds_left(self._attempts, self._now())

    @property
    def wrong(self) -> int:
        """Number of wrong tries since the last right one."""
        return self._attempts.failed

    def try_pin(self, tried: str) -> bool:
        """Return whether this is the PIN, if a try is allowed. It is counted as wrong before it is checked."""
        if self.seconds_left > 0 or not self.is_set:
            return False
        self._keep(add_failure(self._attempts, self._now()))
        if not pin_file.fits(self._file, tried):
            log.warning("A wrong PIN was entered at the keypad, %d in a row.", self._attempts.failed)
            return False
        self._keep(PinBackoff())
        return True

    def _recall(self) -> PinBackoff:
        with suppress(OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
            kept = json.loads(self._count.read_bytes())
            return PinBackoff(int(kept["failed"]), float(kept["at"]))
        return PinBackoff()

    def _keep(self, attempts: PinBackoff) -> bool:
        """Store the count, on the disk too; return whether the disk accepted it."""
        self._attempts = attempts
        try:
            self._count.parent.mkdir(parents=True, exist_ok=True)
            write_reserving(self._count, json.dumps(attempts._asdict()).encode("ascii"), 0o600)
        except OSError as error:
            log.error("Attempts at the PIN cannot be counted on the disk (%s): each begins with a wait.", why(error))  # noqa: TRY400
            return False
        return True
