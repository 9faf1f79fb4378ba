"""Inline emphasis: **bold**, *emphasis*, and a backslash before a literal star.

A parser of its own, since CommonMark's flanking rule does not recognise the stars of `**“宜”**文化`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECE = re.compile(r"\\[*\\]|\*+|[^*\\]+|\\")


@dataclass(frozen=True, slots=True)
class EmphasisSpan:
    """Words in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False


def parse(text: str) -> tuple[EmphasisSpan, ...]:
    """Return the words as spans, neighbours in the same style joined. Unpaired stars stay as typed."""
    return tuple(_spans(_Pairing(text).items))


def plain(text: str) -> str:
    """Return the words without emphasis marks."""
    return "".join(span.text for span in parse(text))


@dataclass(slots=True)
class _Stars:
    """A run of stars: `turn` is +1 where it begins a style, -1 where it ends one, 0 where it stays as typed."""

    size: int
    turn: int = 0


class _Pairing:
    """Pairs the stars: the first that can close does, and what it crosses stays as typed."""

    def __init__(self, text: str) -> None:
        self.items: list[str | _Stars] = []
        self.open: list[_Stars] = []
        for found in _PIECE.finditer(text):
            piece = found[0]
            if not piece.startswith("*"):
                self.items.append(piece[1:] if piece in {r"\*", r"\\"} else piece)
            elif len(piece) > 3:
                self.items.append(piece)
            else:
                before, after = text[: found.start()][-1:], text[found.end() : found.end() + 1]
                left = self._close(len(piece)) if before and not before.isspace() else len(piece)
                self._begin(left, can_open=bool(after) and not after.isspace())

    def _close(self, size: int) -> int:
        """End styles with a run of stars; return how many stars are left."""
        while size and self.open:
            wanted = self.open[-1].size if size == 3 else size
            if all(stars.size != wanted for stars in self.open):
                break
            while (stars := self.open.pop()).size != wanted:
                pass
            stars.turn = 1
            self.items.append(_Stars(wanted, -1))
            size -= wanted
        return size

    def _begin(self, size: int, *, can_open: bool) -> None:
        for part in (2, 1) if size == 3 else (size,) if size else ():
            stars = _Stars(part)
            self.items.append(stars)
            if can_open:
                self.open.append(stars)


def _spans(items: list[str | _Stars]) -> list[EmphasisSpan]:
    spans: list[EmphasisSpan] = []
    depth = {1: 0, 2: 0}
    for item in items:
        if isinstance(item, _Stars) and item.turn:
            depth[item.size] += item.turn
            continue
        text = "*" * item.size if isinstance(item, _Stars) else item
        span = EmphasisSpan(text, strong=depth[2] > 0, emphasis=depth[1] > 0)
        if spans and (spans[-1].strong, spans[-1].emphasis) == (span.strong, span.emphasis):
            span = EmphasisSpan(spans.pop().text + text, span.strong, span.emphasis)
        spans.append(span)
    return spans
