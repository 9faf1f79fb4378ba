"""Workers that one test leaves to the next: to start one costs a tenth of a second, and a run needs a thousand.

They are the program's own, with all their limits, and open one file after the other, as those of one pack do. One that
was killed, or died, is replaced as always. Tests of a worker's own life and limits do not use this.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from kiosk.media.sandbox import worker_handle, worker_process
from kiosk.media.sandbox.worker_process import WorkerProcess, locale_for

MOST_IDLE = 6  # of every kind together; a pack needs two at a time


class WorkerPool:
    """Idle workers, by what they were started with."""

    def __init__(self) -> None:
        self._idle: list[tuple[object, WorkerProcess]] = []
        self._lock = threading.Lock()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Within it, whoever needs a worker gets an idle one, and gives it back."""

        def lend(languages: Sequence[str] = (), *, converts: bool = False) -> LentWorker:
            environment = {name: os.environ.get(name) for name in worker_process._INHERITED}
            kind = (sys.executable, sorted(locale_for(languages).items()), converts, environment)
            return LentWorker(self, kind, self._take(kind) or WorkerProcess(languages, converts=converts))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(worker_handle, "WorkerProcess", lend)
            yield

    def give_back(self, kind: object, process: WorkerProcess) -> None:
        """Keep a worker that has nothing to do; of too many, the one that was idle longest ends."""
        with self._lock:
            self._idle.append((kind, process))
            surplus = self._idle.pop(0)[1] if len(self._idle) > MOST_IDLE else None
        if surplus is not None:
            surplus.close()

    def close(self) -> None:
        """End all that are idle."""
        with self._lock:
            idle, self._idle = self._idle, []
        for _, process in idle:
            process.close()

    def _take(self, kind: object) -> WorkerProcess | None:
        while True:
            with self._lock:
                at = next((at for at, (known, _) in enumerate(self._idle) if known == kind), None)
                process = self._idle.pop(at)[1] if at is not None else None
            if process is None or process.is_alive():
                return process
            process.close()


class LentWorker:
    """A worker in the hands of one user, who gives it back by `close`; it stands for a `WorkerProcess`."""

    def __init__(self, pool: WorkerPool, kind: object, process: WorkerProcess) -> None:
        self._pool = pool
        self._kind = kind
        self._process = process
        self._is_busy = False
        self._is_whole = True  # it has answered whatever it was asked
        self._is_over = False  # its user is told that it is dead

    @property
    def timed_out(self) -> bool:
        return self._process.timed_out

    def is_alive(self) -> bool:
        return not self._is_over and self._process.is_alive()

    def exchange(self, *words: Any) -> list[dict[str, Any]]:
        if self._is_over:
            return []
        self._is_busy = True
        lines = self._process.exchange(*words)
        self._is_busy = False
        self._is_whole = self._is_whole and bool(lines) and "step" not in lines[-1]
        return lines

    def kill(self) -> None:
        """Kill the process while it works; otherwise only its user loses it."""
        self._is_over = True
        if self._is_busy:
            self._is_whole = False
            self._process.kill()

    def close(self) -> int:
        if self._is_busy or self.timed_out or not self._is_whole or not self._process.is_alive():
            return self._process.close()
        self._pool.give_back(self._kind, self._process)
        return 0
