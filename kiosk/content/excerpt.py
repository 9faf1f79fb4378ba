"""The line of a file that a problem stands in, and which part of it is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.content.diagnostics import SourceLocation

# What is meant begins at the mark: quoted words, a bracket, or words up to what ends them in YAML.
_MEANT = re.compile(r""""(?:\\.|[^"\\])*"|'(?:''|[^'])*'|[\[{]|.+?(?=\s*(?:,\s|,$|[\]}]|:\s|:$|\s\#|$))""")
MOST = 96  # signs of a line that are shown
BEFORE = 32  # of them, before what is meant


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line, cut to what can be shown: `before` what is meant, what is `meant`, and `after` it."""

    number: int
    before: str
    meant: str
    after: str


def excerpt(lines: list[str], mark: SourceLocation) -> Excerpt | None:
    """Return the line of a mark; None where the mark stands for the whole file, or the file has no such line."""
    if not 0 < mark.line <= len(lines):
        return None
    line = _shown(lines[mark.line - 1])
    start = min(mark.column - 1, len(line))
    found = _MEANT.match(line, start)
    end = found.end() if found else start
    first = start - BEFORE if len(line) > MOST and start > BEFORE else 0
    last = first + MOST
    before, meant, after = line[first:start], line[start : min(end, last)], line[end:last]
    return Excerpt(mark.line, f"…{before}" if first else before, meant, f"{after}…" if last < len(line) else after)


def _shown(line: str) -> str:
    """Return a line with one sign in the place of each: none that is invisible, none that moves the others."""
    return "".join(sign if sign.isprintable() else " " for sign in line)
