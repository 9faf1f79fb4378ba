"""Index of files by their SHA-256, so that a start need not read every picture."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.media.media_cache import INDEX_PREFIX, owned
from kiosk.media.sandbox.limits import FILM_BYTES, SOURCE_BYTES


class UnreadableError(Exception):
    """A file that cannot be read: a code of picture_messages.py and its details."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


CHUNK_BYTES = 16_000_000


class HashIndex:
    """Hashes by path, size and modification time (ns), in one JSON file, which is made again if damaged.

    `wait` is called between chunks while a file is read: an exception from it stops the read.
    """

    def __init__(self, file: Path, wait: Callable[[], None] = lambda: None) -> None:
        self._file = file
        self._wait = wait
        self.folder = file.parent
        self._known = _read(file)
        self._changed = False

    def find_digest(self, file: Path, kind: str = "picture") -> str:
        """Return the SHA-256 of the file's bytes, as hex. Raises UnreadableError, also for a file that is too large."""
        path = str(file.absolute())
        try:
            status = file.stat()
            _check(status, kind)
            entry = self._known.get(path)
            if isinstance(entry, list) and entry[:2] == [status.st_size, status.st_mtime_ns] and _is_digest(entry[2:]):
                return str(entry[2])
            with file.open("rb") as source:
                sha256 = hashlib.sha256()
                while chunk := source.read(CHUNK_BYTES):
                    sha256.update(chunk)
                    self._wait()
                digest = sha256.hexdigest()
        except OSError as error:
            raise UnreadableError("missing", why=error.strerror or "no more is known") from error
        except ValueError as error:
            raise UnreadableError("missing", why="its name cannot be a file's name") from error
        self._known[path] = [status.st_size, status.st_mtime_ns, digest]
        self._changed = True
        return digest

    @property
    def has_entries(self) -> bool:
        """Return whether it knows any file, existing or not; a lost or damaged index knows none."""
        return bool(self._known)

    def unchanged(self) -> dict[Path, str]:
        """Return the files unchanged since they were hashed, with their hashes."""
        found = {}
        for path, entry in self._known.items():
            with contextlib.suppress(OSError, ValueError, TypeError):
                status = Path(path).stat()
                if entry[:2] == [status.st_size, status.st_mtime_ns] and _is_digest(entry[2:]):
                    found[Path(path)] = str(entry[2])
        return found

    def save(self) -> None:
        """Write the index if it has changed, without files that are gone.

        A failure to write only costs time.
        """
        if not self._changed:
            return
        import tempfile

        self._known = {path: entry for path, entry in self._known.items() if os.path.lexists(path)}
        with contextlib.suppress(OSError):
            descriptor, name = tempfile.mkstemp(prefix=owned(INDEX_PREFIX), dir=self._file.parent)
            try:
                with os.fdopen(descriptor, "w", encoding="ascii") as target:
                    json.dump(self._known, target)
                    target.flush()
                    os.fsync(target.fileno())
                Path(name).replace(self._file)
            except OSError:  # a full disk leaves an empty file
                Path(name).unlink(missing_ok=True)
                raise
            self._changed = False


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as source:
            entries = json.loads(source.read())
    except (OSError, ValueError, RecursionError):
        return {}
    return entries if isinstance(entries, dict) else {}


def _check(status: os.stat_result, kind: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("not-a-file")
    if status.st_size == 0:
        raise UnreadableError("empty")
    code, limit = ("heavy", SOURCE_BYTES) if kind == "picture" else ("heavy-film", FILM_BYTES)
    if status.st_size > limit:
        raise UnreadableError(code, megabytes=status.st_size // 1_000_000)


def _is_digest(fields: list[Any]) -> bool:
    return len(fields) == 1 and isinstance(fields[0], str) and len(fields[0]) == 64
