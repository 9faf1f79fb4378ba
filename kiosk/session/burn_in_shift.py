"""Burn-in protection: content that is fixed on the screen for months moves a little now and then."""

from __future__ import annotations

REACH = 8
STEP = 2


def _offsets() -> tuple[tuple[int, int], ...]:
    """Return every second pixel within reach, row by row, to the right and to the left in turn."""
    path: list[tuple[int, int]] = []
    for row, y in enumerate(range(-REACH, REACH + 1, STEP)):
        row_offsets = [(x, y) for x in range(-REACH, REACH + 1, STEP) if x * x + y * y <= REACH * REACH]
        path += row_offsets if row % 2 else row_offsets[::-1]
    return tuple(path)


OFFSETS = _offsets()
CYCLE = 2 * (len(OFFSETS) - 1)
DESIGNED = OFFSETS.index((0, 0))


def offset(step: int) -> tuple[int, int]:
    """Return the offset from the designed place after this many steps: (right, down) in px, at most 8 away.

    It begins at none, follows the path to its end and back, so that no step is a leap, and repeats after `CYCLE`.
    """
    index = (DESIGNED + step) % CYCLE
    return OFFSETS[min(index, CYCLE - index)]
