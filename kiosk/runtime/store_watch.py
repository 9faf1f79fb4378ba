"""Watch over the store and the withdrawal list: notices another live pack, withdrawals, and restored files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from kiosk import paths
from kiosk.device.withdrawal_list import copy_of
from kiosk.packs.store.pack_selector import PackSelector

LOOK_MS = 2_000  # most changes are notified sooner


class StoreWatch(QObject):
    """Emits `list_changed` where the withdrawal list, or its copy, is another file than before, or gone.

    `files_restored`: the pack on the screen has files again that were removed from it. `live_changed`: another pack may
    be live. The system reports a change of the list at once, except where the folder was removed, or watches are short.
    """

    list_changed = Signal()
    files_restored = Signal()
    live_changed = Signal()

    def __init__(self, selector: PackSelector) -> None:
        super().__init__()
        self._selector = selector
        self._list_stamp = selector.list_stamp()
        self._store_stamp = selector.stamp()
        self._files = QFileSystemWatcher(self)
        self._files.directoryChanged.connect(self.look)
        self._files.fileChanged.connect(self.look)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Watch from now on."""
        with suppress(OSError):
            paths.withdrawn().parent.mkdir(parents=True, exist_ok=True)
        self._timer.start()
        self.look()

    def skip(self) -> None:
        """Take the store as it is now for known: the program itself has changed it, or just read it."""
        self._store_stamp = self._selector.stamp()

    def close(self) -> None:
        """Stop watching."""
        self._files.directoryChanged.disconnect(self.look)
        self._files.fileChanged.disconnect(self.look)
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Compare with what was there before; try again to keep incidents that the disk refused."""
        self._selector.keep_incidents()
        self._watch_list()
        list_stamp, shown = self._selector.list_stamp(), self._selector.shown
        if list_stamp != self._list_stamp:
            self._list_stamp = list_stamp
            self.list_changed.emit()
        elif shown is not None and shown.has_restored_files():
            self.files_restored.emit()
        store_stamp = self._selector.stamp()
        if store_stamp != self._store_stamp:
            self._store_stamp = store_stamp
            self.live_changed.emit()

    def _watch_list(self) -> None:
        """Watch the list, its copy and their folder; a file that replaces another is a new one."""
        file = paths.withdrawn()
        watched = {*self._files.directories(), *self._files.files()}
        for path in map(str, (file.parent, file, copy_of(file))):
            if path not in watched and Path(path).exists():
                self._files.addPath(path)
