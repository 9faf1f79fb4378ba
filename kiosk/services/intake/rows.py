"""The rows of a sheet → the pictures that it asks for, and everything that is wrong with it, cell by cell. Pure.

No word of a cell is lost in silence: it is taken, or a problem names its cell, its column or its row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.content.findings import advice, listed, nearest, one_of, quoted
from kiosk.content.problems import Mark, Problem, Severity
from kiosk.content.telling import Told, together
from kiosk.services.intake.caption_template import CaptionTemplate
from kiosk.services.intake.entries import FIELDS, Entry, Words
from kiosk.services.intake.head import Head, columns_of, find_head
from kiosk.services.intake.headers import (
    DETAILS,
    MAYBE_KIND,
    WORDY,
    Column,
    column_of,
    known_headers,
    meant_header,
    plain_header,
)
from kiosk.services.intake.lookup import Lookup
from kiosk.services.intake.sheet_notes import cell_name, column_name, ranges
from kiosk.services.intake.words import clean, text_of

Row = tuple[int, list[str]]
MOST_SIGNS = 5_000
_MOST_ADVICE = 30
_FEW_COLUMNS = 4
_MOST_PLACES = 200
_KINDS = {
    "photo": "photo photograph photos picture 照片 相片 摄影 实拍",
    "illustration": "illustration illustrations drawing graphic rendering 插画 插图 示意插画 示意图 绘画 图纸 效果图",
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_BETWEEN_TAGS = re.compile(r"[,;|/、，；\n]")
_BETWEEN_FILES = re.compile(r"\s*[,;|、，；\n]\s*")
_BETWEEN_CELLS = re.compile(r"[,;\t|]")
_FOCUS = re.compile(r"\D*?(\d+(?:\.\d+)?) ?(%?)[^\d.]+(\d+(?:\.\d+)?) ?(%?)\D*\Z")


@dataclass(slots=True)
class Rows:
    """Reads the rows of the sheet `name`; what it names is looked up in `pictures`.

    With a `caption`, captions are made of other columns. Where no column names files, pictures are found by their
    accession numbers, and what has no picture is left out. Where it is `strict`, a mistyped header is an error.
    """

    name: str
    pictures: Lookup
    languages: Sequence[str]
    caption: CaptionTemplate | None = None
    problems: list[Problem] = field(default_factory=list)
    strict: bool = False
    _columns: dict[int, Column] = field(default_factory=dict)
    _key: int = -1
    _made_of: dict[str, list[int]] = field(default_factory=dict)
    _first: dict[Path, int] = field(default_factory=dict)
    _unpictured: list[tuple[int, str]] = field(default_factory=list)

    def read(self, rows: Sequence[Row]) -> list[Entry]:
        """Return what was asked for; where `problems` holds an error there is more to mend than to import."""
        head = find_head(rows, self.languages)
        if head is None:
            number = rows[0][0] if rows else 1
            expected = Told("a row of headers such as {names}", names=listed(known_headers(self.languages)))
            mend = Told("name the column with the pictures' files file or 文件")
            self._tell((number, 1), Told("no column says which picture is meant"), expected, mend)
            return []
        self._tell_above(rows[: head.first])
        body = rows[head.last + 1 :]
        self._read_head(head, body)
        self._tell_headless(head, body)
        below = [(number, cells) for number, cells in body if self._is_entry(number, cells, head)]
        if not below:
            self._tell((head.number, 1), Told("below the headers there is no row"), Told("a row for each picture"))
        entries = [self._entry(number, cells) for number, cells in below]
        self._tell_unpictured(some=any(entries))
        return [entry for entry in entries if entry is not None]

    # Headers

    def _read_head(self, head: Head, body: Sequence[Row]) -> None:
        """Learn what the columns are; one that is empty below its header does not count."""
        columns = columns_of(head, self.languages)
        filled = {place for _, cells in body for place, cell in enumerate(cells) if cell}
        files = [place for place, column in enumerate(columns) if column == Column("file")]
        if not filled & set(files):
            filled |= set(files[:1])
        unread: list[int] = []
        for place, said in enumerate(columns):
            if place not in filled or not head.names[place]:
                continue
            maybe = plain_header(head.names[place]) in MAYBE_KIND
            column = None if maybe and not self._says_kinds(place, body) else said
            if column in self._columns.values():
                self._tell_double(head, place, column, body, unread)
            elif column is None:
                unread.append(place)
            elif column.language and column.language not in self.languages:
                message = Told("{language} is not a language of this pack", language=quoted(column.language))
                mend = Told("add it to languages in pack.yaml, or remove it")
                self._tell((head.number, place + 1), message, listed(self.languages), mend, grave=False)
            else:
                self._columns[place] = column
        self._key = self._key_column(files, body, unread)
        self._read_template(head, unread)
        self._tell_unread(head, sorted(unread))

    def _key_column(self, files: Sequence[int], body: Sequence[Row], unread: list[int]) -> int:
        """Return the column by which pictures are found: that of the files, else that of the accession numbers.

        Where no file is found by its name, as by the addresses of a catalogue, and some by their numbers, they count.
        """
        of = {column.field: place for place, column in reversed(self._columns.items())}
        file, accession = of.get("file", -1), of.get("accession", -1)
        if file >= 0 and accession >= 0 and not self._count_found(file, body) and self._count_found(accession, body):
            del self._columns[file]
            unread.append(file)
            return accession
        return file if file >= 0 else accession if accession >= 0 else files[0] if files else -1

    def _tell_double(
        self, head: Head, place: int, column: Column | None, body: Sequence[Row], unread: list[int]
    ) -> None:
        """Tell of a column that says the same as one before; of files the one that names more pictures is read."""
        first = next(other for other, same in self._columns.items() if same == column)
        if column and column.field in DETAILS:
            unread.append(place)
            return
        if column == Column("file"):
            found = {each: self._count_found(each, body) for each in (first, place)}
            if found[first] != found[place]:
                better, other = sorted((first, place), key=lambda each: -found[each])
                del self._columns[first]
                self._columns[better] = Column("file")
                unread.append(other)
                return
        message = Told("{name} says the same as column {column}", name=quoted(head.names[place]), column=first + 1)
        mend = Told("keep one of the two, or say the language of each in its header, as in title-zh")
        self._tell((head.number, place + 1), message, "", mend)

    def _count_found(self, place: int, body: Sequence[Row]) -> int:
        return sum(
            place < len(cells) and bool(cells[place]) and bool(self.pictures.find(cells[place])) for _, cells in body
        )

    def _says_kinds(self, place: int, body: Sequence[Row]) -> bool:
        cells = [cells[place] for _, cells in body if place < len(cells) and cells[place]]
        return any(_kind(cell) for cell in cells)

    def _read_template(self, head: Head, unread: list[int]) -> None:
        """Find the columns that a caption is made of, and tell those that it would leave out."""
        used: set[int] = set()
        for name in self.caption.names if self.caption else ():
            wanted = column_of(name, self.languages)
            same = [place for place, header in enumerate(head.names) if plain_header(header) == plain_header(name)]
            known = [place for place, column in self._columns.items() if wanted and _is_of(column, wanted)]
            self._made_of[name] = [place for place in known if place not in same] + same
            used |= set(self._made_of[name])
            if (
                not same
                and not known
                and (
                    wanted is None
                    or not any(_is_of(column_of(header, self.languages), wanted) for header in head.names)
                )
            ):
                message = Told("no column is {name}, which --caption asks for", name=quoted(name))
                headers = [header for header in head.names if header]
                mend = advice(name, headers, Told("write the name of a column between { and }"))
                self._tell((head.number, 1), message, listed(headers, 60), mend)
        unread[:] = [place for place in unread if place not in used]
        for place, column in list(self._columns.items()):
            if self.caption and column.field == "caption" and place not in used:
                message = Told(
                    "the words of {name} would be lost: --caption does not ask for them", name=quoted(head.names[place])
                )
                self._tell(
                    (head.number, place + 1), message, "", Told("write {caption} into --caption, or import without it")
                )
        details = [place for place, column in self._columns.items() if column.field in DETAILS and place != self._key]
        if spare := [place for place in details if place not in used]:
            names = [head.names[place] for place in spare]
            message = Told("understood, but shown nowhere: {names}", names=_columns_named(spare, names))
            captions = [column.field for column in self._columns.values() if column.field == "caption"]
            fields = dict.fromkeys([*(self._columns[place].field for place in details), *captions])
            example = Told(
                'to show them, import with --caption "{example}"', example=", ".join(f"{{{each}}}" for each in fields)
            )
            more = Told("{mend}; name the photographer's column credit or 署名", mend=example)
            self._tell((head.number, spare[0] + 1), message, "", more if "artist" in fields else example, grave=False)

    def _tell_unread(self, head: Head, unread: Sequence[int]) -> None:
        known, far = known_headers(self.languages), list[int]()
        for place in unread:
            meant = meant_header(head.names[place], self.languages, set(self._columns.values()))
            if not meant and len(unread) > _FEW_COLUMNS:
                far.append(place)
                continue
            mend = Told("leave it if it is not for visitors")
            if meant:
                near = Told("did you mean {name}?", name=quoted(meant))
                other = Told("did you mean {name}? If not, give the column quite another name", name=quoted(meant))
                mend = other if self.strict else near
            message = Told("the column {name} is not read", name=quoted(head.names[place]))
            grave = self.strict and bool(meant)
            self._tell((head.number, place + 1), message, listed(known), mend, grave=grave)
        if far:
            message = Told(
                "these columns are not read: {names}", names=_columns_named(far, [head.names[place] for place in far])
            )
            self._tell(
                (head.number, far[0] + 1),
                message,
                listed(known),
                Told("leave them if they are not for visitors"),
                grave=False,
            )

    def _tell_above(self, rows: Sequence[Row]) -> None:
        words: dict[str, tuple[int, int]] = {}
        for number, cells in rows:
            for place, cell in enumerate(cells):
                if cell:
                    words.setdefault(cell, (number, place + 1))
        if words:
            first = next(iter(words.values()))
            each = [_placed(cell_name(*at), cell) for cell, at in words.items()]
            message = Told("what stands above the headers is not read: {words}", words=together(each, _MOST_PLACES))
            mend = Told("nothing needs mending if it is no picture; --title gives the gallery its title")
            self._tell(first, message, "", mend, grave=False)

    def _tell_headless(self, head: Head, body: Sequence[Row]) -> None:
        """Tell the cells that no header stands above."""
        cells_of: dict[int, list[int]] = {}
        for number, cells in body:
            for place, cell in enumerate(cells):
                if cell and (place >= len(head.names) or not head.names[place]):
                    cells_of.setdefault(place, []).append(number)
        for place, numbers in sorted(cells_of.items()):
            if place == self._key:
                continue
            where = ", ".join(cell_name(number, place + 1) for number in numbers)
            message = Told("no header stands above these words, and they are not read: {cells}", cells=where)
            mend = Told("write a header above them, or move them into a column that has one")
            self._tell((numbers[0], place + 1), message, "", mend, grave=False)

    # Rows

    def _is_entry(self, number: int, cells: Sequence[str], head: Head) -> bool:
        """Tell whether a row tells of a picture: not where it is empty, the headers again, or one heading across."""
        read = [cell for place, cell in enumerate(cells) if place in self._columns and cell]
        if not read or _is_again(cells, head.names):
            return False
        if len(read) > 1 and len(set(read)) == 1 and len(self._columns) > 2 and not self.pictures.find(read[0]):
            message = Told("one heading fills this row, and it is not read: {words}", words=quoted(read[0]))
            mend = Told("nothing needs mending if it is no picture; a column tags or 标签 says what belongs together")
            self._tell((number, 1), message, "", mend, grave=False)
            return False
        return True

    def _entry(self, number: int, cells: Sequence[str]) -> Entry | None:
        said: dict[str, Words] = {}
        places: dict[tuple[str, str], int] = {}
        tags: tuple[str, ...] = ()
        kind, focus = "", None
        before = len(self._unpictured)
        key = cells[self._key] if 0 <= self._key < len(cells) else ""
        file = self._file((number, self._key + 1), key)
        if len(self._unpictured) > before:
            return None
        for place, column in self._columns.items():
            cell = cells[place] if place < len(cells) else ""
            at = (number, place + 1)
            if not cell or column.field == "file":
                continue
            if column.field == "tags":
                tags = tuple(filter(None, map(clean, _BETWEEN_TAGS.split(cell)))) if self._is_short(at, cell) else ()
            elif column.field == "kind":
                kind = self._read_kind(at, cell)
            elif column.field == "focus":
                focus = self._focus(at, cell)
            elif column.field in WORDY and self._is_short(at, cell) and self._is_one_cell(at, cell):
                said.setdefault(column.field, {})[column.language] = cell
                places[column.field, column.language] = place
        if self.caption:
            said["caption"] = self._made_caption((number, self._key + 1), cells)
        self._tell_homeless(number, said, places)
        if file is None:
            return None
        return Entry(file, Mark(self.name, number, self._key + 1), said, tags, kind, focus)

    def _made_caption(self, at: tuple[int, int], cells: Sequence[str]) -> Words:
        """Return the caption that is made of a row's cells, in each language that one of them says."""
        words: dict[str, dict[str, str]] = {}
        spoken: dict[str, None] = {}
        for name, places in self._made_of.items():
            for place in places:
                cell = cells[place] if place < len(cells) else ""
                language = self._columns[place].language if place in self._columns else ""
                if cell:
                    words.setdefault(name, {})[language] = cell
                    spoken[language] = None
        made: Words = {}
        for language in [language for language in spoken if language] or list(spoken):
            said = {name: each.get(language) or each.get("", "") for name, each in words.items()}
            made[language] = self.caption.fill(said) if self.caption else ""
        return {language: caption for language, caption in made.items() if caption and self._is_short(at, caption)}

    def _tell_homeless(self, number: int, said: dict[str, Words], places: dict[tuple[str, str], int]) -> None:
        """Tell words without a language that find no place, since other columns have said all languages."""
        for name in FIELDS:
            text = text_of(said.get(name, {}), self.languages)
            kept = {text} if isinstance(text, str) else set((text or {}).values())
            for language, words in said.get(name, {}).items():
                if (name, language) in places and clean(words) and clean(words) not in kept:
                    message = Told("no language is left for the words {words}", words=quoted(words))
                    mend = Told("write them into the column of their language, or empty the cell")
                    self._tell((number, places[name, language] + 1), message, listed(self.languages), mend, grave=False)

    def _file(self, at: tuple[int, int], cell: str) -> Path | None:
        by_number = self._columns.get(self._key) == Column("accession")
        if not cell:
            mend = Told("write the picture's file, or empty the whole row")
            self._tell(at, Told("this row names no picture"), Told("the name of a file"), mend)
            return None
        found = self.pictures.find(cell)
        if len(found) > 1:
            message = Told("{file} may be one of several pictures", file=quoted(cell))
            several = one_of(sorted(file.name for file in found))
            self._tell(at, message, several, Told("write its folder or its end as well"))
        elif not found and by_number:
            self._unpictured.append((at[0], cell))
        elif not found:
            self._tell_missing(at, cell)
        elif (file := next(iter(found))) in self._first:
            message = Told("{file} is here for the second time", file=quoted(cell))
            mend = Told("keep one of the two rows; the first is row {row}", row=self._first[file])
            self._tell(at, message, Told("each picture once"), mend)
        else:
            self._first[file] = at[0]
            return file
        return None

    def _tell_missing(self, at: tuple[int, int], cell: str) -> None:
        several = [part for part in _BETWEEN_FILES.split(cell) if part]
        if len(several) > 1 and all(self.pictures.find(part) for part in several):
            message = Told("{file} are several pictures", file=quoted(cell))
            self._tell(at, message, Told("each picture once"), Told("write a row for each of them"))
            return
        if "://" in cell:
            name = cell.rstrip("/").rpartition("/")[2].partition("?")[0]
            message = Told("{file} is an address on the web, from which nothing is loaded", file=quoted(cell))
            mend = Told("save the picture in the folder of the pictures, under the name {name}", name=quoted(name))
            self._tell(at, message, Told("the name of a file"), mend)
            return
        otherwise = Told("copy the picture there, mend the name, or give --pictures FOLDER")
        message = Told("{file} is not in the folder of the pictures", file=quoted(cell))
        # Looking for what was meant takes time, which a wrong folder must not multiply.
        names = self.pictures.names[:2_000] if len(self.problems) < _MOST_ADVICE else []
        self._tell(at, message, Told("the name of a file"), _meant_file(cell, names) or otherwise)

    def _tell_unpictured(self, *, some: bool) -> None:
        """Tell the records that no picture bears the number of; it is grave where none has one."""
        if not self._unpictured:
            return
        number, first = self._unpictured[0]
        rows = ranges(row for row, _ in self._unpictured)
        message = Told(
            "records without a picture in the folder were left out ({count}): rows {rows}",
            count=len(self._unpictured),
            rows=rows,
        )
        mend = Told(
            "name pictures by their accession numbers, as {name}, or add a column file", name=quoted(f"{first}.jpg")
        )
        self._tell(
            (number, self._key + 1), message, Told("pictures named by their accession numbers"), mend, grave=not some
        )

    def _read_kind(self, at: tuple[int, int], cell: str) -> str:
        kind = _kind(cell)
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

    def _is_one_cell(self, at: tuple[int, int], cell: str) -> bool:
        """Tell whether a cell holds no other rows: a quotation mark that was not closed makes one of several."""
        for line in cell.splitlines()[1:]:
            for part in _BETWEEN_CELLS.split(line)[:20]:
                name = part.strip(' "')
                if "." in name and len(name) < 200 and self.pictures.find(name):
                    message = Told(
                        "the cell holds what looks like a whole row of the sheet, that of {file}", file=quoted(name)
                    )
                    mend = Told('see whether a quotation mark (") at the beginning of the cell is never closed')
                    self._tell(at, message, Told("the words of one cell"), mend)
                    return False
        return True

    def _tell(self, at: tuple[int, int], message: str, expected: str, mend: str = "", *, grave: bool = True) -> None:
        """Note a problem of the cell in this row and column, both from 1."""
        severity: Severity = "error" if grave else "warning"
        self.problems.append(Problem(Mark(self.name, *at), message, expected, mend, severity, "sheet"))


def _kind(cell: str) -> str:
    return _KIND.get(re.sub(r"\s", "", cell.casefold()), "")


def _is_of(column: Column | None, wanted: Column) -> bool:
    """Tell whether a column is what a name in a template wants: of the language that it says, or of any."""
    return column is not None and column.field == wanted.field and wanted.language in {"", column.language}


def _is_again(cells: Sequence[str], names: Sequence[str]) -> bool:
    filled = [(place, cell) for place, cell in enumerate(cells) if cell]
    return len(filled) > 1 and all(place < len(names) and names[place] == cell for place, cell in filled)


def _meant_file(cell: str, names: Iterable[str]) -> Told | None:
    """Return the advice to take the file that is nearest: of the same sort, where the cell says one."""
    dot, end = cell.rpartition(".")[1:]
    alike = [name for name in names if not dot or name.lower().endswith(f".{end.lower()}")]
    close = nearest(cell, alike)
    return Told("did you mean {name}?", name=quoted(close)) if close else None


def _columns_named(places: Sequence[int], names: Sequence[str]) -> Told:
    each = [_placed(column_name(place + 1), name) for place, name in zip(places, names, strict=True)]
    return together(each, _MOST_PLACES)


def _placed(cell: str, words: str) -> Told:
    return Told("{cell} {words}", cell=cell, words=quoted(" ".join(words.split())))


def _points(cell: str) -> str:
    """Return numbers with points in them: 0,5; 0,4 is how much of Europe writes it."""
    plain = unicodedata.normalize("NFKC", cell)
    return plain.replace(",", ".") if ";" in plain else plain
