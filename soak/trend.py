"""How fast a curve rises, and how sure that is: least squares with an interval that knows of memory in the errors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

SHARE = 0.2  # of the readings: over so many of them one may still have to do with another
# In place of Student's 1.96: with these weights the error is itself a guess. By simulation of 200 readings a slope of 0
# lies within 3.1 errors 95 times of 100 where readings are independent, and within 3.8 where each has 0.9 of the last.
REACH = 3.8


@dataclass(frozen=True, slots=True)
class Trend:
    """`slope` in units of y for each unit of x, with its 95 % confidence interval from `low` to `high`."""

    slope: float
    low: float
    high: float


def trend(xs: Sequence[float], ys: Sequence[float]) -> Trend:
    """Fit a line by least squares; the interval by Newey and West, with a quantile that was simulated.

    Readings that follow each other are alike (a cache fills, a pack is swapped), and what takes them for independent
    would tell far too narrow an interval. Raises ValueError for fewer than five readings.
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
