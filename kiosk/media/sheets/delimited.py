"""Delimited text (.csv) as rows of cells. Pure.

Rows are counted as in a spreadsheet program: a line break between quotation marks begins no row.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.media.sandbox.worker_errors import RejectedFileError

_DELIMITERS = ",;\t|"
FULL_WIDTH = "，；"
_SEP_LINE = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n)', re.IGNORECASE)
_SAMPLE_CHARACTERS, _SAMPLE_ROWS = 200_000, 100
_MAX_CELL = 4_000_000
_EXCERPT = 40


@dataclass(slots=True)
class _Position:
    row: int = 1
    column: int = 1


def read_delimited(text: str) -> Iterator[list[str]]:
    """Yield the rows. Raises RejectedFileError if a quotation mark makes the cells ambiguous."""
    if match := _SEP_LINE.match(text):
        delimiter, text = match[1], text[match.end() :]
    else:
        delimiter = find_delimiter(text)
    csv.field_size_limit(_MAX_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    done = 0
    try:
        for row in rows:
            yield row
            done += 1
    except csv.Error:
        # csv does not report the cell in which it stopped, nor allow a space after a quotation mark.
        yield from itertools.islice(_read_slowly(text, delimiter), done, None)


def find_delimiter(text: str) -> str:
    """Return the delimiter: the character by which the most consecutive rows have the same number of cells.

    A comma in a title line therefore does not hide the headers below it. Full-width ones count where no others divide.
    """
    for delimiters, least in ((_DELIMITERS, (0, 0)), (FULL_WIDTH, (1, 2))):
        scores = {delimiter: _score(text[:_SAMPLE_CHARACTERS], delimiter) for delimiter in delimiters}
        best = max(scores, key=lambda delimiter: scores[delimiter])
        if scores[best] > least:
            return best
    return _DELIMITERS[0]


def _score(text: str, delimiter: str) -> tuple[int, int]:
    """Return the longest run of rows of one width, and that width; (0, 0) if each row is one cell."""
    widths = list[int]()
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        for row in itertools.islice(rows, _SAMPLE_ROWS):
            if any(cell.strip() for cell in row):
                widths.append(len(row))
    except csv.Error:
        return (0, 0)
    runs = [(sum(1 for _ in run), width) for width, run in itertools.groupby(widths) if width > 1]
    return max(runs, default=(0, 0))


def _read_slowly(text: str, delimiter: str) -> Iterator[list[str]]:
    position, offset, end = _Position(), 0, len(text)
    while offset < end:
        row = list[str]()
        position.column = 1
        while True:
            cell, offset = _cell(text, offset, delimiter, position)
            row.append(cell)
            if text.startswith(delimiter, offset):
                offset += len(delimiter)
                position.column += 1
                continue
            offset += 2 if text.startswith("\r\n", offset) else 1
            break
        yield [] if row == [""] else row
        position.row += 1


def _cell(text: str, offset: int, delimiter: str, position: _Position) -> tuple[str, int]:
    """Return the cell that begins here, and where it ends. Raises RejectedFileError."""
    while text.startswith(" ", offset):
        offset += 1
    if not text.startswith('"', offset):
        end = re.compile(rf"[{re.escape(delimiter)}\r\n]").search(text, offset)
        stop = end.start() if end else len(text)
        return text[offset:stop], stop
    parts, start, offset = list[str](), offset, offset + 1
    while True:
        quote = text.find('"', offset)
        if quote < 0:
            raise _refusal("table-quote-open", position, text[start + 1 :])
        parts.append(text[offset:quote])
        if not text.startswith('""', quote):
            break
        parts.append('"')
        offset = quote + 2
    offset = quote + 1
    while text.startswith(" ", offset):
        offset += 1
    if offset < len(text) and not text.startswith((delimiter, "\r", "\n"), offset):
        spans_rows = "\n" in "".join(parts).replace("\r", "\n")
        raise _refusal("table-quote-open" if spans_rows else "table-quote-inside", position, text[start + 1 :])
    return "".join(parts), offset


def _refusal(code: str, position: _Position, text: str) -> RejectedFileError:
    excerpt = next(iter(text[: _EXCERPT * 2].splitlines()), "")[:_EXCERPT]
    return RejectedFileError(code, row=position.row, column=position.column, words=excerpt)
