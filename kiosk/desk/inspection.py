"""Inspection of a pack: the problems of `kiosk pack check`, each at the field that it is about, in staff's words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

from kiosk.content.diagnostics import Diagnostic, Severity
from kiosk.content.messages import FIELD, Catalogue, FieldName, Message, UserText, fill, in_language, translated
from kiosk.content.yaml.source_document import Node
from kiosk.desk.contents import ContentEntry, Contents
from kiosk.desk.draft import DocPath, PackDraft
from kiosk.packs.pack_check import examine
from kiosk.packs.yaml_edits import Path

# What is said of files and of how they are written is no help in a form.
_OF_FILES = re.compile(
    r"`|\.yaml|\{[a-z]|…|\[ ?\]|: \S|docs/|[a-z]+/[a-z]|quotation mark|indentation|pack texts|pack check"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, at a place; `entry` is the reference of what shows it, "" where it is of the pack as a whole."""

    severity: Severity
    words: str
    advice: str
    code: str
    place: DocPath
    entry: str


def inspect(draft: PackDraft, contents: Contents, words: Catalogue, language: str, cache: FilePath) -> list[Finding]:
    """Return all problems of the words of a pack, errors first, in the language of a catalogue."""
    found = examine(draft.pack, cache, quick=True).problems
    names = {name: by.get(language) or next(filter(None, by.values()), "") for name, by in contents.names.items()}
    findings = list(dict.fromkeys(_finding(problem, draft, contents, words, names) for problem in found))
    return sorted(findings, key=lambda each: each.severity != "error")


def findings_at(findings: Sequence[Finding], place: DocPath, *, below: bool = True) -> list[Finding]:
    """Return the findings at a place; with those within it unless `below` is False."""
    size = len(place.path)
    return [
        each
        for each in findings
        if each.place.file == place.file
        and each.place.path[:size] == place.path
        and (below or len(each.place.path) == size)
    ]


def say_plainly(text: str, catalogue: Catalogue, names: Mapping[str, str]) -> str:
    """Return a message in a language, with the titles of pages and pictures in place of their ids and files."""
    if isinstance(text, Message) and text.template:
        if text.many:
            template = catalogue.ngettext(text.template, text.many, text.filling["count"])
        else:
            template = catalogue.gettext(text.template)
        return fill(template, {name: _named(value, catalogue, names) for name, value in text.filling.items()})
    return in_language(text, catalogue)


def field_called(key: str, catalogue: Catalogue) -> str:
    """Return the name of a field in a language; of an unknown one its key, in words."""
    called: str = catalogue.pgettext(FIELD, key)
    return called if called != key else key.replace("-", " ")


def _named(value: object, catalogue: Catalogue, names: Mapping[str, str]) -> str:
    if isinstance(value, Message):
        return say_plainly(value, catalogue, names)
    bare = str(value)[1:-1] if isinstance(value, UserText) else str(value)
    if isinstance(value, FieldName):
        return translated(UserText(field_called(bare, catalogue)), catalogue)
    if name := names.get(bare) or names.get(bare.rpartition("/")[2]):
        return translated(UserText(name), catalogue) if isinstance(value, UserText) else name
    if "/" in bare and re.fullmatch(r"[\w./-]+\.\w{2,5}", bare):
        return translated(UserText(bare.rpartition("/")[2]), catalogue)
    return translated(value, catalogue)


def _finding(
    problem: Diagnostic, draft: PackDraft, contents: Contents, words: Catalogue, names: Mapping[str, str]
) -> Finding:
    file = problem.location.file
    path = _path_at(draft, problem) if file in draft.files() else ()
    place = DocPath(file, path)
    entry = _entry_of(contents, place)
    if file in draft.files() and draft.sheet(file).root is None:
        # How a file is written cannot be mended here.
        message = say_plainly(
            Message("this was changed outside of the desk, and cannot be read any more"), words, names
        )
        advice = say_plainly(Message("ask whoever changed it to put it right"), words, names)
        return Finding(problem.severity, message, advice, problem.code, DocPath(file, ()), entry)
    advice = say_plainly(plain_advice(problem), words, names)
    return Finding(problem.severity, say_plainly(problem.message, words, names), advice, problem.code, place, entry)


def plain_advice(problem: Diagnostic) -> str:
    """Return the advice of a problem; "" where it is of files and commands, which staff at the desk do not see."""
    return "" if _OF_FILES.search(problem.fix) else problem.fix


def _entry_of(contents: Contents, place: DocPath) -> str:
    """Return the reference of the entry that shows a place: a page before its panel."""
    holding = [
        entry
        for entry in contents.entries.values()
        if entry.place.file == place.file and place.path[: len(entry.place.path)] == entry.place.path
    ]
    nearest: ContentEntry | None = max(holding, key=lambda entry: len(entry.place.path), default=None)
    return nearest.ref if nearest else ""


def _path_at(draft: PackDraft, problem: Diagnostic) -> Path:
    """Return the path of the value, or the key, at a problem's location: the last that begins there or before it."""
    root = draft.sheet(problem.location.file).root
    wanted = (problem.location.line, problem.location.column)
    best: Path = ()
    at = (0, 0)
    waiting: list[tuple[Path, Node]] = [((), root)] if root else []
    while waiting:
        path, node = waiting.pop()
        for key, inner in node.items.items():
            below = (*path, key)
            key_at = node.keys.get(key) if isinstance(key, str) else None
            for location in (key_at, inner.location):
                begins = (location.line, location.column) if location else (0, 0)
                if (0, 0) < begins <= wanted and (begins > at or (begins == at and len(below) > len(best))):
                    best, at = below, begins
            waiting.append((below, inner))
    return best
