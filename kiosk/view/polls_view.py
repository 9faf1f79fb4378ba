"""Polls for QML: a vote is thanked for once it is on the disk, and not before."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.packs.view_data import Value
from kiosk.runtime.background_queue import BackgroundQueue
from kiosk.session.phases import Phase
from kiosk.view.session_view import SessionView

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1

log = logging.getLogger("kiosk")


@QmlElement
class PollView(QObject):
    """The votes of this visit; each poll is answered once per visit. `state` of a poll: waiting, kept or lost."""

    changed = Signal()

    def __init__(
        self, session: SessionView, writer: BackgroundQueue, journal: Path, wall: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._session = session
        self._writer = writer
        self._journal = journal
        self._wall = wall
        self._visit = self._now()
        self._votes: dict[str, Value] = {}
        session.phaseChanged.connect(self._follow)

    @Slot(str, int)
    def vote(self, poll: str, answer: int) -> None:
        """Store a visitor's vote; a second one for the same poll in the same visit is ignored."""
        if poll in self._votes or any(vote["state"] == "waiting" for vote in self._votes.values()):
            return
        if self._session.state.phase is Phase.PREVIEW:
            # In the operator's preview it looks as it does for a visitor, but nothing is stored.
            self._votes[poll] = {"state": "kept", "answer": answer, "counts": {str(answer): 1}}
            self.changed.emit()
            return
        self._votes[poll] = {"state": "waiting", "answer": answer, "counts": {}}
        self.changed.emit()
        pack = self._session.state.outline.pack
        self._writer.write(partial(self._write, pack, poll, answer), partial(self._settle, self._visit, poll, answer))

    def _write(self, pack: str, poll: str, answer: int) -> dict[int, int] | None:
        # Most visits end without a vote, and a start need not wait for SQLite.
        from kiosk.analytics.journal import Journal, JournalError

        try:
            return Journal(self._journal, self._wall).vote(pack, poll, answer)
        except JournalError as error:
            log.error("A vote could not be kept: %s", error)  # noqa: TRY400  a sentence for staff, no traceback
            return None

    def _settle(self, visit: tuple[int, bool], poll: str, answer: int, counts: dict[int, int] | None) -> None:
        if visit != self._visit:
            return
        kept = {str(number): count for number, count in (counts or {}).items()}
        self._votes[poll] = {"state": "lost" if counts is None else "kept", "answer": answer, "counts": kept}
        self.changed.emit()

    @Slot()
    def _follow(self) -> None:
        if self._now() != self._visit:
            self._visit = self._now()
            self._votes = {}
            self.changed.emit()

    def _now(self) -> tuple[int, bool]:
        """Return a key that differs between visits; the operator's preview counts as one."""
        return self._session.state.sessions, self._session.state.phase is Phase.PREVIEW

    def _all(self) -> Value:
        return dict(self._votes)

    votes = Property(dict, _all, notify=changed)
