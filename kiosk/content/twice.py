"""What is named twice: ids, languages, tiles; and ids that differ from their file's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from kiosk.content.findings import quoted
from kiosk.content.problems import Mark, Problem
from kiosk.content.reader import Sheet
from kiosk.content.telling import Told

Path = tuple[str | int, ...]


def twice(front: Sheet, panels: Sequence[Sheet], galleries: Sequence[Sheet]) -> Iterator[Problem]:
    """Yield a problem for each second naming; it names the place of the first."""
    yield from _repeats("language", [(front, path) for path in _items(front, "languages")])
    yield from _repeats("tile", [(front, path) for path in _items(front, "home", "tiles")])
    yield from _repeats("id", [(front, (*path, "id")) for path in _items(front, "sources")])
    for panel in panels:
        yield from _repeats("id", [(panel, (*path, "id")) for path in _items(panel, "pages")])
    # Of two files with one id the copy is to blame, however their names are sorted: the one that is not named after it.
    places = sorted([*panels, *galleries], key=_is_named_otherwise)
    for problem in _repeats("id", [(sheet, ("id",)) for sheet in places]):
        yield _of_copy(problem, places)
    for sheet in places:
        yield from _stem(sheet)


def _stem(sheet: Sheet) -> Iterator[Problem]:
    name, stem = _word(sheet, ("id",)), PurePosixPath(sheet.file).stem
    if name and name != stem:
        message = Told("the id is {id}, but the file is named {name}", id=quoted(name), name=quoted(stem))
        mend = "rename the file, or mend the id"
        yield Problem(sheet.mark(("id",)), message, f"{name}.yaml", mend, "warning", "name")


def _is_named_otherwise(sheet: Sheet) -> bool:
    return _word(sheet, ("id",)) != PurePosixPath(sheet.file).stem


def _of_copy(problem: Problem, sheets: Sequence[Sheet]) -> Problem:
    """Return the problem of a second id, and how to mend it where the file looks like a copy of another."""
    sheet = next(sheet for sheet in sheets if sheet.file == problem.mark.file)
    if not _is_named_otherwise(sheet):
        return problem
    template = "delete the file {file} where it is a copy, or give it an id of its own; the other is {place}"
    first = next(other for other in sheets if _word(other, ("id",)) == _word(sheet, ("id",)))
    return replace(problem, mend=Told(template, file=sheet.file, place=first.mark(("id",))))


def _repeats(what: str, places: Sequence[tuple[Sheet, Path]]) -> Iterator[Problem]:
    first: dict[str, Mark] = {}
    for sheet, path in places:
        if not (word := _word(sheet, path)):
            continue
        mark = sheet.mark(path)
        if word not in first:
            first[word] = mark
            continue
        message = Told("the {what} {name} is here for the second time", what=Told(what), name=quoted(word))
        mend = Told("keep one of the two; the first is at {place}", place=first[word])
        yield Problem(mark, message, Told("each {what} once", what=Told(what)), mend, code="duplicate")


def _items(sheet: Sheet, *keys: str) -> list[Path]:
    """Return the paths of the items of a list, as far as there is one."""
    value = sheet.plain
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return [(*keys, number) for number in range(len(value))] if isinstance(value, list) else []


def _word(sheet: Sheet, path: Path) -> str:
    value = sheet.plain
    for part in path:
        if isinstance(value, dict):
            value = value.get(part)
        else:
            value = value[part] if isinstance(value, list) and isinstance(part, int) else None
    return value.strip() if isinstance(value, str) else ""
