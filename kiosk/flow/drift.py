"""Burn-in protection: what stands still on the glass for months moves a little now and then."""

from __future__ import annotations

REACH = 8
STEP = 2


def _offsets() -> tuple[tuple[int, int], ...]:
    """Every second pixel within the reach of the place that was designed, from there outwards, ring by ring."""
    rings = REACH // STEP
    spiral = [(0, 0)]
    for ring in range(1, rings + 1):
        spiral += [(x, -ring) for x in range(-ring, ring)]
        spiral += [(ring, y) for y in range(-ring, ring)]
        spiral += [(x, ring) for x in range(ring, -ring, -1)]
        spiral += [(-ring, y) for y in range(ring, -ring, -1)]
    return tuple((x * STEP, y * STEP) for x, y in spiral if x * x + y * y <= rings * rings)


OFFSETS = _offsets()
CYCLE = 2 * (len(OFFSETS) - 1)


def offset(step: int) -> tuple[int, int]:
    """How far everything stands from its designed place after so many steps: (right, down) in px, at most 8 away.

    The way leads out along a spiral and back the same way, so that no step is a leap; after `CYCLE` steps it begins
    again.
    """
    place = step % CYCLE
    return OFFSETS[min(place, CYCLE - place)]
