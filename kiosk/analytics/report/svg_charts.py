"""Charts as inline SVG. Horizontal lengths are in per cent, so that text keeps its size on a phone and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kiosk.analytics.report.report_phrases import WITHHELD

COLUMNS_HEIGHT = 284
AXIS = 26  # below the columns, for their labels
HEAD = 24  # above them, for the largest number
ROW = 34  # of the heat map
LEFT = 9.0  # per cent, for the weekdays
GAP = 0.18  # of a column's width, left empty


def bar(number: int | None, most: int, kind: str = "bar", thick: int = 8) -> str:
    """One horizontal bar, scaled to the largest; a withheld value has a dotted line instead."""
    if number is None:
        inside = f'<line class="none" x1="0" y1="{thick / 2:g}" x2="6%" y2="{thick / 2:g}"/>'
    else:
        inside = f'<rect class="{kind}" width="{_share(number, most)}" height="{thick}"/>'
    rail = f'<rect class="rail" width="100%" height="{thick}"/>'
    shape = "bar" if kind == "bar" else "bar thin"
    return f'<svg class="{shape}" height="{thick}" aria-hidden="true">{rail}{inside}</svg>'


def columns(values: Sequence[int | None], labels: Sequence[str], told: str) -> str:
    """Columns side by side, with the largest number above its line; `told` is the text for screen readers.

    `labels` are parallel to the values; at most six of them are not empty.
    """
    most = max((value for value in values if value is not None), default=0)
    room, floor = 100 / max(1, len(values)), COLUMNS_HEIGHT - AXIS
    drawn = [
        f'<line class="grid" x1="0" y1="{HEAD}" x2="100%" y2="{HEAD}"/>',
        f'<text class="small" x="100%" y="{HEAD - 7}" text-anchor="end">{most:,}</text>',
    ]
    for place, value in enumerate(values):
        left, middle = place * room, (place + 0.5) * room
        if value is None:
            drawn.append(f'<text class="mark" x="{middle:.2f}%" y="{floor - 6}" text-anchor="middle">{WITHHELD}</text>')
        elif value:
            height = max(2.0, (floor - HEAD) * value / most)
            drawn.append(
                f'<rect class="bar" x="{left + room * GAP / 2:.2f}%" y="{floor - height:.1f}" '
                f'width="{room * (1 - GAP):.2f}%" height="{height:.1f}"/>'
            )
        if labels[place]:
            anchor, x = ("start", left) if place == 0 else ("middle", middle)
            text = escape(labels[place])
            drawn.append(
                f'<text class="small" x="{x:.2f}%" y="{COLUMNS_HEIGHT - 5}" text-anchor="{anchor}">{text}</text>'
            )
    drawn.append(f'<line class="floor" x1="0" y1="{floor}" x2="100%" y2="{floor}"/>')
    return _svg("columns", COLUMNS_HEIGHT, drawn, told)


def heat(rows: Sequence[Sequence[int | None]], names: Sequence[str], hours: range, told: str) -> str:
    """A cell for each hour of each weekday, with its number, brighter the higher it is."""
    most = max((cell for row in rows for cell in row if cell is not None), default=0)
    room = (100 - LEFT) / max(1, len(hours))
    drawn = []
    for line, (name, row) in enumerate(zip(names, rows, strict=True)):
        top = line * ROW
        drawn.append(f'<text class="small" x="0" y="{top + 22}">{escape(name)}</text>')
        for place, hour in enumerate(hours):
            drawn.append(_cell(row[hour], most, LEFT + place * room, top, room))
    for place, hour in enumerate(hours):
        x = LEFT + (place + 0.5) * room
        drawn.append(f'<text class="small" x="{x:.2f}%" y="{7 * ROW + 18}" text-anchor="middle">{hour}</text>')
    return _svg("heat", 7 * ROW + AXIS, drawn, told)


def _cell(number: int | None, most: int, left: float, top: int, room: float) -> str:
    if number == 0:
        return f'<rect class="rail" x="{left:.2f}%" y="{top}" width="{room * 0.94:.2f}%" height="{ROW - 3}"/>'
    share = (number or 0) / most if most else 0.0
    level = 0 if number is None else 1 + min(4, int(share * 5))
    text = WITHHELD if number is None else f"{number:,}"
    return (
        f'<rect class="heat{level}" x="{left:.2f}%" y="{top}" width="{room * 0.94:.2f}%" height="{ROW - 3}"/>'
        f'<text class="on{level}" x="{left + room * 0.47:.2f}%" y="{top + 21}" text-anchor="middle">{text}</text>'
    )


def _share(number: int, most: int) -> str:
    return f"{100 * number / most:.2f}%" if most else "0"


def _svg(kind: str, height: int, drawn: Sequence[str], told: str) -> str:
    label = escape(told, quote=True)
    return f'<svg class="{kind}" width="100%" height="{height}" role="img" aria-label="{label}">{"".join(drawn)}</svg>'
