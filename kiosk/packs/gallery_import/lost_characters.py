"""Words in which a program wrote ? for characters its encoding lacks: 新展厅 becomes ???, Müller M?ller. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.messages import Message
from kiosk.packs.gallery_import.sheet_notes import cell_name
from kiosk.packs.gallery_import.sheet_words import quoted_line

SAVE_AGAIN = Message(
    "save the sheet that still has them as .xlsx or CSV UTF-8 (in Excel: File, Save As), and import that file"
)
_LOST = "?\ufffd"
_SUSPECT = re.compile(r"\?{2,}|\ufffd|[A-Za-z]\?[a-z]")
_MOST_EACH, _MOST_LOST = 20, 5


def is_lost(cell: str, given: str) -> bool:
    """Return whether a cell holds the exported words with ? in place of other characters.

    Characters that a program replaced by similar ones, such as ， by a comma, do not matter. One at the end may be the
    writer's own: 塔。 → 塔?
    """
    cell, given = (" ".join(words.split()) for words in (cell, given))
    place = 0
    lost: list[tuple[int, str]] = []
    for at, sign in enumerate(given):
        if place >= len(cell):
            return False
        came = cell[place]
        place += 1
        if came == sign:
            continue
        if sign.isascii():
            return False
        if came in _LOST:
            if ord(sign) > 0xFFFF and cell[place : place + 1] == came:  # two halves of one character
                place += 1
            if sign != "？":
                lost.append((at, sign))
        elif not _is_similar(came, sign):
            return False
    return place == len(cell) and any(sign.isalnum() or at < len(given) - 1 for at, sign in lost)


def loss(mark: SourceLocation, words: str) -> Diagnostic:
    """Return the error for a cell whose words are lost."""
    message = Message(
        "a program could not save these characters and wrote ? instead: {words}", words=quoted_line(words)
    )
    return Diagnostic(mark, message, Message("the words that were given out, or others"), SAVE_AGAIN, kind="lost-signs")


def losses(name: str, cells: Sequence[tuple[int, int, str]]) -> list[Diagnostic]:
    """Return the errors for cells (row, column, words) of the sheet `name`; of many, one lists all others."""
    return _told(name, cells, loss, _MOST_LOST)


def is_suspect(cell: str) -> bool:
    """Return whether ? may replace other characters in a cell: two or more of them, or one within a word."""
    return bool(_SUSPECT.search(cell)) and "://" not in cell and not ("/" in cell and "??" not in cell)


def suspicion(mark: SourceLocation, words: str) -> Diagnostic:
    """Return the warning for a suspect cell."""
    message = Message("other characters may have stood where ? stands: {words}", words=quoted_line(words[:80]))
    fix = Message("nothing needs fixing if these words are right; else {fix}", fix=SAVE_AGAIN)
    return Diagnostic(mark, message, "", fix, "warning", "lost-signs")


def find_suspect(name: str, rows: Sequence[tuple[int, Sequence[str]]]) -> list[Diagnostic]:
    """Return warnings for the suspect cells of the sheet `name`; of very many, one lists all others."""
    found = [
        (number, column, cell)
        for number, cells in rows
        for column, cell in enumerate(cells, start=1)
        if is_suspect(cell)
    ]
    return _told(name, found, suspicion, _MOST_EACH)


def _told(
    name: str, found: Sequence[tuple[int, int, str]], tell: Callable[[SourceLocation, str], Diagnostic], most: int
) -> list[Diagnostic]:
    problems = [tell(SourceLocation(name, number, column), cell) for number, column, cell in found[:most]]
    if rest := found[most:]:
        message = Message("the same is true of {cells}", cells=", ".join(cell_name(*each[:2]) for each in rest))
        last = problems[-1]
        mark = SourceLocation(name, *rest[0][:2])
        problems.append(Diagnostic(mark, message, last.expected, last.fix, last.severity, last.kind))
    return problems


def _is_similar(came: str, sign: str) -> bool:
    """Return whether a program may have written one for the other: a for á and for ａ, " for “."""
    plain = unicodedata.normalize("NFKD", sign)[:1]
    return came.isascii() and (came == plain or not (came.isalnum() or sign.isalnum()))
