"""Why something was not done, for staff."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.content.problems import Problem
from kiosk.content.telling import Told


class RefusedError(Exception):
    """What was asked for was not done, and nothing has changed; `problems` where a pack or an archive is at fault."""

    def __init__(self, told: Told, problems: Sequence[Problem] = ()) -> None:
        super().__init__(told)
        self.told = told
        self.problems = tuple(problems)


def for_the_disk(what: Told, error: OSError) -> RefusedError:
    """Return that the disk would not do it."""
    return RefusedError(Told("{what}: {why}", what=what, why=error.strerror or str(error)))
