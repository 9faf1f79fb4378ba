"""TTML (.ttml, .dfxp, .xml) reader: the spoken words with their times, and the words without times. Pure.

Source: Timed Text Markup Language 2, W3C, 10.4 and 12. Times of body, div, p and span are relative to their container's
beginning, or in a sequence to the end of the part before; a missing end is that of the container, else the next words.
If only the spans of a p have times, its other words last as long as those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from math import inf
from xml.parsers import expat

from kiosk.media.films.subrip import FULL_WIDTH, TimedCaption, UntimedText

_CLOCK = re.compile(
    r"(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{1,2})(?:[.,]([0-9]{1,9})|:([0-9]{1,3})(?:\.([0-9]{1,3}))?)?"
)
_OFFSET = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,9})?)\s*(h|ms|m|s|f|t)")
_SPACE = re.compile(r"[ \t\r\n]+")
_CONTAINERS = frozenset({"body", "div", "p"})
_NO_WORDS = frozenset({"metadata", "set", "animate", "title", "desc", "copyright", "agent", "name", "actor"})
_MAX_DEPTH = 60
_OPEN_MS = 3_600_000  # how long the last words with an open end last: until the film's end, which is unknown here


class _UnreadableError(ValueError):
    """A time that cannot be read."""


@dataclass(slots=True)
class _Part:
    """An element: its name and attributes without their prefixes, its line, and its content."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[_Part | str] = field(default_factory=list)

    def parts(self) -> list[_Part]:
        return [each for each in self.children if isinstance(each, _Part)]

    def text(self) -> str:
        return "".join(each if isinstance(each, str) else each.text() for each in self.children)

    @property
    def is_timed(self) -> bool:
        return any(name in self.attributes for name in ("begin", "end", "dur"))


@dataclass(frozen=True, slots=True)
class _Span:
    """A span from `start` to `end` in milliseconds; None if the end is unknown.

    `is_open`: the end is at most that of a container, and the next words may come before.
    """

    start: int
    end: int | None
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a paragraph and their times; None for as long as those with times."""

    span: _Span | None
    text: str


def read_timed_text(text: str) -> tuple[list[TimedCaption], list[UntimedText]]:
    """Return the spoken words, in file order, and the words without readable times.

    Raises ValueError for anything but TTML.
    """
    root = _parse(text)
    reader = _Reader(_Rate.of(root.attributes), _readings(root))
    for body in root.parts():
        if body.name == "body":
            reader.read(body, _Span(0, None), 0, is_timed=False)
    return _closed(reader.cues), reader.untimed


def _parse(text: str) -> _Part:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    top = _Part("", {}, 0)
    open_ = [top]

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if len(open_) > _MAX_DEPTH:
            raise ValueError("depth")
        local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        part = _Part(name.rpartition(":")[2], local, parser.CurrentLineNumber)
        open_[-1].children.append(part)
        open_.append(part)

    def add_text(data: str) -> None:
        open_[-1].children.append(data)

    def refuse(*_: object) -> None:
        raise ValueError("entities")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_.pop()
    parser.CharacterDataHandler = add_text
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    return top.parts()[0]


def _readings(root: _Part) -> dict[str, str]:
    """Return what styles say of ruby, by their ids."""
    styles = (part for part in _all_below(root) if part.name == "style" and "ruby" in part.attributes)
    return {part.attributes.get("id", ""): part.attributes["ruby"] for part in styles}


def _all_below(part: _Part) -> Iterator[_Part]:
    for each in part.parts():
        yield each
        yield from _all_below(each)


@dataclass(frozen=True, slots=True)
class _Rate:
    """The frames, parts of a frame and ticks of a second."""

    frames: Fraction
    parts: int
    ticks: Fraction

    @classmethod
    def of(cls, attributes: Mapping[str, str]) -> _Rate:
        whole = _positive(attributes.get("frameRate", ""), 30)
        factors = [int(each) for each in re.findall("[0-9]{1,6}", attributes.get("frameRateMultiplier", ""))]
        factor = Fraction(*factors) if len(factors) == 2 and all(factors) else Fraction(1)
        parts = _positive(attributes.get("subFrameRate", ""), 1)
        ticks = whole * factor * parts if "frameRate" in attributes else Fraction(1)
        return cls(whole * factor, parts, Fraction(_positive(attributes.get("tickRate", ""), 0)) or ticks)

    def milliseconds(self, text: str) -> int:
        """Return a time in milliseconds. Raises _UnreadableError."""
        plain = text.translate(FULL_WIDTH).strip()
        if clock := _CLOCK.fullmatch(plain):
            hours, minutes, seconds, fraction, frames, parts = (each or "0" for each in clock.groups())
            time = Fraction((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) + Fraction(f"0.{fraction}")
            time += (int(frames) + Fraction(int(parts), self.parts)) / self.frames
        elif offset := _OFFSET.fullmatch(plain):
            units: dict[str, int | Fraction] = {"h": 3600, "m": 60, "s": 1, "ms": Fraction(1, 1000)}
            units |= {"f": 1 / self.frames, "t": 1 / self.ticks}
            time = Fraction(offset[1]) * units[offset[2]]
        else:
            raise _UnreadableError(text)
        return round(time * 1000)


def _positive(text: str, default: int) -> int:
    return int(text) if re.fullmatch("[0-9]{1,9}", text) and int(text) else default


@dataclass(slots=True)
class _Reader:
    rate: _Rate
    readings: Mapping[str, str]
    cues: list[tuple[_Span, str, int]] = field(default_factory=list)
    untimed: list[UntimedText] = field(default_factory=list)

    def read(self, part: _Part, container: _Span, reference: int, *, is_timed: bool) -> _Span:
        """Read a body, div or p, and return its span; its own times are relative to `reference`."""
        try:
            span = self._span(part, container, reference)
        except _UnreadableError:
            self._add_untimed(part.line, part.text())
            return container
        is_timed = is_timed or part.is_timed
        if part.name == "p":
            self._read_paragraph(part, span, is_timed=is_timed)
            return span
        reference = span.start
        for each in part.children:
            if isinstance(each, str):
                self._add_untimed(part.line, each)
            elif each.name in {"div", "p"}:
                inner = self.read(each, span, reference, is_timed=is_timed)
                reference = self._next(part, reference, inner)
            elif each.name not in _NO_WORDS:
                self._add_untimed(each.line, each.text())
        return span

    def _span(self, part: _Part, container: _Span, reference: int) -> _Span:
        times = {
            name: self.rate.milliseconds(part.attributes[name])
            for name in ("begin", "end", "dur")
            if name in part.attributes
        }
        start = reference + times.get("begin", 0)
        ends = [reference + times["end"]] if "end" in times else []
        ends += [start + times["dur"]] if "dur" in times else []
        ends += [container.end] if container.end is not None else []
        is_open = not {"end", "dur"} & times.keys() and (part.name in _CONTAINERS or container.is_open)
        return _Span(start, min(ends, default=None), is_open)

    def _next(self, part: _Part, reference: int, inner: _Span) -> int:
        """Return the reference time of the part after `inner`."""
        is_sequence = part.attributes.get("timeContainer") == "seq"
        return inner.end if is_sequence and inner.end is not None else reference

    def _read_paragraph(self, part: _Part, span: _Span, *, is_timed: bool) -> None:
        is_whole = part.is_timed or (is_timed and not any(each.is_timed for each in _all_below(part)))
        pieces = list(self._pieces(part, span, span if is_whole else None))
        timed = [piece.span for piece in pieces if piece.span is not None]
        if not timed:
            self._add_untimed(part.line, "".join(piece.text for piece in pieces))
            return
        last = max(timed, key=_end)
        hull = _Span(min(each.start for each in timed), last.end, last.is_open)
        timed_text = [(piece.span or hull, piece.text) for piece in pieces]
        empty = [(each, text) for each, text in timed_text if each.end is not None and each.end <= each.start]
        self.cues += [(each, text, part.line) for each, text in empty if text.strip()]
        timed_text = [each for each in timed_text if each not in empty]
        moments = sorted({moment for each, _ in timed_text for moment in (each.start, each.end) if moment is not None})
        cues: list[tuple[_Span, str, int]] = []
        for start, end in pairwise([*moments, None]):
            now = [(each, text) for each, text in timed_text if start is not None and _is_active(each, start)]
            text = "".join(text for _, text in now)
            if start is None or not text.strip():
                continue
            is_open = any(each.is_open and each.end == end for each, _ in now)
            is_same = bool(cues) and cues[-1][1] == text and cues[-1][0].end == start
            begun = cues.pop()[0].start if is_same else start
            cues.append((_Span(begun, end, is_open), text, part.line))
        self.cues += cues

    def _pieces(self, part: _Part, span: _Span, shown: _Span | None) -> Iterator[_Piece]:
        """Yield the words of a part; its own last while it is `shown`, and times in it are relative to its `span`."""
        keeps = part.attributes.get("space") == "preserve"
        reference = span.start
        for each in part.children:
            if isinstance(each, str):
                yield _Piece(shown, each if keeps else _SPACE.sub(" ", each))
            elif each.name == "br":
                yield _Piece(shown, "\n")
            elif each.name not in _NO_WORDS:
                try:
                    inner = self._span(each, span, reference)
                except _UnreadableError:
                    self._add_untimed(each.line, each.text())
                    continue
                reference = self._next(part, reference, inner)
                if keeps:
                    each.attributes.setdefault("space", "preserve")
                yield from self._with_ruby_brackets(
                    each, list(self._pieces(each, inner, inner if each.is_timed else shown))
                )

    def _with_ruby_brackets(self, part: _Part, pieces: list[_Piece]) -> list[_Piece]:
        """Return the words of a span: readings (ruby) in brackets, without those that replace brackets."""
        named = (self.readings.get(style, "") for style in part.attributes.get("style", "").split())
        ruby = part.attributes.get("ruby") or next(filter(None, named), "")
        if ruby == "delimiter":
            return []
        if ruby == "text" and pieces:
            first, last = pieces[0].span, pieces[-1].span
            return [_Piece(first, "\uff08"), *pieces, _Piece(last, "\uff09")]
        return pieces

    def _add_untimed(self, line: int, text: str) -> None:
        plain = " ".join(_SPACE.sub(" ", text).split(" ")).strip()
        if plain.strip():
            self.untimed.append(UntimedText(line, plain))


def _is_active(span: _Span, moment: int) -> bool:
    return span.start <= moment and (span.end is None or span.end > moment)


def _end(span: _Span) -> float:
    return inf if span.end is None else span.end


def _closed(cues: list[tuple[_Span, str, int]]) -> list[TimedCaption]:
    """Return the spoken words with an end: open ones end where the next begin."""
    following = dict(pairwise(sorted({span.start for span, _, _ in cues})))
    closed: list[TimedCaption] = []
    for span, text, line in cues:
        ends = [span.end] if span.end is not None else []
        ends += [following[span.start]] if span.is_open and span.start in following else []
        closed.append(TimedCaption(span.start, min(ends, default=span.start + _OPEN_MS), text, line))
    return closed
