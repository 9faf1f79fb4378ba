"""Orderly restart of the program, once nobody is there and some cause requests it.

Faults that only a restart fixes are reported here: files that cannot be opened (`fd_watch`), pictures prepared for a
smaller screen (`window_fit`), memory (`memory_watch`).
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.session.phases import UNATTENDED, Phase
from kiosk.view.session_view import SessionView

log = logging.getLogger("kiosk")


@dataclass(frozen=True, slots=True)
class RestartRequest:
    """Request to restart. `message` goes into the log; nobody must have been there for `calm` seconds.

    `at_end` runs last.
    """

    message: str
    calm: float = 0.0
    at_end: Callable[[], None] = lambda: None


class IdleRestart(QObject):
    """Emits `due`, once, when the program should restart."""

    due = Signal()

    def __init__(self, session: SessionView, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._session = session
        self._clock = clock
        self._unattended_since = clock()
        self._requests: dict[str, RestartRequest] = {}
        self._ended = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        session.phaseChanged.connect(self._follow)

    def close(self) -> None:
        """Drop all requests."""
        self._ended = True
        self._timer.stop()

    def want(self, cause: str, request: RestartRequest) -> None:
        """Restart as soon as possible; a new request of the same cause replaces the previous one."""
        self._requests[cause] = request
        self.look()

    def drop(self, cause: str) -> None:
        """Drop the request of this cause."""
        self._requests.pop(cause, None)

    @Slot(object, object)
    def _follow(self, before: Phase, after: Phase) -> None:
        if after in UNATTENDED and before not in UNATTENDED:
            self._unattended_since = self._clock()
            self.look()

    @Slot()
    def look(self) -> None:
        """Check whether a restart is possible now."""
        if self._ended or not self._requests or self._session.state.phase not in UNATTENDED:
            return
        request = min(self._requests.values(), key=lambda each: each.calm)
        left = request.calm - (self._clock() - self._unattended_since)
        if left > 0:
            self._timer.start(math.ceil(left * 1000))
            return
        self.close()
        log.info("%s", request.message)
        request.at_end()
        self.due.emit()
