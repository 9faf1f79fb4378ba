"""Sheet reader: .xlsx, .csv and similar as rows of cells. Runs in the worker only.

A formula counts as its last saved result. The rows are written to a separate file, since there may be many.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.media.sandbox.limits import CELL_CHARACTERS, TABLE_CHARACTERS, TABLE_COLUMNS, TABLE_LAST_ROW, TABLE_ROWS
from kiosk.media.sandbox.worker_errors import RejectedFileError
from kiosk.media.sheets.cells import Cells
from kiosk.media.sheets.delimited import FULL_WIDTH, find_delimiter, read_delimited
from kiosk.media.sheets.encodings import decode
from kiosk.media.sheets.foreign_kinds import refuse_foreign_sheet
from kiosk.media.sheets.workbook import ERRORS, read_workbook

ROWS = "rows.json"
Row = tuple[int, list[str]]
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_HTML = re.compile(r"\s*(?:<\?xml|<!doctype html|<html|<table|<head|<meta)", re.IGNORECASE)
_MAX_NOTES = 10_000
_TEXT_FORMULA = re.compile(r'\s*="((?:[^"]|"")*)"\s*\Z')  # ="007" keeps its zeros in Excel

_SHORTENED = re.compile(r"\s*-?[0-9](?:\.[0-9]+)?E\+[0-9]{2,3}\s*\Z")  # 3.20102E+17, as Excel saves a long number
_ROUNDED = re.compile(r"\s*-?[1-9][0-9]{14}0+\s*\Z")


def read_table(data: bytes, folder: Path, encoding: str = "") -> dict[str, object]:
    """Write the non-empty rows into `folder`/rows.json: {"rows": [[number from 1, [cells]], …], "notes": […]}.

    Return {"file", "others"}: the names of the non-empty sheets that were not read. A note is {"code", "row", "column",
    …}: what was not read, or not reliably. A .csv is read in `encoding`, if given.
    Raises RejectedFileError.
    """
    refuse_foreign_sheet(data)
    if data.startswith(b"PK"):
        cells = read_workbook(data)
        source_rows: Iterable[Row] = _iter_rows(cells)
    elif data.startswith(_OLD_OFFICE):
        raise RejectedFileError("old-table")
    else:
        cells = Cells()
        decoded = decode(data, encoding)
        encoding = "" if decoded.encoding.startswith(encoding) else encoding
        if _HTML.match(decoded.text[:200]):
            raise RejectedFileError("table-page")
        if decoded.guessed:
            cells.note("guessed", 0, 0, encoding=decoded.encoding, words=decoded.first)
        if (delimiter := find_delimiter(decoded.text)) in FULL_WIDTH:
            cells.note("full-width", 0, 0, character=delimiter)
        source_rows = enumerate(map(_without_formulas, read_delimited(decoded.text)), start=1)
        source_rows = _note_rounded(source_rows, cells)
    if encoding:
        cells.note("encoding-unused", 0, 0)
    rows = _check_rows(source_rows, cells)
    document = {"rows": rows, "notes": cells.notes[:_MAX_NOTES], "more": max(0, len(cells.notes) - _MAX_NOTES)}
    (folder / ROWS).write_text(json.dumps(document), encoding="ascii")
    return {"file": ROWS, "others": cells.others[:20]}


def _without_formulas(row: list[str]) -> list[str]:
    """Return the cells of a .csv with the words that a program wrote as formulas, to keep them from Excel's guesses."""
    found = (_TEXT_FORMULA.match(cell) for cell in row)
    return [each[1].replace('""', '"') if each else cell for cell, each in zip(row, found, strict=True)]


def _note_rounded(rows: Iterable[Row], cells: Cells) -> Iterator[Row]:
    """Yield the rows of a .csv, and note numbers that a spreadsheet program rounded when it saved them."""
    for number, row in rows:
        for column, cell in enumerate(row, 1):
            if _SHORTENED.match(cell):
                cells.note("shortened", number, column, words=cell.strip())
            elif _ROUNDED.match(cell):
                cells.note("rounded", number, column, words=cell.strip())
        yield number, row


def _iter_rows(cells: Cells) -> Iterator[Row]:
    for number in sorted(cells.rows):
        row = cells.rows[number]
        yield number, [row.get(column, "") for column in range(1, max(row) + 1)]


def _check_rows(rows: Iterable[Row], cells: Cells) -> list[Row]:
    """Return the non-empty rows, and note what is not kept of them."""
    checked: list[Row] = []
    characters = 0
    for number, row in rows:
        if number > TABLE_LAST_ROW:
            raise RejectedFileError("table-rows")
        stripped = [cell.strip() for cell in row[:TABLE_COLUMNS]]
        for column, cell in enumerate(stripped):
            if cell in ERRORS:
                cells.note("error-value", number, column + 1, words=cell)
                stripped[column] = ""
            elif len(cell) > CELL_CHARACTERS:
                cells.note("cell-cut", number, column + 1, words=cell[:40])
                stripped[column] = cell[:CELL_CHARACTERS]
        if beyond := next(
            (column for column, cell in enumerate(row) if column >= TABLE_COLUMNS and cell.strip()), None
        ):
            cells.note("column-cut", number, beyond + 1, words=row[beyond].strip()[:40])
        if any(stripped):
            characters += sum(map(len, stripped))
            if len(checked) == TABLE_ROWS or characters > TABLE_CHARACTERS:
                raise RejectedFileError("table-rows")
            checked.append((number, stripped))
    return checked
