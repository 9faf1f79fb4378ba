"""Curves as SVG: one small picture a quantity, each with its line from the reading that counts on."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from soak.reading import Reading
from soak.trend import Trend

WIDTH, HEIGHT, LEFT, GAP = 960, 190, 76, 34
PLOTS = (
    ("in_use", "in use (malloc, after both collectors)", "MB", 1024),
    ("pss", "PSS", "MB", 1024),
    ("objects", "Python objects", "thousand", 1000),
    ("descriptors", "file descriptors", "", 1),
    ("threads", "threads", "", 1),
    ("frame", "longest frame", "ms", 1),
)


def draw(file: Path, unit: str, readings: Sequence[Reading], start: int, slope: Trend | None) -> None:
    """Write the picture; `slope` is of `in_use`, in kB for each step of `number`."""
    last = max(reading.number for reading in readings) or 1
    parts = [f'<text x="{LEFT}" y="26" class="head">{f"{last:,} {unit}"}</text>']
    for row, (name, label, measure, scale) in enumerate(PLOTS):
        top = 56 + row * (HEIGHT + GAP)
        values = [getattr(reading, name) / scale for reading in readings]
        low, high = min(values), max(values)
        room = (high - low) * 0.08 or max(1.0, high * 0.02)
        low, high = max(0.0, low - room), high + room

        def at(number: float, value: float, top: int = top, low: float = low, high: float = high) -> str:
            x = LEFT + number / last * (WIDTH - LEFT - 20)
            return f"{x:.1f},{top + HEIGHT - 20 - (value - low) / (high - low) * (HEIGHT - 40):.1f}"

        parts.append(
            f'<text x="{LEFT}" y="{top + 10}" class="label">{escape(label)}{", " + measure if measure else ""}</text>'
        )
        for value in (low, (low + high) / 2, high):
            y = at(0, value).split(",")[1]
            parts.append(
                f'<path d="M{LEFT} {y}H{WIDTH - 20}" class="grid"/>'
                f'<text x="{LEFT - 8}" y="{y}" class="tick">{value:.4g}</text>'
            )
        spots = " ".join(at(reading.number, value) for reading, value in zip(readings, values, strict=True))
        parts.append(f'<polyline points="{spots}" class="curve"/>')
        if name == "in_use" and slope is not None:
            used = [(reading.number, reading.in_use / scale) for reading in readings if reading.number >= start]
            middle = sum(x for x, _ in used) / len(used)
            level = sum(y for _, y in used) / len(used)
            line = [at(x, level + slope.slope * (x - middle) / scale) for x in (used[0][0], used[-1][0])]
            parts.append(f'<polyline points="{" ".join(line)}" class="trend"/>')
    foot = 56 + len(PLOTS) * (HEIGHT + GAP)
    parts += [
        f'<text x="{LEFT + number / last * (WIDTH - LEFT - 20):.0f}" y="{foot - 14}" class="foot">{number:,.0f}</text>'
        for number in (0, last / 4, last / 2, last * 3 / 4, last)
    ]
    parts.append(f'<text x="{(WIDTH + LEFT) / 2}" y="{foot + 10}" class="foot">{escape(unit)}</text>')
    style = (
        "text{font:13px sans-serif;fill:#333}.head{font-size:17px;font-weight:bold}.label{font-weight:bold}"
        ".tick{text-anchor:end;dominant-baseline:middle}.foot{text-anchor:middle}.grid{stroke:#ddd}"
        ".curve{fill:none;stroke:#1b4a9c;stroke-width:1.4}.trend{fill:none;stroke:#9a2a34;stroke-width:2}"
    )
    size = f'viewBox="0 0 {WIDTH} {foot + 24}" width="{WIDTH}" height="{foot + 24}"'
    body = "\n".join(parts)
    file.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n<style>{style}</style>\n'
        f'<rect width="100%" height="100%" fill="#fff"/>\n{body}\n</svg>\n',
        "utf-8",
    )
