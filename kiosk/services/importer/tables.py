"""A sheet of words (.xlsx, .csv and kin) as rows of cells. Runs in the worker only.

A formula counts as what it showed when it was saved last. The rows are left in a file beside: there may be many.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk.services.importer.bounds import (
    CELL_SIGNS,
    TABLE_COLUMNS,
    TABLE_LAST_ROW,
    TABLE_PARTS,
    TABLE_ROWS,
    TABLE_SIGNS,
    TABLE_UNPACKED_BYTES,
)
from kiosk.services.importer.refusal import RefusalError

ROWS = "rows.json"
Row = tuple[int, list[str]]
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_BETWEEN = ",;\t"
_TOLD_BETWEEN = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


def read_table(data: bytes, folder: Path) -> dict[str, object]:
    """Write the rows that hold anything into `folder`/rows.json, as [[number from 1, [cells]], …].

    Give {"file", "others"}: the names of the sheets that hold something and were not read. Raises RefusalError.
    """
    others = list[str]()
    if data.startswith(b"PK"):
        rows, others = _read_book(data)
    elif data.startswith(_OLD_OFFICE):
        raise RefusalError("old-table")
    else:
        rows = _keep(_csv(_decode(data)))
    (folder / ROWS).write_text(json.dumps(rows), encoding="ascii")
    return {"file": ROWS, "others": others[:20]}


def _read_book(data: bytes) -> tuple[list[Row], list[str]]:
    from defusedxml.common import DefusedXmlException

    try:
        _refuse_bomb(data)
        return _sheets(data)
    except MemoryError as error:
        raise RefusalError("table-memory") from error
    except RefusalError:
        raise
    except Exception as error:  # openpyxl lets through whatever a broken file makes of its code
        hostile = isinstance(error, DefusedXmlException) or isinstance(error.__cause__, DefusedXmlException)
        raise RefusalError("table-entities" if hostile else "table-damaged") from error


def _refuse_bomb(data: bytes) -> None:
    """Raise RefusalError where a zip holds more than a list of pictures may; no more than it says is ever unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
    if not any(part.filename.startswith("xl/") for part in parts):
        raise RefusalError("no-table")
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > TABLE_PARTS or unpacked > TABLE_UNPACKED_BYTES:
        raise RefusalError("table-bomb", megabytes=unpacked // 1_000_000)


def _sheets(data: bytes) -> tuple[list[Row], list[str]]:
    """Read the first visible sheet that holds anything; give its rows, and the names of the others."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    rows: list[Row] = []
    others = list[str]()
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        sheet.reset_dimensions()  # a size that is written in the file may be wrong
        values = sheet.iter_rows(values_only=True)
        if not rows:
            rows = _keep([_written(value) for value in row] for row in values)
        elif any(value is not None for row in values for value in row):
            others.append(sheet.title)
    return rows, others


def _written(value: object) -> str:
    """Return a cell as staff see it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value).replace("_x000D_", "")


def _decode(data: bytes) -> str:
    """Return the words of a text file: UTF-8, UTF-16 that says so, or the Chinese encodings that Excel writes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.removeprefix(mark).decode(encoding, "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RefusalError("no-table")


def _csv(text: str) -> Iterator[list[str]]:
    if told := _TOLD_BETWEEN.match(text):
        between, text = told[1], text[told.end() :]
    else:
        between = _between(text)
    csv.field_size_limit(CELL_SIGNS * 100)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=between)
    except csv.Error as error:
        raise RefusalError("table-damaged") from error


def _between(text: str) -> str:
    """Return what stands between cells: the sign that the first line with any of them has most often."""
    for line in re.sub(r'"[^"]*"', "", text[:10_000]).splitlines():
        counted = {sign: line.count(sign) for sign in _BETWEEN}
        if any(counted.values()):
            return max(counted, key=lambda sign: counted[sign])
    return ","


def _keep(rows: Iterable[list[str]]) -> list[Row]:
    """Return the rows that hold anything, by their number from 1."""
    kept: list[Row] = []
    signs = 0
    for number, cells in enumerate(rows, start=1):
        if number > TABLE_LAST_ROW:
            raise RefusalError("table-rows")
        short = [cell.strip()[:CELL_SIGNS] for cell in cells[:TABLE_COLUMNS]]
        if any(short):
            signs += sum(map(len, short))
            if len(kept) == TABLE_ROWS or signs > TABLE_SIGNS:
                raise RefusalError("table-rows")
            kept.append((number, short))
    return kept
