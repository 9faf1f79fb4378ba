"""Conditional formats that hide words: in the colour of their cell, or by a number format. Runs in the worker only.

What a rule depends on is not calculated: its cells may be hidden, and are reported as such.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from kiosk.media.sheets.cell_fonts import CellFonts
from kiosk.media.sheets.cells import EXCERPT, Cells
from kiosk.media.sheets.sheet_objects import box_of

Cell = tuple[int, int]

_MOST = 200  # cells of a rule that are named
# Rules that hide errors and zeros, which are no words; an error is reported as such.
_HARMLESS = re.compile(r"IS(?:ERR|ERROR|NA|BLANK)\(|\A[$A-Z0-9]+=(?:0|\"\")\Z", re.IGNORECASE)
_HARMLESS_KINDS = {"containsErrors", "notContainsErrors", "containsBlanks"}


def hiding_styles(book: Any, fonts: CellFonts) -> dict[int, bool]:
    """Return the numbers of the styles of rules that hide words: whether they do so on any ground."""
    styles = {}
    for number, style in enumerate(book._differential_styles.styles):  # noqa: SLF001  openpyxl is pinned
        code = style.numFmt.formatCode if style.numFmt is not None else ""
        if code and not code.replace(";", "").strip():
            styles[number] = True
        elif style.font is not None and style.font.color is not None and fonts.is_like_ground(style.font, style.fill):
            styles[number] = style.fill is not None
    return styles


def note_hidden(element: Any, styles: dict[int, bool], coloured: Collection[Cell], cells: Cells) -> None:
    """Note the words that the rules of an element `conditionalFormatting` may hide; `coloured` cells are not white."""
    for rule in element:
        number = int(rule.get("dxfId") or -1)
        formulas = [each.text or "" for each in rule]
        if number not in styles or rule.get("type") in _HARMLESS_KINDS or any(map(_HARMLESS.search, formulas)):
            continue
        is_zero = rule.get("type") == "cellIs" and rule.get("operator") == "equal" and formulas == ["0"]
        found = [] if is_zero else list(_cells_of(element.get("sqref") or "", cells))
        for row, column in [each for each in found if styles[number] or each not in coloured][:_MOST]:
            words = " ".join(cells.text_at(row, column).split())
            cells.note("perhaps-hidden", row, column, words=words[:EXCERPT])


def _cells_of(references: str, cells: Cells) -> list[Cell]:
    """Return the cells of a list of ranges that hold words, row by row."""
    boxes = [box for reference in references.split() if (box := box_of(reference))]
    return [
        (row, column)
        for row in sorted(cells.rows)
        for column in sorted(cells.rows[row])
        if any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in boxes)
    ]
