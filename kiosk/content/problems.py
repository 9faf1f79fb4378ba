"""What is wrong with a pack, as data, and how it is told to the staff."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a file: path relative to the pack (posix); line and column from 1, 0 for the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: where, what is wrong, what was expected, how to mend it. `code` is stable, for programs."""

    mark: Mark
    message: str
    expected: str = ""
    mend: str = ""
    severity: Severity = "error"
    code: str = ""

    def text(self) -> str:
        """Return the problem as the command line prints it, without a line end."""
        lines = [f"{self.mark}: {self.severity}: {self.message}"]
        if self.expected:
            lines.append(f"    expected: {self.expected}")
        if self.mend:
            lines.append(f"    mend:     {self.mend}")
        return "\n".join(lines)

    def as_dict(self) -> dict[str, Any]:
        """Return the problem as plain data, for JSON."""
        return asdict(self)


def summary(problems: Sequence[Problem]) -> str:
    """Return one line that counts the problems, such as "3 errors, 1 warning in 2 files"."""
    errors = sum(problem.severity == "error" for problem in problems)
    counts = ((errors, "error"), (len(problems) - errors, "warning"))
    files = len({problem.mark.file for problem in problems})
    told = ", ".join(_counted(number, noun) for number, noun in counts if number)
    return f"{told} in {_counted(files, 'file')}" if told else "no problems"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
