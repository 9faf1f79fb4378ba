"""Folder watcher: woken by the operating system's notifications; the files' own stamps decide."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

REST_MS = 30
MOST_MS = 400
LOOK_MS = 1500
MOST_FILES = 100_000

Marks = frozenset[tuple[str, int, int, int]]


def changes(folder: Path, stop: Event) -> Iterator[None]:
    """Yield at once, and then each time that the files of `folder` have changed, until `stop` is set.

    A change is reported once the folder has been at rest for 30 ms, or after 400 ms. A missing folder counts as an
    empty one, and is watched again when it is back. Where the operating system sends no notifications (a network
    share), the folder is polled every 1.5 s. Hidden files and editors' copies (`name~`) do not count.
    """
    seen: Marks | None = None
    watcher = _Watcher(folder, stop)
    while not stop.is_set():
        watcher.begin()
        found = marks(folder)
        if found != seen:
            seen = found
            yield
        else:
            watcher.wait()


def marks(folder: Path) -> Marks:
    """Return name, inode, size and time of each file in a folder; nothing where it cannot be read."""
    return frozenset(_marks(str(folder)))


def _marks(folder: str) -> Iterator[tuple[str, int, int, int]]:
    waiting = [folder]
    count = 0
    while waiting and count < MOST_FILES:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.startswith(".") or entry.name.endswith("~"):
                    continue
                count += 1
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
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
        self._place: tuple[int, int] | None = None
        self._events: Iterator[object] | None = None

    def begin(self) -> None:
        """Listen to the folder at this path, if not yet listening."""
        place = self._there()
        if place != self._place or self._events is None:
            self._place, self._events = place, self._listen() if place else None

    def wait(self) -> None:
        """Sleep until a notification arrives, or the next poll is due."""
        try:
            for _ in self._events or ():
                return
        except OSError:
            # The machine is out of watches, or this folder has just gone: poll instead of listening.
            pass
        self._events = None
        self._stop.wait(LOOK_MS / 5000)

    def _listen(self) -> Iterator[object]:
        from watchfiles import watch

        return watch(
            self._folder,
            watch_filter=None,
            debounce=MOST_MS,
            step=REST_MS,
            stop_event=self._stop,
            rust_timeout=LOOK_MS,
            yield_on_timeout=True,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )

    def _there(self) -> tuple[int, int] | None:
        with suppress(OSError):
            stat = self._folder.stat()
            return stat.st_dev, stat.st_ino
        return None
