"""What the YAML parser says, told in plain words."""

from __future__ import annotations

from typing import Any

from kiosk.content.problems import Problem
from kiosk.content.reader.words import Words

_QUOTES = ("the quotation mark is never closed", "words between two quotation marks", "close the quotation mark")
_ESCAPE = (
    r"\ and this letter mean nothing within double quotation marks",
    r"\n, \", \\ or \u and four digits",
    r"write \\ for a backslash, or use single quotation marks",
)
_HEADER = (
    "| or > must stand alone at the end of its line",
    "| or > and then indented lines",
    "begin a new line after it",
)
_OTHER = ("this line cannot be read", "key: value, or - item", "quote words that have : # { } [ ] & * ! or % in them")

# What the parser reports, in libyaml's words → message, expected, mend.
_TOLD = (
    ("mapping values are not allowed", (
        "a second colon, or a deeper line, stands where none can be",
        "key: value, all keys of a map in the same column",
        "quote words that have a colon and a space in them, or mend the indentation",
    )),
    ("could not find expected ':'", (
        "a key without its colon", "key: value", "write a colon and a space after the key",
    )),
    ("block sequence entries are not allowed", (
        "a list item stands where none can be", "- item on a line of its own, in the column of its list",
        "begin a new line before -",
    )),
    ("mapping keys are not allowed", ("? stands where none can be", "key: value", "quote words that begin with ?")),
    ("cannot start any token", (
        "words cannot begin with this sign", "words, or words in quotation marks", "quote the words",
    )),
    ("unexpected document indicator", _QUOTES),
    ("unexpected end of stream", _QUOTES),
    ("unknown escape character", _ESCAPE),
    ("hexdecimal number", _ESCAPE),
    ("invalid Unicode character escape", _ESCAPE),
    ("indentation indicator", _HEADER),
    ("expected comment or line break", _HEADER),
    ("expected node content", (
        "a value is missing before this sign", "a value", "write the value, or quote words that begin with this sign",
    )),
    ("did not find expected key", (
        "this line does not fit the map above it", "key: value, all keys of a map in the same column",
        "mend the indentation; quote words that have quotation marks in them",
    )),
    ("expected '-' indicator", (
        "this line does not fit the list above it", "- item, all items of a list in the same column",
        "mend the indentation, or begin the line with -",
    )),
    ("expected ',' or ']'", ("the [ is never closed, or a comma is missing", "[one, two]", "add the ] or the comma")),
    ("expected ',' or '}'", (
        "the { is never closed, or a comma is missing", "{zh: …, en: …}", "add the } or the comma, or quote the words",
    )),
)  # fmt: skip


_OPEN = ("a [ or { is never closed", "[one, two] or {zh: …, en: …}", "add the ] or } that is missing")


def explain(words: Words, error: Any) -> Problem:
    """Return the problem for an error of the YAML parser (`problem`, `problem_mark`, `context_mark`)."""
    raw = str(getattr(error, "problem", None) or "")
    message, expected, mend = next((told for part, told in _TOLD if part in raw), _OTHER)
    place = getattr(error, "problem_mark", None)
    if "flow" in str(getattr(error, "context", "")) and place is not None and place.index >= len(words.text):
        message, expected, mend = _OPEN
    opening = getattr(error, "context_mark", None)
    if opening is not None and (_told_at_opening(message) or place is None):
        place = opening
    line, column = (place.line, place.column) if place is not None else (0, 0)
    mark = words.mark(line, column)
    if any("：" in text for text in words.lines[max(0, mark.line - 2) : mark.line]):
        mend = "the colon after a key is : with a space, not the full-width ："
    return Problem(mark, message, expected, mend, code="syntax")


def _told_at_opening(message: str) -> bool:
    """Say whether a fault is best shown where something was opened and never closed."""
    return "never closed" in message
