"""Display hotplug: enables a display that is plugged in late, which X leaves to others.

It also sets its size and rotation: Xorg's own setting covers only the displays present at its start.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtQuick import QQuickWindow

from kiosk.runtime.process_runner import ProcessOutcome, ProcessRunner, Then
from kiosk.system.setup.rotation import NONE, RANDR

log = logging.getLogger("kiosk")

LOOK_MS = 3_000


class DisplayHotplug(QObject):
    """Checks every few seconds, but only while Qt has a placeholder screen, which it names after the X server."""

    def __init__(self, window: QQuickWindow, turn: str = NONE) -> None:
        super().__init__()
        self._window = window
        self._turn = turn
        self._is_logged = False
        self._process = ProcessRunner(self)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def close(self) -> None:
        """Stop checking."""
        self._timer.stop()
        self._process.stop()

    def look(self) -> None:
        """Have X use a plugged-in display, where it uses none."""
        dark = self._window.screen().name().startswith(":")
        if dark and not self._process.is_running:
            self._ask(["--auto"], self._lit)

    def _ask(self, arguments: Sequence[str], then: Then) -> None:
        self._process.begin("xrandr", arguments, then)

    def _lit(self, outcome: ProcessOutcome) -> None:
        """Rotate the display that is now enabled."""
        if self._judge(outcome) and self._turn != NONE:
            self._ask(["--query"], self._turn_outputs)

    def _turn_outputs(self, outcome: ProcessOutcome) -> None:
        if not self._judge(outcome):
            return
        outputs = re.findall(r"^(\S+) connected", outcome.out.decode("utf-8", "replace"), re.MULTILINE)
        self._ask([word for each in outputs for word in ("--output", each, "--rotate", RANDR[self._turn])], self._judge)

    def _judge(self, outcome: ProcessOutcome) -> bool:
        """Return whether xrandr succeeded; the first failure to run it is logged."""
        if outcome.why and not self._is_logged:
            self._is_logged = True
            log.warning("%s. A display that is plugged in stays dark.", outcome.why)
        return outcome.code == 0
