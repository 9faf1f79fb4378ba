"""What fits on a screen at 200 %, where a card, a moment or two steps stand alone on it.

Measured on the screens (1920 x 1080 and 1080 x 1920), below a heading of two lines: how many Chinese characters or
letters a line holds, and how many lines there is room for. Running text is broken, and needs no room of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from kiosk.content.emphasis import plain
from kiosk.content.model import (
    Card,
    CardsBlock,
    FlowBlock,
    HotspotsBlock,
    Level,
    MatchBlock,
    Moment,
    Part,
    Point,
    RingsBlock,
    Station,
    Step,
    StepsBlock,
    Text,
    TimelineBlock,
)
from kiosk.content.problems import Problem
from kiosk.content.reader.sheet import Sheet
from kiosk.content.walk import walk

Path = tuple[str | int, ...]
Entry = Card | Level | Moment | Point | Station | Step
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")
EXPECTED = "what a screen holds at 200 %: four lines of 17 Chinese characters or 37 letters, the title among them"


@dataclass(frozen=True)
class Shape:
    """A screen at 200 %: (characters, letters) in a line of a title and of its text; heights as shares of the room."""

    title: tuple[int, int]
    text: tuple[int, int]
    title_line: float
    text_line: float
    when_line: float


LANDSCAPE = Shape((15, 31), (17, 37), 0.216, 0.193, 0.272)
PORTRAIT = Shape((11, 20), (12, 24), 0.126, 0.123, 0.16)


def overfull(sheet: Sheet, root: Part) -> Iterator[Problem]:
    """Yield a warning for each entry of a list that a screen does not hold at 200 %."""
    for path, part in walk(root):
        for place, together in _screens(part):
            if max(_height(together, shape) for shape in (LANDSCAPE, PORTRAIT)) > 1:
                message = "at 200 % there is no room for these words"
                mend = "shorten them, or make two of it"
                yield Problem(sheet.mark((*path, *place)), message, EXPECTED, mend, "warning", "room")


def _screens(part: Part) -> Iterator[tuple[Path, Sequence[Entry]]]:
    """Yield (path of the first, entries) for what stands on one screen: two steps, or one of everything else."""
    if isinstance(part, StepsBlock):
        for number in range(0, len(part.steps), 2):
            yield ("steps", number), part.steps[number : number + 2]
    elif isinstance(part, CardsBlock):
        yield from ((("cards", number), (card,)) for number, card in enumerate(part.cards))
    elif isinstance(part, TimelineBlock):
        yield from ((("timeline", number), (moment,)) for number, moment in enumerate(part.moments))
    elif isinstance(part, HotspotsBlock):
        yield from ((("points", number), (point,)) for number, point in enumerate(part.points))
    elif isinstance(part, FlowBlock):
        yield from ((("stations", number), (station,)) for number, station in enumerate(part.stations))
    elif isinstance(part, RingsBlock):
        yield from ((("levels", number), (level,)) for number, level in enumerate(part.levels))
    elif isinstance(part, MatchBlock):
        # At 200 %: two signs, two answers, and each pair by itself with why.
        sides = [list(enumerate(pair.words() for pair in part.pairs))]
        sides.append([(number, part.pairs[number].answer) for number in part.order()])
        for side in sides:
            for first in range(0, len(side), 2):
                yield ("pairs", side[first][0]), [Step(title=words) for _, words in side[first : first + 2]]
        for number, pair in enumerate(part.pairs):
            yield ("pairs", number), (Step(title=pair.words(), text=pair.because),)


def _height(entries: Sequence[Entry], shape: Shape) -> float:
    """Return how much of the room the entries fill, in the language in which they fill most."""
    languages = {language for entry in entries for language, _ in entry.title.words} or {""}
    return max(sum(_entry(entry, shape, language) for entry in entries) for language in languages)


def _entry(entry: Entry, shape: Shape, language: str) -> float:
    height = _lines(entry.title, shape.title, language) * shape.title_line
    if entry.text is not None:
        height += _lines(entry.text, shape.text, language) * shape.text_line
    dated = isinstance(entry, Moment) or (isinstance(entry, Station) and entry.value is not None)
    return height + (shape.when_line if dated else 0)


def _lines(text: Text, room: tuple[int, int], language: str) -> int:
    words = plain(dict(text.words).get(language, text.same))
    return ceil(len(words) / room[0 if _HAN.search(words) else 1])
