"""Syntax errors of what is left over or beside its place: a bracket, a comma, a line, a map without its braces."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.messages import Message
from kiosk.content.yaml.coded_words import by_code, flow_map
from kiosk.content.yaml.confusables import KEY
from kiosk.content.yaml.full_width_keys import meant_name

if TYPE_CHECKING:
    from kiosk.content.yaml.source_text import SourceText
    from kiosk.content.yaml.syntax_errors import SyntaxFailure

LONGEST = 1000
_MOST_ABOVE = 30
_END = re.compile(r"([]},，、;；])\s*(?:#.*)?\Z")
_CLOSED = re.compile(r"""[]}"'][ \t]*\Z""")
_VALUE = re.compile(rf"( *(?:- +)*{KEY}: +)(.*)")
_DEEPER = re.compile(rf"( *(?:- +)*)({KEY}):(?: |\Z)")
_FIELD = re.compile(rf"[{{,]\s*{KEY}: +")
_MARKS = r"(?P<mark>//|/\*|<!--|;|--)\s*(?P<note>\S.*?)\s*(?:\*/|-->)?\s*\Z"
_NOTE_ALONE = re.compile(r"(?P<before>\s*)" + _MARKS)
_NOTE_BEHIND = re.compile(r"(?P<before>[]}\"'])\s*" + _MARKS)
_BLOCK = re.compile(r":\s*[|>][-+0-9]{0,2}\s*\Z")
_GLUED_IN_FLOW = re.compile(rf"[{{,\[]\s*({KEY}):([\[{{])")
_NEXT = re.compile(rf"\s*(?:,\s*{KEY}: |[,}}\s]*\Z)")


def left_over(source: SourceText, failure: SyntaxFailure) -> Diagnostic | None:
    """Return the problem of a bracket or comma behind a value that is complete without it."""
    line = _line(source, failure.line)
    place = source.location(failure.line, failure.column)
    found = _END.match(line, failure.column)
    if found and "did not find expected key" in failure.raw and _CLOSED.search(line[: failure.column]):
        message = Message("{character} is left over", character=found[1])
        fix = Message("remove {character}", character=found[1])
        return _problem(place, message, "{key: value, key: value}", fix)
    twice = re.search(r",\s*\Z", line[: failure.column]) and line[failure.column : failure.column + 1] == ","
    if failure.is_flow and "expected node content" in failure.raw and twice:
        message = Message("{character} is left over", character=",")
        fix = Message("remove one of the two commas")
        return _problem(place, message, "{key: value, key: value}", fix)
    return None


def note_of_another_language(source: SourceText, failure: SyntaxFailure) -> Diagnostic | None:
    """Return the problem of a note as other languages write it: // and <!-- -->, alone or behind a value."""
    lines = {failure.line, *([failure.opening[0]] if failure.opening is not None and not failure.is_flow else [])}
    for number in sorted(lines):
        line = _line(source, number)
        found = _NOTE_ALONE.match(line) or _NOTE_BEHIND.search(line)
        if found is None:
            continue
        message = Message("{character} begins no note here", character=found["mark"])
        fix = Message("write {words}", words=f"# {found['note']}")
        place = source.location(number, found.start("mark"))
        return _problem(place, message, "a note behind # and a space", fix)
    return None


def line_of_words(source: SourceText, failure: SyntaxFailure) -> Diagnostic | None:
    """Return the problem of a line without a colon below words, which may belong to them."""
    number = failure.opening[0] if failure.opening is not None and "':'" in failure.raw else len(source.lines)
    line = _line(source, number)
    words = line.strip()
    found, count = _words_above(source, number, len(line) - len(line.lstrip()))
    if found is None or not words or meant_name(words) or re.fullmatch(KEY, words):
        return None
    template = "where it belongs to the words above it, begin it with {count} spaces; else {fix}"
    fix = Message(template, count=count, fix=Message("write a colon and a space after the key"))
    return _problem(
        source.location(number, len(line) - len(line.lstrip())), "a key without its colon", "key: value", fix
    )


def line_left_of_block(source: SourceText, failure: SyntaxFailure) -> Diagnostic | None:
    """Return the problem of a line of the words below | or > that begins further left than the lines before it."""
    line = _line(source, failure.line)
    column = len(line) - len(line.lstrip())
    if "did not find expected key" not in failure.raw or failure.column != column or not line.strip():
        return None
    numbers = range(failure.line - 1, max(-1, failure.line - _MOST_ABOVE), -1)
    filled = [each for number in numbers if (each := source.lines[number]).strip()]
    at = next((at for at, each in enumerate(filled) if len(each) - len(each.lstrip()) <= column), 0)
    if not at or not _BLOCK.search(filled[at]):
        return None
    count = len(filled[at - 1]) - len(filled[at - 1].lstrip())
    fix = Message("begin it, and each other line of these words, with {count} spaces", count=count)
    message = "this line begins in another column than those that it belongs to"
    return _problem(source.location(failure.line, column), message, "| or > and then indented lines", fix)


def _words_above(source: SourceText, number: int, column: int) -> tuple[re.Match[str] | None, int]:
    """Return the key above a line, if the words below that may go on here, and the column in which they do.

    Lines deeper than this one, in this `column`, are words below | or >.
    """
    numbers = range(number - 1, max(-1, number - _MOST_ABOVE), -1)
    filled = [source.lines[each] for each in numbers if source.lines[each].strip()]
    at = next((at for at, line in enumerate(filled) if len(line) - len(line.lstrip()) <= column), 0)
    if at and _BLOCK.search(filled[at]):
        return _DEEPER.match(filled[at]), len(filled[at - 1]) - len(filled[at - 1].lstrip())
    found = _DEEPER.match(filled[0]) if filled else None
    return found, len(found[1]) + 2 if found else 0


def space_missing_in_flow(source: SourceText, failure: SyntaxFailure) -> Diagnostic | None:
    """Return the problem of a key within { } with its value right behind the colon, as JavaScript has them."""
    line = _line(source, failure.line)
    found = next((each for each in _GLUED_IN_FLOW.finditer(line) if each.end(1) == failure.column), None)
    if "unexpected ':'" not in failure.raw or found is None:
        return None
    fix = Message("write a space behind each colon: {words}", words=f"{found[1]}: {found[2]}…")
    return _problem(
        source.location(failure.line, found.end(1)),
        "a space is missing behind the colon",
        "{key: value, key: value}",
        fix,
    )


def map_without_braces(source: SourceText, failure: SyntaxFailure) -> Diagnostic | None:
    """Return the problem of words by language that are not within { }."""
    found = _VALUE.match(_line(source, failure.line))
    if "mapping values" not in failure.raw or found is None or found[2].startswith("{"):
        return None
    parts = by_code(found[2].rstrip())
    if not parts:
        return None
    message, expected = "a second colon, or a deeper line, is where none can be", "{key: value, key: value}"
    fix = Message("write {words}", words=flow_map(parts))
    return _problem(source.location(failure.line, found.start(2)), message, expected, fix)


def words_like_flow(source: SourceText, failure: SyntaxFailure, quote: Callable[[str], str]) -> Diagnostic | None:
    """Return the problem of words within { } that begin with a bracket or quotation mark and go on behind it."""
    line = _line(source, failure.line)
    if not failure.is_flow or "expected ',' or '}'" not in failure.raw:
        return None
    begins = [each.end() for each in _FIELD.finditer(line, 0, failure.column)]
    start = begins[-1] if begins else len(line)
    if line[start : start + 1] not in {"[", "{", '"', "'"} or not _CLOSED.search(line[start : failure.column]):
        return None
    end = next(at for at in range(failure.column, len(line) + 1) if _NEXT.match(line, at))
    message = "there are words after the closing character that cannot be read"
    fix = Message("put all of the words in quotation marks: {words}", words=quote(line[start:end]))
    return _problem(source.location(failure.line, start), message, "words between two quotation marks", fix)


def _line(source: SourceText, number: int) -> str:
    """Return a line, from 0; an empty one where it is longer than people write."""
    line = source.lines[number] if number < len(source.lines) else ""
    return line if len(line) <= LONGEST else ""


def _problem(location: SourceLocation, message: str, expected: str, fix: Message) -> Diagnostic:
    return Diagnostic(location, message, expected, fix, kind="syntax")
