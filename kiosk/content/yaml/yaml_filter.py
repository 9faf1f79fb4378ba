"""Filter over the YAML parser's events, without recursion: only what a pack needs passes.

Measured: libyaml's composer dies of 50 KB of nested `[` (SIGSEGV), and its scanner slows with the square of the depth.
Its parser alone is steady as long as no events below a bounded depth are requested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml._yaml import CParser

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.messages import Message
from kiosk.content.yaml.comments import CommentSpan
from kiosk.content.yaml.confusables import is_suspect
from kiosk.content.yaml.full_width_keys import keyed_lines
from kiosk.content.yaml.source_text import SourceText
from kiosk.content.yaml.syntax_errors import SyntaxFailure, explain

DEPTH = 40
NODES = 100_000
SCALAR = 20_000
PROBLEMS = 100
_SPLIT = "split the file, or move parts of it into files of their own"


class YamlFilter:
    """The events of one document; `problems` has what is refused. It ends early at faults that it cannot pass.

    `ended`: the document was read to its end, and nothing follows it. `failure`: where the parser gave up.
    `spans` are the scalars, `suspects` the lines (from 0) that may have been typed in characters that are not YAML's,
    and `maps` those of words on the lines of a map, one for each key with a full-width colon.
    """

    def __init__(self, source: SourceText) -> None:
        self.words = source
        self.problems: list[Diagnostic] = []
        self.ended = False
        self.failure: SyntaxFailure | None = None
        self.spans: list[CommentSpan] = []
        self.suspects: list[int] = []
        self.maps: list[list[int]] = []
        self._flows = 0  # open { } and [ ]

    def refuse(self, event: yaml.Event, message: str, expected: str = "", fix: str = "", kind: str = "syntax") -> None:
        """Add a problem at an event."""
        self.problems.append(Diagnostic(self.location(event), message, expected, fix, kind=kind))

    def location(self, event: yaml.Event) -> SourceLocation:
        """Return where an event begins."""
        place = event.start_mark
        return self.words.location(place.line, place.column) if place else SourceLocation(self.words.file)

    def events(self) -> Iterator[yaml.Event]:
        """Yield scalars, and starts and ends of lists and maps; an alias comes as an empty scalar."""
        parser = CParser(self.words.text)
        depth = nodes = 0
        try:
            while (event := parser.get_event()) and not isinstance(event, yaml.DocumentEndEvent):
                if isinstance(event, yaml.CollectionEndEvent):
                    depth -= 1
                    self._flows = max(0, self._flows - 1)
                    yield event
                elif isinstance(event, yaml.NodeEvent):
                    depth += isinstance(event, yaml.CollectionStartEvent)
                    nodes += 1
                    if self._too_much(event, depth, nodes):
                        return
                    yield self._plain(event)
            self.ended = event is None or self._is_only_one(event)
        except yaml.YAMLError as error:
            self.failure = SyntaxFailure.of(error, self.spans[-1] if self.spans else None)
            problem = explain(self.words, self.failure)
            # The parser then stumbles over what was refused on the same line.
            if not any(each.kind == "comma" and each.location.line == problem.location.line for each in self.problems):
                self.problems.append(problem)

    def _too_much(self, event: yaml.Event, depth: int, nodes: int) -> bool:
        if depth > DEPTH:
            fix = "close what was opened; a pack needs fewer than ten levels"
            self.refuse(
                event,
                "lists and maps are nested too deep",
                Message("at most {most} levels", most=DEPTH),
                fix,
                kind="depth",
            )
        elif nodes > NODES:
            self.refuse(
                event,
                "the file has too many values",
                Message("at most {most} values", most=NODES),
                _SPLIT,
                kind="nodes",
            )
        return depth > DEPTH or nodes > NODES or len(self.problems) >= PROBLEMS

    def _plain(self, event: yaml.NodeEvent) -> yaml.Event:
        if isinstance(event, yaml.AliasEvent):
            self.refuse(
                event, "there is an alias (*) here", "the words themselves", "quote words that begin with *", "alias"
            )
            return _emptied(event)
        if event.anchor is not None:
            self.refuse(
                event, "there is an anchor (&) here", "the words themselves", "quote words that begin with &", "anchor"
            )
        if getattr(event, "tag", None) is not None:
            self.refuse(
                event, "there is a tag (!) here", "the words themselves", "quote words that begin with !", "tag"
            )
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        # Within { } and [ ] there is nothing else.
        self._flows += bool(self._flows or getattr(event, "flow_style", False))
        return event

    def _scalar(self, event: yaml.ScalarEvent) -> yaml.Event:
        if len(event.value) > SCALAR:
            message = Message("the words are too long: {count} characters", count=len(event.value))
            self.refuse(
                event, message, Message("at most {most} characters", most=SCALAR), "shorten the words", "length"
            )
            return _emptied(event)
        self._note(event)
        event.value = event.value.replace("\r\n", "\n").replace("\r", "\n")
        odd = "" if event.value.isprintable() else next(filter(_unwelcome, event.value), "")
        if odd:
            message = Message(
                "the words have an invisible character ({character}) in them", character=f"U+{ord(odd):04X}"
            )
            self.refuse(
                event, message, "letters, digits and punctuation", "remove the \\ and what follows it", "control"
            )
            return _emptied(event)
        return event

    def _note(self, event: yaml.ScalarEvent) -> None:
        """Record where a scalar is, and whether it is suspect."""
        start, end = _place(event.start_mark), _place(event.end_mark)
        self.spans.append(CommentSpan(*start, *end, event.style, bool(self._flows)))
        if event.style:
            return
        if is_suspect(event.value):
            self.suspects.append(start[0])
        elif not self._flows and (lines := keyed_lines(self.words.lines, start, end)):
            self.maps.append(lines)

    def _is_only_one(self, event: yaml.Event) -> bool:
        place = event.end_mark
        line, column = (place.line, place.column) if place else (0, 0)
        for number, rest in enumerate(self.words.rest(line, column)):
            if rest.strip() and not rest.lstrip().startswith("#") and rest.strip() != "...":
                location = self.words.location(line + number, 0 if number else column)
                message, expected = "a second document begins here", "one document in a file"
                fix = "remove the line with ---, or put what follows into a file of its own"
                if not rest.lstrip().startswith("---"):
                    message = "the file is one value that ends before this, and what is here is not read"
                    expected = "key: value, each on a line of its own"
                    fix = "take away the quotation marks, or the { }, around what is before it"
                dots = self._dots(line + number)
                if dots is not None:
                    message = "the line with ... ends the file: what is below it is not read"
                    is_begun = rest.startswith("---")
                    fix = "remove the line with ..., or put what follows into a file of its own"
                    if is_begun:
                        fix = "remove the lines with ... and ---, or put what follows into a file of its own"
                    location = self.words.location(dots, 0)
                self.problems.append(Diagnostic(location, message, expected, fix, kind="document"))
                return False
        return True

    def _dots(self, below: int) -> int | None:
        """Return the line with ... before the beginning of a line, with only comments between."""
        for number in range(below - 1, -1, -1):
            line = self.words.lines[number]
            if re.match(r"\.\.\.(\s|\Z)", line):
                return number
            if line.strip() and not line.lstrip().startswith("#"):
                return None
        return None


def _place(location: Any) -> tuple[int, int]:
    """Return the line and the column of a mark of the parser, from 0."""
    return (location.line, location.column) if location is not None else (0, 0)


def _emptied(event: yaml.Event) -> yaml.Event:
    return yaml.ScalarEvent(None, None, (True, False), "", event.start_mark, event.end_mark)


def _unwelcome(character: str) -> bool:
    code = ord(character)
    return (
        (code < 0x20 and character not in "\t\n")
        or 0x7F <= code < 0xA0
        or code in {0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF}
    )
