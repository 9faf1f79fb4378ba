"""Comments that may have been meant as words: text after a # is reported wherever that is likely."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.issues import quoted
from kiosk.content.messages import Message
from kiosk.content.yaml.source_text import SourceText

# "#3", "#note", "##note", "# 1 Hall": a number, or no space.
_LIKE_WORDS = re.compile(r"#+(?:[^\s#]|\s*[0-9])")
# Disabled YAML, "#- text: …", "#title: x", "#}", and rules, "#----": no words of a text.
_NO_TEXT = re.compile(r"#\s*(?:-(?:\s|\Z)|[A-Za-z][A-Za-z0-9-]*:(?:\s|\Z)|[\[\]{}]|([-=*~_])\1)")
_STRUCTURE = re.compile(r"(?:^(?:---|\.\.\.)|[\[\]{},]|(?:^|[\s\[{,])-|:)\Z")
_BEHIND = re.compile(r"\s{2,}#\s.*\Z", re.DOTALL)  # a note behind what may be a value
_HEADER = re.compile(r"[|>][-+0-9]*")
_KEY = re.compile(r"( *(?:- +)*)(\S[^#]*?:(?=\s|\Z))?")
_ITEM = re.compile(r" *(?:- +)+")
MOST_SHOWN = 100


class CommentSpan(NamedTuple):
    """The extent of one scalar, lines and columns from 0.

    `style` is the parser's, empty if there are no quotation marks; `is_flow`: within { } or [ ].
    """

    line: int
    column: int
    end_line: int
    end_column: int
    style: str | None
    is_flow: bool


class Comments(NamedTuple):
    """Where the comments of a file begin, line → column from 0, and the problems to report.

    `instead`: the text after # where a value is missing, by lines.
    """

    places: dict[int, int]
    warnings: list[Diagnostic]
    instead: dict[int, str]

    def hides_end(self, opening: tuple[int, int] | None) -> bool:
        """Return whether the end of what was opened at a place may be behind a # on the same line."""
        return opening is not None and self.places.get(opening[0], -1) > opening[1]


def comments_of(source: SourceText, spans: Sequence[CommentSpan]) -> Comments:
    """Find the comments of a file with these scalars, as far as it was read."""
    if "#" not in source.text:
        return Comments({}, [], {})
    last = spans[-1].end_line + 2 if spans else len(source.lines)
    signed = [
        number
        for number, line in enumerate(source.lines)
        if "#" in line and (number < last or line.lstrip().startswith("#"))
    ]
    covered: dict[int, list[tuple[int, int, CommentSpan]]] = {number: [] for number in signed}
    ending: dict[int, CommentSpan] = {}
    for span in spans:
        for number in signed[bisect_left(signed, span.line) : bisect_right(signed, span.end_line)]:
            covered[number].append((*_on_line(source.lines[number], number, span), span))
        ending[_last_line(source, span)] = span
    places: dict[int, int] = {}
    warnings = []
    instead: dict[int, str] = {}
    for number in signed:
        line = source.lines[number]
        at = next((k for k, character in enumerate(line) if character == "#" and not _is_in(k, covered[number])), None)
        if at is None:
            continue
        places[number] = at
        before = next((span for _, end, span in reversed(covered[number]) if not line[end:at].strip()), None)
        # A value with nothing before # is reported as empty.
        is_empty = before is not None and before[:2] == before[2:4]
        if is_empty and _may_be_value(line, at):
            instead[number] = _BEHIND.sub("", line[at:]).strip()
            continue
        above = None if is_empty or line[:at].strip() else _above(source, number, ending)
        if is_empty or not _is_doubtful(source, number, at, above, behind_words=before is not None):
            continue
        if above is None:
            warnings.append(_warning(source, number, at, before))
            continue
        warnings.append(_warning_below(source, number, at, above))
        ending[number] = above
    return Comments(places, warnings, instead)


def _on_line(line: str, number: int, span: CommentSpan) -> tuple[int, int]:
    """Return the columns that a scalar covers on one of its lines."""
    if span.style in {"|", ">"} and number == span.line:
        header = _HEADER.match(line, span.column)
        return span.column, header.end() if header else span.column
    start = span.column if number == span.line else 0
    return start, span.end_column if number == span.end_line else len(line)


def _is_in(column: int, covered: Sequence[tuple[int, int, CommentSpan]]) -> bool:
    return any(start <= column < end for start, end, _ in covered)


def _is_doubtful(source: SourceText, number: int, at: int, above: CommentSpan | None, *, behind_words: bool) -> bool:
    line = source.lines[number]
    like_words = bool(_LIKE_WORDS.match(line, at))
    before = line[:at].rstrip()
    if not before:
        if not like_words or above is None:
            return False
        goes_on = not above.style and _goes_on(source.lines[above.line], at)
        if _is_key(source, above):
            return goes_on and not _NO_TEXT.match(line, at)
        return goes_on or not _NO_TEXT.match(line, at)
    if like_words or len(before) == at:
        return True
    # After a closing bracket, another bracket may be the one that was meant.
    is_cut = before.endswith(("]", "}")) and any(character in "[]{}" for character in line[at:])
    return at - len(before) < 2 and (behind_words or is_cut or not _STRUCTURE.search(before))


def _last_line(source: SourceText, span: CommentSpan) -> int:
    """Return the line on which the words of a scalar end; a block ends where the next thing begins."""
    if span.style not in {"|", ">"}:
        return span.end_line
    number = min(span.end_line - (span.end_column == 0), len(source.lines) - 1)
    while number > span.line and not source.lines[number].strip():
        number -= 1
    return number


def _above(source: SourceText, number: int, ending: dict[int, CommentSpan]) -> CommentSpan | None:
    """Return the scalar that ends directly above a line; above empty lines only a block can."""
    if number - 1 in ending:
        return ending[number - 1]
    above = number - 1
    while above > 0 and not source.lines[above].strip():
        above -= 1
    found = ending.get(above)
    return found if found is not None and found.style in {"|", ">"} else None


def _is_key(source: SourceText, span: CommentSpan) -> bool:
    return span.line == span.end_line and source.lines[span.line][span.end_column :].lstrip().startswith(":")


def _may_be_value(line: str, at: int) -> bool:
    return bool(_LIKE_WORDS.match(line, at)) or at - len(line[:at].rstrip()) < 2


def _goes_on(first: str, column: int) -> bool:
    """Return whether text in this column could continue the words that began on a line."""
    found = _KEY.match(first)
    return found is not None and (column > len(found[1]) if found[2] else column >= len(found[1]) > 0)


def _warning(source: SourceText, number: int, at: int, before: CommentSpan | None) -> Diagnostic:
    line = source.lines[number]
    all_words = (
        line[before.column :].strip()
        if before and before.line == number and not (before.style or before.is_flow)
        else ""
    )
    if all_words and len(all_words) <= MOST_SHOWN:
        written = json.dumps(all_words, ensure_ascii=False)
        fix = Message("where it belongs to the words, write {words}; {note}", words=written, note=_NOTE)
    else:
        fix = Message("where it belongs to the words, put all of them in quotation marks; {note}", note=_NOTE)
    return _hidden(source, number, at, fix)


def _hidden(source: SourceText, number: int, at: int, fix: Message) -> Diagnostic:
    message = Message("visitors do not see what is behind #: {words}", words=quoted(source.lines[number][at:].strip()))
    expected = "words in quotation marks, or a note behind two spaces, # and a space"
    return Diagnostic(source.location(number, at), message, expected, fix, "warning", "comment")


def _warning_below(source: SourceText, number: int, at: int, above: CommentSpan) -> Diagnostic:
    """Return the warning for a comment line below the words of `above`."""
    hidden = source.lines[number][at:].strip()
    first = source.lines[above.line]
    if above.style in {"|", ">"}:
        inside = (source.lines[below] for below in range(above.line + 1, number))
        text = next((line for line in inside if line.strip()), first)
        indent = len(text) - len(text.lstrip())
        fix = Message.plural(
            "where it belongs to the words above, begin the line with one space; {note}",
            "where it belongs to the words above, begin the line with {count} spaces; {note}",
            count=indent,
            note=_NOTE_ALONE,
        )
    elif _ITEM.fullmatch(first[: above.column]) and at <= first.rindex("-", 0, above.column):
        item = f"- {json.dumps(hidden, ensure_ascii=False)}"
        fix = Message("where it is an item of the list, write {words}; {note}", words=item, note=_NOTE_ALONE)
    else:
        fix = Message("where it belongs to the words, put all of them in quotation marks; {note}", note=_NOTE_ALONE)
        # A hostile file may have many lines of one text: join no more of them than is shown.
        lines = [first[above.column :], *source.lines[above.line + 1 : min(number, above.line + MOST_SHOWN) + 1]]
        written = json.dumps(" ".join(" ".join(lines).split()), ensure_ascii=False)
        is_plain = not (_is_key(source, above) or above.is_flow or above.style)
        if is_plain and len(written) <= MOST_SHOWN:
            fix = Message(
                "where it belongs to the words above, write all of them as {words}; {note}",
                words=written,
                note=_NOTE_ALONE,
            )
    return _hidden(source, number, at, fix)


_NOTE_ALONE = Message("where it is a note, write a space behind # and begin the note with a letter")
_NOTE = Message("where it is a note, write two spaces before # and one behind it, and begin the note with a letter")
