"""Window size: always that of its screen, which may be plugged in late, vanish, come back, or be replaced."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QScreen
from PySide6.QtQuick import QQuickWindow

from kiosk.media.rendition_widths import needed_widths
from kiosk.runtime.idle_restart import IdleRestart, RestartRequest

log = logging.getLogger("kiosk")

REST_MS = 3_000  # a display that is plugged in passes through several sizes first


class WindowFit(QObject):
    """Sizes the window without a window manager. Where pictures were prepared for a smaller screen, it requests a
    restart.
    """

    def __init__(self, window: QQuickWindow, restart: IdleRestart) -> None:
        super().__init__()
        self._window = window
        self._restart = restart
        self._screen: QScreen = window.screen()
        self._widest = self._wanted()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._judge)
        self._screen.geometryChanged.connect(self._fit)
        window.screenChanged.connect(self._move)

    def close(self) -> None:
        """Stop following the screen."""
        self._rest.stop()
        self._window.screenChanged.disconnect(self._move)
        self._screen.geometryChanged.disconnect(self._fit)

    def _move(self, screen: QScreen) -> None:
        """Follow the window onto another screen; the old one may be gone, and its connections with it."""
        self._screen = screen
        screen.geometryChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        place = self._screen.geometry()
        if self._window.geometry() != place:
            log.info("The screen is %d × %d px now.", place.width(), place.height())
            self._window.setGeometry(place)
        # Intermediate sizes are no reason to restart.
        self._restart.drop("screen")
        self._rest.start()

    @Slot()
    def _judge(self) -> None:
        if self._wanted() > self._widest:
            message = "Pictures are prepared for a smaller screen; the kiosk begins again."
            self._restart.want("screen", RestartRequest(message))
        else:
            self._restart.drop("screen")

    def _wanted(self) -> int:
        size = self._screen.geometry()
        return max(needed_widths(max(size.width(), size.height())))
