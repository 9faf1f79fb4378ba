"""The heartbeat: the kiosk counts as alive while frames reach the screen, whatever its timers do.

A still screen draws no frame, so every two seconds the window is asked for one. It runs only with a listener.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtQuick import QQuickWindow

from kiosk.device.systemd_notify import Tell

BEAT_MS = 2_000
FRESH = 6.0  # seconds: a frame shown within them is a sign of life
MOST_UNANSWERED = 4


class Heartbeat(QObject):
    """Sends signs of life, and emits `stopped` once a visible window shows no requested frame any more.

    `phase` returns the session's phase: the launcher ends nothing while a visitor is there.
    """

    stopped = Signal()

    def __init__(
        self, window: QQuickWindow, tell: Tell, phase: Callable[[], str], clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__()
        self._window = window
        self._tell = tell
        self._phase = phase
        self._clock = clock
        self._shown: float | None = None
        self._asking = False
        self._unanswered = 0
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.timeout.connect(self.beat)

    def start(self) -> None:
        """Wait for the first frame, and beat from now on."""
        self._ask()
        self._timer.start()

    def stop(self) -> None:
        """Stop beating."""
        self._timer.stop()
        self._hush()

    def beat(self) -> None:
        """Send a sign of life if a frame was shown, and ask for the next."""
        if not self._window.isExposed():
            # Nothing is drawn for a screen that is off or gone; that is no fault.
            self._unanswered = 0
            self._feed("the window cannot be seen")
        elif self._shown is not None and self._clock() - self._shown <= FRESH:
            self._feed(str(self._phase()))
        if self._asking and self._window.isExposed():
            self._unanswered += 1
            if self._unanswered >= MOST_UNANSWERED:
                self._timer.stop()
                self.stopped.emit()
                return
        self._ask()

    def _ask(self) -> None:
        # Connected for one frame only: while fingers move, no frame may call Python.
        if not self._asking:
            self._asking = True
            self._window.frameSwapped.connect(self._see, Qt.ConnectionType.QueuedConnection)
        self._window.update()

    def _see(self) -> None:
        if not self._asking:
            return
        self._hush()
        self._unanswered = 0
        if self._shown is None:
            self._tell("READY=1")
        self._shown = self._clock()
        self._feed(str(self._phase()))

    def _hush(self) -> None:
        if self._asking:
            self._asking = False
            self._window.frameSwapped.disconnect(self._see)

    def _feed(self, status: str) -> None:
        self._tell(f"WATCHDOG=1\nSTATUS={status}\nX_KIOSK_PHASE={self._phase()}")
