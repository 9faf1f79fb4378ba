"""Errors for staff: why something was not done."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping, Sequence

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.messages import Message

REASONS: Mapping[int, Message] = {
    errno.ENOSPC: Message("No space left on device"),
    errno.EDQUOT: Message("Disk quota exceeded"),
    errno.EROFS: Message("Read-only file system"),
    errno.EACCES: Message("Permission denied"),
    errno.EPERM: Message("Operation not permitted"),
    errno.ENOENT: Message("No such file or directory"),
    errno.ENOTDIR: Message("Not a directory"),
    errno.EISDIR: Message("Is a directory"),
    errno.EIO: Message("Input/output error"),
    errno.ENAMETOOLONG: Message("File name too long"),
}
"""The system's reasons for a disk error, so that they can be translated."""
_NUMBER = re.compile(r"\[Errno (\d+)\]")


class RefusedError(Exception):
    """A request was refused, and nothing has changed; `problems` where a pack or an archive is at fault."""

    def __init__(self, message: Message, problems: Sequence[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = tuple(problems)


def for_the_disk(what: Message, error: OSError) -> RefusedError:
    """Return the refusal for an operation that failed on the disk."""
    return RefusedError(Message("{what}: {why}", what=what, why=why(error)))


def for_a_library(error: ModuleNotFoundError) -> RefusedError:
    """Return the refusal for an optional library that is not installed."""
    return RefusedError(
        Message(
            'the library {library} is not installed: install the extra "staff"; see `kiosk help licences`',
            library=error.name,
        )
    )


def why(error: OSError) -> str:
    """Return the reason of a disk error in words; where several files failed at once (shutil), that of the first."""
    number = error.errno or next((int(found) for found in _NUMBER.findall(str(error))), 0)
    return REASONS.get(number) or error.strerror or (os.strerror(number) if number else str(error))
