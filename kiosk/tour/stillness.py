"""Stillness of a screen: no frame is drawn any more and no picture is loading."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.tour.synthetic_touch import wait_until

QUIET_S = 0.12
QUIET_ROUNDS = 3  # of events: on a busy machine time passes without any
TIMEOUT_S = 8.0


class Stillness:
    """Watches the frames of one window."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        self._last_frame = monotonic()
        self._rounds = 0
        window.frameSwapped.connect(self._note_frame)

    def settle(self, seconds: float = TIMEOUT_S, quiet: float = QUIET_S) -> bool:
        """Run the event loop until the screen has rested for `quiet` seconds; False where it has not in `seconds`."""
        self._note_frame()
        return wait_until(lambda: self._is_quiet(quiet) and not self._is_loading(), seconds)

    def _note_frame(self) -> None:
        self._last_frame = monotonic()
        self._rounds = 0

    def _is_quiet(self, seconds: float) -> bool:
        self._rounds += 1
        return self._rounds > QUIET_ROUNDS and monotonic() - self._last_frame > seconds

    def _is_loading(self) -> bool:
        return any(
            item.inherits("QQuickImage") and not item.property("source").isEmpty() and item.property("progress") < 1
            for item in _visible_items(self._window.contentItem())
        )


def _visible_items(item: QQuickItem) -> Iterator[QQuickItem]:
    waiting = [item]
    while waiting:
        item = waiting.pop()
        yield item
        waiting += [child for child in item.childItems() if child.isVisible()]
