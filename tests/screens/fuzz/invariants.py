"""Invariants after every input: one window of unchanged size, nothing selected, nothing logged, the program alive."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow

from tests.qml_types import type_name

KEPT = "what lay in the clipboard before"
POPUPS = ("Popup", "Menu", "ToolTip", "Dialog", "Drawer")


class InvariantChecker(logging.Handler):
    """Checks one window; `heard` returns the stderr of Qt, QML and Python since its last call."""

    def __init__(self, window: QQuickWindow, read_stderr: Callable[[], str] = lambda: "") -> None:
        super().__init__(logging.WARNING)
        self._window = window
        self._read_stderr = read_stderr
        self._size = window.size()
        self._visibility = window.visibility()
        self._warnings: list[str] = []
        self._selects: bool = QGuiApplication.clipboard().supportsSelection()
        self._keep()
        logging.getLogger("kiosk").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Note a warning of the kiosk's log."""
        self._warnings.append(record.getMessage())

    def end(self) -> None:
        """Stop checking."""
        logging.getLogger("kiosk").removeHandler(self)

    def faults(self, milliseconds: int) -> list[str]:
        """Run the program for a while; return the violated invariants, empty if none."""
        found = list(self._gone(milliseconds))
        found += self._windows()
        found += self._marked()
        found += self._copied()
        found += [f"the log says: {each}" for each in self._warnings]
        self._warnings.clear()
        if output := self._read_stderr().strip():
            found.append(f"stderr says: {output}")
        return found

    @staticmethod
    def _gone(milliseconds: int) -> Iterator[str]:
        # A program that was asked to end runs no loop any more.
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        if loop.exec() == -1:
            yield "the program was reported to end"

    def _windows(self) -> Iterator[str]:
        for window in QGuiApplication.topLevelWindows():
            if window is not self._window and window.isVisible():
                yield f"a second window: {window}"
        if not self._window.isVisible():
            yield "the window is hidden"
        if self._window.visibility() != self._visibility:
            yield f"the window is {self._window.visibility()}"
        if self._window.size() != self._size:
            yield f"the window has {self._window.size()}"

    def _marked(self) -> Iterator[str]:
        """Any selection, visible or not, and any pop-up."""
        waiting = [self._window.contentItem()]
        while waiting:
            item = waiting.pop()
            if words := item.property("selectedText"):
                yield f'"{words}" is selected in {item}'
            if item.isVisible() and _pops(item):
                yield f"{item} popped up"
            waiting += item.childItems()

    def _copied(self) -> Iterator[str]:
        modes = [QClipboard.Mode.Clipboard, *([QClipboard.Mode.Selection] if self._selects else [])]
        for mode in modes:
            if (words := QGuiApplication.clipboard().text(mode)) != KEPT:
                yield f'"{words}" lies in the {mode}'
                self._keep()

    def _keep(self) -> None:
        QGuiApplication.clipboard().setText(KEPT)
        if self._selects:
            QGuiApplication.clipboard().setText(KEPT, QClipboard.Mode.Selection)


def _pops(item: QQuickItem) -> bool:
    name = type_name(item)
    return name != "OperatorMenu" and any(each in name for each in POPUPS) and item.width() * item.height() > 0
