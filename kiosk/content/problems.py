"""What is wrong with a pack, as data, and how it is told to the staff."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
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
    code: str = field(default="")

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
