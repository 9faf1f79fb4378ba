"""Watch over file descriptors: when no file can be opened any more, the kiosk restarts once nobody is there.

Until then it goes on with its open files. But a part of a page that could not be read stays missing until the program
ends, and leaked descriptors do not come back by themselves.
"""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.runtime.idle_restart import IdleRestart, RestartRequest

log = logging.getLogger("kiosk")

LOOK_MS = 5_000
YOUNG = 60.0  # seconds: where files are short from the start, a restart does not help
SHORT = "No more files can be opened: pictures, parts of pages, votes and visits may be lost."


class FdWatch(QObject):
    """Checks every few seconds whether a file can be opened."""

    def __init__(self, restart: IdleRestart, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._restart = restart
        self._clock = clock
        self._begun = clock()
        self._short = False
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def close(self) -> None:
        """Stop checking."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Try to open one file."""
        if not self._short and _is_short():
            self._short = True
            log.error("%s The kiosk begins again once nobody is in front of it.", SHORT)
        if self._short and self._clock() - self._begun > YOUNG:
            self._timer.stop()
            self._restart.want("files", RestartRequest("The kiosk begins again, since it had no more files to open."))


def _is_short() -> bool:
    """Return whether this process can open no file; a restart does not help a machine that has none left at all."""
    try:
        os.close(os.open(os.devnull, os.O_RDONLY))
    except OSError as error:
        return error.errno == errno.EMFILE
    return False
