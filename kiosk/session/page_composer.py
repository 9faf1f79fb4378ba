"""Page composer: assigns the rows of a page's blocks to parts, where they do not all fit at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

SLACK = 1.0  # px: rounding of heights
# Cost of a part, in shares of a whole empty part squared: a break within a block, and a row by itself.
BREAK = 0.04
TOGETHER_BREAK = 0.25  # a break within a list that is chosen from
HEADING_BREAK = 0.5  # a break between a heading and what it is the heading of
SENTENCE_BREAK = 0.01  # a break within a block at the end of a sentence
ORPHAN = 0.1
ORPHAN_LINE = 0.25  # a line of text by itself
MANY_ROWS = 3  # rows; in blocks with fewer one may be by itself
# A part with fewer lines of text than this looks left over: its cost, by the square of the missing share.
FEW_LINES = 5
SPARSE = 0.3


@dataclass(frozen=True, slots=True)
class Measured:
    """Heights of a block in px: its rows, the gap between them, and the space above the first and below the last.

    `sentence_ends` are the rows after which a break is suitable, counted from 0. `lines` are the lines of text in each
    row; empty where unknown. A part that begins within the block has `reminder` above its first row, and so has one
    that begins with the block itself if it `continues` another; a part that begins with one of its last `aftermath`
    rows has none, and with nothing else in it is hidden until something is answered. What is `awaiting` is hidden until
    something before it is answered: it shares no part with what is not. The rows of a block that keeps `together` are
    chosen from, and are best seen at once. A part that the block goes on after has `closing` below its last row. A
    block that `leads` is the heading of the next.
    """

    rows: tuple[float, ...]
    gap: float = 0.0
    space_above: float = 0.0
    space_below: float = 0.0
    sentence_ends: frozenset[int] = frozenset()
    lines: tuple[int, ...] = ()
    reminder: float = 0.0
    aftermath: int = 0
    continues: bool = False
    awaiting: bool = False
    together: bool = False
    closing: float = 0.0
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Slice:
    """The rows of a block from `first` to before `last` within one part; all are counted from 0."""

    block: int
    first: int
    last: int
    part: int


class Composition(NamedTuple):
    """Blocks divided into parts, and the `cost`: of two compositions with as many parts the cheaper looks better."""

    slices: tuple[Slice, ...]
    cost: float


def compose(
    blocks: Sequence[Measured], part_height: float, gap: float, first_part_height: float | None = None
) -> Composition:
    """Divide blocks into as few parts as a height of `part_height` px allows, each as full as the others.

    Every row is in exactly one part, in order; a row that is higher than a part has a part of its own. Blocks of one
    part are `gap` px apart. The first part has `first_part_height` px where the title takes more of it.
    """
    composer = _Composer(blocks, part_height, gap, part_height if first_part_height is None else first_part_height)
    cost, ends = composer.cheapest()
    return Composition(tuple(composer.slices(ends)), cost)


class _Facts(NamedTuple):
    """What a row adds to a part: heights in px, lines of text, and its costs as the last row of the part, or the first.

    `reminder` is added where the part begins with it, `closing` where it ends with it.
    """

    gap: float
    height: float
    reminder: float
    closing: float
    awaiting: bool
    lines: int
    begins: bool
    after: bool
    end: float
    orphan: float
    widow: float


class _Composer:
    """All rows of a page in a list, and the cost of placing some of them in a part."""

    def __init__(self, blocks: Sequence[Measured], part_height: float, gap: float, first_part_height: float) -> None:
        self._blocks = blocks
        self._part_height = max(1.0, part_height)
        self._first_part_height = max(1.0, first_part_height)
        self._gap = gap
        self._rows = [(number, row) for number, block in enumerate(blocks) for row in range(len(block.rows))]
        self._facts = [self._facts_of(blocks[number], row) for number, row in self._rows]

    def slices(self, ends: Sequence[int]) -> Iterator[Slice]:
        """Yield the slices of parts that end before these rows."""
        for part, (start, end) in enumerate(zip([0, *ends], ends, strict=False)):
            first = start
            for at in range(start, end):
                block, row = self._rows[at]
                if at + 1 == end or self._rows[at + 1][0] != block:
                    yield Slice(block, self._rows[first][1], row + 1, part)
                    first = at + 1

    def cheapest(self) -> tuple[float, tuple[int, ...]]:
        """Return the cheapest layout with the fewest parts: its cost, and the row before which each part ends."""
        count = len(self._rows)
        reach = [self._reach(start) for start in range(count)]
        fewest = [0] * (count + 1)  # parts that the rows from each one on need
        for row in reversed(range(count)):
            fewest[row] = 1 + min(fewest[end] for end in reach[row])

        @cache
        def best(start: int, parts: int) -> tuple[float, tuple[int, ...]] | None:
            if start == count or parts == 0:
                return (0.0, ()) if start == count and parts == 0 else None
            layouts = []
            for end, cost in reach[start].items():
                if fewest[end] < parts and (remaining := best(end, parts - 1)) is not None:
                    layouts.append((cost + remaining[0], (end, *remaining[1])))
            return min(layouts, default=None)

        return best(0, fewest[0]) or (0.0, ())

    def _reach(self, start: int) -> dict[int, float]:
        """Return the rows before which a part beginning with `start` may end, with the cost of each."""
        costs: dict[int, float] = {}
        part_height = self._first_part_height if start == 0 else self._part_height
        height, lines, hidden = self._facts[start].reminder, 0, True
        widow = self._facts[start].widow
        for at in range(start, len(self._facts)):
            row = self._facts[at]
            if row.awaiting != self._facts[start].awaiting:
                break
            if at > start:
                height += row.gap
            height += row.height
            if at > start and height > part_height + SLACK:
                break
            lines += row.lines
            hidden = hidden and row.after and not (at > start and row.begins)
            if hidden:
                costs[at + 1] = row.end
                continue
            if at > start and height + row.closing > part_height + SLACK:
                continue
            empty_share = max(0.0, part_height - height - row.closing) / part_height
            cost = empty_share * empty_share
            if lines < FEW_LINES:
                missing_share = (FEW_LINES - lines) / FEW_LINES
                cost += SPARSE * missing_share * missing_share
            alone = row.orphan if row.begins or at == start else 0
            costs[at + 1] = cost + row.end + alone + (widow if at > start else 0)
        return costs

    def _facts_of(self, block: Measured, row: int) -> _Facts:
        begins, ends = row == 0, row + 1 == len(block.rows)
        above, below = (block.space_above if begins else 0), (block.space_below if ends else 0)
        goes_on = (not begins or block.continues) and row < len(block.rows) - block.aftermath
        is_orphan = len(block.rows) > MANY_ROWS  # where no other row of its block is before it in its part
        return _Facts(
            gap=self._gap if begins else block.gap,
            height=block.rows[row] + above + below,
            reminder=block.reminder if goes_on else 0,
            closing=0 if ends else block.closing,
            awaiting=block.awaiting,
            lines=block.lines[row] if block.lines else FEW_LINES,
            begins=begins,
            after=not begins and row >= len(block.rows) - block.aftermath,
            end=self._cost(block, row),
            orphan=self._orphan_cost(block, row) if is_orphan else 0,
            widow=ORPHAN_LINE if is_orphan and ends and not begins and self._is_line(block, row) else 0,
        )

    def _orphan_cost(self, block: Measured, row: int) -> float:
        """Return the cost of a row by itself."""
        return ORPHAN_LINE if self._is_line(block, row) else ORPHAN

    @staticmethod
    def _is_line(block: Measured, row: int) -> bool:
        """Whether a row is a line of running text, which has no gap between its lines."""
        return bool(block.lines) and block.lines[row] == 1 and block.gap == 0

    @staticmethod
    def _cost(block: Measured, row: int) -> float:
        """Return the cost of ending a part with this row of a block."""
        if row + 1 == len(block.rows):
            return HEADING_BREAK if block.leads else 0.0
        return SENTENCE_BREAK if row in block.sentence_ends else TOGETHER_BREAK if block.together else BREAK
