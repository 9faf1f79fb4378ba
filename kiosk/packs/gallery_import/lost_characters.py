"""Words that a program's encoding has hurt. Pure.

It wrote ? for characters that it lacks, 新展厅 becomes ???, Müller M?ller; or it read UTF-8 as another encoding, Müller
becomes MÃ¼ller, 测试 娴嬭瘯.
"""

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
_CHINESE_AT_LEAST = 3  # characters that are UTF-8 if read as GBK: fewer may be chance
_MOST_EACH, _MOST_LOST = 20, 5


def is_lost(cell: str, given: str) -> bool:
    """Return whether a cell holds the exported words with ? in place of other characters.

    Characters that a program replaced by similar ones, such as ， by a comma, do not matter. One at the end may be the
    writer's own: 塔。 → 塔?
    """
    cell, given = (" ".join(words.split()) for words in (cell, given))
    place = 0
    lost: list[tuple[int, str]] = []
    for at, character in enumerate(given):
        if place >= len(cell):
            return False
        came = cell[place]
        place += 1
        if came == character:
            continue
        if character.isascii():
            return False
        if came in _LOST:
            if ord(character) > 0xFFFF and cell[place : place + 1] == came:  # two halves of one character
                place += 1
            if character != "？":
                lost.append((at, character))
        elif not _is_similar(came, character):
            return False
    return place == len(cell) and any(character.isalnum() or at < len(given) - 1 for at, character in lost)


def loss(location: SourceLocation, words: str) -> Diagnostic:
    """Return the error for a cell whose words are lost."""
    message = Message(
        "a program could not save these characters and wrote ? instead: {words}", words=quoted_line(words)
    )
    return Diagnostic(
        location, message, Message("the words that were given out, or others"), SAVE_AGAIN, kind="lost-signs"
    )


def losses(name: str, cells: Sequence[tuple[int, int, str]]) -> list[Diagnostic]:
    """Return the errors for cells (row, column, words) of the sheet `name`; of many, one lists all others."""
    return _diagnostics(name, cells, loss, _MOST_LOST)


def is_suspect(cell: str) -> bool:
    """Return whether a cell may be hurt: by two or more ?, one within a word, or another encoding than its own."""
    marked = bool(_SUSPECT.search(cell)) and "://" not in cell and not ("/" in cell and "??" not in cell)
    return marked or bool(meant_by(cell))


def meant_by(cell: str) -> str:
    """Return the words that a program read in another encoding than UTF-8; empty if it did not."""
    if cell.isascii():
        return ""
    for raw in (_western(cell), _chinese(cell)):
        try:
            words = raw.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if words and words != cell and all(character.isprintable() for character in words if not character.isspace()):
            return words
    return ""


def _western(cell: str) -> bytes:
    """Return the bytes of a cell in Windows-1252, with the five that it lacks; empty if it has other characters."""
    raw = bytearray()
    for character in cell:
        try:
            raw += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:
                return b""
            raw.append(ord(character))
    return bytes(raw)


def _chinese(cell: str) -> bytes:
    """Return the bytes of a cell in GBK, if they are not UTF-8 by chance, as those of 联通 are; else none."""
    try:
        raw = cell.encode("gbk")
    except UnicodeEncodeError:
        return b""
    return raw if sum(character > "\x7f" for character in cell) >= _CHINESE_AT_LEAST and max(raw) >= 0xE0 else b""


def suspicion(location: SourceLocation, words: str) -> Diagnostic:
    """Return the warning for a suspect cell."""
    message = Message("? may have replaced other characters: {words}", words=quoted_line(words[:80]))
    if meant := meant_by(words):
        message = Message(
            "a program may have read these words in another encoding: {words}; meant is {meant}",
            words=quoted_line(words[:80]),
            meant=quoted_line(meant[:80]),
        )
    fix = Message("nothing needs fixing if these words are right; else {fix}", fix=SAVE_AGAIN)
    return Diagnostic(location, message, "", fix, "warning", "lost-signs")


def find_suspect(name: str, rows: Sequence[tuple[int, Sequence[str]]]) -> list[Diagnostic]:
    """Return warnings for the suspect cells of the sheet `name`; of very many, one lists all others."""
    found = [
        (number, column, cell)
        for number, cells in rows
        for column, cell in enumerate(cells, start=1)
        if is_suspect(cell)
    ]
    return _diagnostics(name, found, suspicion, _MOST_EACH)


def _diagnostics(
    name: str, found: Sequence[tuple[int, int, str]], tell: Callable[[SourceLocation, str], Diagnostic], most: int
) -> list[Diagnostic]:
    problems = [tell(SourceLocation(name, number, column), cell) for number, column, cell in found[:most]]
    if rest := found[most:]:
        message = Message("the same is true of {cells}", cells=", ".join(cell_name(*each[:2]) for each in rest))
        last = problems[-1]
        location = SourceLocation(name, *rest[0][:2])
        problems.append(Diagnostic(location, message, last.expected, last.fix, last.severity, last.kind))
    return problems


def _is_similar(came: str, character: str) -> bool:
    """Return whether a program may have written one for the other: a for á and for ａ, " for “."""
    plain = unicodedata.normalize("NFKD", character)[:1]
    return came.isascii() and (came == plain or not (came.isalnum() or character.isalnum()))
