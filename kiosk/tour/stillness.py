"""Stillness of a screen: no frame is drawn any more and no picture is loading."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.tour.synthetic_touch import wait_until

QUIET_S = 0.12
QUIET_ROUNDS = 3  # of events: on a busy machine time passes without any
PATIENCE_S = 8.0


class Stillness:
    """Watches the frames of one window."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        self._drawn = monotonic()
        self._rounds = 0
        window.frameSwapped.connect(self._note)

    def settle(self, seconds: float = PATIENCE_S, quiet: float = QUIET_S) -> bool:
        """Run the event loop until the screen has rested for `quiet` seconds; False where it has not in `seconds`."""
        self._note()
        return wait_until(lambda: self._rests(quiet) and not self._loads(), seconds)

    def _note(self) -> None:
        self._drawn = monotonic()
        self._rounds = 0

    def _rests(self, quiet: float) -> bool:
        self._rounds += 1
        return self._rounds > QUIET_ROUNDS and monotonic() - self._drawn > quiet

    def _loads(self) -> bool:
        return any(
            item.inherits("QQuickImage") and not item.property("source").isEmpty() and item.property("progress") < 1
            for item in _seen(self._window.contentItem())
        )


def _seen(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        if child.isVisible():
            yield from _seen(child)
