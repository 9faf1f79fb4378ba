"""Why something was not done, for staff."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping, Sequence

from kiosk.content.problems import Problem
from kiosk.content.telling import Told

REASONS: Mapping[int, Told] = {
    errno.ENOSPC: Told("No space left on device"),
    errno.EDQUOT: Told("Disk quota exceeded"),
    errno.EROFS: Told("Read-only file system"),
    errno.EACCES: Told("Permission denied"),
    errno.EPERM: Told("Operation not permitted"),
    errno.ENOENT: Told("No such file or directory"),
    errno.ENOTDIR: Told("Not a directory"),
    errno.EISDIR: Told("Is a directory"),
    errno.EIO: Told("Input/output error"),
    errno.ENAMETOOLONG: Told("File name too long"),
}
"""The system's own words for why a disk refuses, for they are told in other languages too."""
_NUMBER = re.compile(r"\[Errno (\d+)\]")


class RefusedError(Exception):
    """What was asked for was not done, and nothing has changed; `problems` where a pack or an archive is at fault."""

    def __init__(self, told: Told, problems: Sequence[Problem] = ()) -> None:
        super().__init__(told)
        self.told = told
        self.problems = tuple(problems)


def for_the_disk(what: Told, error: OSError) -> RefusedError:
    """Return that the disk would not do it."""
    return RefusedError(Told("{what}: {why}", what=what, why=why(error)))


def why(error: OSError) -> str:
    """Return why the disk would not, in words; where several files failed at once (shutil), for the first."""
    number = error.errno or next((int(found) for found in _NUMBER.findall(str(error))), 0)
    return REASONS.get(number) or error.strerror or (os.strerror(number) if number else str(error))
