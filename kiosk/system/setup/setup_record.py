"""The record of a set-up: what was done, and how to undo it. One file, replaced atomically by a rename."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kiosk.content.messages import Message
from kiosk.device.errors import RefusedError, for_the_disk
from kiosk.system.setup import originals

RECORD = "/var/lib/yi-kiosk-set-up/record.json"
# A file: {"file", "hash", "ours", "before", "folders"}; a command: {"do", "undo", "gone"}.
Entry = dict[str, Any]


class SetupRecord:
    """The record at `file`."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> list[Entry]:
        """Return what was done, in order; empty without a record. Raises RefusedError if it cannot be read."""
        try:
            entries: list[Entry] = json.loads(self._file.read_bytes())
        except FileNotFoundError:
            return []
        except (OSError, ValueError) as error:
            message = Message(
                "{file} cannot be read, and nothing else says what an earlier set-up did; see what --dry-run lists, "
                "put that right by hand, and remove {file}",
                file=RECORD,
            )
            raise RefusedError(message) from error
        return entries

    def save(self, done: Sequence[Mapping[str, Any]]) -> None:
        """Save what was done. Raises RefusedError."""
        try:
            originals.write(self._file, json.dumps(done, indent=1).encode(), 0o600)
        except OSError as error:
            raise for_the_disk(Message("{file} was not written", file=RECORD), error) from error

    def remove(self) -> None:
        """Remove it with its folder."""
        shutil.rmtree(self._file.parent, ignore_errors=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Lock out another set-up. The folder is the lock, since a lock file needs disk space. Raises RefusedError."""
        import fcntl

        try:
            originals.make_folders(self._file.parent)
            handle = os.open(self._file.parent, os.O_RDONLY)
        except OSError as error:
            raise for_the_disk(Message("{file} was not written", file=RECORD), error) from error
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                message = Message("another set-up of this device is running; wait until it is done")
                raise RefusedError(message) from None
            yield
        finally:
            os.close(handle)
