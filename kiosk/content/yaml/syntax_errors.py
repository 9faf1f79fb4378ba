"""YAML syntax errors in plain words."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.issues import in_full, quoted
from kiosk.content.messages import Message
from kiosk.content.yaml.comments import CommentSpan
from kiosk.content.yaml.confusables import KEY, divided_by, fixed_map, foreign_signs
from kiosk.content.yaml.full_width_keys import FIELD, block_kinds, kinds, meant_name
from kiosk.content.yaml.indentation import misplaced
from kiosk.content.yaml.left_over import (
    left_over,
    line_left_of_block,
    line_of_words,
    map_without_braces,
    note_of_another_language,
    space_missing_in_flow,
    words_like_flow,
)
from kiosk.content.yaml.source_text import Edit, SourceText

MOST_SHOWN = 60
_TAB_INDENT = re.compile(r" *\t[ \t]*(?=[^ \t#])")
# A line of blanks, an item after - and a tab, a comment after one: there YAML takes a tab as a blank.
_BLANK_TABS = (re.compile(r"[ \t]*(?:\Z|(?=#))"), re.compile(r" *-(?:[ \t]+-)*[ \t]+"))
_HALVES = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_GLUED = re.compile(rf"( *(?:- +)*)({KEY}:)(?!//)([^\s:].*)")
_QUOTES = ("the quotation mark is never closed", "words between two quotation marks", "close the quotation mark")
_ESCAPE = (
    r"\ and this letter mean nothing within double quotation marks",
    r"\n, \", \\ or \u and four digits",
    r"write \\ for a backslash, or use single quotation marks",
)
_HEADER = (
    "| or > must be alone at the end of its line",
    "| or > and then indented lines",
    "begin a new line after it",
)
_OTHER = ("this line cannot be read", "key: value, or - item", "quote words that have : # { } [ ] & * ! or % in them")

# The parser's report, in libyaml's words → message, expected, fix.
_KNOWN = (
    ("mapping values are not allowed", (
        "a second colon, or a deeper line, is where none can be",
        "key: value, all keys of a map in the same column",
        "quote words that have a colon and a space in them, or fix the indentation",
    )),
    ("could not find expected ':'", (
        "a key without its colon", "key: value", "write a colon and a space after the key",
    )),
    ("block sequence entries are not allowed", (
        "a list item is where none can be", "- item on a line of its own, in the column of its list",
        "begin a new line before -",
    )),
    ("mapping keys are not allowed", ("? is where none can be", "key: value", "quote words that begin with ?")),
    ("cannot start any token", (
        "words cannot begin with this character", "words, or words in quotation marks", "quote the words",
    )),
    ("unexpected document indicator", _QUOTES),
    ("unexpected end of stream", _QUOTES),
    ("unknown escape character", _ESCAPE),
    ("hexdecimal number", _ESCAPE),
    ("invalid Unicode character escape", (
        r"\u and its digits are half of a character, or none", "the character itself", "type the character itself",
    )),
    ("indentation indicator", _HEADER),
    ("expected comment or line break", _HEADER),
    ("expected node content", (
        "a value is missing before this character", "a value",
        "write the value, or quote words that begin with this character",
    )),
    ("did not find expected key", (
        "this line does not fit the map above it", "key: value, all keys of a map in the same column",
        "fix the indentation; quote words that have quotation marks in them",
    )),
    ("expected '-' indicator", (
        "this line does not fit the list above it", "- item, all items of a list in the same column",
        "fix the indentation, or begin the line with -",
    )),
    ("expected ',' or ']'", ("the [ is never closed, or a comma is missing", "[one, two]", "add the ] or the comma")),
    ("expected ',' or '}'", (
        "the { is never closed, or a comma is missing", "{zh: …, en: …}", "add the } or the comma, or quote the words",
    )),
)  # fmt: skip


_SECOND_COLON = (
    "there is a second colon within { }, and begins a new value",
    "{zh: …, en: …}",
    "put the words that have the colon in them in quotation marks",
)
_KEY_LINE = re.compile(rf"( *)(?:{KEY}\s*[:：]|-(?:\s|\Z))")
_INDENT = re.compile(r"( *(?:- +)*)")
# A key, with nothing, = or a full-width colon in place of its colon; the key may be Chinese.
_BARE_KEY = re.compile(rf"( *(?:- +)*)({KEY}|[\u3400-\u9fff]{{1,8}})(\s*[=＝：]\s*|\s+|\Z)(.*)")
# An item of a list with no space after its -, or another character in its place.
_WRONG_ITEM = re.compile(rf"( *)(-(?={KEY}:(?:\s|\Z))|(?:[—–•·・*●]|\d{{1,2}}[.)、])(?=\s*{KEY}:(?:\s|\Z)))(.*)")
_INNER_QUOTE = re.compile(r"""[:\[,{]\s+(["'])(?:(?!\1)[^\\]){0,200}\1(?=[^\s,}\]:#"'])""")
_WORDS_WITH_COLON = re.compile(rf"( *(?:- +)*{KEY}: +)([^\"'{{\[#|>&*!%@` ][^\"#]{{1,150}}?) *\Z")
_BLOCK_SIGN = re.compile(rf"( *(?:- +)*){KEY}: +[|>][-+0-9]{{0,2}}")
_WORDS = re.compile(rf"( *(?:- +)*)({KEY}): +([^\"'{{\[#|>&*!%@` ].*)")
_FURTHER = re.compile(r"( *)([^\s:#]+(?: [^\s:#]+)*): ")
_INNER_KEY = re.compile(rf"({KEY}): ")
_UNCLOSED = ("unexpected end of stream", "unexpected document indicator")
_VALUE = rf"( *(?:- +)*{KEY}: +)"
# Where the parser reports which error, what the line looks like, and the message.
_LIKE_YAML = (
    (
        ("did not find expected key",),
        re.compile(_VALUE + r"""((?:\[[^\[\]{}]*\]|\{[^\[\]{}:]*\}|"[^"]*"|'[^']*') *[^\s,#:\]}].*)"""),
        "there are words after the closing character that cannot be read",
        "put all of the words in quotation marks: {words}",
    ),
    (
        ("indentation indicator", "expected comment or line break"),
        re.compile(_VALUE + r"([>|].*)"),
        _HEADER[0],
        (
            "put all of them in quotation marks: {words}; where indented lines are meant, begin a new line after the "
            "character"
        ),
    ),
    (
        ("block sequence entries are not allowed",),
        re.compile(_VALUE + r"(- .*)"),
        "a list item is where none can be",
        "put all of them in quotation marks: {words}; where a list is meant, begin a new line before -",
    ),
    (
        _UNCLOSED,
        re.compile(_VALUE + r"""('[^']*|"[^"]*)"""),
        _QUOTES[0],
        "close the quotation mark; where it belongs to the words, put all of them in quotation marks: {words}",
    ),
)
MOST_ABOVE = 30
_OPEN = ("a [ or { is never closed", "[one, two] or {zh: …, en: …}", "add the ] or } that is missing")


class SyntaxFailure(NamedTuple):
    """The parser's error, and where it gave up: lines and columns from 0.

    `opening` is where it began what failed, `begun` the line of the last scalar before.
    """

    raw: str
    line: int
    column: int
    opening: tuple[int, int] | None
    is_flow: bool
    begun: CommentSpan | None

    @classmethod
    def of(cls, error: Any, begun: CommentSpan | None) -> SyntaxFailure:
        """Return the failure in an error of the YAML parser."""
        place, opening = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        began = (opening.line, opening.column) if opening is not None else None
        line, column = (place.line, place.column) if place is not None else began or (0, 0)
        is_flow = "flow" in str(getattr(error, "context", ""))
        return cls(str(getattr(error, "problem", None) or ""), line, column, began, is_flow, begun)

    def lines(self, source: SourceText) -> list[int]:
        """Return the lines that may contain the cause, from 0, the likeliest first."""
        last = min(self.line, len(source.lines) - 1)
        above = next((number for number in range(last - 1, -1, -1) if source.lines[number].strip()), last)
        begun = self.begun.line if self.begun is not None else last
        opening = self.opening[0] if self.opening is not None and self.is_flow else last
        return [number for number in dict.fromkeys((begun, last, above, opening)) if number < len(source.lines)]


def explain(source: SourceText, failure: SyntaxFailure) -> Diagnostic:
    """Return the problem for a failure of the YAML parser."""
    for number in failure.lines(source):
        if problem := _known_by_line(source, failure, number):
            return problem
    found = (
        note_of_another_language(source, failure)
        or space_missing_in_flow(source, failure)
        or left_over(source, failure)
        or _never_closed(source, failure)
        or _wrongly_divided(source, failure)
        or map_without_braces(source, failure)
        or _without_colon(source, failure)
        or _wrong_item(source, failure)
        or _inner_quote(source, failure)
        or words_like_flow(source, failure, quote_whole)
        or _below_block_sign(source, failure)
        or line_left_of_block(source, failure)
        or _colon_in_further_line(source, failure)
        or _begun_like_yaml(source, failure)
        or line_of_words(source, failure)
    )
    if found is not None:
        return found
    if not failure.is_flow and "quoted scalar" not in failure.raw and (problem := misplaced(source, failure.line)):
        return problem
    raw, line, column = failure.raw, failure.line, failure.column
    message, expected, fix = next((known for part, known in _KNOWN if part in raw), _OTHER)
    if failure.is_flow and line >= len(source.lines):
        message, expected, fix = _OPEN
    elif failure.is_flow and source.lines[line][column : column + 1] == ":":
        message, expected, fix = _SECOND_COLON
    if failure.opening is not None and ("never closed" in message or "without its colon" in message):
        line, column = failure.opening
    return Diagnostic(source.location(line, column), message, expected, fix, kind="syntax")


def _never_closed(source: SourceText, failure: SyntaxFailure) -> Diagnostic | None:
    """Return the problem of a bracket that is still open at a line that cannot belong to it."""
    if not failure.is_flow or failure.opening is None or failure.opening[0] >= len(source.lines):
        return None
    number, column = failure.opening
    first = source.lines[number]
    character = first[column : column + 1]
    indent = _INDENT.match(first)
    depth = indent.end() if indent else 0
    following = range(number + 1, min(failure.line + 1, len(source.lines)))
    keys = ((below, _KEY_LINE.match(source.lines[below])) for below in following)
    starts = (below for below, found in keys if found and len(found[1]) <= depth)
    below = next(starts, None)
    if below is None or character not in {"{", "["}:
        return None
    closing = "}" if character == "{" else "]"
    if any(line.lstrip().startswith(closing) for line in source.lines[below:]):
        return None
    last = next(line for line in reversed(source.lines[number:below]) if line.strip())
    message = Message("{character} is never closed", character=character)
    fix = Message("add {character} behind {words}", character=closing, words=quoted(last.strip()[-MOST_SHOWN:]))
    return Diagnostic(source.location(number, column), message, "[one, two] or {zh: …, en: …}", fix, kind="syntax")


def _without_colon(source: SourceText, failure: SyntaxFailure) -> Diagnostic | None:
    """Return the problem of a field's name alone on its line, above the deeper lines of its map."""
    if "mapping values" not in failure.raw:
        return _colon_of_chinese(source, failure)
    begun = failure.begun
    above = [begun.line] if begun is not None and begun.line < failure.line and not begun.style else []
    for number in [number for number in (*above, failure.line) if number < len(source.lines)]:
        found = _BARE_KEY.match(source.lines[number])
        if found is None or not (key := meant_name(found[2])):
            continue
        if number == failure.line and found[4][:1] not in {"{", "["}:
            continue
        fix = Message("write {words}", words=in_full(f"{key}: {found[4]}".strip()))
        return Diagnostic(
            source.location(number, found.end(2)), "a key without its colon", "key: value", fix, kind="syntax"
        )
    return _unquoted(source, failure)


def _colon_of_chinese(source: SourceText, failure: SyntaxFailure) -> Diagnostic | None:
    """Return the problem of a field's name with a full-width colon, alone above its list."""
    number = failure.opening[0] if failure.opening is not None and "':'" in failure.raw else len(source.lines)
    found = _BARE_KEY.match(source.lines[number]) if number < len(source.lines) else None
    if found is None or "：" not in found[3] or found[4] or not (key := meant_name(found[2])):
        return None
    location = source.location(number, found.end(2))
    return Diagnostic(
        location, "a key without its colon", "key: value", Message("write {words}", words=f"{key}:"), kind="syntax"
    )


def _below_block_sign(source: SourceText, failure: SyntaxFailure) -> Diagnostic | None:
    """Return the problem of lines below | or > that begin no deeper than the key of these words."""
    if "':'" not in failure.raw or failure.opening is None or failure.opening[0] >= len(source.lines):
        return None
    number, column = failure.opening
    above = next((line for line in reversed(source.lines[:number]) if line.strip()), "")
    found = _BLOCK_SIGN.fullmatch(above.rstrip())
    if found is None or column > found.end(1):
        return None
    fix = Message("begin it, and each other line of these words, with {count} spaces", count=found.end(1) + 2)
    message, expected = "this line begins in another column than those that it belongs to", _HEADER[1]
    return Diagnostic(source.location(number, column), message, expected, fix, kind="syntax")


def _colon_in_further_line(source: SourceText, failure: SyntaxFailure) -> Diagnostic | None:
    """Return the problem of words over several lines, of which a further one has a colon and a space in it."""
    begun, number = failure.begun, failure.line
    if "mapping values" not in failure.raw or begun is None or not begun.line < number < len(source.lines):
        return None
    first, further = _WORDS.match(source.lines[begun.line]), _FURTHER.match(source.lines[number])
    if first is None or further is None or len(further[1]) <= first.end(1) or kinds(further[2]):
        return None
    end = number + 1
    while end < len(source.lines) and len(source.lines[end]) - len(source.lines[end].lstrip()) >= len(further[1]):
        end += 1
    whole = " ".join([first[3], *(line.strip() for line in source.lines[begun.line + 1 : end])])
    message = "a second colon, or a deeper line, is where none can be"
    fix = Message("put all of the words in quotation marks: {words}", words=quote_whole(whole))
    return Diagnostic(source.location(number, failure.column), message, "key: value", fix, kind="syntax")


def _unquoted(source: SourceText, failure: SyntaxFailure) -> Diagnostic | None:
    """Return the problem of words with a colon and a space in them, with the whole of them as they must be written."""
    line = source.lines[failure.line] if failure.line < len(source.lines) else ""
    found = _WORDS_WITH_COLON.match(line)
    if found is None or failure.column <= found.end(1):
        return None
    message = "a second colon, or a deeper line, is where none can be"
    inner = _INNER_KEY.match(found[2])
    if inner and FIELD in kinds(inner[1]) and FIELD in kinds(found[1].strip(" -:")):
        is_item = inner[1] in block_kinds()
        line = f"- {found[2]}" if is_item else found[2]
        fix = Message("begin a new line before it, and write {words}", words=line)
        return Diagnostic(source.location(failure.line, found.start(2)), message, "key: value", fix, kind="syntax")
    fix = Message("put all of the words in quotation marks: {words}", words=json.dumps(found[2], ensure_ascii=False))
    return Diagnostic(source.location(failure.line, failure.column), message, "key: value", fix, kind="syntax")


def _begun_like_yaml(source: SourceText, failure: SyntaxFailure) -> Diagnostic | None:
    """Return the problem of words that begin with a sign of YAML, with the whole of them as they must be written."""
    for parts, shape, message, fix in _LIKE_YAML:
        number = failure.opening[0] if failure.opening is not None and parts == _UNCLOSED else failure.line
        if number >= len(source.lines) or not any(part in failure.raw for part in parts):
            continue
        if found := shape.fullmatch(source.lines[number].rstrip()):
            location = source.location(number, found.start(2))
            written = Message(fix, words=quote_whole(found[2]))
            return Diagnostic(location, message, _QUOTES[1], written, kind="syntax")
    return None


def quotable(line: str) -> Message | None:
    """Return how to write a line whose words begin with something in brackets or quotation marks; None if none does."""
    _, shape, _, fix = _LIKE_YAML[0]
    found = shape.fullmatch(line.rstrip())
    return Message(fix, words=quote_whole(found[2])) if found else None


def quote_whole(source: str) -> str:
    """Return words as YAML writes them in quotation marks."""
    if '"' in source and "\\" not in source:
        return "'" + source.replace("'", "''") + "'"
    return json.dumps(source, ensure_ascii=False)


def _wrong_item(source: SourceText, failure: SyntaxFailure) -> Diagnostic | None:
    """Return the problem of a list item in the lines before whose - has no space after it, or is another character."""
    if failure.is_flow:
        return None
    for number in range(min(failure.line, len(source.lines) - 1), max(-1, failure.line - MOST_ABOVE), -1):
        if found := _WRONG_ITEM.match(source.lines[number]):
            fix = Message("write {words}", words=in_full(f"- {found[3].strip()}"))
            location = source.location(number, found.start(2))
            message = "an item of a list begins with - and a space"
            return Diagnostic(location, message, "- item", fix, kind="syntax")
    return None


def _inner_quote(source: SourceText, failure: SyntaxFailure) -> Diagnostic | None:
    """Return the problem of a quotation mark within words in the same quotation marks."""
    for number in failure.lines(source):
        found = _INNER_QUOTE.search(source.lines[number])
        # What goes on behind its last quotation mark is words that begin with a pair of them.
        goes_on = not failure.is_flow and found and not source.lines[number].rstrip().endswith(found[1])
        if found is None or goes_on:
            continue
        message = Message("the quotation mark {character} within the words ends them", character=found[1])
        fix = "write “ ” for the quotation marks within the words" if found[1] == '"' else "write ’ for it"
        location = source.location(number, found.end() - 1)
        return Diagnostic(location, message, "words between two quotation marks", fix, kind="syntax")
    return None


def _wrongly_divided(source: SourceText, failure: SyntaxFailure) -> Diagnostic | None:
    """Return the problem of fields within { } that are divided by 、 or ；."""
    if not failure.is_flow or failure.line >= len(source.lines):
        return None
    line = source.lines[failure.line]
    character, whole = divided_by(line, failure.column), fixed_map(line, failure.column)
    if character is None or whole is None:
        return None
    message = Message(
        "{character} is between two fields: only a comma and a space divide them", character=quoted(character)
    )
    if not character:
        message = Message("a comma is missing between two fields")
    fix = Message("write the whole of it as {words}", words=whole)
    location = source.location(failure.line, line.rindex(character or " ", 0, failure.column))
    return Diagnostic(location, message, "{key: value, key: value}", fix, kind="syntax")


def tabs_as_blanks(source: SourceText, failure: SyntaxFailure) -> dict[int, list[Edit]]:
    """Return the edits that replace tabs by blanks where YAML allows tabs and the parser does not."""
    number = failure.line
    if number >= len(source.lines) or not any(shape.match(source.lines[number]) for shape in _BLANK_TABS):
        return {}
    edits: dict[int, list[Edit]] = {}
    for below in range(number, len(source.lines)):
        line = source.lines[below]
        found = next((found for shape in _BLANK_TABS if (found := shape.match(line))), None)
        if found is not None:
            edits[below] = [(k, k + 1, " ") for k in range(found.end()) if line[k] == "\t"]
    return edits


def whole_characters(source: SourceText, failure: SyntaxFailure) -> dict[int, list[Edit]]:
    """Return the edits that join the two halves that writers of JSON make of one character."""
    if "Unicode character escape" not in failure.raw:
        return {}
    edits: dict[int, list[Edit]] = {}
    for number, line in enumerate(source.lines):
        for found in _HALVES.finditer(line):
            high, low = int(found[2], 16), int(found[3], 16)
            character = chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
            edits.setdefault(number, []).append((found.start(), found.end(), found[1] + character))
    return edits


def _known_by_line(source: SourceText, failure: SyntaxFailure, number: int) -> Diagnostic | None:
    """Return the problem whose cause a line itself shows."""
    line = source.lines[number]
    if found := _TAB_INDENT.match(line):
        return _tab(source, number, found[0].index("\t"))
    glued = _GLUED.match(line)
    if glued and (number < failure.line or "':'" in failure.raw):
        fix = Message("write {words}", words=in_full(f"{glued[2]} {glued[3].strip()}"))
        location = source.location(number, glued.end(2) - 1)
        return Diagnostic(location, "a space is missing behind the colon", "key: value", fix, kind="syntax")
    return foreign_signs(source, number)


def _tab(source: SourceText, number: int, column: int) -> Diagnostic:
    several = sum(bool(_TAB_INDENT.match(line)) for line in source.lines[number:]) - 1
    message = Message.plural(
        "the line is indented with a tab, and so is one further line",
        "the line is indented with a tab, and so are {count} further lines",
        count=several,
    )
    return Diagnostic(
        source.location(number, column),
        message if several else "the line is indented with a tab",
        "spaces at the beginning of a line",
        "put two spaces in place of each tab",
        kind="tab",
    )
