"""Events → nodes: strings, lists and maps, each with its location."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import yaml

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.issues import in_full, join_hints, quoted, without_bullet
from kiosk.content.messages import Message
from kiosk.content.yaml.comments import comments_of
from kiosk.content.yaml.confusables import (
    KEY,
    diagnose,
    fixed_map,
    foreign_ends,
    foreign_signs,
    is_foreign_key,
    named,
    readings,
    unseen_in,
)
from kiosk.content.yaml.full_width_keys import block_kinds, by_key, is_language, keys_within, typed_key, without_quotes
from kiosk.content.yaml.open_quotes import open_quote
from kiosk.content.yaml.source_text import Edit, SourceText, decode, empty
from kiosk.content.yaml.syntax_errors import quotable, tabs_as_blanks, whole_characters
from kiosk.content.yaml.yaml_filter import YamlFilter

_REFUSED = "\0"  # in place of a key that is none; no file has this character
# Attempts to read a file as it was meant, and its greatest length for that: each attempt reads all of it.
MOST_READINGS = 60
LONGEST = 200_000
_SHARE = r"(0?\.[0-9]+|[01](?:\.0+)?)"
_PAIR = re.compile(rf"[(（]?\s*{_SHARE}\s*[,，]\s*{_SHARE}\s*[)）]?")  # a place on a picture
_GLUED = re.compile(rf"({KEY}:)(?!//)(\S.*)", re.DOTALL)
_EQUAL = re.compile(rf"({KEY})\s*[=＝]\s*(.+)\Z", re.DOTALL)


@dataclass(slots=True)
class Node:
    """A value and its place. `plain` is the value as str, list or dict; `items` and `keys` have the places inside.

    `is_flow`: a map in { } or a list in [ ]. `is_quoted`: words in quotation marks. `repeated`: keys that occur
    again, where each is an item of a list that has lost its -.
    """

    location: SourceLocation
    plain: Any
    items: dict[str | int, Node] = field(default_factory=dict)
    keys: dict[str, SourceLocation] = field(default_factory=dict)
    is_flow: bool = False
    is_quoted: bool = False
    repeated: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SourceDocument:
    """One file, read: `root` is None where it could not be.

    `remains`: the whole file except what was refused in place, such as a repeated key; for callers that must go on
    with what is left. None if its end was not reached. `warnings` are valid parts that may have been meant
    otherwise; `comments` the text after # in place of a value, by its line (from 1); `incomplete` the places of the
    maps of which a field was refused.
    """

    file: str
    root: Node | None
    problems: list[Diagnostic]
    remains: Node | None = None
    warnings: list[Diagnostic] = field(default_factory=list)
    comments: Mapping[int, str] = field(default_factory=dict)
    incomplete: AbstractSet[SourceLocation] = frozenset()

    @property
    def plain(self) -> Any:
        """The whole file as strings, lists and dicts; None where it could not be read."""
        return self.root.plain if self.root else None

    @property
    def is_legible(self) -> bool:
        """Whether all its faults were refused in place, and what remains is what staff wrote."""
        return self.remains is not None and all(problem.kind in {"duplicate", "comma"} for problem in self.problems)

    def node(self, path: Sequence[str | int]) -> Node | None:
        """Return the node at a path, or the one that would contain it; levels that the file lacks are skipped."""
        node = self.root
        for part in path:
            node = node.items.get(part, node) if node is not None else None
        return node

    def location(self, path: Sequence[str | int], *, at_key: bool = False) -> SourceLocation:
        """Return the place of the value (or the key) at a path. Levels that the file lacks are skipped."""
        node = self.root
        if node is None:
            return SourceLocation(self.file)
        location = node.location
        for part in path:
            if node is not None and part in node.items:
                location = node.keys[part] if at_key and isinstance(part, str) else node.items[part].location
                node = node.items[part]
        return location


class _Entry(NamedTuple):
    """The last value of a map: its end in the text, and its words; None for a list or a map."""

    end: int
    words: str | None
    problem: int | None = None  # of its comma


def _start(event: yaml.Event) -> tuple[int, int]:
    """Return the index in the text, and the line, where an event begins."""
    return (event.start_mark.index, event.start_mark.line) if event.start_mark else (0, 0)


def _place(event: yaml.Event) -> tuple[int, int]:
    """Return the line and the column in which an event begins, from 0."""
    return (event.start_mark.line, event.start_mark.column) if event.start_mark else (0, 0)


def _last_line(event: yaml.Event) -> int:
    return int(event.end_mark.line) if event.end_mark else 0


def _of_other_signs(words: str) -> tuple[Message, Message] | None:
    """Return the message for fields whose quotation marks, colons or equals signs are not YAML's, and the fix."""
    if by_language := by_key(without_quotes(words)):
        template = "{words} is in {braces} without a colon of YAML's"
        return Message(template, words=quoted(words), braces="{ }"), _as_map(by_language)
    if equal := _EQUAL.match(words):
        written = in_full(f"{equal[1]}: {equal[2]}")
        return Message("{character} is where a colon belongs", character=quoted("=")), Message(
            "write {words}", words=written
        )
    return None


def _as_map(whole: Mapping[str, str]) -> Message:
    """Return that words by language must be written as a map."""
    inside = ", ".join(f"{language}: {_flow_words(text)}" for language, text in whole.items())
    return Message("write the whole of it as {words}", words="{" + inside + "}")


def _flow_words(words: str) -> str:
    """Return words as written within { }."""
    plain = not re.search(r"[,\[\]{}\"'#]|:(\s|\Z)|\A[-?&*!|>%@`]", words)
    return words if plain else json.dumps(words, ensure_ascii=False)


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0


class _Builder:
    """Builds nodes from events, with its own stack."""

    def __init__(self, words: SourceText, yaml_filter: YamlFilter) -> None:
        self.words = words
        self.yaml_filter = yaml_filter
        self.root: Node | None = None
        self.open: list[Node] = []
        self.pending: list[str | None] = []
        self.under: list[str | None] = []  # the key of each open list or map
        self.absorbed: list[bool] = []  # whether it is a map under a repeated key, which is told as a whole
        self.key_event: yaml.ScalarEvent | None = None
        self.last: list[_Entry | None] = []
        self.warnings: list[Diagnostic] = []
        self.incomplete: set[SourceLocation] = set()

    def build(self) -> Node | None:
        skipped = 0
        for event in self.yaml_filter.events():
            if skipped:
                skipped += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.open.pop()
                self.pending.pop()
                self.under.pop()
                self.absorbed.pop()
                self.last.pop()
            elif self._key_due():
                skipped = self._key(event)
            elif (key := self.key_event) is not None and self._is_bare(key, event):
                self._bare_key(key)
            else:
                self._glued_key()
                self._value(event)
        return self.root

    def _key_due(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1].plain, dict) and self.pending[-1] is None

    def _key(self, event: yaml.Event) -> int:
        """Take a key; return how many levels must be skipped because it is invalid."""
        parent = self.open[-1]
        if not isinstance(event, yaml.ScalarEvent):
            self.yaml_filter.refuse(
                event, "a key must be a single word", "key: value", "quote words that begin with [ or {"
            )
            self.pending[-1] = _REFUSED
            return 1
        key, location = event.value, self.yaml_filter.location(event)
        self.key_event = event
        if is_foreign_key(key):
            characters = foreign_ends(key)
            key = key.strip("".join(characters))
            if not event.style:
                number = _start(event)[1]
                self.yaml_filter.suspects.append(number)
                self.yaml_filter.problems.append(
                    foreign_signs(self.words, number) or named(location, characters, "error")
                )
        if parent.is_flow and self.words.text[: _start(event)[0]][-1:] == "?":
            self.yaml_filter.refuse(event, "? is where none can be", "key: value", "quote words that begin with ?")
        if key == "<<":
            self.yaml_filter.refuse(
                event, "there is a merge key (<<) here", "key: value", "write the fields themselves", "merge"
            )
            key = _REFUSED
        elif key in parent.keys and ((self.under[-1] == "blocks" and key in block_kinds()) or without_bullet(key)):
            parent.repeated.append(key)
        elif key in parent.keys and self.absorbed[-1]:
            pass
        elif key in parent.keys:
            first = parent.keys[key]
            message = Message("{name} is here for the second time", name=quoted(key))
            fix = Message(
                "put what both have into one, or keep one of the two; the first is at {place}",
                place=f"{first.line}:{first.column}",
            )
            if key in block_kinds() and self.under[-2:-1] == ["blocks"]:
                fix = Message("begin it with -, in the column of the - above: {words}", words=f"- {key}: …")
            self.yaml_filter.refuse(event, message, "each key once in a map", fix, "duplicate")
        else:
            parent.keys[key] = location
        self.pending[-1] = key
        return 0

    def _value(self, event: yaml.Event) -> None:
        location = self.yaml_filter.location(event)
        plain: Any = event.value if isinstance(event, yaml.ScalarEvent) else None
        if plain is None:
            plain = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        is_flow = bool(getattr(event, "flow_style", False))
        is_quoted = bool(getattr(event, "style", None))
        node = Node(location, plain, is_flow=is_flow, is_quoted=is_quoted)
        if isinstance(plain, str) and not is_quoted and ("，" in plain or "、" in plain) and self._is_item():
            self._undivided(location, plain)
        if isinstance(event, yaml.ScalarEvent) and not is_quoted:
            self._keys_in_words(event)
        under = self.pending[-1] if self.pending else None
        placed = self._place(node)
        words = plain if isinstance(plain, str) else None
        if self.open:
            self.last[-1] = _Entry(_end(event), words)
        if not isinstance(event, yaml.ScalarEvent):
            self.open.append(placed)
            self.pending.append(None)
            self.under.append(under)
            self.absorbed.append(placed is not node)
            self.last.append(None)

    def _is_bare(self, key: yaml.ScalarEvent, event: yaml.Event) -> bool:
        """Return whether the key before is in { } without a colon, so that this value is nothing."""
        if not (self.open and self.open[-1].is_flow and isinstance(self.open[-1].plain, dict)):
            return False
        if not isinstance(event, yaml.ScalarEvent) or event.value or event.style:
            return False
        return not self.words.text[_end(key) : _end(event) + 1].lstrip().startswith(":")

    def _bare_key(self, event: yaml.ScalarEvent) -> None:
        """Refuse a key without a colon: a comma cut its words, or a space is missing after the colon."""
        key, parent, last = self.pending[-1], self.open[-1], self.last[-1]
        self.pending[-1] = None
        if key == _REFUSED:
            return
        parent.keys.pop(key or "", None)
        self.incomplete.add(parent.location)
        if unseen_in(event.value) or "：" in event.value:
            self.yaml_filter.suspects.append(_start(event)[1])
        glued = _GLUED.match(event.value)
        expected = "{key: value, key: value}"
        if glued and not event.style:
            self._missing_space(event, glued)
        elif other := _of_other_signs(event.value):
            self.yaml_filter.refuse(event, other[0], expected, other[1], "comma")
        elif last is None or not last.words:
            message = Message(
                "{name} is in {braces} without a colon and a value", name=quoted(event.value), braces="{ }"
            )
            fix = quotable(self.words.lines[_place(event)[0]]) or Message(
                "write a colon, a space and the value behind it; words of a list go in [ ]"
            )
            self.yaml_filter.refuse(event, message, expected, fix, "comma")
        else:
            whole = last.words + self.words.text[last.end : _end(event)]
            self._cut_by_comma(event, last._replace(end=_end(event), words=" ".join(whole.split())))

    def _glued_key(self) -> None:
        """Refuse a key that has a colon in it: {zh:欢迎，en: Welcome}."""
        event = self.key_event
        if event is None or event.style or not self.open or self.pending[-1] in {None, _REFUSED}:
            return
        if glued := _GLUED.match(event.value):
            self._missing_space(event, glued)
        elif (language := event.value.partition("：")[0]) != event.value and is_language(language):
            message = "there is a full-width colon after a language, and a second colon after its words"
            template = "write {language}: and a space, and put its words in quotation marks"
            self.yaml_filter.refuse(event, message, "{zh: …, en: …}", Message(template, language=language), "comma")
        else:
            return
        self.open[-1].keys.pop(event.value, None)
        self.incomplete.add(self.open[-1].location)
        self.pending[-1] = _REFUSED

    def _missing_space(self, event: yaml.ScalarEvent, glued: re.Match[str]) -> None:
        start = event.start_mark
        whole = fixed_map(self.words.lines[start.line], start.column) if start and "，" in event.value else None
        behind = glued[2]
        if start and behind[0] in "{[":
            behind = self.words.lines[start.line][start.column + len(glued[1]) :].strip()
        fix = Message("write {words}", words=in_full(f"{glued[1]} {behind}"))
        if whole:
            fix = Message("write the whole of it as {words}", words=whole)
        message = "a space is missing behind the colon"
        self.yaml_filter.refuse(event, message, "{key: value, key: value}", fix, "comma")

    def _cut_by_comma(self, event: yaml.ScalarEvent, whole: _Entry) -> None:
        """Report words with commas in them once, with all of the words."""
        message = Message(
            "the comma within {braces} ends the words, and {rest} begins again", rest=quoted(event.value), braces="{ }"
        )
        words = json.dumps(in_full(whole.words or ""), ensure_ascii=False)
        fix = Message("put all of the words in quotation marks: {words}", words=words)
        if pair := _PAIR.fullmatch(whole.words or ""):
            fix = Message("write {words}", words=f"[{pair[1]}, {pair[2]}]")
        problem = Diagnostic(self.yaml_filter.location(event), message, "{key: value, key: value}", fix, kind="comma")
        if whole.problem is None:
            self.last[-1] = whole._replace(problem=len(self.yaml_filter.problems))
            self.yaml_filter.problems.append(problem)
        else:
            self.last[-1] = whole
            self.yaml_filter.problems[whole.problem] = replace(self.yaml_filter.problems[whole.problem], fix=fix)

    def _keys_in_words(self, event: yaml.ScalarEvent) -> None:
        """Refuse words that contain a key without a colon of YAML's."""
        key, words = self.pending[-1] if self.pending else None, event.value
        parent = self.open[-1] if self.open else None
        if parent is None or not (":" in words or "：" in words):
            return
        number, column = _place(event)
        if parent.is_flow:
            if key is not None and (inner := next(keys_within(words, key), None)):
                self.yaml_filter.suspects.append(number)
                fix = Message(
                    "write a comma and a space before {key}, and a colon and a space behind it", key=quoted(inner.key)
                )
                self._refuse_key(event, f"{inner.key}{inner.colon}", "{key: value, key: value}", fix)
            return
        typed = typed_key(words)
        if typed is None:
            return
        line, rest = self.words.lines[number][:column], self.words.lines[number][column:]
        is_cut = _last_line(event) == number and rest[len(words) :].startswith(":")
        whole = by_key(rest if is_cut else words)
        if whole and line.strip(" -"):
            fix = _as_map(whole)
            self._refuse_key(event, f"{typed.key}{typed.colon}", "{zh: …, en: …}", fix)
        elif typed.colon == ":" and not line.strip(" -"):
            self._missing_spaces(number, column, _last_line(event))

    def _missing_spaces(self, first: int, column: int, last: int) -> None:
        """Refuse the lines of a map that YAML takes for words, since no space follows their colons."""
        for number in range(first, last + 1):
            text = self.words.lines[number][column if number == first else 0 :].strip()
            if found := typed_key(text):
                location = self.words.location(number, self.words.lines[number].index(text) + len(found.key))
                written = in_full(f"{found.key}: {text[len(found.key) + 1 :].strip()}")
                message, fix = "a space is missing behind the colon", Message("write {words}", words=written)
                self.yaml_filter.problems.append(Diagnostic(location, message, "key: value", fix, kind="comma"))

    def _refuse_key(self, event: yaml.ScalarEvent, key: str, expected: str, fix: Message) -> None:
        message = Message("{key} is within words, where it begins no field: visitors would read it", key=quoted(key))
        fix = join_hints(fix, "where it belongs to the words, put all of them in quotation marks")
        self.yaml_filter.refuse(event, message, expected, fix, "comma")

    def _is_item(self) -> bool:
        return bool(self.open) and self.open[-1].is_flow and isinstance(self.open[-1].plain, list)

    def _undivided(self, location: SourceLocation, words: str) -> None:
        """Warn of an item within [ ] that may be several: only a comma and a space divide them."""
        message = Message("{words} is one item: ， and 、 divide none", words=quoted(words))
        expected = Message("items within {brackets}, divided by a comma and a space", brackets="[ ]")
        fix = "write a comma and a space between several; put a single one in quotation marks"
        self.warnings.append(Diagnostic(location, message, expected, fix, "warning", "confusable"))

    def _place(self, node: Node) -> Node:
        """Put a node into the open parent, and return it; of two maps under one key the first absorbs the second."""
        if not self.open:
            self.root = node
            return node
        parent = self.open[-1]
        if isinstance(parent.plain, list):
            parent.items[len(parent.plain)] = node
            parent.plain.append(node.plain)
            return node
        key = self.pending[-1] or ""
        self.pending[-1] = None
        if key == _REFUSED or key in parent.repeated:
            return node
        first = parent.items.setdefault(key, node)
        parent.plain.setdefault(key, node.plain)
        return first if isinstance(first.plain, dict) and isinstance(node.plain, dict) else node


class _Reading(NamedTuple):
    """One way to read a file."""

    words: SourceText
    yaml_filter: YamlFilter
    root: Node | None
    warnings: list[Diagnostic]
    incomplete: AbstractSet[SourceLocation]

    @classmethod
    def of(cls, words: SourceText) -> _Reading:
        yaml_filter = YamlFilter(words)
        builder = _Builder(words, yaml_filter)
        return cls(words, yaml_filter, builder.build(), builder.warnings, builder.incomplete)

    def reach(self) -> tuple[bool, int, int, int]:
        """Return a sort key: larger the further the file is read, and the less of it is doubtful."""
        failure = self.yaml_filter.failure
        if failure is None and self._is_words_alone():
            return False, 0, 0, 0
        location = self.words.location(failure.line, failure.column) if failure else SourceLocation("")
        return (
            failure is None,
            location.line,
            location.column,
            -len(self.yaml_filter.suspects) - len(self.yaml_filter.maps),
        )

    def _is_words_alone(self) -> bool:
        """Return whether the whole file is one value without quotation marks, as when no colon is YAML's."""
        return self.root is not None and isinstance(self.root.plain, str) and not self.root.is_quoted

    def others(self) -> Iterator[tuple[Mapping[int, Sequence[Edit]], bool]]:
        """Yield the edits that may make more of the file legible, and whether to report them."""
        failure = self.yaml_filter.failure
        numbers: list[int] = []
        if failure is not None:
            for edits in (tabs_as_blanks(self.words, failure), whole_characters(self.words, failure)):
                if edits:
                    yield edits, False
            numbers += failure.lines(self.words)
        elif self._is_words_alone() and self.yaml_filter.spans:
            numbers += range(self.yaml_filter.spans[0].line, len(self.words.lines))[:1]
        yield from self._maps()
        for number in dict.fromkeys([*numbers, *self.yaml_filter.suspects]):
            for reading in readings(self.words, number):
                yield {number: reading}, True

    def _maps(self) -> Iterator[tuple[Mapping[int, Sequence[Edit]], bool]]:
        """Yield the edits that turn words on the lines of a map into maps: all of them, then each."""
        every = [number for numbers in self.yaml_filter.maps for number in numbers]
        for numbers in ([every] if len(self.yaml_filter.maps) > 1 else []) + self.yaml_filter.maps:
            edits = {number: next(readings(self.words, number), None) for number in numbers}
            if all(edits.values()):
                yield {number: edit for number, edit in edits.items() if edit}, True


def sheet_of(file: str, data: bytes) -> SourceDocument:
    """Read the bytes of a YAML file. If anything is refused there is no root, only problems."""
    words, problems = decode(file, data)
    if words is None:
        return SourceDocument(file, None, problems)
    reading, warnings = _as_meant(_Reading.of(words))
    yaml_filter, root = reading.yaml_filter, reading.root
    if root is None and not yaml_filter.problems:
        yaml_filter.problems.append(empty(file))
    comments = comments_of(reading.words, yaml_filter.spans)
    problems = list({(each.location, each.message): each for each in reversed(yaml_filter.problems)}.values())[::-1]
    if (
        yaml_filter.failure
        and yaml_filter.failure.is_flow
        and problems
        and comments.hides_end(yaml_filter.failure.opening)
    ):
        fix = "put the words that have # in them in quotation marks: what is behind # is not read"
        problems[-1] = replace(problems[-1], fix=fix)
    if unclosed := open_quote(reading.words, yaml_filter.spans):
        # What is read behind it is not as it was written.
        problems = [each for each in problems if each.location.line < unclosed.location.line] + [unclosed]
    return SourceDocument(
        file,
        None if problems else root,
        problems,
        root if yaml_filter.ended else None,
        [*warnings, *reading.warnings, *comments.warnings],
        {number + 1: words for number, words in comments.instead.items()},
        reading.incomplete,
    )


def _as_meant(reading: _Reading) -> tuple[_Reading, list[Diagnostic]]:
    """Return the file read as far as it can be, and the reports of characters that were read as they were meant."""
    warnings: list[Diagnostic] = []
    attempts = MOST_READINGS if len(reading.words.text) <= LONGEST else 0
    going_on = attempts > 0
    while going_on:
        going_on = False
        for edits, is_reported in reading.others():
            attempts -= 1
            if attempts < 0:
                break
            other = _Reading.of(reading.words.edited(edits))
            if other.reach() > reading.reach():
                warnings += [diagnose(reading.words, *edit) for edit in edits.items() if is_reported]
                reading, going_on = other, True
                break
    return reading, warnings
