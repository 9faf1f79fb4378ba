"""Garbage collection in Qt's thread alone. Imports no Qt: a start holds the collector before it imports any.

Python's collector runs in whichever thread allocates, and frees Qt's objects there. So it is stopped while another
thread works; Qt's thread may still collect explicitly. All functions here are called from Qt's thread.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from typing import Any

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
