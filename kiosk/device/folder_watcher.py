"""Folder watcher: woken by the operating system's notifications; the files' own stamps decide."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

QUIET_MS = 30
MAX_DELAY_MS = 400
POLL_MS = 1500
RETRY_S = 0.3  # until another attempt to get notifications
MAX_FILES = 100_000

FileStamps = frozenset[tuple[str, int, int, int]]


def changes(folder: Path, stop: Event) -> Iterator[None]:
    """Yield at once, and then each time that the files of `folder` have changed, until `stop` is set.

    A change is reported once the folder has been at rest for 30 ms, or after 400 ms. A missing folder counts as an
    empty one, and is watched again when it is back. Where the operating system sends no notifications (a network
    share), the folder is polled every 1.5 s. Hidden files and editors' copies (`name~`) do not count.
    """
    known: FileStamps | None = None
    watcher = _Watcher(folder, stop)
    while not stop.is_set():
        watcher.begin()
        current = file_stamps(folder)
        if current != known:
            known = current
            yield
        else:
            watcher.wait()


def file_stamps(folder: Path) -> FileStamps:
    """Return name, inode, size and time of each file in a folder; nothing where it cannot be read."""
    return frozenset(_iter_stamps(str(folder)))


def _iter_stamps(folder: str) -> Iterator[tuple[str, int, int, int]]:
    pending = [folder]
    count = 0
    while pending and count < MAX_FILES:
        with suppress(OSError), os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name.endswith("~"):
                    continue
                count += 1
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                else:
                    # A file may be gone by now.
                    with suppress(OSError):
                        stat = entry.stat(follow_symlinks=False)
                        yield entry.path, stat.st_ino, stat.st_size, stat.st_mtime_ns


class _Watcher:
    """Notifications for one folder, set up again whenever another folder takes its place."""

    def __init__(self, folder: Path, stop: Event) -> None:
        self._folder = folder
        self._stop = stop
        self._identity: tuple[int, int] | None = None
        self._events: Iterator[object] | None = None

    def begin(self) -> None:
        """Listen to the folder at this path, if not yet listening."""
        identity = self._find_identity()
        if identity != self._identity or self._events is None:
            self._identity, self._events = identity, self._listen() if identity else None

    def wait(self) -> None:
        """Sleep until a notification arrives, or the next poll is due."""
        try:
            for _ in self._events or ():
                return
        except (OSError, RuntimeError):
            # The machine is out of watches (watchfiles raises a RuntimeError of its own), or this folder has just gone:
            # poll instead of listening.
            pass
        self._events = None
        self._stop.wait(RETRY_S)

    def _listen(self) -> Iterator[object]:
        from watchfiles import watch

        return watch(
            self._folder,
            watch_filter=None,
            debounce=MAX_DELAY_MS,
            step=QUIET_MS,
            stop_event=self._stop,
            rust_timeout=POLL_MS,
            yield_on_timeout=True,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )

    def _find_identity(self) -> tuple[int, int] | None:
        with suppress(OSError):
            stat = self._folder.stat()
            return stat.st_dev, stat.st_ino
        return None
