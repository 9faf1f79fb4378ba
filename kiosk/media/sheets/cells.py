"""Cells of a sheet, and notes on what was not read of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

EXCERPT = 40
Note = dict[str, Any]


@dataclass(slots=True)
class Cells:
    """The text of a sheet by row and column, both from 1, notes on what was not read, and the names of other sheets.

    A note is {"code", "row", "column"} and the details of its sentence.
    """

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def note(self, code: str, row: int, column: int, **details: object) -> None:
        """Record what staff must know about a cell."""
        self.notes.append({"code": code, "row": row, "column": column} | details)

    def text_at(self, row: int, column: int) -> str:
        """Return the text of a cell; empty if it has none."""
        return self.rows.get(row, {}).get(column, "")
