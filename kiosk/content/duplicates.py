"""Duplicate ids, languages and tiles; and ids that differ from the name of their file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.identifiers import ID
from kiosk.content.issues import quoted
from kiosk.content.messages import Message
from kiosk.content.yaml import SourceDocument

Path = tuple[str | int, ...]


def find_duplicates(
    front: SourceDocument, panels: Sequence[SourceDocument], galleries: Sequence[SourceDocument]
) -> Iterator[Diagnostic]:
    """Yield a problem for each repeated name; it says where the first one is."""
    yield from _repeats("language", [(front, path) for path in _items(front, "languages")])
    yield from _repeats("tile", [(front, path) for path in _items(front, "home", "tiles")])
    yield from _repeats("id", [(front, (*path, "id")) for path in _items(front, "sources")])
    for panel in panels:
        yield from _repeats("id", [(panel, (*path, "id")) for path in _items(panel, "pages")])
    # Of two files with one id the copy is at fault, however their names sort: the one that is not named after the id.
    places = sorted([*panels, *galleries], key=_is_named_otherwise)
    for problem in _repeats("id", [(sheet, ("id",)) for sheet in places]):
        yield _of_copy(problem, places)
    for sheet in places:
        yield from _stem(sheet)


def _stem(sheet: SourceDocument) -> Iterator[Diagnostic]:
    name, stem = _word(sheet, ("id",)), PurePosixPath(sheet.file).stem
    if ID.match(name) and name != stem:
        message = Message("the id is {id}, but the file is named {name}", id=quoted(name), name=quoted(stem))
        fix = "rename the file, or fix the id"
        yield Diagnostic(sheet.location(("id",)), message, f"{name}.yaml", fix, "warning", "name")


def _is_named_otherwise(sheet: SourceDocument) -> bool:
    return _word(sheet, ("id",)) != PurePosixPath(sheet.file).stem


def _of_copy(problem: Diagnostic, sheets: Sequence[SourceDocument]) -> Diagnostic:
    """Return the problem of a second id, with the fix where the file looks like a copy of another."""
    sheet = next(sheet for sheet in sheets if sheet.file == problem.location.file)
    if not _is_named_otherwise(sheet):
        return problem
    template = "delete the file {file} where it is a copy, or give it an id of its own; the other is {place}"
    first = next(other for other in sheets if _word(other, ("id",)) == _word(sheet, ("id",)))
    return replace(problem, fix=Message(template, file=sheet.file, place=first.location(("id",))))


def _repeats(what: str, places: Sequence[tuple[SourceDocument, Path]]) -> Iterator[Diagnostic]:
    first: dict[str, SourceLocation] = {}
    for sheet, path in places:
        if not (word := _word(sheet, path)):
            continue
        location = sheet.location(path)
        if word not in first:
            first[word] = location
            continue
        message = Message("the {what} {name} is here for the second time", what=Message(what), name=quoted(word))
        fix = Message("keep one of the two; the first is at {place}", place=first[word])
        yield Diagnostic(location, message, Message("each {what} once", what=Message(what)), fix, kind="duplicate")


def _items(sheet: SourceDocument, *keys: str) -> list[Path]:
    """Return the paths of the items of a list, if it exists."""
    value = sheet.plain
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return [(*keys, number) for number in range(len(value))] if isinstance(value, list) else []


def _word(sheet: SourceDocument, path: Path) -> str:
    value = sheet.plain
    for part in path:
        if isinstance(value, dict):
            value = value.get(part)
        else:
            value = value[part] if isinstance(value, list) and isinstance(part, int) else None
    return value.strip() if isinstance(value, str) else ""
