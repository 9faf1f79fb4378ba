"""Lights a display that is plugged in where there was none: X notes that it is there, and leaves the rest to others."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer
from PySide6.QtQuick import QQuickWindow

from kiosk.view.child_process import ChildProcess, Outcome

log = logging.getLogger("kiosk")

LOOK_MS = 3_000


class Lighting(QObject):
    """Looks every few seconds, and only while Qt has a stand-in for a screen, which it names after the X server."""

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__()
        self._window = window
        self._told = False
        self._process = ChildProcess(self)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._process.stop()

    def look(self) -> None:
        """Have X use whatever is plugged in, where it uses nothing."""
        dark = self._window.screen().name().startswith(":")
        if dark and not self._process.is_running:
            self._process.begin("xrandr", ["--auto"], self._judge)

    def _judge(self, outcome: Outcome) -> None:
        if outcome.why and not self._told:
            self._told = True
            log.warning("%s. A display that is plugged in stays dark.", outcome.why)
