"""Import of a translator's sheet into a pack, in places that are empty or unchanged since the export.

Only the words change: every other character of a file stays. If both pack and sheet were changed, that is reported,
and the pack keeps its words.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.loader import ParsedPack
from kiosk.content.messages import Message, in_language
from kiosk.content.validation import validate
from kiosk.content.yaml import sheet_of
from kiosk.device.errors import RefusedError, for_the_disk
from kiosk.device.message_catalog import catalogue, staff_languages
from kiosk.media.sheets.encoding_names import EXAMPLES
from kiosk.packs.gallery_import.header_rows import cell_at
from kiosk.packs.gallery_import.import_workers import SheetRows, UnreadableSheetError, read_rows, unread_sheets
from kiosk.packs.gallery_import.lost_characters import is_lost, is_suspect, losses, suspicion
from kiosk.packs.gallery_import.placement import place
from kiosk.packs.gallery_import.sheet_words import clean, quoted_line
from kiosk.packs.translation.placed_texts import (
    NOTHING,
    OF,
    Key,
    Path,
    PlacedText,
    collect,
    fingerprint,
    load_sound,
)
from kiosk.packs.translation.returned_sheet import NOTHING_TAKEN, ReturnedSheet, find_columns
from kiosk.packs.yaml_edits import UnsafeEditError, changed_text


@dataclass(slots=True)
class ImportedTexts:
    """The result: how many texts were `filled` in a missing language, and `changed`, in which files.

    `difference` has a line for each. `problems` are what was not imported.
    """

    filled: int = 0
    changed: int = 0
    files: list[str] = field(default_factory=list)
    difference: list[Message] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


_Given = dict[str, tuple[int, str]]  # language → column from 0, words


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a row of the sheet, `number`, changes of a text."""

    number: int
    key: Key
    changed: _Given


def import_texts(source: FilePath, pack: FilePath, *, dry_run: bool = False, encoding: str = "") -> ImportedTexts:
    """Import a sheet's words into a pack: everything possible, in all its files, or nothing. Raises RefusedError.

    A .csv is read with the codec `encoding`, if given.
    """
    taken, texts = merge_texts(source, pack, encoding)
    if texts and not dry_run:
        try:
            place(pack, [], texts)
        except OSError as error:
            raise for_the_disk(NOTHING_TAKEN, error) from error
    return taken


def merge_texts(source: FilePath, pack: FilePath, encoding: str = "") -> tuple[ImportedTexts, list[tuple[str, str]]]:
    """Return what an import would take, and the files with the new words; write nothing. Raises RefusedError."""
    loaded, front = load_sound(pack, Message("no texts were taken; fix the pack first"))
    taken = ImportedTexts()
    taken.problems += [problem for part, _ in loaded.parts for problem in part.warnings]
    read = _read(source, encoding, taken)
    sheet = find_columns(source.name, read, front.languages, taken.problems)
    here = list(collect(loaded.parts, front.languages))
    if read.guess and not _has_known_words(sheet):
        fix = Message("give the same command with --encoding and its name ({names})", names=EXAMPLES)
        raise RefusedError(NOTHING_TAKEN, [replace(read.guess, fix=fix, severity="error")])
    _refuse_lost(sheet, here)
    changes = _Merge(sheet, here, front.languages, taken).changes
    taken.files = list(changes)
    return taken, [(file, _changed(pack, file, each, loaded)) for file, each in changes.items()]


def _read(source: FilePath, encoding: str, taken: ImportedTexts) -> SheetRows:
    if not source.is_file():
        raise RefusedError(Message("{file} does not exist; give the sheet that came back", file=source))
    with tempfile.TemporaryDirectory() as room:
        try:
            read = read_rows(source, FilePath(room), encoding)
        except UnreadableSheetError as error:
            raise RefusedError(NOTHING_TAKEN, [error.problem]) from error
    taken.problems += read.problems
    screens = {in_language("screens", catalogue(language)) for language in staff_languages()}
    fix = Message("read the others yourself; words for the pack belong into the first sheet, beside their keys")
    taken.problems += unread_sheets(source.name, [name for name in read.others if name not in screens], fix)
    return read


def _has_known_words(sheet: ReturnedSheet) -> bool:
    """Return whether non-English words are as exported, which proves the encoding that the sheet was read in."""
    return any(
        not cell.isascii() and fingerprint(cell) == key.prints.get(language)
        for _, cells in sheet.rows
        if (key := Key.of(cell_at(cells, sheet.key)))
        for at, language in sheet.languages.items()
        if (cell := cell_at(cells, at))
    )


def _refuse_lost(sheet: ReturnedSheet, here: Sequence[PlacedText]) -> None:
    """Refuse a sheet with texts as exported, except that characters became ?. Raises RefusedError."""
    given = {
        (text.file, text.path[-1], language, fingerprint(words)): words
        for text in here
        for language, words in text.words.items()
    }
    lost: list[tuple[int, int, str]] = []
    for number, cells in sheet.rows:
        key = Key.of(cell_at(cells, sheet.key))
        for at, language in sheet.languages.items() if key else ():
            cell = cell_at(cells, at)
            before = key and given.get((key.file, key.path[-1], language, key.prints.get(language, NOTHING)))
            if before and is_lost(cell, before):
                lost.append((number, at + 1, cell))
    if lost:
        raise RefusedError(NOTHING_TAKEN, losses(sheet.name, lost))


class _Merge:
    """Merges the sheet into the pack, row by row. `changes` holds, by file, the values to write and their places."""

    def __init__(
        self, sheet: ReturnedSheet, here: Sequence[PlacedText], languages: Sequence[str], taken: ImportedTexts
    ) -> None:
        self.sheet, self.here, self.languages, self.taken = sheet, here, languages, taken
        self.by_place = {(text.file, text.path): text for text in here}
        self.changes: dict[str, list[tuple[Path, object]]] = {}
        self.wanted: dict[tuple[str, Path], list[_Claim]] = {}
        for number, cells in sheet.rows:
            key = Key.of(cell_at(cells, sheet.key))
            given = {
                language: (at, cells[at]) for at, language in sheet.languages.items() if at < len(cells) and cells[at]
            }
            if key is None:
                self._tell_keyless(number, given)
            else:
                self._take(number, key, given)
        for place_, claims in self.wanted.items():
            self._write(self.by_place[place_], self._without_rivals(claims))

    def _take(self, number: int, key: Key, given: _Given) -> None:
        text = self._found(key)
        changed = {
            language: (at, words)
            for language, (at, words) in given.items()
            if fingerprint(words) != key.prints.get(language, NOTHING)
        }
        if text is not None:
            self._tell_emptied(number, key, given, text)
            self._tell_lines({language: given[language] for language in given.keys() - changed.keys()}, number, text)
            first = self.languages[0]
            if changed and not any(text.words.values()) and first not in changed:
                at, words = next(iter(changed.values()))
                message = Message(
                    "these words have none in {language} beside them: {words}", language=first, words=quoted_line(words)
                )
                fix = Message(
                    "write them in {language} too, the pack's first language, and import again", language=first
                )
                self._tell(number, at, message, fix)
                return
            self.wanted.setdefault((text.file, text.path), []).append(_Claim(number, key, changed))
            return
        for at, words in changed.values():
            message = Message(
                "the text that these words are for is no longer in the pack: {words}", words=quoted_line(words)
            )
            was = f"{key.file}, {'/'.join(map(str, key.path))}"
            self._tell(number, at, message, Message("write them by hand where they belong; it was {place}", place=was))

    def _without_rivals(self, claims: Sequence[_Claim]) -> list[_Claim]:
        """Return the rows of a text without the words in which they differ: these are reported, and none is taken."""
        first: dict[str, tuple[_Claim, str]] = {}
        rivals: set[str] = set()
        kept: list[_Claim] = []
        for claim in claims:
            own: _Given = {}
            for language, (at, words) in claim.changed.items():
                other, first_words = first.setdefault(language, (claim, words))
                if other is claim:
                    own[language] = at, words
                elif fingerprint(first_words) != fingerprint(words):
                    rivals.add(language)
                    message = Message(
                        "row {row} has other words for the same text: {words}",
                        row=other.number,
                        words=quoted_line(first_words),
                    )
                    self._tell(claim.number, at, message, Message("keep one of the two rows, and import again"))
            kept.append(replace(claim, changed=own))
        return [
            replace(claim, changed={each: given for each, given in claim.changed.items() if each not in rivals})
            for claim in kept
        ]

    def _write(self, text: PlacedText, claims: Sequence[_Claim]) -> None:
        new = {
            language: words
            for claim in claims
            for language, words in self._words(claim.number, claim.key, claim.changed, text)
        }
        if new:
            self.changes.setdefault(text.file, []).append((text.path, _whole(text, new, self.languages)))

    def _found(self, key: Key) -> PlacedText | None:
        """Return the text that a key means: at its place or, after insertions, the one with the same words."""
        at_place = self.by_place.get((key.file, key.path))
        if at_place is not None and _is_alike(key, at_place):
            return at_place
        if OF in key.prints:
            alike = [text for text in self.here if text.path[-1] == key.path[-1] and _is_of(key, text)]
            return alike[0] if len(alike) == 1 else None
        moved = [
            text
            for text in self.here
            if text.file == key.file and text.path[-1] == key.path[-1] and _prints(text, key) == dict(key.prints)
        ]
        return moved[0] if len(moved) == 1 and set(key.prints.values()) != {NOTHING} else at_place

    def _words(self, number: int, key: Key, changed: _Given, text: PlacedText) -> Iterator[tuple[str, str]]:
        where = f"{text.file}:{text.location.line}"
        for language, (at, raw) in changed.items():
            words = _shaped(raw, text)
            now = text.words.get(language, "")
            if not words or fingerprint(words) == fingerprint(now):
                continue
            if now and fingerprint(now) != key.prints.get(language, NOTHING):
                message = Message(
                    "the words were changed in the pack too, and are {words} there", words=quoted_line(now)
                )
                fix = Message("write the right ones by hand at {place}, or export the texts again", place=where)
                self._tell(number, at, message, fix, "conflict")
                continue
            if len(_lines(words)) < len(_lines(raw)):
                message = Message("the line break in this cell was not taken: {words}", words=quoted_line(words))
                fix = Message("write the words by hand in lines below | at {place}, if that is meant", place=where)
                self._tell(number, at, message, fix, "lines")
            if is_suspect(words) and not is_suspect(now):
                self.taken.problems.append(suspicion(SourceLocation(self.sheet.name, number, at + 1), words))
            filling = {"place": where, "language": language, "after": quoted_line(words)}
            if now:
                self.taken.changed += 1
                line = Message("{place} ({language}): {before} becomes {after}", before=quoted_line(now), **filling)
            else:
                self.taken.filled += 1
                line = Message("{place} ({language}): new: {after}", **filling)
            self.taken.difference.append(line)
            yield language, words

    def _tell_lines(self, unchanged: _Given, number: int, text: PlacedText) -> None:
        """Report cells that differ from the pack in their line breaks alone."""
        for language, (at, words) in unchanged.items():
            now = text.words.get(language, "")
            if fingerprint(words) == fingerprint(now) and _lines(words) != _lines(now):
                message = Message(
                    "this cell has other line breaks than the pack, which keeps its own: {words}",
                    words=quoted_line(words),
                )
                fix = Message(
                    "change them by hand at {place}, if those of the sheet are meant",
                    place=f"{text.file}:{text.location.line}",
                )
                self._tell(number, at, message, fix, "lines")

    def _tell_emptied(self, number: int, key: Key, given: _Given, text: PlacedText) -> None:
        for at, language in self.sheet.languages.items():
            had = key.prints.get(language, NOTHING) != NOTHING and text.words.get(language)
            if language not in given and had:
                message = Message("the cell was emptied; the pack keeps its words {words}", words=quoted_line(had))
                fix = Message(
                    "remove them by hand at {place} if that is meant", place=f"{text.file}:{text.location.line}"
                )
                self._tell(number, at, message, fix, "emptied")

    def _tell_keyless(self, number: int, given: _Given) -> None:
        for at, words in given.values():
            message = Message("this row has no key, and its words were not taken: {words}", words=quoted_line(words))
            fix = Message("copy the key of its text from the sheet that was exported, or write the words by hand")
            self._tell(number, at, message, fix)

    def _tell(self, number: int, at: int, message: str, fix: str, kind: str = "texts") -> None:
        location = SourceLocation(self.sheet.name, number, at + 1)
        self.taken.problems.append(
            Diagnostic(location, message, "", fix, "warning" if kind in {"emptied", "lines"} else "error", kind)
        )


def _is_alike(key: Key, text: PlacedText) -> bool:
    prints = _prints(text, key)
    return any(prints[language] == before for language, before in key.prints.items() if before != NOTHING)


def _is_of(key: Key, text: PlacedText) -> bool:
    return text.file == key.file and text.print(OF) == key.prints[OF]


def _prints(text: PlacedText, key: Key) -> dict[str, str]:
    return {name: text.print(name) for name in key.prints}


def _lines(words: str) -> list[str]:
    return [" ".join(line.split()) for line in words.strip().splitlines()]


def _shaped(raw: str, text: PlacedText) -> str:
    """Return words in the form of a text: on one line, unless it is multi-line."""
    if any("\n" in words for words in text.words.values()):
        return "\n".join(clean(line) for line in raw.splitlines()).strip()
    return clean(raw)


def _whole(text: PlacedText, new: dict[str, str], languages: Sequence[str]) -> object:
    """Return the text to write: once for all languages, or for each, if they differ."""
    if not text.same:
        return new
    whole = {language: new.get(language, text.words.get(language, "")) for language in languages}
    return next(iter(whole.values())) if len(set(whole.values())) == 1 else whole


def _changed(pack: FilePath, file: str, changes: Sequence[tuple[Path, object]], loaded: ParsedPack) -> str:
    """Return a file of the pack with the new words. Raises RefusedError."""
    raw = (pack / file).read_bytes().decode("utf-8")
    bom = "\ufeff" if raw.startswith("\ufeff") else ""
    try:
        text = changed_text(file, raw.removeprefix("\ufeff"), changes)
    except UnsafeEditError as error:
        raise RefusedError(error.message) from error
    model = next(type(part) for sheet, part in loaded.parts if sheet.file == file)
    problems = validate(sheet_of(file, text.encode()), model)[1]
    if any(problem.severity == "error" for problem in problems):
        raise RefusedError(NOTHING_TAKEN, problems)
    return bom + text
