"""Column types of a sheet, by its headers and by the cells below them. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kiosk.content.diagnostics import Diagnostic, Severity, SourceLocation
from kiosk.content.issues import advice, listed
from kiosk.content.messages import Message, together
from kiosk.packs.gallery_import.caption_template import CaptionTemplate
from kiosk.packs.gallery_import.header_rows import Head, Row, columns_of
from kiosk.packs.gallery_import.headers import (
    DETAILS,
    MAYBE_KIND,
    Column,
    column_of,
    header_names,
    meant_header,
    plain_header,
)
from kiosk.packs.gallery_import.picture_lookup import Lookup
from kiosk.packs.gallery_import.sheet_notes import cell_name, column_name, ranges
from kiosk.packs.gallery_import.sheet_words import quoted_line

_FEW_COLUMNS = 4
_MOST_PLACES = 200
_OPEN_QUOTE = re.compile("[“”„][^“”„]+|「[^「」]+|『[^『』]+")  # a comma has cut these words
_KINDS = {
    "photo": "photo photograph photos picture 照片 相片 摄影 实拍",
    "illustration": "illustration illustrations drawing graphic rendering 插画 插图 示意插画 示意图 绘画 图纸 效果图",
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class ColumnRequest:
    """The request for the sheet `name`, and the `problems` found in it.

    If `strict`, a mistyped header is an error.
    """

    name: str
    pictures: Lookup
    languages: Sequence[str]
    caption: CaptionTemplate | None = None
    problems: list[Diagnostic] = field(default_factory=list)
    strict: bool = False

    def tell(self, at: tuple[int, int], message: str, expected: str, fix: str = "", *, grave: bool = True) -> None:
        """Record a problem with the cell at this row and column, both from 1."""
        severity: Severity = "error" if grave else "warning"
        self.problems.append(Diagnostic(SourceLocation(self.name, *at), message, expected, fix, severity, "sheet"))


@dataclass(slots=True)
class Columns:
    """The columns that are read, by index from 0; `key` is the one that identifies pictures, -1 for none.

    `made_of` holds, for each name in a caption template, the indexes of the columns it means.
    """

    asked: ColumnRequest
    by_place: dict[int, Column] = field(default_factory=dict)
    key: int = -1
    made_of: dict[str, list[int]] = field(default_factory=dict)

    def read(self, head: Head, body: Sequence[Row]) -> None:
        """Identify the columns; one that is empty below its header does not count."""
        columns = columns_of(head, self.asked.languages)
        filled = {place for _, cells in body for place, cell in enumerate(cells) if cell}
        files = [place for place, column in enumerate(columns) if column == Column("file")]
        if not filled & set(files):
            filled |= set(files[:1])
        unread: list[int] = []
        for place, known in enumerate(columns):
            if place not in filled or not head.names[place]:
                continue
            maybe = plain_header(head.names[place]) in MAYBE_KIND
            column = None if maybe and not self._says_kinds(place, body) else known
            if column in self.by_place.values():
                self._tell_double(head, place, column, body, unread)
            elif column is None:
                unread.append(place)
            elif column.language and column.language not in self.asked.languages:
                message = Message("{language} is not a language of this pack", language=quoted_line(column.language))
                fix = Message("add it to languages in pack.yaml, or remove it")
                self.asked.tell((head.number, place + 1), message, listed(self.asked.languages), fix, grave=False)
            else:
                self.by_place[place] = column
        self.key = self._find_key(files, body, unread)
        self._read_template(head, unread, columns)
        self._tell_unread(head, sorted(unread))

    def _find_key(self, files: Sequence[int], body: Sequence[Row], unread: list[int]) -> int:
        """Return the column that identifies pictures: the file column, else the accession numbers.

        If no file is found by name (a catalogue's web addresses, say) but some are by number, the numbers count.
        """
        of = {column.field: place for place, column in reversed(self.by_place.items())}
        file, accession = of.get("file", -1), of.get("accession", -1)
        if file >= 0 and accession >= 0 and not self._count_found(file, body) and self._count_found(accession, body):
            del self.by_place[file]
            unread.append(file)
            return accession
        return file if file >= 0 else accession if accession >= 0 else files[0] if files else -1

    def _tell_double(
        self, head: Head, place: int, column: Column | None, body: Sequence[Row], unread: list[int]
    ) -> None:
        """Report a column that repeats an earlier one; of file columns, the one that names more pictures is read."""
        first = next(other for other, same in self.by_place.items() if same == column)
        template = self.asked.caption.names if self.asked.caption else []
        in_template = plain_header(head.names[place]) in map(plain_header, template)
        if column and (column.field in DETAILS or (column.field == "caption" and in_template)):
            unread.append(place)
            return
        if column == Column("file"):
            found = {each: self._count_found(each, body) for each in (first, place)}
            if found[first] != found[place]:
                better, other = sorted((first, place), key=lambda each: -found[each])
                del self.by_place[first]
                self.by_place[better] = Column("file")
                unread.append(other)
                return
        message = Message(
            "{name} says the same as column {column}", name=quoted_line(head.names[place]), column=first + 1
        )
        fix = Message("keep one of the two, or say the language of each in its header, as in title-zh")
        if column and column.field == "caption":
            example = f"{_in_braces(head.names[first])} {_in_braces(head.names[place])}"
            fix = Message('{fix}; or make one caption of both: --caption "{example}"', fix=fix, example=example)
        self.asked.tell((head.number, place + 1), message, "", fix)

    def _count_found(self, place: int, body: Sequence[Row]) -> int:
        return sum(
            place < len(cells) and bool(cells[place]) and bool(self.asked.pictures.find(cells[place]))
            for _, cells in body
        )

    def _says_kinds(self, place: int, body: Sequence[Row]) -> bool:
        cells = [cells[place] for _, cells in body if place < len(cells) and cells[place]]
        return any(kind_of(cell) for cell in cells)

    def _read_template(self, head: Head, unread: list[int], columns: Sequence[Column | None]) -> None:
        """Find the columns that a caption is made of, and report those that it would leave out."""
        used: set[int] = set()
        for name in self.asked.caption.names if self.asked.caption else ():
            wanted = column_of(name, self.asked.languages)
            called = [{header, head.divided.get(place, ("", ""))[1]} for place, header in enumerate(head.names)]
            same = [place for place, each in enumerate(called) if plain_header(name) in map(plain_header, each - {""})]
            known = [place for place, column in self.by_place.items() if wanted and _is_of(column, wanted)]
            self.made_of[name] = [place for place in known if place not in same] + same
            used |= set(self.made_of[name])
            empty = wanted and any(_is_of(column_of(header, self.asked.languages), wanted) for header in head.names)
            if not self.made_of[name] and not empty:
                message = Message("no column is {name}, which --caption asks for", name=quoted_line(name))
                headers = [header for header in head.names if header]
                fix = advice(name, headers, Message("write the name of a column between { and }"))
                self.asked.tell((head.number, 1), message, listed(headers, 60), fix)
        unread[:] = [place for place in unread if place not in used]
        for place, column in list(self.by_place.items()):
            if self.asked.caption and column.field == "caption" and place not in used:
                message = Message(
                    "the words of {name} would be lost: --caption does not ask for them",
                    name=quoted_line(head.names[place]),
                )
                self.asked.tell(
                    (head.number, place + 1),
                    message,
                    "",
                    Message("write {caption} into --caption, or import without it"),
                )
        self._tell_spare(head, unread, columns, used)

    def _tell_spare(self, head: Head, unread: list[int], columns: Sequence[Column | None], used: set[int]) -> None:
        """Report the columns that only a caption could show, with the template that shows them."""
        details = [place for place, column in self.by_place.items() if column.field in DETAILS and place != self.key]
        if used.issuperset(details):
            return
        fields = dict.fromkeys(self.by_place[place].field for place in details)
        alike = [place for place, column in enumerate(columns) if column is not None and column.field in fields]
        more_of = [place for place in unread if place in alike]
        unread[:] = [place for place in unread if place not in more_of]
        shown = sorted({*details, *more_of, *used.intersection(alike)})
        # Of several columns of one field, such as 朝代 and 年代, each is named by its own header.
        several = len(shown) > len(fields)
        wanted = [head.names[place] for place in shown] if several else list(fields)
        asked_for = list(map(_in_braces, wanted))
        asked_for += ["{caption}"] if any(each.field == "caption" for each in self.by_place.values()) else []
        fix = Message('to show them, import with --caption "{example}"', example=", ".join(dict.fromkeys(asked_for)))
        if "artist" in fields:
            fix = Message("{fix}; name the photographer's column credit or 署名", fix=fix)
        spare = sorted({*details, *more_of} - used)
        names = _columns_named(spare, [head.names[place] for place in spare])
        message = Message("understood, but shown nowhere: {names}", names=names)
        self.asked.tell((head.number, spare[0] + 1), message, "", fix, grave=False)

    def _tell_unread(self, head: Head, unread: Sequence[int]) -> None:
        known, far = header_names(self.asked.languages), list[int]()
        for place in unread:
            meant = meant_header(head.names[place], self.asked.languages, set(self.by_place.values()))
            if not meant and len(unread) > _FEW_COLUMNS:
                far.append(place)
                continue
            has_caption = any(column.field == "caption" for column in self.by_place.values())
            example = f"{'{caption}, ' if has_caption else ''}{_in_braces(head.names[place])}"
            fix = Message(
                "leave it if it is not for visitors; else write one of these headers in its place, "
                'or import with --caption "{example}"',
                example=example,
            )
            if meant:
                near = Message("did you mean {name}?", name=quoted_line(meant))
                other = Message(
                    "did you mean {name}? If not, give the column quite another name", name=quoted_line(meant)
                )
                fix = other if self.asked.strict else near
            message = Message("the column {name} is not read", name=quoted_line(head.names[place]))
            grave = self.asked.strict and bool(meant)
            self.asked.tell((head.number, place + 1), message, known, fix, grave=grave)
        if far:
            message = Message(
                "these columns are not read: {names}", names=_columns_named(far, [head.names[place] for place in far])
            )
            self.asked.tell(
                (head.number, far[0] + 1),
                message,
                known,
                Message("leave them if they are not for visitors; else write one of these headers in their place"),
                grave=False,
            )


def _in_braces(header: str) -> str:
    """Return a header as a caption template names it."""
    return f"{{{' '.join(header.split())}}}"


def tell_above(rows: Sequence[Row], asked: ColumnRequest) -> None:
    """Report words above the headers."""
    words: dict[str, tuple[int, int]] = {}
    for number, cells in rows:
        for place, cell in enumerate(cells):
            if cell:
                words.setdefault(cell, (number, place + 1))
    if words:
        first = next(iter(words.values()))
        each = [_placed(cell_name(*at), cell) for cell, at in words.items()]
        message = Message("what is above the headers is not read: {words}", words=together(each, _MOST_PLACES))
        fix = Message("nothing needs fixing if it is no picture; --title gives the gallery its title")
        asked.tell(first, message, "", fix, grave=False)


def tell_headless(head: Head, body: Sequence[Row], columns: Columns) -> None:
    """Report cells below no header."""
    cells_of: dict[int, list[int]] = {}
    torn: set[int] = set()
    for number, cells in body:
        if len(set(filter(None, cells))) == 1 and sum(map(bool, cells)) > 1:
            continue  # one heading across is reported as such
        for place, cell in enumerate(cells):
            if cell and (place >= len(head.names) or not head.names[place]):
                cells_of.setdefault(place, []).append(number)
                torn |= {number} if any(_OPEN_QUOTE.fullmatch(each) for each in cells[:place]) else set()
    for place, numbers in sorted(cells_of.items()):
        if place == columns.key:
            continue
        name = column_name(place + 1)
        where = ", ".join(f"{name}{run}".replace("-", f":{name}") for run in ranges(numbers).split(", "))
        message = Message("there is no header above these words, and they are not read: {cells}", cells=where)
        fix = Message("write a header above them, or move them into a column that has one")
        if place >= len(head.names) and columns.asked.name.lower().endswith((".csv", ".txt")):
            template = "where a comma within the words divided them, put the words in quotation marks; else {fix}"
            fix = Message(template, fix=fix)
        if torn & set(numbers):
            fix = Message(
                "put quotation marks of the English keyboard ({sign}) around words with a comma: "
                "only they hold a cell together",
                sign='"',
            )
        columns.asked.tell((numbers[0], place + 1), message, "", fix, grave=False)


def kind_of(cell: str) -> str:
    """Return photo or illustration, as staff may write them; empty if a cell says neither."""
    return _KIND.get(plain_header(cell), "")


def _is_of(column: Column | None, wanted: Column) -> bool:
    """Return whether a column matches a name in a template: of the language it states, or of any."""
    return column is not None and column.field == wanted.field and wanted.language in {"", column.language}


def _columns_named(places: Sequence[int], names: Sequence[str]) -> Message:
    each = [_placed(column_name(place + 1), name) for place, name in zip(places, names, strict=True)]
    return together(each, _MOST_PLACES)


def _placed(cell: str, words: str) -> Message:
    return Message("{cell} {words}", cell=cell, words=quoted_line(words))
