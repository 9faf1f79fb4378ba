"""Workbook (.xlsx) reader: the cells of its first non-empty sheet, as a spreadsheet program shows them.

Runs in the worker only.

openpyxl finds the parts and reads each cell. Its cells are not yet what staff see: merged cells count for all that they
cover, hidden rows and columns do not count, numbers have formats, and an error is no text.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from math import isinf
from typing import Any

from kiosk.media.sandbox.limits import TABLE_COLUMNS, TABLE_LAST_ROW, TABLE_PARTS, TABLE_ROWS, TABLE_UNPACKED_BYTES
from kiosk.media.sandbox.worker_errors import RejectedFileError
from kiosk.media.sheets.cell_fonts import CellFonts, RichText
from kiosk.media.sheets.cells import EXCERPT, Cells
from kiosk.media.sheets.conditional_formats import hiding_styles, note_hidden
from kiosk.media.sheets.number_formats import (
    BUILTIN,
    MOST_EXACT,
    HiddenError,
    UnknownFormatError,
    format_general,
    format_number,
    format_text,
    format_unknown,
)
from kiosk.media.sheets.sheet_objects import (
    CellLink,
    box_of,
    note_input_messages,
    note_link_formula,
    note_objects,
    note_print_texts,
)

ERRORS = frozenset(
    [
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#GETTING_DATA",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
        "#CONNECT!",
        "#BUSY!",
        "#UNKNOWN!",
    ]
)
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_TYPES = "[Content_Types].xml"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DISPIMG = re.compile(r"=?(?:_xlfn\.)?DISPIMG\(", re.IGNORECASE)
_NARROW, _LOW = 1, 4  # characters; points: whatever is narrower or lower shows no word


def read_workbook(data: bytes) -> Cells:
    """Read the first visible sheet that is not empty. Raises RejectedFileError."""
    from defusedxml.common import DefusedXmlException

    try:
        _refuse_bomb(data)
        with warnings.catch_warnings(action="ignore"):  # openpyxl warns of what it does not read
            return _read(_as_openpyxl_knows(data))
    except MemoryError as error:
        raise RejectedFileError("table-memory") from error
    except RejectedFileError:
        raise
    except Exception as error:  # openpyxl passes on any exception that a broken file causes
        hostile = isinstance(error, DefusedXmlException) or isinstance(error.__cause__, DefusedXmlException)
        raise RejectedFileError("table-entities" if hostile else "table-damaged") from error


def _refuse_bomb(data: bytes) -> None:
    """Raise RejectedFileError if a zip holds more than a list of pictures may; no more than it declares is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
    names = {_part_name(part.filename) for part in parts}
    if "xl/workbook.bin" in names:
        raise RejectedFileError("table-binary")
    if "workbook.xml" not in names and not any(name.startswith("xl/") for name in names):
        raise RejectedFileError("no-table")
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > TABLE_PARTS or unpacked > TABLE_UNPACKED_BYTES:
        raise RejectedFileError("table-bomb", megabytes=unpacked // 1_000_000)


def _part_name(name: str) -> str:
    return name.replace("\\", "/")


def _as_openpyxl_knows(data: bytes) -> bytes:
    """Return a workbook whose parts have the names that openpyxl expects.

    Strict Open XML has other names for the same things. Some programs write \\ in the names of parts, or other capitals
    than their list: to a spreadsheet program both are equal.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = {part: _part_name(part) for part in packed.namelist()}
        main = next((part for part, name in names.items() if name in {"xl/workbook.xml", "workbook.xml"}), None)
        strict = main is not None and _STRICT in packed.read(main)[:4000]
        types = next((part for part, name in names.items() if name.lower() == _TYPES.lower()), None)
        listed = re.findall(rb'PartName="/([^"]+)"', packed.read(types)) if types else []
        proper = {_TYPES.lower(): _TYPES}
        proper |= {part.decode("utf-8", "replace").lower(): part.decode("utf-8", "replace") for part in listed}
        names = {part: proper.get(name.lower(), name) for part, name in names.items()}
        if not strict and all(part == name for part, name in names.items()):
            return data
        rewritten = io.BytesIO()
        with zipfile.ZipFile(rewritten, "w", zipfile.ZIP_STORED) as after:
            for part, name in names.items():
                body = packed.read(part)
                if strict and name.endswith((".xml", ".rels")):
                    for words, transitional in _TRANSITIONAL:
                        body = body.replace(words, transitional)
                after.writestr(name, body)
    return rewritten.getvalue()


def _read(data: bytes) -> Cells:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    strings = _shared_strings(book)
    cells, without_text = None, list[tuple[str, Cells]]()
    others, hidden = list[str](), list[tuple[str, str]]()
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            code = "hidden-sheet" if sheet.sheet_state == "hidden" else "very-hidden-sheet"
            hidden += [(code, sheet.title)] if _holds_anything(book, sheet) else []
        elif cells is not None:
            others += [sheet.title] if _holds_anything(book, sheet) else []
        else:
            cells_of_sheet = _Sheet(book, sheet, strings).read()
            cells = cells_of_sheet if cells_of_sheet.rows else None
            without_text += [(sheet.title, cells_of_sheet)] if cells_of_sheet.notes and not cells_of_sheet.rows else []
    if cells is None:
        cells = without_text.pop(0)[1] if without_text else Cells()
    cells.others = [*(title for title, _ in without_text), *others, *(chart.title for chart in book.chartsheets)]
    for code, title in hidden:
        cells.note(code, 0, 0, words=title)
    return cells


def _holds_anything(book: Any, sheet: Any) -> bool:
    strings = sheet._shared_strings  # noqa: SLF001
    return any(cell["value"] is not None for _, row in _Sheet(book, sheet, strings).parse() for cell in row)


def _shared_strings(book: Any) -> list[str]:
    """Return the shared strings, with their escapes: openpyxl removes x005F_ from any, even from names."""
    from openpyxl.cell.text import Text
    from openpyxl.packaging.manifest import Manifest
    from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
    from openpyxl.xml.functions import iterparse

    archive: zipfile.ZipFile = book._archive  # noqa: SLF001
    part = Manifest.from_tree(_tree(archive.read(_TYPES))).find(SHARED_STRINGS)
    strings: list[str] = []
    if part is not None:
        with archive.open(part.PartName.lstrip("/")) as source:
            for _, element in iterparse(source):
                if element.tag == f"{{{SHEET_MAIN_NS}}}si":
                    text = Text.from_tree(element)
                    strings.append(RichText.of(text.content, text))
                    element.clear()
    return strings


class _Sheet:
    """One sheet of an open workbook, read in one pass."""

    def __init__(self, book: Any, sheet: Any, strings: list[str]) -> None:
        self.book = book
        self.path: str = sheet._worksheet_path  # noqa: SLF001  openpyxl is pinned; it offers no merged cells while it streams
        self.strings = strings
        self.since_1904 = book.epoch.year == 1904
        self.uncalculated = _is_uncalculated(book)
        self.cells = Cells()
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.merged: list[str] = []
        self.formats: dict[int, str] = {}
        self.narrow_rows: set[int] = set()
        self.narrow_columns: list[tuple[int, int]] = []
        self.links: list[CellLink] = []
        self.fonts = CellFonts(book)
        self.hiding = hiding_styles(book, self.fonts)
        self.coloured: set[tuple[int, int]] = set()
        self.rules: list[Any] = []

    def parse(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """Yield (number of the row, its cells); content before and after the rows is kept."""
        from openpyxl.worksheet import _reader as reader
        from openpyxl.xml.functions import iterparse

        with self.book._archive.open(self.path) as source:  # noqa: SLF001
            parser = _parser(source, self.strings, self.book.epoch)
            for _, element in iterparse(source):
                if element.tag == reader.ROW_TAG:
                    number = int(element.get("r") or parser.row_counter + 1)
                    if element.get("hidden") in {"1", "true"} or _is_zero(element.get("ht")):
                        self.hidden_rows.add(number)
                    elif _is_below(element.get("ht"), _LOW):
                        self.narrow_rows.add(number)
                    yield parser.parse_row(element)
                elif element.tag == reader.COL_TAG:
                    self._read_columns(element)
                elif element.tag == reader.MERGE_TAG:
                    self.merged = [str(each.get("ref")) for each in element]
                elif element.tag == reader.HYPERLINK_TAG:
                    self.links = [CellLink.of(each) for each in element]
                elif element.tag == reader.HEADER_TAG:
                    note_print_texts(element, self.cells)
                elif element.tag == reader.VALIDATION_TAG:
                    note_input_messages(element, self.cells)
                elif element.tag == reader.CF_TAG and self.hiding:
                    self.rules.append(deepcopy(element))
                else:
                    continue
                element.clear()

    def _read_columns(self, element: Any) -> None:
        span = int(element.get("min")), int(element.get("max"))
        if element.get("hidden") in {"1", "true"} or _is_zero(element.get("width")):
            self.hidden_columns.append(span)
        elif _is_below(element.get("width"), _NARROW):
            self.narrow_columns.append(span)

    def read(self) -> Cells:
        for number, row in self.parse():
            if number > TABLE_LAST_ROW:
                raise RejectedFileError("table-rows")
            texts = {cell["column"]: self._read_text(cell) for cell in row}
            if any(texts.values()):
                self.cells.rows[number] = {column: text for column, text in texts.items() if text}
                if len(self.cells.rows) > TABLE_ROWS:
                    raise RejectedFileError("table-rows")
        note_objects(self.book._archive, self.path, self.links, self.cells)  # noqa: SLF001
        for rule in self.rules:
            note_hidden(rule, self.hiding, self.coloured, self.cells)
        self._note_narrow()
        self._fill_merged()
        self._drop_hidden()
        return self.cells

    def _read_text(self, cell: dict[str, Any]) -> str:
        """Return a cell as staff see it; anything but text is noted, and counts as empty."""
        value, row, column = cell["value"], cell["row"], cell["column"]
        formula: str = cell["formula"] or ""
        if cell["picture"] or _DISPIMG.match(formula) or (isinstance(value, str) and _DISPIMG.match(value)):
            self.cells.note("picture-in-cell", row, column)
            return ""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if value is None or (is_number and not value and cell["formula"] is not None and self.uncalculated):
            if cell["formula"] is not None:
                self.cells.note("formula", row, column, words=f"={formula}"[:EXCERPT])
            return ""
        if cell["data_type"] == "e" or (isinstance(value, str) and value.strip() in ERRORS):
            self.cells.note("error-value", row, column, words=str(value)[:EXCERPT])
            return ""
        text = self._format_value(value, self._format(cell["style_id"]), row, column)
        if text:
            if not self.fonts.is_white(cell["style_id"]):
                self.coloured.add((row, column))
            self._note_looks(_as_shown(value, text), cell["style_id"], row, column)
            note_link_formula(formula, text, row, column, self.cells)
        return text

    def _note_looks(self, text: str, style: int, row: int, column: int) -> None:
        """Note words that are struck through, or that staff hardly see."""
        noted = {
            "struck": self.fonts.struck_text(text, style),
            "unseen": self.fonts.unseen_text(text, style, self._format(style)),
        }
        for code, words in noted.items():
            if words.strip():
                self.cells.note(code, row, column, words=" ".join(words.split())[:EXCERPT])

    def _format_value(self, value: Any, code: str, row: int, column: int) -> str:
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, str):
            text = format_text(_unescape(value), code)
            if not text and value.strip():
                self.cells.note("hidden-cell", row, column, words=value[:EXCERPT])
            return text
        if isinstance(value, int | float):
            return self._number(value, code, row, column)
        return self._moment(value, code)

    def _number(self, value: float, code: str, row: int, column: int) -> str:
        if abs(value) >= MOST_EXACT and not isinf(value):
            self.cells.note("rounded", row, column, words=format_general(value))
        try:
            return format_number(value, code, since_1904=self.since_1904)
        except HiddenError:
            self.cells.note("hidden-cell", row, column, words=format_general(value))
            return ""
        except (UnknownFormatError, ArithmeticError, ValueError):
            text = format_unknown(value, code, since_1904=self.since_1904)
            self.cells.note("format", row, column, words=text, format=code[:EXCERPT])
            return text

    def _moment(self, value: Any, code: str) -> str:
        """Return a date that the file has in ISO form (Strict Open XML does)."""
        from openpyxl.utils.datetime import to_excel

        try:
            return format_number(to_excel(value, self.book.epoch), code, since_1904=self.since_1904)
        except (UnknownFormatError, ArithmeticError, ValueError, TypeError):
            midnight = isinstance(value, dt.datetime) and value.time() == dt.time()
            return str(value.date().isoformat() if midnight else value)

    def _format(self, style: int) -> str:
        if style not in self.formats:
            self.formats[style] = self._find_format(style)
        return self.formats[style]

    def _find_format(self, style: int) -> str:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        styles = self.book._cell_styles  # noqa: SLF001
        number = styles[style].numFmtId if style < len(styles) else 0
        if number >= 164:
            custom = self.book._number_formats  # noqa: SLF001
            return str(custom[number - 164]) if number - 164 < len(custom) else "General"
        return BUILTIN.get(number) or str(BUILTIN_FORMATS.get(number, "General"))

    def _note_narrow(self) -> None:
        """Note rows and columns that are so narrow that staff cannot read them."""
        rows = sorted((self.narrow_rows - self.hidden_rows) & self.cells.rows.keys())
        if rows:
            self.cells.note("narrow-rows", rows[0], 1, rows=rows)
        used = sorted({column for row in self.cells.rows.values() for column in row})
        for column in used:
            if any(first <= column <= last for first, last in self.narrow_columns):
                row = min(number for number, cells in self.cells.rows.items() if column in cells)
                self.cells.note("narrow-column", row, column, words=self.cells.rows[row][column][:EXCERPT])

    def _fill_merged(self) -> None:
        """Copy merged cells to all that they cover, in rows with content of their own."""
        numbers = sorted(self.cells.rows)
        for reference in self.merged:
            box = box_of(reference)
            text = self.cells.text_at(box[0], box[1]) if box else ""
            if not box or not text:
                continue
            top, left, bottom, right = box
            for number in numbers if bottom - top > len(numbers) else range(top, bottom + 1):
                row = self.cells.rows.get(number)
                if row is not None and top <= number <= bottom:
                    for column in range(left, min(right, TABLE_COLUMNS) + 1):
                        if row.get(column, text) != text:
                            self.cells.note("covered-cell", number, column, words=row[column][:EXCERPT])
                        row[column] = text

    def _drop_hidden(self) -> None:
        """Remove what staff do not see, and note where that is."""
        rows = sorted(self.hidden_rows & self.cells.rows.keys())
        if rows:
            self.cells.note("hidden-rows", rows[0], 1, rows=rows)
        for number in rows:
            del self.cells.rows[number]
        used = sorted({column for row in self.cells.rows.values() for column in row})
        columns = [each for each in used if any(first <= each <= last for first, last in self.hidden_columns)]
        for column in columns:
            rows_with_text = [number for number in sorted(self.cells.rows) if column in self.cells.rows[number]]
            first = rows_with_text[0]
            text = self.cells.rows[first][column][:EXCERPT]
            self.cells.note("hidden-column", first, column, words=text)
            for number in rows_with_text:
                del self.cells.rows[number][column]
        self.cells.rows = {number: row for number, row in self.cells.rows.items() if row}


def _parser(source: Any, strings: list[str], epoch: dt.datetime) -> Any:
    from openpyxl.cell.text import Text
    from openpyxl.worksheet import _reader as reader

    class CellParser(reader.WorkSheetParser):  # type: ignore[misc]
        """Reports for each cell also its formula, and whether a picture is in it."""

        def parse_cell(self, element: Any) -> dict[str, Any]:
            cell: dict[str, Any] = super().parse_cell(element)
            formula = element.find(reader.FORMULA_TAG)
            rich = element.get("vm") is not None and cell["data_type"] == "e"
            inline = element.find(reader.INLINE_STRING)
            if inline is not None and isinstance(cell["value"], str):
                cell["value"] = RichText.of(cell["value"], Text.from_tree(inline))
            if cell["value"] is None and element.get("t") == "str" and element.find(reader.VALUE_TAG) is not None:
                cell["value"] = ""  # the result of =IF(A1="","",A1)
            cell["style_id"] = cell["style_id"] or 0  # some programs write it empty
            return cell | {"formula": None if formula is None else formula.text or "", "picture": rich}

    return CellParser(source, strings, data_only=True, epoch=epoch)


def _is_uncalculated(book: Any) -> bool:
    """Return whether a spreadsheet program is to calculate all formulas: who wrote them may have put 0 for results."""
    archive: zipfile.ZipFile = book._archive  # noqa: SLF001
    main = next((archive.read(name) for name in archive.namelist() if name.endswith("workbook.xml")), b"")
    return re.search(rb"<(?:\w+:)?calcPr\b[^>]*\bfullCalcOnLoad=[\"'](?:1|true)[\"']", main) is not None


def _is_zero(size: str | None) -> bool:
    return size is not None and not size.strip("0.")


def _is_below(size: str | None, least: float) -> bool:
    try:
        return size is not None and float(size) < least
    except ValueError:
        return False


def _as_shown(value: object, text: str) -> str:
    """Return the text of a cell with the fonts of its parts, which its number format leaves as they are."""
    return RichText(text, value.runs) if isinstance(value, RichText) else text


def _tree(data: bytes) -> Any:
    from openpyxl.xml.functions import fromstring

    return fromstring(data)


def _unescape(text: str) -> str:
    """Return words without the escapes of Open XML: _x000D_ is a carriage return; each line break is one \\n."""
    unescaped = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return unescaped.replace("\r\n", "\n").replace("\r", "\n")
