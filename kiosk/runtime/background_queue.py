"""Background queue: a thread that writes to the disk, one job after another, without blocking the screen."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.runtime.gc_control import HeldThread

log = logging.getLogger("kiosk")

Job = Callable[[], Any]
Then = Callable[[Any], None]


class BackgroundQueue(QObject):
    """Queue of jobs in order of arrival; the thread lives only while there are any."""

    _done = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._jobs: deque[tuple[Job, Then]] = deque()
        self._thread: HeldThread | None = None
        self._closed = False
        self._done.connect(self._settle)  # from the thread, so Qt queues it

    def write(self, job: Job, then: Then) -> None:
        """Run `job` in the writer's thread, and pass its result to `then` in Qt's; None where it failed."""
        self._jobs.append((job, then))
        self._next()

    def close(self) -> None:
        """Finish every queued job, without calling `then` any more."""
        self._closed = True
        if self._thread is not None:
            self._thread.settle()
        while self._jobs:
            _attempt(self._jobs.popleft()[0])

    def _next(self) -> None:
        if self._thread is None and self._jobs:
            job = self._jobs.popleft()
            self._thread = HeldThread(self._run, *job, name="writer", daemon=False)
            try:
                self._thread.start()
            except RuntimeError as error:
                # Memory or processes are short: the screen blocks for a moment, so that a vote is not delayed for ever.
                log.error("Written without a thread of its own: %s.", error)  # noqa: TRY400  a sentence for staff
                self._thread = None
                QTimer.singleShot(0, partial(self._settle, job[1], _attempt(job[0])))

    def _run(self, job: Job, then: Then) -> None:
        self._done.emit(then, _attempt(job))

    @Slot(object, object)
    def _settle(self, then: Then, result: Any) -> None:
        if self._closed:
            return
        if self._thread is not None:
            self._thread.settle()
            self._thread = None
        then(result)
        self._next()


def _attempt(job: Job) -> Any:
    try:
        return job()
    except Exception:
        log.exception("Something could not be written; this is a fault of the program.")
        return None
