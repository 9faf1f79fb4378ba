"""Diagnostics from the worker's notes on a sheet: cells that were not read, or not reliably. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kiosk.content.diagnostics import Diagnostic, Severity, SourceLocation
from kiosk.content.messages import Message, placeholders
from kiosk.media.sheets.encoding_names import encoding_name
from kiosk.packs.gallery_import.sheet_words import quoted_line

_MOST_ALIKE = 20
_SAVE_DRAWING = (
    "nothing needs fixing if it is not for visitors; else save it as a picture beside the sheet, "
    "and name it in the column file"
)
# By code: the problem, its fix, its severity.
_WORDS: dict[str, tuple[str, str, Severity]] = {
    "guessed": (
        "the file does not say in which encoding its words are; as {encoding} they begin {words}",
        (
            "nothing needs fixing if these words are right; else import again with --update --yes and with "
            "--encoding and its name (GBK, Big5, Shift-JIS, EUC-JP, EUC-KR, Windows-1252)"
        ),
        "warning",
    ),
    "encoding-unused": (
        "--encoding was not used: the file says by itself how it is written",
        "nothing needs fixing",
        "warning",
    ),
    "full-width": (
        "full-width {character} are between the cells of this file, and were read as what divides them",
        "nothing needs fixing; put a cell that has one in its words in quotation marks",
        "warning",
    ),
    "hidden-rows": (
        "hidden rows were not read: {rows}",
        "nothing needs fixing if that is right; else show them (clear the filter) and import again",
        "warning",
    ),
    "hidden-column": (
        "a hidden column was not read; it begins with {words}",
        "nothing needs fixing if that is right; else show the column and import again",
        "warning",
    ),
    "hidden-cell": (
        "the format of the cell hides it, and it was not read: {words}",
        "nothing needs fixing if that is right; else give the cell the format General and import again",
        "warning",
    ),
    "struck": (
        "these words are struck through, and are read like all others: {words}",
        "delete them in the sheet where visitors are not to read them, and import again",
        "warning",
    ),
    "unseen": (
        "these words have the colour of their cell, or are tiny, and are read like all others: {words}",
        "delete them in the sheet where visitors are not to read them, and import again",
        "warning",
    ),
    "perhaps-hidden": (
        "a rule of the sheet (conditional formatting) may hide these words; they are read like all others: {words}",
        "delete them in the sheet where visitors are not to read them, and import again",
        "warning",
    ),
    "narrow-rows": (
        "rows so low that nobody can read them were read like all others: {rows}",
        "nothing needs fixing if that is right; else delete them, and import again",
        "warning",
    ),
    "narrow-column": (
        "a column so narrow that nobody can read it was read like all others; it begins with {words}",
        "nothing needs fixing if that is right; else delete it, and import again",
        "warning",
    ),
    "covered-cell": (
        "these words are below a merged cell, and were not read: {words}",
        "nothing needs fixing if that is right; else unmerge the cell, and import again",
        "warning",
    ),
    "hidden-sheet": (
        "a hidden sheet was not read: {words}",
        "nothing needs fixing if that is right; else show it, and move it to the front",
        "warning",
    ),
    "very-hidden-sheet": (
        "a sheet that no menu shows was not read: {words}",
        "nothing needs fixing if that is right; else ask who made the file for it as a sheet of its own",
        "warning",
    ),
    "error-value": (
        "the cell shows the error {words}, and counts as empty",
        "fix the formula, or empty the cell",
        "warning",
    ),
    "formula": (
        "the result of the formula {words} is not in the file, and the cell counts as empty",
        "open the sheet in a spreadsheet program, save it there, and import again",
        "warning",
    ),
    "format": (
        "the number was read as {words}; its format {format} is not known",
        "write it as text (format the cell as text, and type what is to be read)",
        "warning",
    ),
    "rounded": (
        "spreadsheet programs keep 15 digits of a number, and write 0 for the others: {words}",
        ("nothing needs fixing if it is right; else format the cell as text, type the number again, and import again"),
        "warning",
    ),
    "shortened": (
        "a spreadsheet program has shortened this number: {words}",
        (
            "in the original sheet, format its column as text, type the number again where digits are missing, "
            "save the sheet again, and import that"
        ),
        "warning",
    ),
    "picture-in-cell": (
        "a picture lies in the cell; it was not read, and the cell counts as empty",
        "save the picture as a file beside the sheet, and write its name in the column file",
        "warning",
    ),
    "picture-on-sheet": (
        "a picture lies on the sheet here; it was not read",
        "nothing needs fixing if it is a file beside the sheet too; else save it there and name it in the column file",
        "warning",
    ),
    "chart-on-sheet": (
        "a chart lies on the sheet here; it was not read",
        _SAVE_DRAWING,
        "warning",
    ),
    "drawing-on-sheet": (
        "a drawing or another object lies on the sheet here; it was not read",
        _SAVE_DRAWING,
        "warning",
    ),
    "link": (
        "the link behind these words was not read: {words}",
        "nothing needs fixing if it is not for visitors; else write it into a cell",
        "warning",
    ),
    "print-text": (
        "words that are only printed above or below the sheet were not read: {words}",
        "write them into a cell, if visitors are to read them",
        "warning",
    ),
    "text-box": (
        "a text box was not read: {words}",
        "write its words into a cell, if visitors are to read them",
        "warning",
    ),
    "input-message": (
        "what the sheet tells whoever chooses this cell was not read: {words}",
        "nothing needs fixing if it is not for visitors; else write it into a cell",
        "warning",
    ),
    "comment": ("a comment was not read: {words}", "write it into a cell, if visitors are to read it", "warning"),
    "cell-cut": (
        "the words of the cell are too long, and their end was not read: {words}",
        "shorten the words",
        "error",
    ),
    "column-cut": (
        "the words this far right were not read: {words}",
        "move them into one of the first 200 columns, or empty the cell",
        "warning",
    ),
}


def word_notes(file: str, notes: Sequence[Mapping[str, Any]], more: int = 0) -> list[Diagnostic]:
    """Return a problem for each note on the sheet `file`; of many alike, the last lists all other places.

    `more` is the number of further notes. Raises KeyError, TypeError and ValueError for an invalid note.
    """
    by_code: dict[str, list[Mapping[str, Any]]] = {}
    for note in notes:
        by_code.setdefault(str(note["code"]), []).append(note)
    problems: list[Diagnostic] = []
    for code, alike in by_code.items():
        problems += [_worded(file, code, note) for note in alike[:_MOST_ALIKE]]
        if rest := alike[_MOST_ALIKE:]:
            _, fix, severity = _WORDS[code]
            message = Message("the same is true of {cells}", cells=", ".join(_name(note) for note in rest))
            problems.append(Diagnostic(_location(file, rest[0]), message, "", Message(fix), severity, "sheet"))
    if more:
        message = Message.plural(
            "of one further cell something like this is true",
            "of {count} further cells something like this is true",
            count=more,
        )
        problems.append(
            Diagnostic(
                SourceLocation(file), message, "", Message("fix the others first, and import again"), "error", "more"
            )
        )
    return problems


def cell_name(row: int, column: int) -> str:
    """Return a cell's name in a spreadsheet program: C4."""
    return f"{column_name(column)}{row}"


def column_name(column: int) -> str:
    """Return a column's name in a spreadsheet program: C."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def ranges(numbers: Iterable[int]) -> str:
    """Return sorted numbers as 3, 5-9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)


def _worded(file: str, code: str, note: Mapping[str, Any]) -> Diagnostic:
    template, fix, severity = _WORDS[code]
    filling: dict[str, object] = {name: _filled(name, note[name]) for name in placeholders(template)}
    return Diagnostic(_location(file, note), Message(template, **filling), "", Message(fix), severity, "sheet")


def _filled(name: str, given: object) -> object:
    if isinstance(given, list):
        return ranges(map(int, given))
    value = str(given)
    if name == "encoding":
        return encoding_name(value)
    return quoted_line(value) if name in {"words", "format"} else value


def _location(file: str, note: Mapping[str, Any]) -> SourceLocation:
    return SourceLocation(file, int(note["row"]), int(note["column"]))


def _name(note: Mapping[str, Any]) -> str:
    return cell_name(int(note["row"]), int(note["column"]))


def all_words() -> Iterable[str]:
    """Return every sentence, for translation."""
    return (words for message, fix, _ in _WORDS.values() for words in (message, fix))
