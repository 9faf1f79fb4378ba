"""Window size: always that of its screen, which may be plugged in late, go, come back, or be another one."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QScreen
from PySide6.QtQuick import QQuickWindow

from kiosk.media.rendition_widths import needed_widths
from kiosk.runtime.idle_restart import IdleRestart, RestartRequest

log = logging.getLogger("kiosk")

REST_MS = 3_000  # a display that is plugged in takes more than one size until it is there


class WindowFit(QObject):
    """Without a window manager nobody else does it. Where pictures were prepared for a smaller one it begins again."""

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
        """Leave it as it is from now on."""
        self._rest.stop()
        self._window.screenChanged.disconnect(self._move)
        self._screen.geometryChanged.disconnect(self._fit)

    def _move(self, screen: QScreen) -> None:
        """Follow the window onto another screen; the one before may be gone, and its connections with it."""
        self._screen = screen
        screen.geometryChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        place = self._screen.geometry()
        if self._window.geometry() != place:
            log.info("The screen is %d × %d px now.", place.width(), place.height())
            self._window.setGeometry(place)
        # What it is while it changes is no reason to begin again.
        self._restart.drop("screen")
        self._rest.start()

    @Slot()
    def _judge(self) -> None:
        if self._wanted() > self._widest:
            told = "Pictures are prepared for a smaller screen; the kiosk begins again."
            self._restart.want("screen", RestartRequest(told))
        else:
            self._restart.drop("screen")

    def _wanted(self) -> int:
        size = self._screen.geometry()
        return max(needed_widths(max(size.width(), size.height())))
