"""Lights a display that is plugged in where there was none: X notes that it is there, and leaves the rest to others.

The rest is its size, and how the picture is turned: Xorg's own setting holds for what was there when it began.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, QTimer, Slot
from PySide6.QtQuick import QQuickWindow

from kiosk.services.system.turning import NONE, RANDR

log = logging.getLogger("kiosk")

LOOK_MS = 3_000


class Lighting(QObject):
    """Looks every few seconds, and only while Qt has a stand-in for a screen, which it names after the X server."""

    def __init__(self, window: QQuickWindow, turn: str = NONE) -> None:
        super().__init__()
        self._window = window
        self._turn = turn
        self._told = False
        self._process = QProcess(self)
        self._process.setProgram("xrandr")
        self._process.errorOccurred.connect(self._complain)
        self._process.finished.connect(self._go_on)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._process.errorOccurred.disconnect(self._complain)
        self._process.finished.disconnect(self._go_on)
        self._process.kill()
        self._process.waitForFinished(1_000)

    def look(self) -> None:
        """Have X use whatever is plugged in, where it uses nothing."""
        dark = self._window.screen().name().startswith(":")
        if dark and self._process.state() == QProcess.ProcessState.NotRunning:
            self._ask(["--auto"])

    def _ask(self, words: Sequence[str]) -> None:
        self._process.setArguments(list(words))
        self._process.start()

    @Slot(int)
    def _go_on(self, code: int) -> None:
        """Turn what is lit now."""
        if code or self._turn == NONE:
            return
        if self._process.arguments() == ["--auto"]:
            self._ask(["--query"])
        elif self._process.arguments() == ["--query"]:
            told = bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")
            outputs = re.findall(r"^(\S+) connected", told, re.MULTILINE)
            self._ask([word for each in outputs for word in ("--output", each, "--rotate", RANDR[self._turn])])

    @Slot()
    def _complain(self) -> None:
        if not self._told:
            self._told = True
            log.warning("xrandr: %s. A display that is plugged in stays dark.", self._process.errorString())
