"""Keeps the window as large as its screen: a display may be plugged in late, go and come back, or be another one."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QScreen
from PySide6.QtQuick import QQuickWindow

from kiosk.flow.actions import Action
from kiosk.flow.phase import UNATTENDED
from kiosk.flow.state import State
from kiosk.services.importer.ladder import needed_widths
from kiosk.view.session import SessionView

log = logging.getLogger("kiosk")

REST_MS = 3_000  # a display that is plugged in takes more than one size until it is there


class Fitting(QObject):
    """Without a window manager nobody else does it.

    `outgrown` tells, with nobody before the screen, that it has become larger than pictures were prepared for.
    """

    outgrown = Signal()

    def __init__(self, window: QQuickWindow, session: SessionView) -> None:
        super().__init__()
        self._window = window
        self._session = session
        self._screen: QScreen = window.screen()
        self._widest = self._wanted()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._judge)
        self._screen.geometryChanged.connect(self._fit)
        window.screenChanged.connect(self._move)
        session.watch(self._follow)

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
        self._rest.start()

    def _follow(self, before: State, _: Action, after: State) -> None:
        if after.phase in UNATTENDED and before.phase not in UNATTENDED:
            self._judge()

    def _judge(self) -> None:
        if self._wanted() > self._widest and self._session.state.phase in UNATTENDED and not self._rest.isActive():
            log.info("Pictures are prepared for a smaller screen; the kiosk begins anew.")
            self.outgrown.emit()

    def _wanted(self) -> int:
        size = self._screen.geometry()
        return max(needed_widths(max(size.width(), size.height())))
