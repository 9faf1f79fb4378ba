"""Diagnostics of a pack: what is wrong, where, and how to fix it; plain data, and its text for staff."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from kiosk.content.codes import code_of
from kiosk.content.messages import Catalogue, Message, in_language

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class SourceLocation:
    """A place in a file: path relative to the pack (posix); line and column from 1, 0 for the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One fault: where, what is wrong, what was expected, how to fix it.

    `kind` groups similar problems, for programs. `code` is what staff look up (`kiosk help YK-207`); it belongs to the
    message's template, and stays the same in another language.
    """

    location: SourceLocation
    message: str
    expected: str = ""
    fix: str = ""
    severity: Severity = "error"
    kind: str = ""
    code: str = ""

    def __post_init__(self) -> None:
        if not self.code:
            object.__setattr__(self, "code", code_of(self.message))

    def text(self) -> str:
        """Return the problem as the command line prints it, without a line end."""
        coded = f"{self.severity} {self.code}".strip()
        lines = [f"{self.location}: {coded}: {self.message}"]
        if self.expected:
            lines.append(f"    expected: {self.expected}")
        if self.fix:
            lines.append(f"    fix:     {self.fix}")
        return "\n".join(lines)

    def translated(self, catalogue: Catalogue) -> Diagnostic:
        """Return the same problem in the catalogue's language."""
        message, expected, fix = (in_language(words, catalogue) for words in (self.message, self.expected, self.fix))
        return replace(self, message=message, expected=expected, fix=fix)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Diagnostic:
        """Return the problem that `as_dict` wrote. Raises TypeError and KeyError for anything else."""
        return cls(**(dict(data) | {"location": SourceLocation(**data["location"])}))

    def as_dict(self) -> dict[str, Any]:
        """Return the problem as plain data, for JSON."""
        return asdict(self)


def further_problems(file: str, count: int) -> Diagnostic:
    """Return the problem that a file has more problems than are listed."""
    message = Message.plural(
        "there is one further problem in this file", "there are {count} further problems in this file", count=count
    )
    fix = Message("fix the others first; a file with so many may be the wrong one")
    return Diagnostic(SourceLocation(file), message, "", fix, kind="more")


def summary(problems: Sequence[Diagnostic]) -> Message:
    """Return one line that counts the problems, such as "3 errors, 1 warning in 2 files"."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    files = len({problem.location.file for problem in problems})
    counts = [Message.plural("{count} error", "{count} errors", count=errors)] if errors else []
    counts += [Message.plural("{count} warning", "{count} warnings", count=warnings)] if warnings else []
    if not counts:
        return Message("no problems")
    both = Message("{errors}, {warnings}", errors=counts[0], warnings=counts[-1]) if len(counts) == 2 else counts[0]
    return Message(
        "{problems} in {files}", problems=both, files=Message.plural("{count} file", "{count} files", count=files)
    )
