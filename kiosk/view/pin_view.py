"""The keypad for QML: one PIN is tried after another, and the right one lets the operator in."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.runtime.background_queue import BackgroundQueue
from kiosk.session.operator_actions import Authenticate, Worked
from kiosk.session.phases import Phase
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

    def __init__(self, session: SessionView, writer: BackgroundQueue, make_throttle: Callable[[], PinThrottle]) -> None:
        super().__init__()
        self._session = session
        self._writer = writer
        self._make_throttle = make_throttle
        self._throttle: PinThrottle | None = None
        self._checking = False
        self._wrong = False
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        session.phaseChanged.connect(self._follow)
        session.authenticatedChanged.connect(self._follow)

    @Slot(str)
    def submit(self, tried: str) -> None:
        """Try a PIN; the result appears in `state`, and in the session."""
        if self._throttle is None or self._checking or self._throttle.seconds_left > 0:
            return
        self._checking = True
        self.changed.emit()
        self._writer.write(partial(self._throttle.try_pin, tried), self._settle)

    @Slot()
    def clear(self) -> None:
        """Clear the wrong state: another PIN is being entered."""
        if self._wrong:
            self._wrong = False
            self.changed.emit()

    def _settle(self, is_right: bool | None) -> None:
        self._checking = False
        self._wrong = not is_right
        now = self._session.now()
        self._session.dispatch(Authenticate(now) if is_right else Worked(now))
        self._beat()

    @Slot()
    def _follow(self) -> None:
        """Read the state on the disk when the keypad opens, and clear everything when it closes."""
        state = self._session.state
        called = state.phase is Phase.OPERATOR and not state.authenticated
        if called == (self._throttle is not None):
            return
        self._throttle = self._make_throttle() if called else None
        self._wrong = False
        self._beat()

    @Slot()
    def _beat(self) -> None:
        if self._throttle is not None and self._throttle.seconds_left > 0:
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()

    def _state(self) -> str:
        if self._throttle is None or not self._throttle.is_set:
            return "closed"
        if self._checking:
            return "checking"
        if self._throttle.seconds_left > 0:
            return "locked"
        return "wrong" if self._wrong else "ready"

    def _seconds(self) -> int:
        return math.ceil(self._throttle.seconds_left) if self._throttle is not None else 0

    state = Property(str, _state, notify=changed)
    secondsLeft = Property(int, _seconds, notify=changed)
