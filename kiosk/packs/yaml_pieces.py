"""Edits of one piece of a YAML file: words in the style they are written in, items of lists with their comments. Pure.

Each function returns the whole file. The result is parsed again: unless it says exactly what was intended,
UnsafeEditError is raised. Every byte outside the edited value, or outside the lines of a moved item, stays as it is.
"""

from __future__ import annotations

import copy
import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from kiosk.content.yaml import SourceDocument, sheet_of
from kiosk.packs.yaml_edits import LIST, Path, UnsafeEditError, ValueSpan, YamlEdits, end_of, value_spans

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_HEADER = re.compile(r"[|>][-+0-9]*([ \t]+#[^\r\n]*)?")
# Words that YAML reads as they stand on a line of their own; within { } and [ ] there is less of that.
_PLAIN = re.compile(r"(?!.*(?:: | #|：))[^\s\[\]{}#&*!|>'\"%@`?:,\-=~^/\\$+.;<_][^\r\n\t]*(?<![\s:])\Z")
_NO_WORDS = re.compile(r"(?:true|false|yes|no|on|off|null|y|n)\Z", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]")
_FLOW_SIGNS = re.compile(r"[,\[\]{}]")


def with_words(file: str, text: str, path: Path, words: str) -> str:
    """Replace the words at a path, which are there, in the style in which they are written."""
    before = sheet_of(file, text.encode())
    wanted = copy.deepcopy(before.plain)
    holder = _inside(wanted, path[:-1])
    if not isinstance(holder[path[-1]], str):
        raise UnsafeEditError(file)
    holder[path[-1]] = words
    spans = value_spans(file, text)
    here, is_flow = _span(spans, path), _span(spans, path[:-1]).flow
    old = text[here.start : here.end]
    blank = " " if here.start == here.end and text[here.start - 1 : here.start] in {":", "-", ","} else ""
    for written, is_bare in _styles(old, words, is_flow=is_flow, indent=_indent_of(text, here), end=_line_end(text)):
        after = text[: here.start] + blank + written + text[here.end :]
        sheet = sheet_of(file, after.encode())
        if sheet.problems or sheet.plain != wanted:
            continue
        if is_bare and len(sheet.warnings) > len(before.warnings):
            continue
        return after
    raise UnsafeEditError(file)


def with_value(file: str, text: str, path: Path, value: Any) -> str:
    """Set the value at a path, or a new key of the map there. See YamlEdits.set."""
    edits = YamlEdits(file, text)
    edits.set(path, value)
    return edits.made()


def with_first(file: str, text: str, path: Path, value: Any) -> str:
    """Put a value where a key has none yet, or an empty text or map."""
    wanted = copy.deepcopy(sheet_of(file, text.encode()).plain)
    holder = _inside(wanted, path[:-1])
    if holder[path[-1]]:
        raise UnsafeEditError(file)
    holder[path[-1]] = value
    here = _span(value_spans(file, text), path)
    blank = " " if here.start == here.end and text[here.start - 1 : here.start] in {":", "-", ","} else ""
    return _proved(file, text[: here.start] + blank + _flow(value) + text[here.end :], wanted)


def without(file: str, text: str, path: Path) -> str:
    """Remove a key of a map, or an item of a list, with the comments right above it."""
    wanted = copy.deepcopy(sheet_of(file, text.encode()).plain)
    holder = _inside(wanted, path[:-1])
    if len(holder) < 2:
        raise UnsafeEditError(file)
    del holder[path[-1]]
    spans = value_spans(file, text)
    span = _span(spans, path[:-1])
    if span.flow:
        cut = _flow_cut(span, path[-1])
        return _proved(file, text[: cut[0]] + text[cut[1] :], wanted)
    rows = _Rows(file, text, span)
    return _proved(file, rows.without(list(span.inside).index(path[-1])), wanted)


def with_moved(file: str, text: str, path: Path, to: int) -> str:
    """Move an item of a list to another place in it, with the comments right above it."""
    wanted = copy.deepcopy(sheet_of(file, text.encode()).plain)
    items = _inside(wanted, path[:-1])
    at = path[-1]
    if not isinstance(items, list) or not isinstance(at, int) or not 0 <= to < len(items):
        raise UnsafeEditError(file)
    items.insert(to, items.pop(at))
    span = _span(value_spans(file, text), path[:-1])
    order = list(range(len(items)))
    order.insert(to, order.pop(at))
    if span.flow:
        places = [(span.inside[number].start, span.inside[number].end) for number in range(len(items))]
        words = [text[start:end] for start, end in places]
        after, last = "", 0
        for (start, end), number in zip(places, order, strict=True):
            after += text[last:start] + words[number]
            last = end
        return _proved(file, after + text[last:], wanted)
    return _proved(file, _Rows(file, text, span).ordered(order), wanted)


def with_item(file: str, text: str, path: Path, value: Any) -> str:
    """Put a new item into a list before the one at the path, or at its end: words, or maps and lists of words."""
    wanted = copy.deepcopy(sheet_of(file, text.encode()).plain)
    items, at = _inside(wanted, path[:-1]), path[-1]
    if not isinstance(items, list) or not isinstance(at, int) or not 0 <= at <= len(items) or not items:
        raise UnsafeEditError(file)
    items.insert(at, value)
    span = _span(value_spans(file, text), path[:-1])
    if span.flow:
        place = span.inside[at].start if at < len(span.inside) else span.inside[at - 1].end
        written = _flow(value)
        return _proved(
            file,
            text[:place] + (f"{written}, " if at < len(span.inside) else f", {written}") + text[place:],
            wanted,
        )
    return _proved(file, _Rows(file, text, span).with_lines(at, list(_item_lines(value))), wanted)


class _Rows:
    """The items of a list, or the keys of a map, that each begin a line of their own, as ranges of lines.

    `gaps` are the lines before each that belong to none: blank lines, and comments with a blank line below them.
    """

    def __init__(self, file: str, text: str, span: ValueSpan) -> None:
        self.file = file
        self.rows = [row for row in _LINE.findall(text) if row]
        self.end = _line_end(text)
        starts = [0]
        for row in self.rows:
            starts.append(starts[-1] + len(row))
        self.lead = ""
        self.heads: list[int] = []
        self.ends: list[int] = []
        is_list = span.keys is LIST
        for key, inner in span.inside.items():
            at = inner.start if is_list else span.keys[str(key)][0]
            first = _row_at(starts, at)
            lead = self.rows[first][: at - starts[first]]
            last = max(first, _row_at(starts, max(end_of(inner) - 1, at)))
            if is_list and not lead.rstrip().endswith("-"):  # an item whose - is on a line above it
                first, lead = _dash_above(self.rows, first)
            # The first key of a map that is an item of a list stands behind the dash.
            is_glued = not is_list and not self.heads and bool(re.fullmatch(r" *(?:- +)+", lead))
            if not is_glued and (lead.strip() != ("-" if is_list else "") or (self.ends and first <= self.ends[-1])):
                raise UnsafeEditError(file, first + 1)
            self.indent = len(lead) if is_glued else len(lead) - len(lead.lstrip(" "))
            self.lead = lead if is_glued else self.lead
            self.heads.append(first)
            self.ends.append(last)
        self.first = self.heads[0]
        self.pieces: list[list[str]] = []
        self.gaps: list[list[str]] = []
        begin = self._above(self.heads[0], 0)
        self.begin = begin
        for number, (head, end) in enumerate(zip(self.heads, self.ends, strict=True)):
            top = self._above(head, self.ends[number - 1] + 1 if number else begin)
            self.gaps.append(self.rows[self.ends[number - 1] + 1 : top] if number else [])
            self.pieces.append(self.rows[top : end + 1])

    def ordered(self, order: Iterable[int]) -> str:
        """Return the file with the pieces in another order; the gaps between them stay."""
        pieces = [self.pieces[number] for number in order]
        return self._text([line for gap, piece in zip(self.gaps, pieces, strict=True) for line in [*gap, *piece]])

    def without(self, number: int) -> str:
        """Return the file without a piece; of the two gaps round it, the one above the next piece goes."""
        lines: list[str] = []
        if self.lead and number == 0:
            following = self.pieces[1][0]
            if following[: self.indent].strip() or following.lstrip().startswith("#"):
                raise UnsafeEditError(self.file, self.heads[0] + 1)
            self.pieces[1][0] = self.lead + following[self.indent :]
        for each, (gap, piece) in enumerate(zip(self.gaps, self.pieces, strict=True)):
            if each == number:
                lines += [] if number == 0 or number == len(self.pieces) - 1 else gap
                if number == len(self.pieces) - 1:
                    lines += [row for row in gap if row.strip()]
            elif each == number + 1:
                lines += [row for row in gap if row.strip()] + piece
            else:
                lines += [*gap, *piece]
        return self._text(lines)

    def with_lines(self, number: int, new: list[str]) -> str:
        """Return the file with a new piece before one of them, or at the end."""
        piece = [f"{' ' * self.indent}{line}{self.end}" for line in new]
        lines: list[str] = []
        for each, (gap, old) in enumerate(zip(self.gaps, self.pieces, strict=True)):
            lines += [*gap, *piece, *old] if each == number else [*gap, *old]
        return self._text(lines if number < len(self.pieces) else [*lines, *piece])

    def _text(self, lines: list[str]) -> str:
        after = self.rows[self.ends[-1] + 1 :]
        whole = [*self.rows[: self.begin], *lines, *after]
        # The last line of a file may have no end; it gets one where it is the last no more.
        is_open = bool(self.rows) and not self.rows[-1].endswith(("\n", "\r"))
        whole = [row if row.endswith(("\n", "\r")) else row + self.end for row in whole]
        if is_open and whole:
            whole[-1] = whole[-1].rstrip("\r\n")
        return "".join(whole)

    def _above(self, head: int, least: int) -> int:
        """Return the first of the comment lines right above a line that are indented like it."""
        top = head
        while top > least:
            row = self.rows[top - 1]
            if not row.lstrip(" ").startswith("#") or len(row) - len(row.lstrip(" ")) != self.indent:
                break
            top -= 1
        # A comment above the first piece at the top of the file, or above a key on the same level, is not its own.
        return head if least == 0 and self.indent == 0 and top == 0 else top


def _dash_above(rows: list[str], first: int) -> tuple[int, str]:
    for above in range(first - 1, -1, -1):
        bare = rows[above].split(" #")[0].rstrip()
        if bare.lstrip() == "-":
            return above, bare
        if bare.strip() and not bare.lstrip().startswith("#"):
            break
    return first, "?"


def _row_at(starts: list[int], at: int) -> int:
    return min(bisect_right(starts, at) - 1, len(starts) - 2)


def _styles(old: str, words: str, *, is_flow: bool, indent: int, end: str) -> Iterator[tuple[str, bool]]:
    """Yield words as YAML, the old style first, and whether they stand there bare; the last is always right."""
    quoted = json.dumps(words, ensure_ascii=False)
    # The escapes by which a writer made blanks visible.
    for escape, character in (("\\_", "\u00a0"), ("\\L", "\u2028")):
        if escape in old:
            quoted = quoted.replace(character, escape)
    first = old[:1]
    if (header := _HEADER.match(old)) and first in {"|", ">"} and words.strip():
        yield _block(header[0], old, words, indent, end), False
    elif first == "'" and "\n" not in words:
        yield "'" + words.replace("'", "''") + "'", False
    elif first not in {'"', "'", "|", ">"} and _is_plain(words, old, is_flow=is_flow):
        yield words, True
    yield quoted, False


def _is_plain(words: str, old: str, *, is_flow: bool) -> bool:
    if _NUMBER.match(words):
        # A number stays one, as the writer had it; other words that begin with a digit are quoted.
        return bool(_NUMBER.match(old)) and re.fullmatch(r"[0-9]+(?:[.,–-][0-9]+)*", words) is not None
    if not _PLAIN.match(words) or _NO_WORDS.match(words):
        return False
    return not (is_flow and (_FLOW_SIGNS.search(words) or "，" in words or "、" in words))


def _block(header: str, old: str, words: str, indent: int, end: str) -> str:
    """Return words as a block after | or >, indented as before; folded words have a blank line where a line ends."""
    sign, comment = header[0], header[len(header.split(" ", maxsplit=1)[0].split("\t", maxsplit=1)[0]) :]
    lines = [line for line in re.split(r"\r\n|\n|\r", old)[1:] if line.strip()]
    depth = min((len(line) - len(line.lstrip(" ")) for line in lines), default=indent + 2)
    chomping = "" if words.endswith("\n") else "-"
    body = words.removesuffix("\n").split("\n")
    joined = end if sign == "|" else end + end
    return f"{sign}{chomping}{comment}{end}" + joined.join(" " * depth + line if line else "" for line in body)


def _indent_of(text: str, here: ValueSpan) -> int:
    begin = max(text.rfind("\n", 0, here.start), text.rfind("\r", 0, here.start)) + 1
    row = text[begin : here.start]
    return len(row) - len(row.lstrip(" -"))


def _flow_cut(span: ValueSpan, key: str | int) -> tuple[int, int]:
    """Return the range of a key or item within { } or [ ], with the comma that divides it from the next."""
    keys = list(span.inside)
    number = keys.index(key)

    def begins(name: str | int) -> int:
        return span.inside[name].start if span.keys is LIST else span.keys[str(name)][0]

    if number + 1 < len(keys):
        return begins(key), begins(keys[number + 1])
    return span.inside[keys[number - 1]].end, span.inside[key].end


def _item_lines(value: Any) -> Iterator[str]:
    first, *rest = _lines(value)
    yield f"- {first}"
    yield from (f"  {line}" for line in rest)


def _lines(value: Any) -> Iterator[str]:
    """Yield a value as lines of YAML: each key and item on its own, words in quotation marks where need be."""
    if isinstance(value, str):
        yield _scalar(value)
    elif isinstance(value, list):
        for item in value:
            yield from _item_lines(item)
    else:
        for key, inner in value.items():
            if isinstance(inner, str):
                yield f"{_scalar(key)}: {_scalar(inner)}"
            else:
                yield f"{_scalar(key)}:"
                yield from (f"  {line}" for line in _lines(inner))


def _scalar(words: str) -> str:
    bare = re.fullmatch(r"[a-z][a-z0-9]*(?:[./-][a-z0-9]+)*|[1-9][0-9]*", words) and not _NO_WORDS.match(words)
    return words if bare or _is_plain(words, "", is_flow=False) else json.dumps(words, ensure_ascii=False)


def _flow(value: Any) -> str:
    if isinstance(value, str):
        bare = re.fullmatch(r"[a-z][a-z0-9]*(?:[./-][a-z0-9]+)*", value) and not _NO_WORDS.match(value)
        return value if bare else json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return f"{{{', '.join(f'{_flow(key)}: {_flow(inner)}' for key, inner in value.items())}}}"


def _proved(file: str, text: str, wanted: Any) -> str:
    sheet: SourceDocument = sheet_of(file, text.encode())
    if sheet.problems or sheet.plain != wanted:
        raise UnsafeEditError(file)
    return text


def _inside(plain: Any, path: Path) -> Any:
    for part in path:
        plain = plain[part]
    return plain


def _span(root: ValueSpan, path: Path) -> ValueSpan:
    for part in path:
        root = root.inside[part]
    return root


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
