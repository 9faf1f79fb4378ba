"""Bytes → the words of a file, before YAML is parsed: size, encoding, characters."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from typing import Self

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.messages import Message

MOST_BYTES = 2_000_000
_LINE_END = re.compile(r"\r\n|\n|\r")
_UNWELCOME = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_VERSION = re.compile(r"%YAML[ \t]+1\.[0-9]+[ \t]*(#.*)?\Z")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


Edit = tuple[int, int, str]


class SourceText:
    """The decoded file and its lines.

    Where characters were read as they were meant, the lines have what was meant, and locations are where it was typed.
    """

    def __init__(self, file: str, text: str, origins: Mapping[int, list[int]] | None = None) -> None:
        self.file = file
        self.text = text
        self.lines = _LINE_END.split(text)
        if len(self.lines) > 1 and not self.lines[-1]:
            self.lines.pop()
        self._origins = dict(origins or {})

    def edited(self, edits: Mapping[int, Sequence[Edit]]) -> Self:
        """Return the words with edits in some lines: line from 0 → (start, end, replacement)."""
        lines, origins = list(self.lines), dict(self._origins)
        for number, of_line in edits.items():
            line, columns = lines[number], self._origins.get(number) or list(range(len(lines[number]) + 1))
            for start, end, new in sorted(of_line, reverse=True):
                line = line[:start] + new + line[end:]
                columns = columns[:start] + [columns[min(start + k, end)] for k in range(len(new))] + columns[end:]
            lines[number], origins[number] = line, columns
        return type(self)(self.file, "\n".join([*lines, ""]), origins)

    def location(self, line: int, column: int) -> SourceLocation:
        """Return the location of a line and column from 0, moved back inside the file if it is past its end."""
        if line >= len(self.lines):
            line, column = len(self.lines) - 1, len(self.lines[-1])
        column = min(column, len(self.lines[line]))
        return SourceLocation(
            self.file, line + 1, (self._origins[line][column] if line in self._origins else column) + 1
        )

    def location_at(self, index: int) -> SourceLocation:
        """Return the location of the character at this index of the text."""
        before = _LINE_END.split(self.text[:index])
        return self.location(len(before) - 1, len(before[-1]))

    def rest(self, line: int, column: int) -> list[str]:
        """Return the lines from a place (given from 0) to the end."""
        return [] if line >= len(self.lines) else [self.lines[line][column:], *self.lines[line + 1 :]]


_DOCUMENTS = (
    (re.compile(rb"PK\x03\x04"), "a Word document or a zip"),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "a document of an older Office"),
    (re.compile(rb"\s*\{\\rtf"), "an RTF document, as WordPad writes it"),
    (re.compile(rb"%PDF-"), "a PDF"),
    (re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE), "a web page"),
)


def decode(file: str, data: bytes) -> tuple[SourceText | None, list[Diagnostic]]:
    """Return the file's words, or None and the reasons."""
    if len(data) > MOST_BYTES:
        message = "the file is too big"
        fix = "split the file; pictures belong into media/"
        return None, [
            Diagnostic(
                SourceLocation(file),
                message,
                Message("at most {most} MB", most=f"{MOST_BYTES / 1e6:g}"),
                fix,
                kind="size",
            )
        ]
    if found := next((kind for magic, kind in _DOCUMENTS if magic.match(data.removeprefix(BOM_UTF8))), None):
        fix = "copy its words into a new file in a plain text editor (Notepad, VS Code), and save that in UTF-8"
        message = Message("this is {found}, no plain text", found=Message(found))
        return None, [Diagnostic(SourceLocation(file, 1, 1), message, "a text file in UTF-8", fix, kind="encoding")]
    try:
        source = SourceText(file, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return None, [_not_utf8(file, data, error.start)]
    problems = _bad_signs(source) or _directives(source)
    if problems:
        return None, problems
    if source.text and not source.text.endswith(("\n", "\r")):
        source.text += "\n"  # without a line end the parser drops one from a text that ends in blanks
    return _without_version(source), []


def empty(file: str) -> Diagnostic:
    """Return the problem of a file without any value in it."""
    fix = "write the fields of the file; see `kiosk help yaml`"
    return Diagnostic(SourceLocation(file), "the file is empty", "a map of fields", fix, kind="empty")


def _not_utf8(file: str, data: bytes, start: int) -> Diagnostic:
    fix = "save the file as UTF-8 in the editor"
    # The decoder counts from after a byte order mark.
    body = data.removeprefix(b"\xef\xbb\xbf")
    before = body[:start].decode("utf-8", errors="ignore")
    location = SourceText(file, before + "\N{REPLACEMENT CHARACTER}").location_at(len(before))
    message: str = Message("the file is not UTF-8: byte {byte} has no meaning here", byte=f"{body[start]:#04x}")
    if data.startswith(_UTF16):
        location, message = SourceLocation(file, 1, 1), "the file is not UTF-8; it looks like UTF-16"
    elif _is_chinese(body):
        message = "the file is not UTF-8; it looks like GBK"
        fix = "open it in GBK (Notepad does; VS Code: Reopen with Encoding, GB 18030), and save it as UTF-8"
    return Diagnostic(location, message, "a text file in UTF-8", fix, kind="encoding")


def _is_chinese(data: bytes) -> bool:
    """Return whether bytes that are no UTF-8 are Chinese in GB 2312, nearly all of it, and not Korean."""
    try:
        foreign = [character for character in data.decode("gb18030") if character > "\x7f"]
    except UnicodeDecodeError:
        return False
    common = sum(len(character.encode("gb2312", "ignore")) == 2 for character in foreign)
    korean = sum("\uac00" <= character <= "\ud7a3" for character in data.decode("euc_kr", "replace"))
    return common >= max(2, 0.95 * len(foreign)) and korean < 0.8 * len(foreign)


def _bad_signs(source: SourceText) -> list[Diagnostic]:
    found = _UNWELCOME.search(source.text)
    if found is None:
        return []
    message = Message("an invisible character ({character}) is here", character=f"U+{ord(found[0]):04X}")
    return [
        Diagnostic(
            source.location_at(found.start()),
            message,
            "letters, digits and punctuation",
            "delete the character",
            kind="control",
        )
    ]


def _without_version(source: SourceText) -> SourceText:
    """Return the words without the line %YAML 1.2 that some programs write first."""
    number, _ = _first(source)
    return source.edited({number: [(0, len(source.lines[number]), "")]}) if _is_version(source, number) else source


def _directives(source: SourceText) -> list[Diagnostic]:
    number, line = _first(source)
    if line.startswith("%") and not _is_version(source, number):
        message = "a line at the beginning of the file starts with %"
        fix = "remove the line; words that start with % need quotes"
        return [Diagnostic(source.location(number, 0), message, "the fields of the file", fix, kind="syntax")]
    return []


def _first(source: SourceText) -> tuple[int, str]:
    """Return the first line with content, and its number from 0."""
    lines_with_text = (
        (n, line) for n, line in enumerate(source.lines) if line.strip() and not line.lstrip().startswith("#")
    )
    return next(lines_with_text, (0, ""))


def _is_version(source: SourceText, number: int) -> bool:
    following = next((line for line in source.lines[number + 1 :] if line.strip()), "")
    return bool(_VERSION.match(source.lines[number])) and following.startswith("---")
