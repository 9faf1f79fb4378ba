"""Columns of a sheet that came back from a translator: those of the keys, and of the languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.identifiers import LANGUAGE
from kiosk.content.issues import listed
from kiosk.content.messages import Message
from kiosk.device.errors import RefusedError
from kiosk.device.message_catalog import catalogue, staff_languages
from kiosk.packs.gallery_import.header_rows import Row
from kiosk.packs.gallery_import.headers import spoken_language
from kiosk.packs.gallery_import.import_workers import SheetRows
from kiosk.packs.gallery_import.sheet_notes import cell_name
from kiosk.packs.gallery_import.sheet_words import quoted_line
from kiosk.packs.translation.placed_texts import HEADS, Key

NOTHING_TAKEN = Message("no texts were taken, and nothing was changed")


@dataclass(slots=True)
class ReturnedSheet:
    """The sheet `name`: its columns, from 0, and the rows below its headers."""

    name: str
    key: int
    languages: dict[int, str]
    rows: list[Row]


def find_columns(name: str, read: SheetRows, languages: Sequence[str], problems: list[Diagnostic]) -> ReturnedSheet:
    """Find the columns: of the keys by their contents, of the languages by their headers.

    `problems` are those found so far; what is not read is added. Raises RefusedError.
    """
    rows = read.rows
    keys = Counter(at for _, cells in rows for at, cell in enumerate(cells) if Key.of(cell))
    if not keys:
        message = Message("no column has the keys by which texts are found again")
        fix = Message("write the words into the sheet that pack texts export made; it has the keys in its last column")
        if read.others:
            fix = Message("move the sheet with the keys to the front; only the first one is read")
        problems.append(Diagnostic(SourceLocation(name, 1, 1), message, "", fix, kind="texts"))
        raise RefusedError(NOTHING_TAKEN, problems)
    key = keys.most_common(1)[0][0]
    first = next(place for place, (_, cells) in enumerate(rows) if key < len(cells) and Key.of(cells[key]))
    known: dict[int, str] = {}
    body = 0
    for place_, (number, cells) in enumerate(rows[:first]):
        found = _languages_of(cells, languages)
        known, body = (found, place_ + 1) if found else (known, body)
        for at, cell in enumerate(cells):
            if at != key and _is_foreign(cell, languages):
                message = Message("{language} is not a language of this pack", language=quoted_line(cell))
                fix = Message("add it to languages in pack.yaml, export the texts again, and write its words there")
                location = SourceLocation(name, number, at + 1)
                problems.append(Diagnostic(location, message, listed(languages), fix, kind="texts"))
    if not known:
        message = Message("no column is headed by a language of the pack")
        fix = Message("write the codes of the languages above their columns, as in the sheet that was exported")
        problems.append(Diagnostic(SourceLocation(name, 1, 1), message, listed(languages), fix, kind="texts"))
        raise RefusedError(NOTHING_TAKEN, problems)
    sheet = ReturnedSheet(name, key, known, list(rows[body:]))
    problems += _unread(sheet, rows[body - 1], languages)
    return sheet


def _languages_of(head: Sequence[str], languages: Sequence[str]) -> dict[int, str]:
    """Return the language of each column: the one headed by its code, else the first with its name (英文, English)."""
    found: dict[int, str] = {}
    for language in languages:
        coded = [at for at, cell in enumerate(head) if cell.casefold() == language.casefold()]
        named = [at for at, cell in enumerate(head) if spoken_language(cell, languages) == language]
        found |= dict.fromkeys([*coded, *named][:1], language)
    return found


def _is_foreign(header: str, languages: Sequence[str]) -> bool:
    """Return whether a header is the code of a language that the pack lacks."""
    return bool(LANGUAGE.match(header)) and spoken_language(header, languages) not in languages


def _unread(sheet: ReturnedSheet, head: Row, languages: Sequence[str]) -> Iterator[Diagnostic]:
    """Warn of columns with words that are neither texts nor the export's own columns."""
    number, names = head
    own = {head.in_language(catalogue(language)).casefold() for language in staff_languages() for head in HEADS}
    words: dict[int, list[int]] = {}
    for row, cells in sheet.rows:
        for at, cell in enumerate(cells):
            if cell and at != sheet.key and at not in sheet.languages:
                words.setdefault(at, []).append(row)
    for at, below in sorted(words.items()):
        header = names[at] if at < len(names) else ""
        if not header:
            where = ", ".join(cell_name(row, at + 1) for row in below)
            message = Message("there is no header above these words, and they are not read: {cells}", cells=where)
            fix = Message("read them yourself; words for the pack belong into the column of their language")
            yield Diagnostic(SourceLocation(sheet.name, below[0], at + 1), message, "", fix, "warning", "texts")
        elif header.casefold() not in own and not _is_foreign(header, languages):
            message = Message("the column {name} is not read", name=quoted_line(header))
            fix = Message(
                "where it has words for the pack, write the code of their language above it ({languages}); else "
                "read it yourself",
                languages=listed(languages),
            )
            yield Diagnostic(SourceLocation(sheet.name, number, at + 1), message, "", fix, "warning", "texts")
