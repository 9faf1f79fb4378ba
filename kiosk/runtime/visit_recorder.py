"""Visit recorder: follows visits as they happen, and writes them in batches once they are over."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from kiosk.device.settings import Records
from kiosk.packs.view_data import Value
from kiosk.runtime.background_queue import BackgroundQueue
from kiosk.session.actions import Action
from kiosk.session.state import State
from kiosk.view.session_view import SessionView

if TYPE_CHECKING:
    from kiosk.session.visit_recording import Track, Visit

log = logging.getLogger("kiosk")

BATCH_MS = 60_000
MOST_KEPT = 2000
"""Visits that wait in memory while the disk takes none; then the oldest are lost."""
DAY = 86_400.0

Visits = list[tuple[datetime, "Visit"]]
Pack = tuple[str, Value] | None


class VisitRecorder(QObject):
    """Watches the session, and writes finished visits; errors never affect the screen."""

    def __init__(
        self,
        session: SessionView,
        writer: BackgroundQueue,
        records: Records,
        file: Path,
        wall: Callable[[], datetime],
    ) -> None:
        """`wall` returns the hall's time with its UTC offset."""
        super().__init__()
        self._session = session
        self._writer = writer
        self._file = file
        self._wall = wall
        self._records = records
        self._track: Track | None = None
        self._began = wall()
        self._over: Visits = []
        self._pack: Pack = None
        self._tended: float | None = None
        self._failed = False
        self._timer = QTimer(self, singleShot=True, interval=BATCH_MS)
        self._timer.timeout.connect(self.flush)

    def begin(self) -> None:
        """Record from now on: after the first screen is drawn, which need not wait for what is loaded here."""
        from kiosk.session.visit_recording import Track

        if self._records.visits and self._track is None:
            self._track = Track(self._session.now())
            self._session.observe(self._follow)

    def use(self, pack: str, values: Value) -> None:
        """Use this pack's titles from now on."""
        self._pack = pack, values
        if not self._timer.isActive():
            self._timer.start()

    def close(self) -> None:
        """Write the rest, with a visit cut short by the end of the program; the writer is closed afterwards."""
        self._timer.stop()
        if self._track is not None:
            from kiosk.session.visit_recording import Track, stop

            self._note(stop(self._track, self._session.state))
            self._track = Track()
        self.flush()

    def flush(self) -> None:
        """Write the pending visits now."""
        visits, self._over = self._over, []
        pack, self._pack = self._pack, None
        now = self._session.now()
        tend = self._tended is None or now >= self._tended + DAY
        if tend:
            self._tended = now
        if visits or pack or tend:
            self._writer.write(partial(self._write, visits, pack, tend), partial(self._settle, visits, pack))

    def _follow(self, before: State, action: Action, after: State) -> None:
        from kiosk.session.visit_recording import Track, update

        track = self._track or Track()
        self._track, visit = update(track, before, action, after)
        if track.ongoing is None and self._track.ongoing is not None:
            self._began = self._wall()
        self._note(visit)

    def _note(self, visit: Visit | None) -> None:
        if visit is None:
            return
        self._over = [*self._over, (self._began, visit)][-MOST_KEPT:]
        if not self._timer.isActive():
            self._timer.start()

    def _write(self, visits: Visits, pack: Pack, tend: bool) -> str:
        """Write everything, in the writer's thread; return the error, "" where there was none."""
        from kiosk.analytics.journal import Journal, JournalError, RecordedVisit
        from kiosk.analytics.journal.titles import titles_of

        journal = Journal(self._file, self._wall, search_words=self._records.search_words)
        try:
            if tend:
                journal.maintain()
            if pack:
                journal.record_titles(titles_of(*pack))
            if visits:
                journal.record_visits([RecordedVisit(*visit) for visit in visits])
        except JournalError as error:
            return str(error)
        return ""

    def _settle(self, visits: Visits, pack: Pack, fault: str | None) -> None:
        """Keep unwritten visits for the next time; log the error once, not every minute."""
        if fault:
            self._over = [*visits, *self._over][-MOST_KEPT:]
            self._pack = self._pack or pack
            self._timer.start()
        if fault and not self._failed:
            log.error("Visits cannot be recorded now: %s. The kiosk goes on, and tries again every minute.", fault)
        elif self._failed and not fault:
            log.info("Visits are recorded again.")
        self._failed = bool(fault)
