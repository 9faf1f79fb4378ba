"""Curves as SVG: a small plot for each quantity, with the line of the slope that is judged."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from soak.reading import Reading
from soak.trend import trend

WIDTH, HEIGHT, LEFT, RIGHT, TOP, GAP = 960, 130, 76, 20, 56, 40
PLOTS = (
    ("in_use", "in use (malloc, after both collectors), MB", 1024),
    ("pss", "PSS, MB", 1024),
    ("objects", "Python objects, thousands", 1000),
    ("descriptors", "file descriptors", 1),
    ("threads", "threads", 1),
    ("frame", "longest frame, ms", 1),
)
STYLE = (
    "text{font:13px sans-serif;fill:#333}.head{font-size:17px;font-weight:bold}.label{font-weight:bold}"
    ".tick{text-anchor:end;dominant-baseline:middle}.foot{text-anchor:middle}.grid{stroke:#ddd}"
    ".curve{fill:none;stroke:#1b4a9c;stroke-width:1.4}.trend{fill:none;stroke:#9a2a34;stroke-width:2}"
)


class Plot:
    """One plot: positions in px for a number and a value; `row` counts from the top."""

    def __init__(self, row: int, last: int, values: Sequence[float]) -> None:
        self._top = TOP + row * (HEIGHT + GAP)
        self._last = last or 1
        room = (max(values) - min(values)) * 0.08 or max(1.0, max(values) * 0.02)
        self.low, self.high = max(0.0, min(values) - room), max(values) + room

    def x(self, number: float) -> float:
        """From the left."""
        return LEFT + number / self._last * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        """From the top."""
        return self._top + 20 + (self.high - value) / (self.high - self.low) * (HEIGHT - 20)

    def line(self, spots: Sequence[tuple[float, float]], kind: str) -> str:
        """A line through numbers and values."""
        points = " ".join(f"{self.x(number):.1f},{self.y(value):.1f}" for number, value in spots)
        return f'<polyline points="{points}" class="{kind}"/>'

    def frame(self, label: str) -> list[str]:
        """The label and three lines with their values."""
        parts = [f'<text x="{LEFT}" y="{self._top + 8}" class="label">{escape(label)}</text>']
        for value in (self.low, (self.low + self.high) / 2, self.high):
            y = f"{self.y(value):.1f}"
            parts.append(f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" class="grid"/>')
            parts.append(f'<text x="{LEFT - 8}" y="{y}" class="tick">{value:.4g}</text>')
        return parts


def write_svg(file: Path, parts: Sequence[str], height: int) -> None:
    """Write a picture of `WIDTH` x `height` px in the look of our plots: its parts may use the classes of `STYLE`."""
    body = "\n".join(parts)
    file.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">\n'
        f'<style>{STYLE}</style>\n<rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n',
        "utf-8",
    )


def draw(file: Path, title: str, readings: Sequence[Reading], counted: Sequence[Reading]) -> None:
    """Write the picture; the slope of memory in use is that of the `counted` readings."""
    last = readings[-1].number
    parts = [f'<text x="{LEFT}" y="26" class="head">{escape(title)}</text>']
    for row, (name, label, scale) in enumerate(PLOTS):
        spots = [(reading.number, getattr(reading, name) / scale) for reading in readings]
        plot = Plot(row, last, [value for _, value in spots])
        parts += [*plot.frame(label), plot.line(spots, "curve")]
        if name == "in_use" and len(counted) >= 5:
            numbers, values = [each.number for each in counted], [each.in_use / scale for each in counted]
            middle, level = sum(numbers) / len(numbers), sum(values) / len(values)
            slope = trend(numbers, values).slope
            parts.append(plot.line([(x, level + slope * (x - middle)) for x in (numbers[0], numbers[-1])], "trend"))
    foot = TOP + len(PLOTS) * (HEIGHT + GAP)
    for share in range(5):
        x = LEFT + share / 4 * (WIDTH - LEFT - RIGHT)
        parts.append(f'<text x="{x:.0f}" y="{foot - 14}" class="foot">{last * share / 4:,.0f}</text>')
    write_svg(file, parts, foot)
