"""Suppression of counts under five, and of as many others as it takes that no sum reveals them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence

LEAST = 5

Counts = list[int | None]


def discreet(counts: Sequence[int], groups: Sequence[Hashable] = ()) -> Counts:
    """The counts of one sum, None if withheld; `groups`: the smaller sum that each is part of, if any.

    In each sum with a withheld count, at least two are withheld, together at least `LEAST`, so that none of them can
    be derived from the sum. The smallest go first, and zero counts if nothing else is left.
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < LEAST}
    sums = [[place for place, each in enumerate(groups) if each == group] for group in dict.fromkeys(groups)]
    sums.append(list(range(len(counts))))
    before = -1
    # Suppression in one sum may reveal a count in another.
    while len(hidden) != before:
        before = len(hidden)
        for places in sums:
            hidden |= _lacking(counts, places, hidden)
    return [None if place in hidden else count for place, count in enumerate(counts)]


def _lacking(counts: Sequence[int], places: Sequence[int], hidden: set[int]) -> set[int]:
    """What else must be withheld, for one sum."""
    withheld = hidden.intersection(places)
    others = sorted((place for place in places if place not in hidden), key=lambda place: _size(counts[place]))
    while withheld and others and (len(withheld) < 2 or sum(counts[place] for place in withheld) < LEAST):
        withheld.add(others.pop(0))
    return withheld


def _size(count: int) -> tuple[bool, int]:
    return not count, count


def discreet_part(part: int, whole: int) -> int | None:
    """A part of a known total; None if it or the rest is under `LEAST`."""
    return discreet([part, whole - part])[0]


def alone(count: int) -> int | None:
    """A count that is part of no reported sum."""
    return None if 0 < count < LEAST else count


def median(values: Collection[int]) -> int | None:
    """The median in whole units; None if there are fewer than `LEAST` values, for it would be one visitor's own."""
    size = len(values)
    if size < LEAST:
        return None
    # Millions of values have few distinct ones; sorting them one by one would create as many objects.
    lower = upper = seen = 0
    for value, number in sorted(Counter(values).items()):
        if seen <= (size - 1) // 2 < seen + number:
            lower = value
        if seen <= size // 2 < seen + number:
            upper = value
            break
        seen += number
    return (lower + upper) // 2
