"""Statistics of a benchmark: medians with quartiles, ratios of paired rounds, and a fitted power law."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Spread:
    """A median and the quartiles around it."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PowerLaw:
    """y = factor · x ** exponent."""

    factor: float
    exponent: float


def spread(values: Sequence[float]) -> Spread:
    """The median and quartiles; of fewer than four values, the lowest and highest. Raises ValueError for none."""
    if not values:
        raise ValueError("there is no value to take a median of")
    if len(values) < 4:
        return Spread(median(values), min(values), max(values))
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return Spread(middle, low, high)


def paired_ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """The ratio of each round. Raises ValueError unless both have a value above 0 for every round."""
    if len(ours) != len(theirs):
        raise ValueError(f"{len(ours)} rounds cannot be paired with {len(theirs)}")
    if any(value <= 0 for value in theirs):
        raise ValueError("a ratio to nothing has no value")
    return [own / other for own, other in zip(ours, theirs, strict=True)]


def fit_power_law(xs: Sequence[float], ys: Sequence[float]) -> PowerLaw:
    """Fit a line by least squares to the logarithms. Raises ValueError for fewer than two different x, or for 0."""
    if len(set(xs)) < 2 or min(*xs, *ys) <= 0:
        raise ValueError("a power law needs two different x, and values above 0")
    across, up = [math.log(x) for x in xs], [math.log(y) for y in ys]
    middle, level = math.fsum(across) / len(across), math.fsum(up) / len(up)
    spread_of_x = math.fsum((x - middle) ** 2 for x in across)
    exponent = math.fsum((x - middle) * (y - level) for x, y in zip(across, up, strict=True)) / spread_of_x
    return PowerLaw(math.exp(level - exponent * middle), exponent)
