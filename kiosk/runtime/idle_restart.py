"""Restart of the program, in order, once nobody is there and something asks for it.

What only a new start fixes asks here: files that cannot be opened (`shortage`), pictures prepared for a smaller screen
(`fitting`), memory (`memory_watch`).
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.session.actions import Action
from kiosk.session.phases import UNATTENDED
from kiosk.session.state import State
from kiosk.view.session_view import SessionView

log = logging.getLogger("kiosk")


@dataclass(frozen=True, slots=True)
class RestartRequest:
    """`told` goes into the log; nobody must have been there for `calm` seconds; `last` is done before the end."""

    told: str
    calm: float = 0.0
    last: Callable[[], None] = lambda: None


class IdleRestart(QObject):
    """`due` tells, once, that the program should end and begin again."""

    due = Signal()

    def __init__(self, session: SessionView, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._session = session
        self._clock = clock
        self._alone = clock()
        self._wishes: dict[str, RestartRequest] = {}
        self._ended = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        session.watch(self._follow)

    def close(self) -> None:
        """Want nothing any more."""
        self._ended = True
        self._timer.stop()

    def want(self, cause: str, wish: RestartRequest) -> None:
        """Begin again as soon as may be; another wish of the same cause takes the place of this one."""
        self._wishes[cause] = wish
        self.look()

    def drop(self, cause: str) -> None:
        """Go on, as far as this cause goes."""
        self._wishes.pop(cause, None)

    def _follow(self, before: State, _: Action, after: State) -> None:
        if after.phase in UNATTENDED and before.phase not in UNATTENDED:
            self._alone = self._clock()
            self.look()

    @Slot()
    def look(self) -> None:
        """See whether it may be now."""
        if self._ended or not self._wishes or self._session.state.phase not in UNATTENDED:
            return
        wish = min(self._wishes.values(), key=lambda each: each.calm)
        left = wish.calm - (self._clock() - self._alone)
        if left > 0:
            self._timer.start(math.ceil(left * 1000))
            return
        self.close()
        log.info("%s", wish.told)
        wish.last()
        self.due.emit()
