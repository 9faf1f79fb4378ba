"""Suppression of counts under five, and of as many others as it takes that no sum reveals them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence

MIN_COUNT = 5

Counts = list[int | None]


def suppress(counts: Sequence[int], groups: Sequence[Hashable] = ()) -> Counts:
    """The counts of one sum, None if withheld; `groups`: the smaller sum that each is part of, if any.

    In each sum with a withheld count, at least two are withheld, together at least `MIN_COUNT`, so that none of them
    can be derived from the sum. The smallest go first, and zero counts if nothing else is left.
    """
    hidden = {index for index, count in enumerate(counts) if 0 < count < MIN_COUNT}
    sums = [[index for index, other in enumerate(groups) if other == group] for group in dict.fromkeys(groups)]
    sums.append(list(range(len(counts))))
    previous_size = -1
    # Suppression in one sum may reveal a count in another.
    while len(hidden) != previous_size:
        previous_size = len(hidden)
        for indexes in sums:
            hidden |= _find_complementary(counts, indexes, hidden)
    return [None if index in hidden else count for index, count in enumerate(counts)]


def _find_complementary(counts: Sequence[int], indexes: Sequence[int], hidden: set[int]) -> set[int]:
    """What else must be withheld, for one sum."""
    withheld = hidden.intersection(indexes)
    others = sorted(
        (index for index in indexes if index not in hidden), key=lambda index: _suppression_order(counts[index])
    )
    while withheld and others and (len(withheld) < 2 or sum(counts[index] for index in withheld) < MIN_COUNT):
        withheld.add(others.pop(0))
    return withheld


def _suppression_order(count: int) -> tuple[bool, int]:
    return not count, count


def suppress_part(part: int, whole: int) -> int | None:
    """A part of a known total; None if it or the rest is under `MIN_COUNT`."""
    return suppress([part, whole - part])[0]


def suppress_single(count: int) -> int | None:
    """A count that is part of no reported sum."""
    return None if 0 < count < MIN_COUNT else count


def median(values: Collection[int]) -> int | None:
    """The median in whole units; None if there are fewer than `MIN_COUNT` values, for it would be one visitor's own."""
    size = len(values)
    if size < MIN_COUNT:
        return None
    # Millions of values have few distinct ones; sorting them one by one would create as many objects.
    lower = upper = passed = 0
    for value, frequency in sorted(Counter(values).items()):
        if passed <= (size - 1) // 2 < passed + frequency:
            lower = value
        if passed <= size // 2 < passed + frequency:
            upper = value
            break
        passed += frequency
    return (lower + upper) // 2
