"""Watch over the device's data folders and the withdrawal list, which outlives their loss."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.content.messages import Message
from kiosk.device.withdrawal_list import list_trouble, renew_reserve, reserve_stamp
from kiosk.packs.store.withdrawal_lock import restore_list
from kiosk.system.data_folders import KeptFolders

log = logging.getLogger("kiosk")

LOOK_MS = 2_000


class DataFolderWatch(QObject):
    """Reports a lost folder or list: once in the log, and in `messages` as long as it lasts.

    The list is written again from the withdrawals that this program obeys. It is read when its watcher calls
    `look_at_list`, and every few seconds as long as it is lost. `folders`: the data folder first; none where this
    program is no device.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__()
        self._kept = KeptFolders(folders) if folders else None
        self._lost: list[Message] = []
        self._trouble: Message | None = None
        self._reserve: tuple[int, ...] | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Check from now on, every few seconds."""
        self._timer.start()
        self.look()

    def close(self) -> None:
        """Stop checking."""
        self._timer.stop()

    def messages(self) -> list[Message]:
        """Return the current messages for staff."""
        return [*self._lost, *([self._trouble] if self._trouble is not None else [])]

    @Slot()
    def look(self) -> None:
        """Check that all folders and the list are there; write a lost list again."""
        lost = self._kept.check() if self._kept is not None else []
        for message in lost:
            if message not in self._lost:
                log.error("%s", message)
        self._lost = lost
        if self._trouble is not None or reserve_stamp() != self._reserve:
            self.look_at_list()

    @Slot()
    def look_at_list(self) -> None:
        """Check whether the list or its reserve is lost; if so, write it again."""
        incident = _find_trouble()
        self._reserve = reserve_stamp()
        if incident is not None and incident != self._trouble:
            log.error("%s", incident)
        if incident is not None and restore_list():
            log.warning("The list of what was withdrawn is written again.")
            incident = _find_trouble()
        self._trouble = incident


def _find_trouble() -> Message | None:
    return list_trouble() or renew_reserve()
