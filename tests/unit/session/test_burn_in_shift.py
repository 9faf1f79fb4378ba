"""Burn-in protection: how far what stands still is moved."""

from __future__ import annotations

from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from kiosk.session.burn_in_shift import CYCLE, OFFSETS, offset


def test_it_begins_where_the_screen_was_designed() -> None:
    assert offset(0) == (0, 0)


@given(st.integers(0, 10**9))
def test_nothing_is_ever_moved_by_more_than_8_px(step: int) -> None:
    assert hypot(*offset(step)) <= 8


def test_a_cycle_visits_every_second_pixel_within_reach() -> None:
    within = {(x, y) for x in range(-8, 9, 2) for y in range(-8, 9, 2) if hypot(x, y) <= 8}
    assert {offset(step) for step in range(CYCLE)} == within == set(OFFSETS)
    assert len(OFFSETS) == len(within) == 49


@given(st.integers(0, 10**6))
def test_each_step_is_small_and_moves_something(step: int) -> None:
    (x, y), (further_x, further_y) = offset(step), offset(step + 1)
    assert 0 < hypot(further_x - x, further_y - y) < 5


@given(st.integers(0, 10**6))
def test_after_a_cycle_it_begins_again(step: int) -> None:
    assert offset(step + CYCLE) == offset(step)
