"""The rows of a sheet → the pictures that it asks for, and everything that is wrong with it, cell by cell. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.content.findings import advice, listed, nearest, one_of, quoted
from kiosk.content.problems import Mark, Problem, Severity
from kiosk.content.telling import Told
from kiosk.services.intake.entries import Entry, Words
from kiosk.services.intake.headers import Column, column_of, known_headers
from kiosk.services.intake.lookup import Lookup
from kiosk.services.intake.words import clean

Row = tuple[int, list[str]]
MOST_SIGNS = 5_000
_HEAD_ROWS = 20
_MOST_ADVICE = 30
_KINDS = {
    "photo": "photo photograph photos picture 照片 相片 摄影 实拍",
    "illustration": "illustration illustrations drawing graphic rendering 插画 插图 示意插画 示意图 绘画 图纸 效果图",
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_BETWEEN_TAGS = re.compile(r"[,;|/、，；\n]")
_FOCUS = re.compile(r"\D*?(\d+(?:\.\d+)?) ?(%?)[^\d.]+(\d+(?:\.\d+)?) ?(%?)\D*\Z")


@dataclass(slots=True)
class Rows:
    """Reads the rows of the sheet `name`; what it names is looked up in `pictures`."""

    name: str
    pictures: Lookup
    languages: Sequence[str]
    problems: list[Problem] = field(default_factory=list)
    _columns: dict[int, Column] = field(default_factory=dict)
    _first: dict[Path, int] = field(default_factory=dict)

    def read(self, rows: Sequence[Row]) -> list[Entry]:
        """Return what was asked for; where `problems` holds an error there is more to mend than to import."""
        head = self._head(rows)
        if head is None:
            return []
        below = [(number, cells) for number, cells in rows[head + 1 :] if self._says_anything(cells)]
        if not below:
            self._tell((rows[head][0], 1), Told("below the headers there is no row"), Told("a row for each picture"))
        entries = [self._entry(number, cells) for number, cells in below]
        return [entry for entry in entries if entry is not None]

    def _head(self, rows: Sequence[Row]) -> int | None:
        """Find the row of headers, the first that names a column of files; titles may stand above it."""
        for place, (_, cells) in enumerate(rows[:_HEAD_ROWS]):
            files = [at for at, cell in enumerate(cells) if column_of(cell, self.languages) == Column("file")]
            if files:
                filled = {at for _, below in rows[place + 1 :] for at, cell in enumerate(below) if cell}
                self._read_head(*rows[place], filled if filled & set(files) else filled | {files[0]})
                return place
        number = rows[0][0] if rows else 1
        expected = Told("a row of headers such as {names}", names=listed(known_headers(self.languages)))
        mend = Told("name the column with the pictures' files file or 文件")
        self._tell((number, 1), Told("no column says which picture is meant"), expected, mend)
        return None

    def _read_head(self, number: int, cells: Sequence[str], filled: set[int]) -> None:
        """Learn what the columns are; one that is empty below its header does not count."""
        known = known_headers(self.languages)
        for place, header in enumerate(cells):
            column = column_of(header, self.languages)
            if place not in filled:
                continue
            if column in self._columns.values():
                first = next(other for other, same in self._columns.items() if same == column)
                message = Told("{name} says the same as column {column}", name=quoted(header), column=first + 1)
                self._tell((number, place + 1), message, "", Told("keep one of the two, or give one another language"))
            elif column is None and header:
                near = nearest(header, known)
                mend = advice(header, known, "") if near else Told("leave it if it is not for visitors")
                message = Told("the column {name} is not read", name=quoted(header))
                self._tell((number, place + 1), message, listed(known), mend, grave=False)
            elif column and column.language and column.language not in self.languages:
                message = Told("{language} is not a language of this pack", language=quoted(column.language))
                mend = Told("add it to languages in pack.yaml, or remove it")
                self._tell((number, place + 1), message, listed(self.languages), mend, grave=False)
            elif column:
                self._columns[place] = column

    def _says_anything(self, cells: Sequence[str]) -> bool:
        return any(place in self._columns and cell for place, cell in enumerate(cells))

    def _entry(self, number: int, cells: Sequence[str]) -> Entry | None:
        said: dict[str, Words] = {}
        file: Path | None = None
        tags: tuple[str, ...] = ()
        kind, focus = "", None
        named = 0
        for place, column in self._columns.items():
            cell = cells[place] if place < len(cells) else ""
            at = (number, place + 1)
            if column.field == "file":
                named = place + 1
                file = self._file(at, cell)
            elif not cell:
                continue
            elif column.field == "tags":
                tags = tuple(filter(None, map(clean, _BETWEEN_TAGS.split(cell))))
            elif column.field == "kind":
                kind = self._kind(at, cell)
            elif column.field == "focus":
                focus = self._focus(at, cell)
            elif self._is_short(at, cell):
                said.setdefault(column.field, {})[column.language] = cell
        if file is None:
            return None
        return Entry(file, Mark(self.name, number, named), said, tags, kind, focus)

    def _file(self, at: tuple[int, int], cell: str) -> Path | None:
        if not cell:
            mend = Told("write the picture's file, or empty the whole row")
            self._tell(at, Told("this row names no picture"), Told("the name of a file"), mend)
            return None
        found = self.pictures.find(cell)
        if len(found) > 1:
            message = Told("{file} may be one of several pictures", file=quoted(cell))
            several = one_of(sorted(file.name for file in found))
            self._tell(at, message, several, Told("write its folder or its end as well"))
        elif not found:
            otherwise = Told("copy the picture there, mend the name, or give --pictures FOLDER")
            message = Told("{file} is not in the folder of the pictures", file=quoted(cell))
            # Looking for what was meant takes time, which a wrong folder must not multiply.
            names = self.pictures.names[:2_000] if len(self.problems) < _MOST_ADVICE else []
            self._tell(at, message, Told("the name of a file"), advice(cell, names, otherwise))
        elif (file := next(iter(found))) in self._first:
            message = Told("{file} is here for the second time", file=quoted(cell))
            mend = Told("keep one of the two rows; the first is row {row}", row=self._first[file])
            self._tell(at, message, Told("each picture once"), mend)
        else:
            self._first[file] = at[0]
            return file
        return None

    def _kind(self, at: tuple[int, int], cell: str) -> str:
        kind = _KIND.get(re.sub(r"\s", "", cell.casefold()), "")
        if not kind:
            names = ("photo", "illustration")
            message = Told("a picture's kind cannot be {value}", value=quoted(cell))
            self._tell(at, message, one_of(names), advice(cell, names, Told("照片 and 插画 do as well")))
        return kind

    def _focus(self, at: tuple[int, int], cell: str) -> tuple[float, float] | None:
        found = _FOCUS.match(_points(cell[:60]))
        if found:
            x, y = (float(found[at]) / (100 if found[at + 1] else 1) for at in (1, 3))
            if max(x, y) <= 1:
                return x, y
        message = Told("a picture's focus cannot be {value}", value=quoted(cell))
        expected = Told("two numbers from 0 to 1, from the left and from the top, such as 0.5, 0.4")
        self._tell(at, message, expected, Told("write it so, or 50% 40%, or leave the cell empty"))
        return None

    def _is_short(self, at: tuple[int, int], cell: str) -> bool:
        if len(cell) > MOST_SIGNS:
            message = Told("the words are too long: {count} signs", count=len(cell))
            self._tell(at, message, Told("at most {most} signs", most=MOST_SIGNS), "shorten the words")
        return len(cell) <= MOST_SIGNS

    def _tell(self, at: tuple[int, int], message: str, expected: str, mend: str = "", *, grave: bool = True) -> None:
        """Note a problem of the cell in this row and column, both from 1."""
        severity: Severity = "error" if grave else "warning"
        self.problems.append(Problem(Mark(self.name, *at), message, expected, mend, severity, "sheet"))


def _points(cell: str) -> str:
    """Return numbers with points in them: 0,5; 0,4 is how much of Europe writes it."""
    plain = unicodedata.normalize("NFKC", cell)
    return plain.replace(",", ".") if ";" in plain else plain
