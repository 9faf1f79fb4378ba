"""Bytes → the words of a file, before YAML is thought of: size, encoding, signs, tabs."""

from __future__ import annotations

import re

from kiosk.content.problems import Mark, Problem
from kiosk.content.telling import Told

MOST_BYTES = 2_000_000
_LINE_END = re.compile(r"\r\n|\n|\r")
_UNWELCOME = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_TAB_INDENT = re.compile(r" *\t[ \t]*(?=[^ \t#])")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Words:
    """The decoded file and its lines."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.lines = _LINE_END.split(text)
        if len(self.lines) > 1 and not self.lines[-1]:
            self.lines.pop()

    def mark(self, line: int, column: int) -> Mark:
        """Return the mark of a place given from 0, moved back inside the file where it lies past its end."""
        if line >= len(self.lines):
            line, column = len(self.lines) - 1, len(self.lines[-1])
        return Mark(self.file, line + 1, min(column, len(self.lines[line])) + 1)

    def mark_at(self, index: int) -> Mark:
        """Return the mark of the sign at this index of the text."""
        before = _LINE_END.split(self.text[:index])
        return self.mark(len(before) - 1, len(before[-1]))

    def rest(self, line: int, column: int) -> list[str]:
        """Return the lines from a place (given from 0) to the end."""
        return [] if line >= len(self.lines) else [self.lines[line][column:], *self.lines[line + 1 :]]


def decode(file: str, data: bytes) -> tuple[Words | None, list[Problem]]:
    """Return the file's words, or None and why there are none."""
    if len(data) > MOST_BYTES:
        message = "the file is too big"
        mend = "split the file; pictures belong into media/"
        return None, [
            Problem(Mark(file), message, Told("at most {most} MB", most=f"{MOST_BYTES / 1e6:g}"), mend, code="size")
        ]
    try:
        words = Words(file, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return None, [_not_utf8(file, data, error.start)]
    problems = _bad_signs(words) or _tabs(words) or _directives(words)
    return (None if problems else words), problems


def empty(file: str) -> Problem:
    """Return the problem of a file without any value in it."""
    mend = "write the fields of the file; see docs/content-format.md"
    return Problem(Mark(file), "the file is empty", "a map of fields", mend, code="empty")


def _not_utf8(file: str, data: bytes, start: int) -> Problem:
    if data.startswith(_UTF16):
        mark, message = Mark(file, 1, 1), "the file is not UTF-8; it looks like UTF-16"
    else:
        # The decoder counts from behind a byte order mark.
        body = data.removeprefix(b"\xef\xbb\xbf")
        before = body[:start].decode("utf-8", errors="ignore")
        words = Words(file, before + "\N{REPLACEMENT CHARACTER}")
        mark, message = (
            words.mark_at(len(before)),
            Told("the file is not UTF-8: byte {byte} has no meaning here", byte=f"{body[start]:#04x}"),
        )
    return Problem(mark, message, "a text file in UTF-8", "save the file as UTF-8 in the editor", code="encoding")


def _bad_signs(words: Words) -> list[Problem]:
    found = _UNWELCOME.search(words.text)
    if found is None:
        return []
    message = Told("an invisible sign ({sign}) stands here", sign=f"U+{ord(found[0]):04X}")
    return [
        Problem(
            words.mark_at(found.start()), message, "letters, digits and punctuation", "delete the sign", code="control"
        )
    ]


def _tabs(words: Words) -> list[Problem]:
    tabs = [(number, found) for number, line in enumerate(words.lines) if (found := _TAB_INDENT.match(line))]
    if not tabs:
        return []
    number, found = tabs[0]
    several = Told("the line is indented with a tab, and so are {count} further lines", count=len(tabs) - 1)
    message = several if len(tabs) > 1 else "the line is indented with a tab"
    return [
        Problem(
            words.mark(number, found[0].index("\t")),
            message,
            "spaces at the beginning of a line",
            "put two spaces in place of each tab",
            code="tab",
        )
    ]


def _directives(words: Words) -> list[Problem]:
    for number, line in enumerate(words.lines):
        if line.startswith("%"):
            message = "a line at the beginning of the file starts with %"
            mend = "remove the line; words that start with % need quotes"
            return [Problem(words.mark(number, 0), message, "the fields of the file", mend, code="syntax")]
        if line.strip() and not line.lstrip().startswith("#"):
            break
    return []
