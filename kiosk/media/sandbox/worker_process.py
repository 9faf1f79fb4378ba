"""Running worker process and its pipes: a JSON line in, a JSON line out, and a deadline."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import IO, Any, cast

from kiosk.content.han_forms import drawing_locale, forms_of, locale_of
from kiosk.media.sandbox.limits import CONVERTS
from kiosk_launcher.child_process import child_environment, module_command

Reply = dict[str, Any]


_WORKER = "kiosk.media.sandbox.worker"
_GRACE_SECONDS = 1.0
_MIN_WAITED_SECONDS = 0.1  # less counts as nothing
_LINE_BYTES = 1_000_000
_MAX_LINES = 300
_INHERITED = ("PATH", "HOME", "USERPROFILE", "LOCALAPPDATA", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "TMPDIR")
_WORKER_ENVIRONMENT = {
    "OPENPYXL_LXML": "False",  # the standard library's reader, which defusedxml guards
    "VIPS_CONCURRENCY": "1",
    "VIPS_BLOCK_UNTRUSTED": "1",
    "VIPS_DISC_THRESHOLD": "100g",  # never a scratch file: refuse what does not fit into memory
    "MALLOC_ARENA_MAX": "1",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",  # large drawings take a quarter of the time
    "PYTHONNOUSERSITE": "1",
    "PYTHONUTF8": "1",  # file names, whatever the locale
}


def locale_for(languages: Sequence[str]) -> dict[str, str]:
    """Return the variables that make a drawing's words appear in the forms of a pack's languages.

    librsvg obeys LC_ALL alone (libvips 8.18.7; the locale need not be generated): with LANG it would draw Chinese in
    Japan's forms whenever the requested font is missing. LANGUAGE selects the part of a switch that is drawn; one with
    Han characters would change even named, installed fonts (in text with xml:lang="en"), and is left out:
    decision 0024.
    """
    first = languages[0] if languages else ""
    chosen = {"LANGUAGE": locale_of(first)} if first and forms_of(first) is None else {}
    return {"LC_ALL": f"{drawing_locale(languages)}.UTF-8"} | chosen


class WorkerProcess:
    """One worker process from its start to its end. One thread talks to it; `kill` may be called from any."""

    def __init__(self, languages: Sequence[str] = (), *, converts: bool = False) -> None:
        """Start the process, which draws for a pack in these languages, or `converts` one file.

        Raises OSError if that is not possible.
        """
        self.timed_out = False
        inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        self._process = subprocess.Popen(
            module_command(_WORKER, *([CONVERTS] if converts else [])),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(inherited) | _WORKER_ENVIRONMENT | locale_for(languages),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._stdin = cast("IO[bytes]", self._process.stdin)
        self._stdout = cast("IO[bytes]", self._process.stdout)

    def is_alive(self) -> bool:
        """Return whether the process still runs."""
        return self._process.poll() is None

    def exchange(
        self, request: dict[str, Any], seconds: float, on_step: Callable[[Reply], float] = lambda _: 0
    ) -> list[Reply]:
        """Send `request` and return the lines that answer it, up to the one without "step".

        `on_step` receives each line with "step" at once, and returns by how many seconds the deadline is extended.
        The list ends early if the worker dies, sends invalid lines or takes more than `seconds`: it is then killed.
        """
        lines: list[Reply] = []
        deadline = _Deadline(self._process.pid, seconds, self._end_for_timeout)
        try:
            with contextlib.suppress(BrokenPipeError):  # the ended process may have reported why
                self._stdin.write(json.dumps(request).encode("ascii") + b"\n")
                self._stdin.flush()
            while (not lines or "step" in lines[-1]) and len(lines) < _MAX_LINES:
                lines.append(dict(json.loads(self._stdout.readline(_LINE_BYTES))))
                if "step" in lines[-1] and (extra := on_step(lines[-1])):
                    deadline.extend(extra)
        except (OSError, ValueError, TypeError, RecursionError):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(
                    timeout=_GRACE_SECONDS
                )  # a dying worker is left to die, so that its own status is seen
            self.kill()
        finally:
            deadline.cancel()
        return lines

    def kill(self) -> None:
        """Kill the process now."""
        self._process.kill()

    def close(self) -> int:
        """End the process, close its pipes, and return its exit status (negative: the signal that ended it)."""
        self.kill()
        status = self._process.wait()
        for pipe in (self._stdin, self._stdout):
            with contextlib.suppress(OSError):
                pipe.close()
        return status

    def _end_for_timeout(self) -> None:
        self.timed_out = True
        self.kill()


class _Deadline:
    """Ends a process after so many seconds, not counting those in which it waited for a busy processor.

    A busy machine must not look like a picture that hangs; the processor limit ends what never ends.
    """

    def __init__(self, process: int, seconds: float, end: Callable[[], None]) -> None:
        self._process = process
        self._end = end
        self._deadline = monotonic() + seconds
        self._counted_wait = waited_for_processor(process)
        self._is_over = False
        self._lock = threading.Lock()
        self._arm()

    def extend(self, seconds: float) -> None:
        """Extend the deadline by so many seconds."""
        with self._lock:
            self._deadline += seconds

    def cancel(self) -> None:
        """Cancel the deadline."""
        with self._lock:
            self._is_over = True
            self._timer.cancel()

    def _arm(self) -> None:
        self._timer = threading.Timer(max(0.0, self._deadline - monotonic()), self._expire)
        self._timer.daemon = True
        self._timer.start()

    def _expire(self) -> None:
        with self._lock:
            if self._is_over:
                return
            waited = waited_for_processor(self._process)
            if waited - self._counted_wait > _MIN_WAITED_SECONDS:
                self._deadline = max(self._deadline, monotonic()) + waited - self._counted_wait
                self._counted_wait = waited
            if self._deadline > monotonic():
                self._arm()
                return
            self._is_over = True
        self._end()


def waited_for_processor(process: int) -> float:
    """Return for how many seconds the longest-waiting thread of a process could have run, but had no processor.

    0 if the system does not report it.
    """
    waited = 0
    for file in Path(f"/proc/{process}/task").glob("*/schedstat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            waited = max(waited, int(file.read_bytes().split()[1]))
    return waited / 1e9
