"""Worker handle of the kiosk: starts a worker when needed, and replaces one that a picture killed."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Sequence
from typing import Any

from kiosk.media.sandbox.limits import (
    CONVERT_SECONDS,
    CPU_SECONDS,
    CPU_SECONDS_FIRST,
    MAX_CPU_SECONDS,
    START_SECONDS,
    WALL_SECONDS,
)
from kiosk.media.sandbox.worker_process import Reply, WorkerProcess

_KILLED_BY_OTHERS = {-int(getattr(signal, name)) for name in ("SIGKILL", "SIGTERM") if hasattr(signal, name)}
_KILLED_FOR_TIME = {-int(getattr(signal, name)) for name in ("SIGXCPU",) if hasattr(signal, name)}
_CRASH: Reply = {"code": "crash", "details": {}}


class WorkerHandle:
    """At most one worker at a time. One thread asks and releases; `dismiss` may be called from any."""

    def __init__(self, languages: Sequence[str] = (), *, converts: bool = False) -> None:
        """Start nothing yet; drawings are for a pack in these languages. A worker that `converts` may take hours."""
        self._languages = languages
        self._converts = converts
        self._process: WorkerProcess | None = None
        self._dismissed = False
        self._broken: Reply | None = None
        self._lock = threading.Lock()

    def ask(self, request: dict[str, Any], report: Callable[[float], None] = lambda _: None) -> Reply:
        """Return the worker's reply, {"picture", "hash"} or {"code", "details"}; a crash is a reply as well.

        `report` receives the share of a very large picture that is done, of 1.
        """
        reply = self._ask_once(request, report)
        if reply is None:  # ended by something else, which proves nothing against the picture
            reply = self._ask_once(request, report)
        return reply or _CRASH

    def dismiss(self) -> None:
        """End the worker unconditionally; no other is started."""
        with self._lock:
            self._dismissed = True
            if self._process is not None:
                self._process.kill()

    def release(self) -> int:
        """Release the worker and return its exit status."""
        process, self._process = self._process, None
        return process.close() if process is not None else 0

    def _ask_once(self, request: dict[str, Any], report: Callable[[float], None]) -> Reply | None:
        process = self._ensure_process()
        if process is None:
            return self._broken or _CRASH
        max_seconds = CONVERT_SECONDS if self._converts else MAX_CPU_SECONDS
        extra_seconds = 0  # extra seconds of processor time for a large picture

        def on_step(step: Reply) -> float:
            nonlocal extra_seconds
            if isinstance(share := step.get("share"), float):
                report(min(1.0, max(0.0, share)))
            previous, seconds = extra_seconds, step.get("seconds")
            if type(seconds) is int:
                extra_seconds = max(extra_seconds, min(seconds, max_seconds) - CPU_SECONDS)
            return 2 * (extra_seconds - previous)

        lines = [line for line in process.exchange(request, WALL_SECONDS, on_step) if "share" not in line]
        last = lines[-1] if lines else {}
        if "step" not in last and ("picture" in last or "code" in last):
            return last
        return self._interpret_end(process, last, extra_seconds)

    def _interpret_end(self, process: WorkerProcess, last: Reply, extra_seconds: int) -> Reply | None:
        """Return the meaning of a worker's end after the reply `last`; None if something else ended it."""
        status = self.release()
        if status in _KILLED_BY_OTHERS and not process.timed_out:
            return None
        if "picture" in last:  # the sizes for zooming killed it: the sharp ones are there
            return last
        if process.timed_out:
            return {
                "code": "stuck",
                "details": {"most_wait": WALL_SECONDS + 2 * extra_seconds} if extra_seconds else {},
            }
        if status in _KILLED_FOR_TIME and last:
            return {"code": "slow", "details": {"most_seconds": CPU_SECONDS + extra_seconds}}
        if status in _KILLED_FOR_TIME:
            return {"code": "slow-start", "details": {"seconds": CPU_SECONDS_FIRST}}
        return _CRASH

    def _ensure_process(self) -> WorkerProcess | None:
        """Return a living worker, or None if none can be started; `_broken` then has the reason, without a retry."""
        if self._process is not None and not self._process.is_alive():
            self.release()
        if self._process is None and self._broken is None:
            try:
                with self._lock:
                    if self._dismissed:
                        return None
                    self._process = WorkerProcess(self._languages, converts=self._converts)
                lines = self._process.exchange({"hello": True}, START_SECONDS)
                last = lines[-1] if lines else {}
                why = "" if "ready" in last else str(last.get("broken", "it ends at once"))
            except OSError as error:
                why = str(error)
            if why:
                self.release()
                self._broken = {"code": "no-reader", "details": {"why": why}}
        return self._process
