"""Subprocess that works for the operator and reports its progress as JSON Lines."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from kiosk.runtime.process_runner import ProcessOutcome, ProcessRunner

log = logging.getLogger("kiosk")


class SubprocessTask(QObject):
    """One task at a time: `received` for each line, then `ended` with its success. A stopped task emits no more."""

    received = Signal(dict)
    ended = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._process = ProcessRunner(self)

    @property
    def is_out(self) -> bool:
        """Return whether one is running."""
        return self._process.is_running

    def begin(self, module: str, arguments: Sequence[str]) -> None:
        """Run a module of the program with these arguments; a running one is stopped."""
        self._process.begin_module(module, arguments, self._end, self._hear)

    def stop(self) -> None:
        """End it, whatever its state."""
        self._process.stop()

    def _hear(self, written: bytes) -> None:
        with suppress(ValueError, RecursionError):
            line = json.loads(written)
            if isinstance(line, dict):
                self.received.emit(line)

    def _end(self, outcome: ProcessOutcome) -> None:
        if outcome.why:
            log.warning("%s.", outcome.why)
        self.ended.emit(outcome.code == 0)
