"""Edits of YAML as text: values are replaced in place, and every other character stays as it is. Pure.

The result is parsed again: unless it contains exactly the intended change, nothing is changed.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml._yaml import CParser

from kiosk.content.messages import Message
from kiosk.content.yaml import sheet_of
from kiosk.packs.yaml_scalars import field_lines, flow_value, scalar

Path = tuple[str | int, ...]
_COMMENT = re.compile(r"(?:^|\s)#", re.MULTILINE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_WIDE = 110


@dataclass(slots=True)
class ValueSpan:
    """A value in the text, characters `start` to `end`. Blocks are not `flow`; `block_words` are those after | or >."""

    start: int
    end: int
    flow: bool
    block_words: bool = False
    inside: dict[str | int, ValueSpan] = field(default_factory=dict)
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)  # start and column of each key


class UnsafeEditError(Exception):
    """A change that is impossible without touching more than intended; `message` says where, and what to do."""

    def __init__(self, file: str, line: int = 0) -> None:
        super().__init__(file)
        self.message = Message("{file} cannot be changed safely, and nothing was; change it by hand", file=file)
        if line:
            template = "{place} cannot be changed safely: there is a comment within it; move it above, and try again"
            self.message = Message(template, place=f"{file}:{line}")


class YamlEdits:
    """Collects changes to one file, and makes them all at once.

    The text must be one that `sheet_of` reads without a problem, without a byte order mark.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.plain: Any = sheet_of(file, text.encode()).plain
        self._wanted = copy.deepcopy(self.plain)
        self._root = value_spans(file, text)
        self._made: list[tuple[int, int, int, str]] = []
        self._end = "\r\n" if "\r\n" in text else "\n"

    def set(self, path: Path, value: Any) -> None:
        """Set the value at a path, or a new key of the map there, to these words, list or map by language.

        A map by language gains the languages that it lacks, and loses none. Raises UnsafeEditError,
        and KeyError if the path leads nowhere.
        """
        holder, last = self._find(path[:-1]), path[-1]
        wanted = self._wanted
        for part in path[:-1]:
            wanted = wanted[part]
        if last not in holder.inside:
            wanted[last] = value
            self._append(holder, str(last), value)
            return
        before, here = wanted[last], holder.inside[last]
        if before == value:
            return
        if isinstance(before, dict) and isinstance(value, Mapping):
            for key, words in value.items():
                self.set((*path, key), words)
            return
        wanted[last] = value
        self._replace(here, holder, last, value)

    def made(self) -> str:
        """Return the text with all changes. Raises UnsafeEditError if it would not say what was intended."""
        text = self.text
        # Of two changes at one place, the one requested first comes first.
        for start, end, _, words in sorted(self._made, key=lambda each: (each[0], each[2]), reverse=True):
            text = text[:start] + words + text[end:]
        sheet = sheet_of(self.file, text.encode())
        if sheet.problems or sheet.plain != self._wanted:
            raise UnsafeEditError(self.file)
        return text

    def _find(self, path: Path) -> ValueSpan:
        value = self._root
        for part in path:
            value = value.inside[part]
        return value

    def _replace(self, here: ValueSpan, holder: ValueSpan, key: str | int, value: Any) -> None:
        old = self.text[here.start : here.end]
        if ("\n" in old or "\r" in old) and _COMMENT.search(old) and not here.block_words and old[:1] not in "\"'":
            raise UnsafeEditError(self.file, self.text.count("\n", 0, here.start) + 1)
        words = flow_value(value)
        if (
            isinstance(value, Mapping)
            and not holder.flow
            and isinstance(key, str)
            and len(words) > _WIDE
            and not here.block_words
        ):
            indent = " " * (holder.keys[key][1] + 2)
            words = "".join(f"{self._end}{indent}{line}" for line in _pairs(value))
            start = here.start
            while self.text[start - 1] == " ":
                start -= 1
            self._made.append((start, here.end, len(self._made), words))
            return
        self._made.append((here.start, here.end, len(self._made), words))

    def _append(self, holder: ValueSpan, key: str, value: Any) -> None:
        """Append a key to a map."""
        if not holder.keys:
            raise UnsafeEditError(self.file)
        last = max(holder.inside.values(), key=lambda inner: inner.end)
        end = end_of(last)
        end = len(self.text[:end].rstrip()) if not holder.flow else end
        if holder.flow:
            words = f", {scalar(key)}: {flow_value(value)}"
            self._made.append((end, end, len(self._made), words))
            return
        indent = " " * next(iter(holder.keys.values()))[1]
        while end < len(self.text) and self.text[end] not in "\r\n":
            end += 1
        words = "".join(f"{self._end}{indent}{line}" for line in field_lines(key, value))
        self._made.append((end, end, len(self._made), words))


def _pairs(value: Mapping[str, str]) -> list[str]:
    return [f"{scalar(key)}: {scalar(words)}" for key, words in value.items()]


def end_of(value: ValueSpan) -> int:
    """Return where a value ends: a block ends with its last content, not where the next item begins."""
    while not value.flow and value.inside:
        value = max(value.inside.values(), key=lambda inner: inner.end)
    return value.end


def _end_of_words(text: str, start: int) -> int:
    """Return where the words of a | or > end: with the last line indented like the first of them."""
    end, indent = start, 0
    for line in _LINE.finditer(text, _LINE.match(text, start).end()):  # type: ignore[union-attr]
        words = line[0].strip()
        depth = len(line[0]) - len(line[0].lstrip(" "))
        indent = indent or (depth if words else 0)
        if words and depth < max(indent, 1):
            break
        if words:
            end = line.start() + len(line[0].rstrip("\r\n"))
        if line.end() == len(text):
            break
    return end


def value_spans(file: str, text: str) -> ValueSpan:
    """Return the whole file as values with their places. Raises UnsafeEditError for a file without a value."""
    parser = CParser(text)
    open_: list[tuple[ValueSpan, list[tuple[str, int, int]]]] = []
    root: ValueSpan | None = None
    while (event := parser.get_event()) is not None:
        if isinstance(event, yaml.CollectionEndEvent):
            closed = open_.pop()[0]
            location = event.end_mark
            closed.end = (
                location.index if closed.flow and location else end_of(closed) if closed.inside else closed.start
            )
            continue
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            continue
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            continue
        if open_ and open_[-1][0].keys is not LIST and not open_[-1][1] and isinstance(event, yaml.ScalarEvent):
            open_[-1][1].append((event.value, start.index, start.column))
            continue
        is_block = isinstance(event, yaml.CollectionStartEvent) and not event.flow_style
        words = isinstance(event, yaml.ScalarEvent) and event.style in {"|", ">"}
        last = _end_of_words(text, start.index) if words else end.index
        value = ValueSpan(start.index, last, not is_block, bool(words))
        if isinstance(event, yaml.SequenceStartEvent):
            value.keys = LIST
        if not open_:
            root = value
        else:
            holder, pending = open_[-1]
            if holder.keys is LIST:
                holder.inside[len(holder.inside)] = value
            else:
                key, at, column = pending.pop()
                holder.inside[key] = value
                holder.keys[key] = (at, column)
        if isinstance(event, yaml.CollectionStartEvent):
            open_.append((value, []))
    if root is None:
        raise UnsafeEditError(file)
    return root


LIST: dict[str, tuple[int, int]] = {}
"""The keys of a list, which has none: by it a list is known from a map."""


def changed_text(file: str, text: str, changes: Sequence[tuple[Path, Any]]) -> str:
    """Return a file with the values at these paths changed. Raises UnsafeEditError."""
    edits = YamlEdits(file, text)
    for path, value in changes:
        edits.set(path, value)
    return edits.made()
