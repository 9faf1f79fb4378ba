"""Lines that begin in an impossible column, and items of a list without their -: where they should begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import yaml
from yaml._yaml import CParser

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.issues import before_each, quoted
from kiosk.content.messages import Message
from kiosk.content.yaml.confusables import KEY
from kiosk.content.yaml.full_width_keys import are_of_one_map, block_kinds
from kiosk.content.yaml.source_text import SourceText

LONGEST = 60_000  # of a file in which other columns are tried: each attempt reads all of it
MOST_ABOVE = 400  # lines
MOST_TRIED = 5
_LINE = re.compile(rf"( *)((?:- +)*)(?:({KEY})(?=:(?:\s|\Z)))?")


class _Line(NamedTuple):
    """The beginning of a line: its column from 0, that of its key, its key, and whether it is an item of a list."""

    number: int
    column: int
    key_column: int
    key: str
    is_item: bool


def misplaced(source: SourceText, number: int) -> Diagnostic | None:
    """Return the problem of a line (from 0) at which reading ends, if the file can be read on from another column."""
    if number >= len(source.lines) or len(source.text) > LONGEST:
        return None
    here = _line(source, number)
    if here is None:
        return None
    above = [line for k in range(number - 1, max(-1, number - MOST_ABOVE), -1) if (line := _line(source, k))]
    return _without_dash(source, here, above) or _in_other_column(source, here, above)


def _line(source: SourceText, number: int) -> _Line | None:
    found = _LINE.match(source.lines[number])
    if found is None or not (found[2] or found[3]):
        return None
    return _Line(number, found.end(1), found.end(2), found[3] or "", bool(found[2]))


def _without_dash(source: SourceText, here: _Line, above: Sequence[_Line]) -> Diagnostic | None:
    """Return the problem of lines in the column of a list's items without a - before them."""
    beside = []
    for line in above:
        if line.column < here.column:
            break
        if line.column == here.column:
            beside.append(line)
    bare = [line for line in (*reversed(beside), here) if not line.is_item]
    items = {line.key for line in (*beside, here) if line.is_item}
    if not bare or not items or not all(line.key in items or {line.key, *items} <= block_kinds() for line in bare):
        return None
    edits = {line.number: [(line.column, line.column, "- ")] for line in bare}
    if not _reads_on(source, edits, here.number):
        return None
    fix = before_each("write - and a space", [line.key for line in bare])
    location = source.location(bare[0].number, bare[0].column)
    return Diagnostic(location, "an item of a list begins with - and a space", "- item", fix, kind="syntax")


def _in_other_column(source: SourceText, here: _Line, above: Sequence[_Line]) -> Diagnostic | None:
    """Return the problem of a line, with the column in which it can be read, and the key in that column."""
    for column, key in list(_columns(here, above))[:MOST_TRIED]:
        if not _reads_on(source, {here.number: [(0, here.column, " " * column)]}, here.number):
            continue
        beside = quoted(key)
        if column:
            fix = Message.plural(
                "begin it with one space, in the column of {key}",
                "begin it with {count} spaces, in the column of {key}",
                count=column,
                key=beside,
            )
        else:
            fix = Message("begin it at the left edge, in the column of {key}", key=beside)
        message = "this line begins in another column than those that it belongs to"
        expected = "all keys of a map, and all items of a list, in the same column"
        return Diagnostic(source.location(here.number, here.column), message, expected, fix, kind="syntax")
    return None


def _columns(here: _Line, above: Sequence[_Line]) -> Iterator[tuple[int, str]]:
    """Yield the columns in which the lines above begin, with a key there; the likeliest first."""
    found: dict[int, tuple[bool, int, int, str]] = {}
    for rank, line in enumerate(above):
        for column in {line.column, line.key_column}:
            is_of_item = column == line.column and line.is_item
            if is_of_item != here.is_item or column == here.column:
                continue
            rating = (not are_of_one_map(here.key, line.key), abs(column - here.column), rank, line.key)
            found[column] = min(rating, found.get(column, rating))
    for column, (_, _, _, key) in sorted(found.items(), key=lambda each: each[1]):
        yield column, key


def _reads_on(source: SourceText, edits: Mapping[int, Sequence[tuple[int, int, str]]], number: int) -> bool:
    """Return whether a file with these edits is read past a line."""
    parser = CParser(source.edited(edits).text)
    try:
        while parser.get_event():
            pass
    except yaml.MarkedYAMLError as error:
        return error.problem_mark is not None and error.problem_mark.line > number
    return True
