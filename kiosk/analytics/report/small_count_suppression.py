"""Counts under five are withheld, and with them as many others as it takes that no sum gives them away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence

LEAST = 5

Counts = list[int | None]


def discreet(counts: Sequence[int], groups: Sequence[Hashable] = ()) -> Counts:
    """The counts of one sum, None where withheld; `groups`: of which smaller sum each is a part, if it is of any.

    In each sum that is not told whole, at least two counts are withheld, of together at least `LEAST`, so that none of
    them is the rest of the sum. The smallest go first, and a count of none where nothing else is left.
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < LEAST}
    sums = [[place for place, each in enumerate(groups) if each == group] for group in dict.fromkeys(groups)]
    sums.append(list(range(len(counts))))
    before = -1
    # What one sum needs may lay another open.
    while len(hidden) != before:
        before = len(hidden)
        for places in sums:
            hidden |= _lacking(counts, places, hidden)
    return [None if place in hidden else count for place, count in enumerate(counts)]


def _lacking(counts: Sequence[int], places: Sequence[int], hidden: set[int]) -> set[int]:
    """What must be withheld besides, for one sum."""
    withheld = hidden.intersection(places)
    others = sorted((place for place in places if place not in hidden), key=lambda place: _size(counts[place]))
    while withheld and others and (len(withheld) < 2 or sum(counts[place] for place in withheld) < LEAST):
        withheld.add(others.pop(0))
    return withheld


def _size(count: int) -> tuple[bool, int]:
    return not count, count


def discreet_part(part: int, whole: int) -> int | None:
    """A part of a known whole; None where it or the rest is under `LEAST`."""
    return discreet([part, whole - part])[0]


def alone(count: int) -> int | None:
    """A count that no sum is told of."""
    return None if 0 < count < LEAST else count


def median(values: Collection[int]) -> int | None:
    """The median in whole units, None of fewer than `LEAST`: it would be somebody's own."""
    size = len(values)
    if size < LEAST:
        return None
    # Millions of seconds are few different ones: sorted one by one they would be as many objects.
    lower = upper = seen = 0
    for value, number in sorted(Counter(values).items()):
        if seen <= (size - 1) // 2 < seen + number:
            lower = value
        if seen <= size // 2 < seen + number:
            upper = value
            break
        seen += number
    return (lower + upper) // 2
