"""Plots of the figures as SVG, in the look of the soak test's curves: the ratios, and the power laws of large packs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from bench.records import Record, judge
from bench.rows import PARTS, ROWS, Row, part_of
from bench.summary import fit_power_law
from soak.curves import RIGHT, WIDTH, write_svg

LINE, HEAD, NAMES = 26, 60, 470
TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10)
LEAST, MOST = 0.08, 12.0
BOX, LEFT = 420, 96
COLOURS = {
    "packs/check": "#1b4a9c",
    "packs/build": "#2f7d5b",
    "packs/install": "#9a2a34",
    "packs/start-growth": "#8a6d1d",
}
DOT = '<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>'
BLUE, RED = "#1b4a9c", "#9a2a34"


def draw_ratios(file: Path, records: Mapping[str, Record]) -> None:
    """A line for each ratio: its median, its quartiles, and the goal; red where the goal is not met."""
    rows = [row for part in PARTS for row in part.rows if row.name in records and row.shows == "ratio" and row.theirs]
    bottom = HEAD + len(rows) * LINE + 20
    parts = [
        '<text x="20" y="26" class="head">Kiosk against the other program: ratio (log scale)</text>',
        f'<text x="{WIDTH - RIGHT}" y="44" style="text-anchor:end">dot: median; line: quartiles; bar: goal</text>',
    ]
    for tick in TICKS:
        parts.append(f'<path d="M{_x(tick):.1f} {HEAD - 8}V{bottom - 14}" class="grid"/>')
        parts.append(f'<text x="{_x(tick):.1f}" y="{bottom + 4}" class="foot">{tick:g}</text>')
    for number, row in enumerate(rows):
        parts += _ratio(row, records[row.name], HEAD + number * LINE + LINE / 2)
    write_svg(file, parts, bottom + 20)


def _x(ratio: float) -> float:
    share = math.log(min(MOST, max(LEAST, ratio)) / LEAST) / math.log(MOST / LEAST)
    return NAMES + share * (WIDTH - NAMES - RIGHT - 40)


def _ratio(row: Row, record: Record, y: float) -> list[str]:
    result = judge(row, record.measured)
    colour = RED if result.met is False else BLUE
    low, high = _x(result.value.low), _x(result.value.high)
    parts = [
        f'<text x="20" y="{y + 4:.1f}">{escape(f"{part_of(row.name).name}: {row.what}".replace("`", ""))}</text>',
        f'<path d="M{low:.1f} {y:.1f}H{high:.1f}" style="stroke:{colour};stroke-width:3"/>',
        DOT.format(x=_x(result.value.median), y=y, colour=colour),
        f'<text x="{max(high, _x(result.value.median)) + 10:.1f}" y="{y + 4:.1f}">{result.value.median:.2f}</text>',
    ]
    if row.goal and row.goal.of == "ratio":
        x = _x(row.goal.limit)
        parts.append(f'<path d="M{x:.1f} {y - 9:.1f}V{y + 9:.1f}" style="stroke:#333;stroke-width:2"/>')
    return parts


def draw_power_laws(file: Path, records: Mapping[str, Record]) -> None:
    """Seconds over the number of pictures, both on log scales, with the fitted lines."""
    found = {name: records[name].measured for name in COLOURS if name in records and records[name].measured.counts}
    parts = ['<text x="20" y="26" class="head">Packs by their number of pictures (log scales)</text>']
    height = HEAD + BOX + 60
    if found:
        counts = [count for each in found.values() for count in each.counts]
        seconds = [value for each in found.values() for value in each.ours]
        across, up = _decades(counts), _decades(seconds)

        def x(count: float) -> float:
            return LEFT + (math.log10(count) - across[0]) / (across[-1] - across[0]) * (WIDTH - LEFT - 260)

        def y(second: float) -> float:
            return HEAD + BOX - (math.log10(second) - up[0]) / (up[-1] - up[0]) * BOX

        for power in across:
            parts.append(f'<path d="M{x(10.0**power):.1f} {HEAD}V{HEAD + BOX}" class="grid"/>')
            parts.append(f'<text x="{x(10.0**power):.1f}" y="{HEAD + BOX + 24}" class="foot">{10**power:,}</text>')
        for power in up:
            parts.append(f'<path d="M{LEFT} {y(10.0**power):.1f}H{WIDTH - 260}" class="grid"/>')
            parts.append(f'<text x="{LEFT - 8}" y="{y(10.0**power):.1f}" class="tick">{10.0**power:g} s</text>')
        ends = min(counts), max(counts)
        for number, (name, each) in enumerate(found.items()):
            law = fit_power_law(each.counts, each.ours)
            line = " ".join(f"{x(end):.1f},{y(law.factor * end**law.exponent):.1f}" for end in ends)
            parts.append(f'<polyline points="{line}" style="fill:none;stroke:{COLOURS[name]};stroke-width:2"/>')
            parts += [
                DOT.format(x=x(count), y=y(value), colour=COLOURS[name])
                for count, value in zip(each.counts, each.ours, strict=True)
            ]
            label = f"{ROWS[name].what.partition(',')[0].replace('`', '')}: n^{law.exponent:.2f}"
            spot = f'x="{WIDTH - 244}" y="{HEAD + 20 + number * LINE}"'
            parts.append(f'<text {spot} style="fill:{COLOURS[name]}">{escape(label)}</text>')
    write_svg(file, parts, height)


def _decades(values: Sequence[float]) -> range:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return range(low, max(high, low + 1) + 1)
