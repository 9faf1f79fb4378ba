"""The composer divides a page into parts: nothing lost, nothing twice, as few and as even as the room allows."""

from __future__ import annotations

import gc
import math
from collections import Counter
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from kiosk.session import page_composer
from kiosk.session.page_composer import SLACK, Measured, Slice, compose

heights = st.floats(1, 900)
blocks = st.builds(
    Measured,
    rows=st.lists(heights, min_size=1, max_size=12).map(tuple),
    gap=st.floats(0, 40),
    space_above=st.floats(0, 90),
    space_below=st.floats(0, 60),
    reminder=st.floats(0, 120),
    aftermath=st.integers(0, 2),
    continues=st.booleans(),
    awaiting=st.booleans(),
    together=st.booleans(),
    closing=st.floats(0, 90),
    leads=st.booleans(),
)
pages = st.lists(blocks, max_size=6)


def height(page: list[Measured], slices: list[Slice], gap: float) -> float:
    """How high the slices of one part stand."""
    total = gap * (len(slices) - 1)
    for each in slices:
        block = page[each.block]
        total += sum(block.rows[each.first : each.last]) + block.gap * (each.last - each.first - 1)
        total += (block.space_above if each.first == 0 else 0) + (
            block.space_below if each.last == len(block.rows) else 0
        )
    first = slices[0]
    block = page[first.block]
    goes_on = (first.first > 0 or block.continues) and first.first < len(block.rows) - block.aftermath
    last = slices[-1]
    closing = page[last.block].closing if last.last < len(page[last.block].rows) else 0
    return total + (block.reminder if goes_on else 0) + closing


def parts(slices: tuple[Slice, ...]) -> list[list[Slice]]:
    return [list(group) for _, group in groupby(slices, key=lambda each: each.part)]


@given(pages, st.floats(1, 1200), st.floats(0, 80))
def test_every_row_stands_in_exactly_one_part_in_its_order(page: list[Measured], room: float, gap: float) -> None:
    reported = [(each.block, row) for each in compose(page, room, gap).slices for row in range(each.first, each.last)]
    assert reported == [(number, row) for number, block in enumerate(page) for row in range(len(block.rows))]


@given(pages, st.floats(1, 1200), st.floats(0, 80))
def test_parts_are_counted_and_fit_unless_one_row_is_too_high(page: list[Measured], room: float, gap: float) -> None:
    found = parts(compose(page, room, gap).slices)
    assert [group[0].part for group in found] == list(range(len(found)))
    for group in found:
        rows = sum(each.last - each.first for each in group)
        assert rows == 1 or height(page, group, gap) <= room + 2 * SLACK


@given(pages, st.floats(1, 1200), st.floats(1, 1200), st.floats(0, 80))
def test_the_first_part_has_a_room_of_its_own(page: list[Measured], first: float, room: float, gap: float) -> None:
    found = parts(compose(page, room, gap, first).slices)
    reported = [(each.block, row) for group in found for each in group for row in range(each.first, each.last)]
    assert reported == [(number, row) for number, block in enumerate(page) for row in range(len(block.rows))]
    for number, group in enumerate(found):
        rows = sum(each.last - each.first for each in group)
        assert rows == 1 or height(page, group, gap) <= (room if number else first) + 2 * SLACK


@given(pages, st.floats(1, 1200), st.floats(0, 80))
def test_a_block_is_told_once_in_each_part(page: list[Measured], room: float, gap: float) -> None:
    counted = Counter((each.part, each.block) for each in compose(page, room, gap).slices)
    assert all(times == 1 for times in counted.values())


@given(st.lists(st.floats(20, 100), min_size=1, max_size=40), st.floats(200, 600))
def test_no_part_is_nearly_empty_where_another_is_full(rows: list[float], room: float) -> None:
    weights = [
        height([Measured(tuple(rows))], group, 0) for group in parts(compose([Measured(tuple(rows))], room, 0).slices)
    ]
    assert max(weights) - min(weights) <= max(rows) * 2 + room * 0.35


@given(pages, st.floats(1, 1200), st.floats(0, 80))
def test_what_awaits_an_answer_shares_no_part_with_the_rest(page: list[Measured], room: float, gap: float) -> None:
    for group in parts(compose(page, room, gap).slices):
        assert len({page[each.block].awaiting for each in group}) == 1


def test_a_part_that_a_block_goes_on_after_has_room_for_what_closes_it() -> None:
    cut = Measured((100.0,) * 4, closing=60.0, space_below=60.0)
    assert len(parts(compose([cut], 460, 0).slices)) == 1
    assert [group[-1].last for group in parts(compose([cut], 270, 0).slices)] == [2, 4]
    assert [group[-1].last for group in parts(compose([cut], 250, 0).slices)] == [1, 2, 3, 4]


def test_a_part_that_goes_on_has_room_for_its_reminder() -> None:
    asked = Measured((100.0,) * 8, reminder=60.0)
    assert len(parts(compose([asked], 460, 0).slices)) == 2
    assert len(parts(compose([asked], 440, 0).slices)) == 3
    # Its own beginning needs none, unless it continues another block.
    assert compose([Measured((100.0,) * 4, reminder=60.0)], 400, 0).slices == (Slice(0, 0, 4, 0),)
    pieces = [Measured((100.0,) * 4), Measured((100.0,) * 4, reminder=60.0, continues=True)]
    assert compose(pieces, 460, 0).slices == (Slice(0, 0, 4, 0), Slice(1, 0, 4, 1))
    assert len(parts(compose(pieces, 440, 0).slices)) == 3
    # What is below its last answer needs none.
    reason = Measured((100.0, 100.0, 100.0, 350.0), reminder=60.0, aftermath=1)
    assert compose([reason], 360, 0).slices == (Slice(0, 0, 3, 0), Slice(0, 3, 4, 1))


def test_what_is_chosen_from_is_divided_only_where_that_saves_a_part() -> None:
    sides = [Measured((100.0,) * 3, together=True), Measured((100.0,) * 3, together=True), Measured((220.0,))]
    assert compose(sides, 600, 20).slices == (Slice(0, 0, 3, 0), Slice(1, 0, 3, 1), Slice(2, 0, 1, 1))


def test_what_fits_is_one_part() -> None:
    page = [Measured((100.0,)), Measured((50.0, 50.0), gap=10, space_above=20, space_below=30)]
    assert compose(page, 100 + 40 + 20 + 110 + 30, 40).slices == (Slice(0, 0, 1, 0), Slice(1, 0, 2, 0))


def test_nothing_has_no_part() -> None:
    assert compose([], 500, 40).slices == ()


def test_rows_are_shared_out_evenly() -> None:
    assert compose([Measured((100.0,) * 8)], 700, 0).slices == (Slice(0, 0, 4, 0), Slice(0, 4, 8, 1))


def test_a_break_falls_between_blocks_rather_than_within_one() -> None:
    page = [Measured((100.0,) * 3), Measured((100.0,) * 4)]
    assert compose(page, 420, 20).slices == (Slice(0, 0, 3, 0), Slice(1, 0, 4, 1))


def test_a_break_within_a_block_falls_where_a_sentence_ends() -> None:
    rows = (100.0,) * 9
    assert compose([Measured(rows)], 620, 0).slices[0].last in {4, 5}
    for rest in (3, 4, 5):
        assert compose([Measured(rows, sentence_ends=frozenset({rest - 1}))], 620, 0).slices[0].last in {rest, 4, 5}
    assert compose([Measured(rows, sentence_ends=frozenset({3}))], 620, 0).slices[0].last == 4
    assert compose([Measured(rows, sentence_ends=frozenset({4}))], 620, 0).slices[0].last == 5


def test_no_row_is_left_alone_where_it_can_have_company() -> None:
    page = [Measured((300.0,)), Measured((100.0,) * 6)]
    assert [each for each in compose(page, 400, 0).slices if each.block == 1] == [Slice(1, 0, 3, 1), Slice(1, 3, 6, 2)]


def test_the_rows_of_a_long_page_are_divided_in_no_time() -> None:
    page = [Measured((20.0,) * 60) for _ in range(5)]
    assert len(parts(compose(page, 400, 20).slices)) == 15


def test_a_page_that_was_divided_is_forgotten() -> None:
    for room in (300.0, 400.0, 500.0):
        compose([Measured((100.0,) * 8)], room, 0)
    gc.collect()
    assert [each for each in gc.get_objects() if isinstance(each, page_composer._Composer)] == []


@given(pages, st.floats(1, 1200), st.floats(1, 1200), st.floats(0, 80))
def test_a_division_costs_no_more_than_its_parts(page: list[Measured], first: float, room: float, gap: float) -> None:
    slices, cost = compose(page, room, gap, first)
    assert slices == compose(page, room, gap, first).slices
    count = len(parts(slices))
    # An empty part costs 1, one without words SPARSE more, a break or a row that is alone little.
    assert 0 <= cost <= count * (1 + page_composer.SPARSE + page_composer.ORPHAN_LINE + page_composer.TOGETHER_BREAK)


def test_a_part_of_few_lines_takes_some_of_those_that_follow() -> None:
    figures = Measured((330.0,), lines=(2,))
    words = Measured((100.0,) * 6, lines=(1,) * 6)
    assert compose([figures, words], 720, 16, 608).slices == (Slice(0, 0, 1, 0), Slice(1, 0, 2, 0), Slice(1, 2, 6, 1))
    unknown = [Measured((330.0,)), Measured((100.0,) * 6)]
    assert compose(unknown, 720, 16, 608).slices == (Slice(0, 0, 1, 0), Slice(1, 0, 6, 1))


@given(st.integers(4, 40), st.integers(4, 12), st.floats(1, 400))
def test_no_line_of_words_is_left_alone_unless_that_saves_a_part(lines: int, room: int, above: float) -> None:
    words = Measured((100.0,) * lines, lines=(1,) * lines)
    page = [Measured((above,), lines=(2,)), words]
    slices = compose(page, room * 100.0, 16).slices
    beside = int((room * 100 - above - 16) // 100)
    ways = [some for some in range(min(beside, lines) + 1) if some != 1 and lines - some != 1]
    possible = any(1 + math.ceil((lines - some) / room) == len(parts(slices)) for some in ways)
    alone = any(each.block == 1 and each.last - each.first == 1 for each in slices)
    assert not (possible and alone)
    assert all(each.last - each.first > 1 for each in compose([words], room * 100.0, 16).slices)


def test_a_reason_goes_in_a_part_of_its_own_so_that_all_answers_are_in_one() -> None:
    # Three answers and the reason of an answer: hidden until then, its part looks empty to nobody.
    asked = Measured((100.0, 100.0, 100.0, 80.0), aftermath=1, sentence_ends=frozenset({2}), together=True)
    assert compose([asked], 320, 0).slices == (Slice(0, 0, 3, 0), Slice(0, 3, 4, 1))
    # What is below goes with it, and does not leave it alone.
    page = [asked, Measured((100.0,))]
    assert compose(page, 320, 0).slices == (Slice(0, 0, 3, 0), Slice(0, 3, 4, 1), Slice(1, 0, 1, 1))


def test_a_heading_shares_a_part_with_what_it_is_the_heading_of() -> None:
    for leads, end in ((False, 0), (True, 1)):
        page = [Measured((100.0,) * 3), Measured((50.0,), leads=leads), Measured((100.0, 100.0, 120.0))]
        assert compose(page, 370, 0).slices[1] == Slice(1, 0, 1, end)
    # Not where a part more would be needed.
    page = [Measured((100.0,) * 2), Measured((50.0,), leads=True), Measured((250.0,))]
    assert compose(page, 260, 0).slices == (Slice(0, 0, 2, 0), Slice(1, 0, 1, 0), Slice(2, 0, 1, 1))


def test_the_last_line_of_words_is_not_alone_above_another_block() -> None:
    words = Measured((100.0,) * 5, lines=(1,) * 5, sentence_ends=frozenset({3}))
    assert compose([words, Measured((220.0,))], 420, 0).slices[0] == Slice(0, 0, 3, 0)
    assert compose([words, Measured((320.0,))], 420, 0).slices[0] == Slice(0, 0, 4, 0)
