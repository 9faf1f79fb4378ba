"""No count under five is reported, and none can be worked out from those that are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.analytics.report.small_count_suppression import MIN_COUNT, median, suppress, suppress_part, suppress_single

COUNTS = st.lists(st.integers(0, 12) | st.integers(0, 300), min_size=1, max_size=20)


def is_open(counts: Sequence[int], shown: Sequence[int | None]) -> bool:
    """Whether the rest of a known sum tells of a few, or of one cell."""
    withheld = [count for count, reported in zip(counts, shown, strict=True) if reported is None]
    return bool(withheld) and len(withheld) < len(counts) and (len(withheld) < 2 or sum(withheld) < MIN_COUNT)


@given(COUNTS)
def test_what_is_told_is_true_and_never_of_a_few(counts: list[int]) -> None:
    for count, reported in zip(counts, suppress(counts), strict=True):
        assert reported in {None, count}
        assert reported is None or reported == 0 or reported >= MIN_COUNT


@given(COUNTS)
def test_the_rest_of_the_sum_gives_nobody_away(counts: list[int]) -> None:
    assert not is_open(counts, suppress(counts))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), min_size=1, max_size=40))
def test_neither_does_that_of_a_part_whose_sum_is_told_elsewhere(cells: list[tuple[int, int]]) -> None:
    counts, groups = [count for count, _ in cells], [group for _, group in cells]
    shown = suppress(counts, groups)
    assert not is_open(counts, shown)
    for group in set(groups):
        places = [place for place, each in enumerate(groups) if each == group]
        assert not is_open([counts[place] for place in places], [shown[place] for place in places])


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([10, 20, 30], [10, 20, 30]),
        ([0, 20, 30], [0, 20, 30]),
        ([3, 20, 30], [None, None, 30]),
        ([3, 4, 30], [None, None, 30]),
        ([1, 1, 30, 8], [None, None, 30, None]),
        ([3, 0, 0], [None, None, None]),
        ([2], [None]),
        ([], []),
    ],
)
def test_as_little_as_possible_is_withheld(counts: list[int], shown: list[int | None]) -> None:
    assert suppress(counts) == shown


def test_a_part_is_told_where_the_rest_may_be_too() -> None:
    assert suppress_part(20, 100) == 20
    assert suppress_part(97, 100) is None
    assert suppress_part(0, 100) == 0
    assert (suppress_single(4), suppress_single(5), suppress_single(0)) == (None, 5, 0)


def test_a_median_of_a_few_is_somebodys_own() -> None:
    assert median([1, 2, 3, 4]) is None
    assert median([9, 1, 5, 3, 100]) == 5
    assert median([1, 2, 4, 6, 8, 9]) == 5
