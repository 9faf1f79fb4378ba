"""A session of which the test sets the phase."""

from __future__ import annotations

from types import SimpleNamespace

from PySide6.QtCore import QObject, Signal

from kiosk.session.phases import Phase


class FakeSession(QObject):
    """Has a phase, and tells of its changes as `SessionView` does."""

    phaseChanged = Signal(object, object)

    def __init__(self, phase: Phase = Phase.ATTRACT) -> None:
        super().__init__()
        self.state = SimpleNamespace(phase=phase)

    def become(self, phase: Phase) -> None:
        """Turn to a phase."""
        before, self.state.phase = self.state.phase, phase
        if before is not phase:
            self.phaseChanged.emit(before, phase)
