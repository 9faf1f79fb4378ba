"""Garbage collection: in Qt's thread alone, and always after a visit.

Python's collector runs in whichever thread allocates, and frees Qt's objects there. So it is stopped while another
thread works; Qt's thread may still collect explicitly. All functions here are called from Qt's thread.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtQml import QQmlEngine

from kiosk.device.malloc_tuning import give_back
from kiosk.session.phases import Phase
from kiosk.view.session_view import SessionView

AFTER_RESET_MS = 1500  # after the fade to attract

_held = 0


def hold() -> None:
    """Stop the collector until every holder has let go."""
    global _held  # noqa: PLW0603  there is one collector
    _held += 1
    gc.disable()


def let_go() -> None:
    """Release one hold; the last one starts the collector again."""
    global _held  # noqa: PLW0603
    _held -= 1
    if not _held:
        gc.enable()


def collect() -> None:
    """Collect now, in this thread: for callers that hold the collector for long."""
    gc.collect()


class HeldThread(threading.Thread):
    """Worker thread during which only Qt's thread collects; that thread calls `settle`, once or more often."""

    def __init__(self, work: Callable[..., Any], *given: Any, name: str, daemon: bool = True) -> None:
        super().__init__(target=work, args=given, name=name, daemon=daemon)
        self._holds = False

    def start(self) -> None:
        """Start. Raises RuntimeError where memory or processes are short."""
        hold()
        try:
            super().start()
        except RuntimeError:
            let_go()
            raise
        self._holds = True

    def settle(self) -> None:
        """Wait for the thread to end, if it was started."""
        if self._holds:
            self.join()
            self._holds = False
            let_go()


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
