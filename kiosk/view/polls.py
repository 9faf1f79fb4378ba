"""Polls for QML: a vote is thanked for once it is on the disk, and not before."""

from __future__ import annotations

import gc
import logging
import threading
from pathlib import Path

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.services.showing import Value
from kiosk.view.session import SessionView

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1

log = logging.getLogger("kiosk")


@QmlElement
class PollView(QObject):
    """The votes of this visit; each poll is answered once a visit. `state` of a poll: waiting, kept or lost."""

    changed = Signal()
    _told = Signal(int, str, int, object)

    def __init__(self, session: SessionView, journal: Path) -> None:
        super().__init__()
        self._session = session
        self._journal = journal
        self._visit = 0
        self._votes: dict[str, Value] = {}
        self._worker: threading.Thread | None = None
        self._told.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        session.changed.connect(self._follow)

    def close(self) -> None:
        """Wait for a vote that is being written."""
        if self._worker is not None:
            self._worker.join()

    @Slot(str, int)
    def vote(self, poll: str, answer: int) -> None:
        """Keep a visitor's vote; a second one for the same poll in the same visit counts for nothing."""
        if poll in self._votes or (self._worker is not None and self._worker.is_alive()):
            return
        self._votes[poll] = {"state": "waiting", "answer": answer, "counts": {}}
        self.changed.emit()
        pack = self._session.state.outline.pack
        # The collector would free Qt's objects in whichever thread it runs.
        gc.disable()
        self._worker = threading.Thread(target=self._write, args=(self._visit, pack, poll, answer), name="journal")
        self._worker.start()

    def _write(self, visit: int, pack: str, poll: str, answer: int) -> None:
        # Most visits end without a vote, and a start need not wait for SQLite.
        from kiosk.services.journal import Journal, JournalError

        try:
            counts: dict[int, int] | None = Journal(self._journal).vote(pack, poll, answer)
        except JournalError as error:
            log.error("A vote could not be kept: %s", error)  # noqa: TRY400  a sentence for staff, no traceback
            counts = None
        self._told.emit(visit, poll, answer, counts)

    def _settle(self, visit: int, poll: str, answer: int, counts: dict[int, int] | None) -> None:
        gc.enable()
        if visit != self._visit:
            return
        kept = {str(number): count for number, count in (counts or {}).items()}
        self._votes[poll] = {"state": "lost" if counts is None else "kept", "answer": answer, "counts": kept}
        self.changed.emit()

    def _follow(self) -> None:
        if self._session.state.sessions != self._visit:
            self._visit = self._session.state.sessions
            self._votes = {}
            self.changed.emit()

    def _all(self) -> Value:
        return dict(self._votes)

    votes = Property(dict, _all, notify=changed)
