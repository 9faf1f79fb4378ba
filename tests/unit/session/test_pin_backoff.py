"""Guessing a PIN takes longer and longer, and no clock and no restart shortens it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.session.pin_backoff import MAX_WAIT, PinBackoff, add_failure, restore, seconds_left, wait_after

TIMES = st.floats(0, 1e9)


def test_five_tries_then_thirty_seconds_doubling_to_a_quarter_of_an_hour() -> None:
    assert [wait_after(wrong) for wrong in range(5)] == [0] * 5
    assert [wait_after(wrong) for wrong in range(5, 12)] == [30, 60, 120, 240, 480, 900, 900]
    assert wait_after(10**9) == 900


def test_each_wrong_pin_begins_the_wait_again() -> None:
    attempts = PinBackoff()
    for _ in range(5):
        assert seconds_left(attempts, 1000) == 0
        attempts = add_failure(attempts, 1000)
    assert seconds_left(attempts, 1000) == 30
    assert seconds_left(attempts, 1029) == 1
    assert seconds_left(attempts, 1030) == 0
    assert seconds_left(add_failure(attempts, 1030), 1030) == 60


def test_a_machine_that_started_since_waits_from_its_start() -> None:
    attempts = restore(PinBackoff(7, 86_400), 20)
    assert seconds_left(attempts, 20) == 100
    assert seconds_left(attempts, 120) == 0


@given(st.integers(-5, 10**12), st.floats(), TIMES)
def test_nothing_on_the_disk_locks_for_ever(wrong: int, at: float, now: float) -> None:
    attempts = restore(PinBackoff(wrong, at), now)
    assert 0 <= seconds_left(attempts, now) <= MAX_WAIT
    assert seconds_left(attempts, now + MAX_WAIT) < 1e-6


@given(st.lists(st.floats(0, 5000), max_size=30), st.integers(0, 40))
def test_waiting_never_opens_early(steps: list[float], restart: int) -> None:
    """Whoever tries as soon as he may has waited the whole of it, wherever the machine was started again."""
    now, attempts = 0.0, PinBackoff()
    for number, step in enumerate(steps):
        if number == restart:
            now, attempts = 0.0, restore(attempts, 0.0)
        before = seconds_left(attempts, now)
        now += step
        left = seconds_left(attempts, now)
        assert left >= before - step - 1e-6
        if left == 0:
            attempts = add_failure(attempts, now)
            assert seconds_left(attempts, now) <= wait_after(attempts.failed) <= seconds_left(attempts, now) + 1e-6
