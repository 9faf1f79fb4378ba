"""The line of a file with a problem, and the part of it that is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.content.diagnostics import SourceLocation

# The part begins at the location: quoted words, a bracket, or words up to what ends them in YAML.
_MEANT = re.compile(r""""(?:\\.|[^"\\])*"|'(?:''|[^'])*'|[\[{]|.+?(?=\s*(?:,\s|,$|[\]}]|:\s|:$|\s\#|$))""")
MOST = 96  # characters of a line that are shown
BEFORE = 32  # of them, before the part


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line, cut to what can be shown: the text `before` the part, the part `meant`, and the text `after`."""

    number: int
    before: str
    meant: str
    after: str


def excerpt(lines: list[str], location: SourceLocation) -> Excerpt | None:
    """Return the line of a location; None if it is the whole file, or the file has no such line."""
    if not 0 < location.line <= len(lines):
        return None
    line = _shown(lines[location.line - 1])
    start = min(location.column - 1, len(line))
    found = _MEANT.match(line, start)
    end = found.end() if found else start
    first = start - BEFORE if len(line) > MOST and start > BEFORE else 0
    last = first + MOST
    before, meant, after = line[first:start], line[start : min(end, last)], line[end:last]
    return Excerpt(location.line, f"…{before}" if first else before, meant, f"{after}…" if last < len(line) else after)


def _shown(line: str) -> str:
    """Return a line with a blank for each character that is invisible or would move the others."""
    return "".join(character if character.isprintable() else " " for character in line)
