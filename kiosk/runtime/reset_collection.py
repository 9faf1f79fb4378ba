"""Garbage collection after each visit."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtQml import QQmlEngine

from kiosk.device.malloc_tuning import give_back
from kiosk.session.phases import Phase
from kiosk.view.session_view import SessionView

AFTER_RESET_MS = 1500  # after the fade to attract


class ResetCollection(QObject):
    """Frees the memory of a visit once attract is back: some 30 ms, while nobody is there.

    QML's collector counts JavaScript's own memory, not the objects that it keeps alive, and Python's would choose its
    own moment, in the middle of a visitor's touch.
    """

    def __init__(self, session: SessionView, engine: QQmlEngine) -> None:
        super().__init__()
        self._engine = engine
        self._timer = QTimer(self, singleShot=True, interval=AFTER_RESET_MS)
        self._timer.timeout.connect(self._collect)
        session.phaseChanged.connect(self._follow)

    @Slot(object, object)
    def _follow(self, _before: Phase, after: Phase) -> None:
        if after is Phase.ATTRACT:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _collect(self) -> None:
        gc.collect()
        self._engine.collectGarbage()
        gc.collect()
        give_back()

    def close(self) -> None:
        """Stop collecting: the engine is about to be destroyed."""
        self._timer.stop()
