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

from kiosk.media.sandbox.worker_errors import RefusalError

_BETWEEN = ",;\t|"
FULL_WIDTH = "，；"
_TOLD_BETWEEN = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n)', re.IGNORECASE)
_SAMPLE_SIGNS, _SAMPLE_ROWS = 200_000, 100
_MOST_CELL = 4_000_000
_SHOWN = 40


@dataclass(slots=True)
class _Place:
    row: int = 1
    column: int = 1


def read_delimited(text: str) -> Iterator[list[str]]:
    """Yield the rows. Raises RefusalError if a quotation mark makes the cells ambiguous."""
    if told := _TOLD_BETWEEN.match(text):
        between, text = told[1], text[told.end() :]
    else:
        between = find_between(text)
    csv.field_size_limit(_MOST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True, skipinitialspace=True)
    done = 0
    try:
        for row in rows:
            yield row
            done += 1
    except csv.Error:
        # csv does not report the cell in which it stopped, nor allow a space after a quotation mark.
        yield from itertools.islice(_read_slowly(text, between), done, None)


def find_between(text: str) -> str:
    """Return the delimiter: the character by which the most consecutive rows have the same number of cells.

    A comma in a title line therefore does not hide the headers below it. Full-width ones count where no others divide.
    """
    for signs in (_BETWEEN, FULL_WIDTH):
        scored = {sign: _score(text[:_SAMPLE_SIGNS], sign) for sign in signs}
        best = max(scored, key=lambda sign: scored[sign])
        if scored[best] > ((0, 0) if signs == _BETWEEN else (1, 2)):
            return best
    return _BETWEEN[0]


def _score(text: str, between: str) -> tuple[int, int]:
    """Return the longest run of rows of one width, and that width; (0, 0) if each row is one cell."""
    widths = list[int]()
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=between, skipinitialspace=True)
    try:
        for row in itertools.islice(rows, _SAMPLE_ROWS):
            if any(cell.strip() for cell in row):
                widths.append(len(row))
    except csv.Error:
        return (0, 0)
    runs = [(sum(1 for _ in run), width) for width, run in itertools.groupby(widths) if width > 1]
    return max(runs, default=(0, 0))


def _read_slowly(text: str, between: str) -> Iterator[list[str]]:
    place, at, end = _Place(), 0, len(text)
    while at < end:
        row = list[str]()
        place.column = 1
        while True:
            cell, at = _cell(text, at, between, place)
            row.append(cell)
            if text.startswith(between, at):
                at += len(between)
                place.column += 1
                continue
            at += 2 if text.startswith("\r\n", at) else 1
            break
        yield [] if row == [""] else row
        place.row += 1


def _cell(text: str, at: int, between: str, place: _Place) -> tuple[str, int]:
    """Return the cell that begins here, and where it ends. Raises RefusalError."""
    while text.startswith(" ", at):
        at += 1
    if not text.startswith('"', at):
        end = re.compile(rf"[{re.escape(between)}\r\n]").search(text, at)
        stop = end.start() if end else len(text)
        return text[at:stop], stop
    words, start, at = list[str](), at, at + 1
    while True:
        close = text.find('"', at)
        if close < 0:
            raise _refused("table-quote-open", place, text[start + 1 :])
        words.append(text[at:close])
        if not text.startswith('""', close):
            break
        words.append('"')
        at = close + 2
    at = close + 1
    while text.startswith(" ", at):
        at += 1
    if at < len(text) and not text.startswith((between, "\r", "\n"), at):
        swallowed = "\n" in "".join(words).replace("\r", "\n")
        raise _refused("table-quote-open" if swallowed else "table-quote-inside", place, text[start + 1 :])
    return "".join(words), at


def _refused(code: str, place: _Place, words: str) -> RefusalError:
    shown = next(iter(words[: _SHOWN * 2].splitlines()), "")[:_SHOWN]
    return RefusalError(code, row=place.row, column=place.column, words=shown)
