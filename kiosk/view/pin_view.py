"""The keypad for QML: one PIN is tried after another, and the right one lets the operator in."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.runtime.background_queue import BackgroundQueue
from kiosk.session.actions import Action
from kiosk.session.operator_actions import Admit, Worked
from kiosk.session.phases import Phase
from kiosk.session.state import State
from kiosk.view.session_view import SessionView

if TYPE_CHECKING:
    from kiosk.operator.pin_throttle import PinThrottle

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1

BEAT_MS = 500


@QmlElement
class PinView(QObject):
    """`state`: closed (there is no PIN), ready, checking, wrong or locked; `secondsLeft` of a lock."""

    changed = Signal()

    def __init__(self, session: SessionView, writer: BackgroundQueue, guard: Callable[[], PinThrottle]) -> None:
        super().__init__()
        self._session = session
        self._writer = writer
        self._make = guard
        self._guard: PinThrottle | None = None
        self._checking = False
        self._wrong = False
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        session.watch(self._follow)

    @Slot(str)
    def submit(self, tried: str) -> None:
        """Try a PIN; the result appears in `state`, and in the session."""
        if self._guard is None or self._checking or self._guard.seconds_left > 0:
            return
        self._checking = True
        self.changed.emit()
        self._writer.write(partial(self._guard.admit, tried), self._settle)

    @Slot()
    def clear(self) -> None:
        """Clear the wrong state: another PIN is being entered."""
        if self._wrong:
            self._wrong = False
            self.changed.emit()

    def _settle(self, admitted: bool | None) -> None:
        self._checking = False
        self._wrong = not admitted
        now = self._session.now()
        self._session.dispatch(Admit(now) if admitted else Worked(now))
        self._beat()

    def _follow(self, _: State, __: Action, after: State) -> None:
        """Read the state on the disk when the keypad opens, and clear everything when it closes."""
        called = after.phase is Phase.SERVICE and not after.authenticated
        if called == (self._guard is not None):
            return
        self._guard = self._make() if called else None
        self._wrong = False
        self._beat()

    @Slot()
    def _beat(self) -> None:
        if self._guard is not None and self._guard.seconds_left > 0:
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()

    def _state(self) -> str:
        if self._guard is None or not self._guard.is_set:
            return "closed"
        if self._checking:
            return "checking"
        if self._guard.seconds_left > 0:
            return "locked"
        return "wrong" if self._wrong else "ready"

    def _seconds(self) -> int:
        return math.ceil(self._guard.seconds_left) if self._guard is not None else 0

    state = Property(str, _state, notify=changed)
    secondsLeft = Property(int, _seconds, notify=changed)
