"""Events → nodes: strings, lists and maps, each knowing where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from kiosk.content.findings import quoted
from kiosk.content.problems import Mark, Problem
from kiosk.content.reader.guard import Guard
from kiosk.content.reader.words import Words, decode, empty
from kiosk.content.telling import Told

_REFUSED = "\0"  # stands for a key that is none; no file has this sign


@dataclass(slots=True)
class Node:
    """A value and its place. `plain` is the value as str, list or dict; `items` and `keys` know the places inside."""

    mark: Mark
    plain: Any
    items: dict[str | int, Node] = field(default_factory=dict)
    keys: dict[str, Mark] = field(default_factory=dict)


@dataclass(slots=True)
class Sheet:
    """One file, read: `root` is None where it could not be.

    `remains`: the whole file but for what was refused in its own place, as a key that is there twice; for who must go
    on with what there is. None where its end was not reached.
    """

    file: str
    root: Node | None
    problems: list[Problem]
    remains: Node | None = None

    @property
    def plain(self) -> Any:
        """The whole file as strings, lists and dicts; None where it could not be read."""
        return self.root.plain if self.root else None

    def mark(self, path: Sequence[str | int], *, at_key: bool = False) -> Mark:
        """Return the place of the value (or the key) at a path. Levels that the file does not have are passed over."""
        node = self.root
        if node is None:
            return Mark(self.file)
        mark = node.mark
        for part in path:
            if node is not None and part in node.items:
                mark = node.keys[part] if at_key and isinstance(part, str) else node.items[part].mark
                node = node.items[part]
        return mark


class _Builder:
    """Builds nodes from events with a stack of its own."""

    def __init__(self, words: Words, guard: Guard) -> None:
        self.words = words
        self.guard = guard
        self.root: Node | None = None
        self.open: list[Node] = []
        self.pending: list[str | None] = []

    def build(self) -> Node | None:
        skipped = 0
        for event in self.guard.events():
            if skipped:
                skipped += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.open.pop()
                self.pending.pop()
            elif self._key_due():
                skipped = self._key(event)
            else:
                self._value(event)
        return self.root

    def _key_due(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1].plain, dict) and self.pending[-1] is None

    def _key(self, event: yaml.Event) -> int:
        """Take a key; return how many levels must be skipped because it is none."""
        parent = self.open[-1]
        if not isinstance(event, yaml.ScalarEvent):
            self.guard.refuse(event, "a key must be a single word", "key: value", "quote words that begin with [ or {")
            self.pending[-1] = _REFUSED
            return 1
        key, mark = event.value, self.guard.mark(event)
        if key == "<<":
            self.guard.refuse(
                event, "a merge key (<<) stands here", "key: value", "write the fields themselves", "merge"
            )
            key = _REFUSED
        elif key in parent.keys:
            first = parent.keys[key]
            message = Told("{name} is here for the second time", name=quoted(key))
            mend = Told("keep one of the two; the first is at {place}", place=f"{first.line}:{first.column}")
            self.guard.refuse(event, message, "each key once in a map", mend, "duplicate")
        else:
            parent.keys[key] = mark
        self.pending[-1] = key
        return 0

    def _value(self, event: yaml.Event) -> None:
        mark = self.guard.mark(event)
        plain: Any = event.value if isinstance(event, yaml.ScalarEvent) else None
        if plain is None:
            plain = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        node = Node(mark, plain)
        placed = self._place(node)
        if not isinstance(event, yaml.ScalarEvent):
            self.open.append(placed)
            self.pending.append(None)

    def _place(self, node: Node) -> Node:
        """Put a node into what is open, and return it; of two maps under one key the first takes in the second."""
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
        if key == _REFUSED:
            return node
        first = parent.items.setdefault(key, node)
        parent.plain.setdefault(key, node.plain)
        return first if isinstance(first.plain, dict) and isinstance(node.plain, dict) else node


def sheet_of(file: str, data: bytes) -> Sheet:
    """Read the bytes of a YAML file. Where anything is refused there is no root, only problems."""
    words, problems = decode(file, data)
    if words is None:
        return Sheet(file, None, problems)
    guard = Guard(words)
    root = _Builder(words, guard).build()
    if root is None and not guard.problems:
        guard.problems.append(empty(file))
    return Sheet(file, None if guard.problems else root, guard.problems, root if guard.ended else None)
