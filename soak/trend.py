"""How fast a curve rises, and how sure that is: least squares with an interval that knows of memory in the errors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

# Student's t at 97.5 % by degrees of freedom; between two, the smaller number of degrees counts.
_T = {3: 3.18, 4: 2.78, 5: 2.57, 6: 2.45, 8: 2.31, 10: 2.23, 15: 2.13, 20: 2.09, 30: 2.04, 60: 2.00, 120: 1.98}


@dataclass(frozen=True, slots=True)
class Trend:
    """`slope` in units of y for each unit of x, with its 95 % confidence interval from `low` to `high`."""

    slope: float
    low: float
    high: float


def trend(xs: Sequence[float], ys: Sequence[float]) -> Trend:
    """Fit a line by least squares; the interval by Newey and West, with weights by Bartlett over sqrt(n) lags.

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
    lags = math.ceil(math.sqrt(count))
    variance = math.fsum(score * score for score in scores)
    for lag in range(1, min(lags, count - 1) + 1):
        weight = 1 - lag / (lags + 1)
        variance += 2 * weight * math.fsum(scores[at] * scores[at - lag] for at in range(lag, count))
    free = count - 2
    error = math.sqrt(max(0.0, variance) * count / free) / spread
    reach = next((value for degrees, value in sorted(_T.items(), reverse=True) if degrees <= free), 3.18) * error
    return Trend(slope, slope - reach, slope + reach)
