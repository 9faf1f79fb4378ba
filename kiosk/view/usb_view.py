"""Packs on USB sticks, for QML: searched for every second while the operator has that page open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.device.usb_sticks import Foreign
from kiosk.operator.operator_files import OperatorFiles
from kiosk.packs.view_data import Value
from kiosk.runtime.pack_switcher import PackSwitcher
from kiosk.runtime.subprocess_task import SubprocessTask
from kiosk.view.store_task import OperatorSpeech

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1

READER = "kiosk.operator.usb_scanner"
WATCH_MS = 1_000


@QmlElement
class UsbView(QObject):
    """`state`: none, reading, empty or there; `rows` of the packs, each by its file. A subprocess reads the sticks."""

    changed = Signal()

    def __init__(self, operator_files: OperatorFiles, talk: OperatorSpeech, switcher: PackSwitcher) -> None:
        """Compare the packs found with the one on the screen."""
        super().__init__()
        self._operator_files = operator_files
        self._talk = talk
        self._switcher = switcher
        self._sticks: tuple[Path, ...] = ()
        self._foreign: tuple[Foreign, ...] = ()
        self._found: list[dict[str, Any]] = []
        self._coming: list[dict[str, Any]] = []
        self._reader = SubprocessTask()
        self._reader.received.connect(self._coming_in)
        self._reader.ended.connect(self._settle)
        self._timer = QTimer(self, interval=WATCH_MS)
        self._timer.timeout.connect(self.look)

    @Slot(bool)
    def watch(self, looking: bool) -> None:
        """Start or stop looking for sticks."""
        self._forget()
        if looking:
            self._timer.start()
            self.look()
        else:
            self._timer.stop()

    def close(self) -> None:
        """Stop looking."""
        self._timer.stop()
        self._reader.stop()

    @Slot()
    def look(self) -> None:
        """Check whether a stick came or went."""
        sticks, foreign = self._operator_files.sticks(), self._operator_files.foreign_sticks()
        if (sticks, foreign) != (self._sticks, self._foreign):
            self._forget()
            self._sticks, self._foreign = sticks, foreign
            if sticks:
                self._reader.begin(READER, [str(self._switcher.source.folder), *map(str, sticks)])
            self.changed.emit()

    def _forget(self) -> None:
        self._reader.stop()
        self._sticks, self._found, self._coming = (), [], []
        self._foreign = ()

    @Slot(dict)
    def _coming_in(self, line: dict[str, Any]) -> None:
        if "file" in line:
            self._coming.append(line)

    @Slot(bool)
    def _settle(self, _: bool) -> None:
        self._found, self._coming = sorted(self._coming, key=lambda line: "fault" in line), []
        self.changed.emit()

    def _state(self) -> str:
        if self._reader.is_out:
            return "reading"
        if self._found or self._foreign:
            return "there"
        return "empty" if self._sticks else "none"

    def _rows(self) -> list[Value]:
        from kiosk.operator.pack_rows import archive_row, foreign_row

        if not (phrases := self._talk.phrases()):
            return []
        foreign = [foreign_row(each, phrases) for each in self._foreign]
        return [*(archive_row(each, self._talk.language(), phrases) for each in self._found), *foreign]

    state = Property(str, _state, notify=changed)
    rows = Property(list, _rows, notify=changed)
