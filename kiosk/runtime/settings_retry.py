"""Settings retry: settings of the operator menu that the disk refused are kept once it takes them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from kiosk.operator.operator_files import OperatorFiles

AGAIN_MS = 60_000


class SettingsRetry(QObject):
    """Makes room for the operator's files, and tries again every minute; `OperatorFiles.unkept` has the messages."""

    def __init__(self, operator_files: OperatorFiles) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._timer.timeout.connect(operator_files.keep)
        self._timer.start()
        operator_files.keep()

    def close(self) -> None:
        """Stop trying."""
        self._timer.stop()
