"""Watch over the program's memory: it restarts in order before the machine runs out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.device.memory import held_mb
from kiosk.device.restart_list import MEMORY, Restart, describe_memory, just_now, last_for_memory, note
from kiosk.runtime.idle_restart import IdleRestart, RestartRequest

log = logging.getLogger("kiosk")

LOOK_MS = 5_000  # a leaking film takes a gigabyte within that time
FRESH, YOUNG = 30.0, 60.0  # seconds since the start: memory held by then counts as needed; until then it only watches
NEEDED = 1.5  # times the memory held when fresh: below that a restart would not help
HARD = 1.25  # times the limit: from here on it does not wait for a quiet moment
CALM = 30.0  # seconds without a visitor that it waits for below that


class MemoryWatch(QObject):
    """Checks every few seconds; `limit` in MB, 0 where the machine does not report its memory.

    `restarts` is the file in which it records why it restarts.
    """

    def __init__(
        self,
        restart: IdleRestart,
        limit: int,
        restarts: Path,
        *,
        held: Callable[[], int] = held_mb,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self._restart = restart
        self._limit = limit
        self._restarts = restarts
        self._held = held
        self._clock = clock
        self._begun = clock()
        self._looked = False
        self._fresh: int | None = None
        self._reason = ""
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        if limit:
            self._timer.start()

    def close(self) -> None:
        """Stop checking."""
        self._timer.stop()

    @property
    def limit(self) -> int:
        """Memory in MB at which the program restarts; 0 where it never does."""
        return max(self._limit, round(NEEDED * (self._fresh or 0))) if self._limit else 0

    @property
    def reason(self) -> str:
        """Why the program will restart once nobody is there; "" where it will not."""
        return self._reason

    @Slot()
    def look(self) -> None:
        """Compare the held memory with the limit."""
        if not self._looked:
            self._looked = True
            if just_now(before := last_for_memory(self._restarts)):
                log.info("The kiosk %s.", before)
        held, age = self._held(), self._clock() - self._begun
        if self._fresh is None and age >= FRESH:
            self._fresh = held
            if self.limit > self._limit:
                log.warning(
                    "memory.limit of device.yaml is %d MB, but the kiosk alone holds %d MB; it begins again at %d MB.",
                    self._limit,
                    held,
                    self.limit,
                )
        if not self._limit or age < YOUNG or held <= self.limit:
            self._reason = ""
            self._restart.drop(MEMORY)
            return
        why = describe_memory(held, self.limit)
        if not self._reason:
            log.warning("The kiosk begins again once nobody is in front of it: %s (memory.limit of device.yaml).", why)
        self._reason = why
        entry = Restart(MEMORY, age, held, self.limit)
        calm = 0.0 if held > HARD * self.limit else CALM
        self._restart.want(
            MEMORY, RestartRequest(f"The kiosk begins again: {why}.", calm, lambda: note(self._restarts, entry))
        )
