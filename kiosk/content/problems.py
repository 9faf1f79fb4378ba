"""What is wrong with a pack, as data, and how it is told to the staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from kiosk.content.telling import Catalogue, Told, in_language

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

    def told(self, catalogue: Catalogue) -> Problem:
        """Return the same problem in the catalogue's language."""
        message, expected, mend = (in_language(words, catalogue) for words in (self.message, self.expected, self.mend))
        return replace(self, message=message, expected=expected, mend=mend)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Problem:
        """Return the problem that `as_dict` told. Raises TypeError and KeyError for anything else."""
        return cls(**(dict(data) | {"mark": Mark(**data["mark"])}))

    def as_dict(self) -> dict[str, Any]:
        """Return the problem as plain data, for JSON."""
        return asdict(self)


def summary(problems: Sequence[Problem]) -> Told:
    """Return one line that counts the problems, such as "3 errors, 1 warning in 2 files"."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    files = len({problem.mark.file for problem in problems})
    counts = [_counted(errors, "1 error", "{count} errors")] if errors else []
    counts += [_counted(warnings, "1 warning", "{count} warnings")] if warnings else []
    if not counts:
        return Told("no problems")
    both = Told("{errors}, {warnings}", errors=counts[0], warnings=counts[-1]) if len(counts) == 2 else counts[0]
    return Told("{problems} in {files}", problems=both, files=_counted(files, "1 file", "{count} files"))


def _counted(number: int, one: str, many: str) -> Told:
    return Told(one) if number == 1 else Told(many, count=number)
