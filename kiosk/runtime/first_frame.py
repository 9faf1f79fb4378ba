"""The first frame of a window: what it does not need is made after it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQuick import QQuickWindow

PATIENCE_MS = 3_000


class FirstFrame(QObject):
    """Emits `passed` once: when `window` has shown a frame, or after PATIENCE_MS where its screen is off or gone.

    If `counts` is given, it waits for a frame for which that is true, however long.
    """

    passed = Signal()

    def __init__(self, window: QQuickWindow, counts: Callable[[], bool] | None = None) -> None:
        super().__init__()
        self._window = window
        self._counts = counts
        self._waiting = True
        window.frameSwapped.connect(self._see)
        self._timer = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._timer.timeout.connect(self._pass)
        if counts is None:
            self._timer.start()

    def close(self) -> None:
        """Wait no longer."""
        if self._waiting:
            self._waiting = False
            self._timer.stop()
            self._window.frameSwapped.disconnect(self._see)

    @Slot()
    def _see(self) -> None:
        if self._counts is None or self._counts():
            self._timer.start(0)  # not while the window is still drawing

    @Slot()
    def _pass(self) -> None:
        self.close()
        self.passed.emit()
