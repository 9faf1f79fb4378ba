"""Rows of a sheet, read as the pictures it asks for, with every problem reported by cell. Pure.

No words of a cell are lost silently: they are taken, or a problem names their cell, column or row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.issues import advice, listed, nearest, one_of
from kiosk.content.messages import Message
from kiosk.packs.gallery_import.caption_template import CaptionTemplate
from kiosk.packs.gallery_import.columns import ColumnRequest, Columns, kind_of, tell_above, tell_headless
from kiosk.packs.gallery_import.gallery_entry import FIELDS, GalleryEntry, Words
from kiosk.packs.gallery_import.header_rows import HEAD_ROWS, Head, Row, cell_at, find_head, is_again, is_heading
from kiosk.packs.gallery_import.headers import WORDY, Column, column_of, header_names, simplified
from kiosk.packs.gallery_import.lost_characters import SAVE_AGAIN, find_suspect, is_suspect
from kiosk.packs.gallery_import.picture_lookup import Lookup
from kiosk.packs.gallery_import.sheet_notes import cell_name, ranges
from kiosk.packs.gallery_import.sheet_words import clean, quoted_line, text_of

MOST_SIGNS = 5_000
_MOST_ADVICE = 30
_BETWEEN_TAGS = re.compile(r"[,;|/、，；\n]")
# As Chinese staff write several without another sign: 石桥 古建, #园林 #苏式.
_SPACED_TAGS = re.compile(r"#\S+(?:\s+#\S+)*|[\u3400-\u9fff]{2,}(?:\s+[\u3400-\u9fff]{2,})+")
_BETWEEN_FILES = re.compile(r"\s*[,;|、，；\n]\s*")
_BETWEEN_CELLS = re.compile(r"[,;\t|]")
# Below a list: 合计：12, 备注：均为馆藏, 共 12 件.
_FOOTER = re.compile(
    r"(?:备注|附注|注意?|说明|填表人?|填报人?|填写人|制表人?|审核人?|联系人|填表日期|制表日期|notes?|remarks?|n\.?b\.?"
    r"|备考|注记|비고|anmerkung(?:en)?|bemerkung(?:en)?|hinweis|stand|remarques?|nota|observaciones|osservazioni)\s*:"
    r"|(?:合计|汇总|总计|共计|小计|总数|计|합계|(?:sub|grand )?totals?|sum|summe|gesamt|somme|suma|totale)"
    r"\s*:?\s*[\d., ]*\s*\w{0,6}\Z"
    r"|共\s*\d+\s*\w{1,4}\Z",
    re.IGNORECASE,
)
_DITTO = re.compile(r"[〃〞″\"]|''|,,|同上|同前|ditto|do\.|idem", re.IGNORECASE)
_ENDING = re.compile(r"\.\w{2,5}\Z")
_FOCUS = re.compile(r"\D*?(\d+(?:\.\d+)?) ?(%?)[^\d.]+(\d+(?:\.\d+)?) ?(%?)\D*\Z")


@dataclass(slots=True)
class Rows:
    """Reads the rows of the sheet `name`; the names in it are looked up in `pictures`.

    With a `caption`, captions are made of other columns. If no column names files, pictures are found by their
    accession numbers, and rows without a picture are left out. If `strict`, a mistyped header is an error.
    """

    name: str
    pictures: Lookup
    languages: Sequence[str]
    caption: CaptionTemplate | None = None
    problems: list[Diagnostic] = field(default_factory=list)
    strict: bool = False
    _asked: ColumnRequest = field(init=False)
    _columns: Columns = field(init=False)
    _first: dict[Path, int] = field(default_factory=dict)
    _unpictured: list[tuple[int, str]] = field(default_factory=list)
    _above: dict[int, str] = field(default_factory=dict)
    _dittos: dict[tuple[int, str], list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin without columns."""
        self._asked = ColumnRequest(self.name, self.pictures, self.languages, self.caption, self.problems, self.strict)
        self._columns = Columns(self._asked)

    def read(self, rows: Sequence[Row]) -> list[GalleryEntry]:
        """Return the requested entries; if `problems` holds an error there is more to fix than to import."""
        self.problems += find_suspect(self.name, rows)
        if self._is_on_its_side(rows):
            message = Message("the headers stand below each other in the first column")
            fix = Message("turn the table: copy it, choose Paste Special, Transpose, and delete the old one")
            at = (rows[0][0], 1)
            self._asked.tell(at, message, Message("headers beside each other, and a row for each picture"), fix)
            return []
        head = find_head(rows, self.languages, lambda cell: bool(self.pictures.find(cell)))
        if head is None:
            number = rows[0][0] if rows else 1
            expected = Message("a row of headers such as {names}", names=header_names(self.languages))
            at, fix = (number, 1), Message("name the column with the pictures' files file or 文件")
            if (found := self._header_of_pictures(rows)) is not None:
                at, words = found
                fix = Message(
                    "write file or 文件 into {cell}, in place of {words}", cell=cell_name(*at), words=quoted_line(words)
                )
                if is_suspect(words):
                    fix = SAVE_AGAIN
                elif self.pictures.find(words):
                    template = (
                        "insert a row above row {row}, write file or 文件 into {cell}, "
                        "and a header such as title beside it"
                    )
                    fix = Message(template, row=at[0], cell=cell_name(*at))
            self._asked.tell(at, Message("no column says which picture is meant"), expected, fix)
            return []
        tell_above(rows[: head.first], self._asked)
        heads = [head.names, *(cells for _, cells in rows[head.first : head.last + 1])]
        again = [number for number, cells in rows[head.last + 1 :] if is_again(cells, heads)]
        body = [(number, cells) for number, cells in rows[head.last + 1 :] if number not in again]
        self._columns.read(head, body)
        tell_headless(head, rows[head.last + 1 :], self._columns)
        if again:
            message = Message("the headers are repeated here, and were passed over: rows {rows}", rows=ranges(again))
            self._asked.tell((again[0], 1), message, "", Message("nothing needs fixing if that is right"), grave=False)
        # Section names are alone above their headers, or below them.
        headed = {rows[head.last][0], *again} if again else set()
        pairs = [{one, other} for (one, _), (other, _) in pairwise(rows)]
        beside = {number for pair in pairs if pair & headed for number in pair - headed}
        below = [(number, cells) for number, cells in body if self._is_entry(number, cells, head, number in beside)]
        if not below:
            self._asked.tell(
                (head.number, 1), Message("below the headers there is no row"), Message("a row for each picture")
            )
        entries = [self._entry(number, cells) for number, cells in below]
        self._tell_unpictured(some=any(entries))
        self._tell_dittos()
        return [entry for entry in entries if entry is not None]

    def _is_on_its_side(self, rows: Sequence[Row]) -> bool:
        """Return whether the headers are in the first column, and pictures beside that of the files."""
        headed = [
            (column, cells)
            for _, cells in rows[:HEAD_ROWS]
            if (column := column_of(cell_at(cells, 0), self.languages)) is not None
            and not any(column_of(cell, self.languages) for cell in cells[1:])
        ]
        files = [cells for column, cells in headed if column.field == "file"]
        return len(headed) > 1 and any(self.pictures.find(cell) for cells in files for cell in cells[1:] if cell)

    def _header_of_pictures(self, rows: Sequence[Row]) -> tuple[tuple[int, int], str] | None:
        """Return the cell above the first that names a picture, and its words; None if there is none."""
        above: dict[int, tuple[int, str]] = {}
        found: tuple[tuple[int, int], str] | None = None
        for number, cells in rows[: HEAD_ROWS * 2]:
            for place, cell in enumerate(cells):
                if cell and place in above and self.pictures.find(cell):
                    header = (above[place][0], place + 1), above[place][1]
                    if _ENDING.search(cell):
                        return header
                    found = found or header  # a number may be of a row, and of a picture by chance
            if found:
                return found
            above |= {place: (number, cell) for place, cell in enumerate(cells) if cell}
        return None

    def _is_entry(self, number: int, cells: Sequence[str], head: Head, is_beside: bool) -> bool:
        """Return whether a row describes a picture: not if it is empty, a footer, or one heading across."""
        read = [cell for place, cell in enumerate(cells) if place in self._columns.by_place and cell]
        if not read:
            return False
        key = cell_at(cells, self._columns.key)
        is_picture = bool(key) and bool(self.pictures.find(key))
        if not is_picture and is_heading(cells, self.languages):
            message = Message("other headers begin here than in row {row}", row=head.number)
            fix = Message("put the columns below into the order of the first ones, or make a sheet of its own of them")
            self._asked.tell((number, 1), message, Message("one row of headers for all pictures"), fix)
            return False
        filled = list(dict.fromkeys(filter(None, cells)))
        # A sum in the number column may be the number of a picture.
        names_picture = is_picture and filled[0] == key
        if not names_picture and len(filled) < 3 and _FOOTER.match(simplified(filled[0])):
            message = Message(
                "this row is no picture, and was passed over: {words}", words=quoted_line(" ".join(filled))
            )
            fix = Message("delete this row if it is no picture; else write the picture's file into it")
            self._asked.tell((number, 1), message, "", fix, grave=False)
            return False
        across = len(read) > 1 and len(set(read)) == 1 and len(self._columns.by_place) > 2
        is_section = is_beside and len(filled) == 1 and len(self._columns.by_place) > 1 and not _ENDING.search(read[0])
        if (across or is_section) and not self.pictures.find(read[0]):
            message = Message("one heading fills this row, and it is not read: {words}", words=quoted_line(read[0]))
            fix = Message("nothing needs fixing if it is no picture; a column tags or 标签 says what belongs together")
            self._asked.tell((number, 1), message, "", fix, grave=False)
            return False
        return True

    def _entry(self, number: int, cells: Sequence[str]) -> GalleryEntry | None:
        texts: dict[str, Words] = {}
        places: dict[tuple[str, str], int] = {}
        tags: tuple[str, ...] = ()
        kind, focus = "", None
        before = len(self._unpictured)
        cells = self._without_dittos(number, cells)
        key = cell_at(cells, self._columns.key)
        is_alone = len(set(filter(None, cells))) == 1
        file = self._file((number, self._columns.key + 1), key, is_alone=is_alone)
        if len(self._unpictured) > before:
            return None
        for place, column in self._columns.by_place.items():
            cell = cell_at(cells, place)
            at = (number, place + 1)
            if not cell or column.field == "file":
                continue
            if column.field == "tags":
                tags = _tags(cell) if self._is_short(at, cell) else ()
            elif column.field == "kind":
                kind = self._read_kind(at, cell)
            elif column.field == "focus":
                focus = self._focus(at, cell)
            elif column.field in WORDY and self._is_short(at, cell) and self._is_one_cell(at, cell):
                texts.setdefault(column.field, {})[column.language] = cell
                places[column.field, column.language] = place
        if self.caption:
            texts["caption"] = self._made_caption((number, self._columns.key + 1), cells)
        self._tell_homeless(number, texts, places)
        if file is None:
            return None
        return GalleryEntry(file, SourceLocation(self.name, number, self._columns.key + 1), texts, tags, kind, focus)

    def _without_dittos(self, number: int, cells: Sequence[str]) -> list[str]:
        """Return a row with the words above in place of each 同上 and 〃."""
        filled = list(cells)
        for place, cell in enumerate(cells):
            above = self._above.get(place, "")
            if place in self._columns.by_place and place != self._columns.key and above and _DITTO.fullmatch(cell):
                filled[place] = above
                self._dittos.setdefault((place, cell), []).append(number)
        self._above = {place: cell for place, cell in enumerate(filled) if cell}
        return filled

    def _tell_dittos(self) -> None:
        for (place, cell), numbers in self._dittos.items():
            message = Message(
                "{words} was read as the words above it: rows {rows}", words=quoted_line(cell), rows=ranges(numbers)
            )
            fix = Message("nothing needs fixing if that is right")
            self._asked.tell((numbers[0], place + 1), message, "", fix, grave=False)

    def _made_caption(self, at: tuple[int, int], cells: Sequence[str]) -> Words:
        """Return the caption made of a row's cells, in each language that one of them has."""
        words: dict[str, dict[str, str]] = {}
        spoken: dict[str, None] = {}
        for name, places in self._columns.made_of.items():
            for place in places:
                cell = cell_at(cells, place)
                language = self._columns.by_place[place].language if place in self._columns.by_place else ""
                if cell:
                    words.setdefault(name, {})[language] = cell
                    spoken[language] = None
        made: Words = {}
        for language in [language for language in spoken if language] or list(spoken):
            texts = {name: each.get(language) or each.get("", "") for name, each in words.items()}
            made[language] = self.caption.fill(texts) if self.caption else ""
        return {language: caption for language, caption in made.items() if caption and self._is_short(at, caption)}

    def _tell_homeless(self, number: int, texts: dict[str, Words], places: dict[tuple[str, str], int]) -> None:
        """Report words without a language that find no place, since other columns cover all languages."""
        for name in FIELDS:
            text = text_of(texts.get(name, {}), self.languages)
            kept = {text} if isinstance(text, str) else set((text or {}).values())
            for language, words in texts.get(name, {}).items():
                if (name, language) in places and clean(words) and clean(words) not in kept:
                    message = Message("no language is left for the words {words}", words=quoted_line(words))
                    fix = Message("write them into the column of their language, or empty the cell")
                    self._asked.tell(
                        (number, places[name, language] + 1), message, listed(self.languages), fix, grave=False
                    )

    def _file(self, at: tuple[int, int], cell: str, *, is_alone: bool) -> Path | None:
        by_number = self._columns.by_place.get(self._columns.key) == Column("accession")
        if not cell:
            fix = Message("write the picture's file, or empty the whole row")
            if is_alone:
                fix = Message("write the picture's file; delete this row if it is no picture")
            self._asked.tell(at, Message("this row names no picture"), Message("the name of a file"), fix)
            return None
        found = self.pictures.find(cell)
        if len(found) > 1:
            message = Message("{file} may be one of several pictures", file=quoted_line(cell))
            several = one_of(sorted(self.pictures.paths[file] for file in found))
            self._asked.tell(at, message, several, Message("write its folder or its end as well"))
        elif not found and by_number:
            self._unpictured.append((at[0], cell))
        elif not found:
            self._tell_missing(at, cell, is_alone=is_alone)
        elif (file := next(iter(found))) in self._first:
            message = Message("{file} is here for the second time", file=quoted_line(cell))
            fix = Message("keep one of the two rows; the first is row {row}", row=self._first[file])
            self._asked.tell(at, message, Message("each picture once"), fix)
        else:
            self._first[file] = at[0]
            return file
        return None

    def _tell_missing(self, at: tuple[int, int], cell: str, *, is_alone: bool) -> None:
        several = [part for part in _BETWEEN_FILES.split(cell) if part]
        if len(several) > 1 and all(self.pictures.find(part) for part in several):
            message = Message("{file} are several pictures", file=quoted_line(cell))
            self._asked.tell(at, message, Message("each picture once"), Message("write a row for each of them"))
            return
        if self.pictures.is_other(cell):
            message = Message("{file} is in the folder, but is no picture", file=quoted_line(cell))
            fix = Message("delete this row: a gallery takes no films, sound or documents; these belong on a page")
            self._asked.tell(at, message, Message("the name of a picture"), fix)
            return
        if "://" in cell:
            name = cell.rstrip("/").rpartition("/")[2].partition("?")[0]
            message = Message("{file} is an address on the web, from which nothing is loaded", file=quoted_line(cell))
            fix = Message(
                "save the picture in the folder of the pictures, under the name {name}", name=quoted_line(name)
            )
            self._asked.tell(at, message, Message("the name of a file"), fix)
            return
        otherwise = Message("copy the picture there, fix the name, or give --pictures FOLDER")
        if is_alone and len(self._columns.by_place) > 1 and not _ENDING.search(cell):
            otherwise = Message("copy the picture there, or fix the name; delete this row if it is no picture")
        message = Message("{file} is not in the folder of the pictures", file=quoted_line(cell))
        # Searching for the intended name takes time, which a wrong folder must not multiply.
        names = self.pictures.names[:2_000] if len(self.problems) < _MOST_ADVICE else []
        self._asked.tell(at, message, Message("the name of a file"), _meant_file(cell, names) or otherwise)

    def _tell_unpictured(self, *, some: bool) -> None:
        """Report the records whose number no picture bears; grave if none has a picture."""
        if not self._unpictured:
            return
        number, first = self._unpictured[0]
        rows = ranges(row for row, _ in self._unpictured)
        message = Message(
            "records without a picture in the folder were left out ({count}): rows {rows}",
            count=len(self._unpictured),
            rows=rows,
        )
        fix = Message(
            "name pictures by their accession numbers, as {name}, or add a column file",
            name=quoted_line(f"{first}.jpg"),
        )
        self._asked.tell(
            (number, self._columns.key + 1),
            message,
            Message("pictures named by their accession numbers"),
            fix,
            grave=not some,
        )

    def _read_kind(self, at: tuple[int, int], cell: str) -> str:
        kind = kind_of(cell)
        if not kind:
            names = ("photo", "illustration")
            message = Message("a picture's kind cannot be {value}", value=quoted_line(cell))
            self._asked.tell(at, message, one_of(names), advice(cell, names, Message("照片 and 插画 do as well")))
        return kind

    def _focus(self, at: tuple[int, int], cell: str) -> tuple[float, float] | None:
        found = _FOCUS.match(_points(cell[:60]))
        if found:
            x, y = (float(found[at]) / (100 if found[at + 1] else 1) for at in (1, 3))
            if max(x, y) <= 1:
                return x, y
        message = Message("a picture's focus cannot be {value}", value=quoted_line(cell))
        expected = Message("two numbers from 0 to 1, from the left and from the top, such as 0.5, 0.4")
        self._asked.tell(at, message, expected, Message("write it so, or 50% 40%, or leave the cell empty"))
        return None

    def _is_short(self, at: tuple[int, int], cell: str) -> bool:
        if len(cell) > MOST_SIGNS:
            message = Message("the words are too long: {count} characters", count=len(cell))
            self._asked.tell(at, message, Message("at most {most} characters", most=MOST_SIGNS), "shorten the words")
        return len(cell) <= MOST_SIGNS

    def _is_one_cell(self, at: tuple[int, int], cell: str) -> bool:
        """Return whether a cell contains no other rows: an unclosed quotation mark merges several into one."""
        for line in cell.splitlines()[1:]:
            for part in _BETWEEN_CELLS.split(line)[:20]:
                name = part.strip(' "')
                if "." in name and len(name) < 200 and self.pictures.find(name):
                    message = Message(
                        "the cell holds what looks like a whole row of the sheet, that of {file}",
                        file=quoted_line(name),
                    )
                    fix = Message('see whether a quotation mark (") at the beginning of the cell is never closed')
                    self._asked.tell(at, message, Message("the words of one cell"), fix)
                    return False
        return True


def _meant_file(cell: str, names: Iterable[str]) -> Message | None:
    """Return the advice to use the most similar file: of the same type, if the cell states one, or of the same name."""
    stem, dot, end = cell.rpartition(".")
    names = list(names)
    if dot and len(same := [name for name in names if name.rpartition(".")[0].casefold() == stem.casefold()]) == 1:
        return Message("did you mean {name}?", name=quoted_line(same[0]))
    alike = [name for name in names if not dot or name.lower().endswith(f".{end.lower()}")]
    close = nearest(cell, alike)
    return Message("did you mean {name}?", name=quoted_line(close)) if close else None


def _tags(cell: str) -> tuple[str, ...]:
    """Return the tags of a cell; a # before each, as on the web, is not part of it."""
    words = cell.strip()
    parts = words.split() if _SPACED_TAGS.fullmatch(words) else [words]
    parts = [each for part in parts for each in _BETWEEN_TAGS.split(part)]
    pieces = (piece for part in parts for piece in (part.split("#") if part.strip().startswith("#") else [part]))
    return tuple(filter(None, map(clean, pieces)))


def _points(cell: str) -> str:
    """Return numbers with decimal points: 0,5; 0,4 is how much of Europe writes them."""
    plain = unicodedata.normalize("NFKC", cell)
    return plain.replace(",", ".") if ";" in plain else plain
