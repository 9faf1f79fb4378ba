"""Charts as inline SVG. Horizontal lengths are in per cent, so that text keeps its size on a phone and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kiosk.analytics.report.report_phrases import WITHHELD

COLUMNS_HEIGHT = 284
AXIS = 26  # below the columns, for their labels
HEADER = 24  # above them, for the largest number
ROW = 34  # of the heat map
LEFT = 9.0  # per cent, for the weekdays
GAP = 0.18  # of a column's width, left empty


def bar(number: int | None, largest: int, kind: str = "bar", thickness: int = 8) -> str:
    """One horizontal bar, scaled to the largest; a withheld value has a dotted line instead."""
    if number is None:
        shape = f'<line class="none" x1="0" y1="{thickness / 2:g}" x2="6%" y2="{thickness / 2:g}"/>'
    else:
        shape = f'<rect class="{kind}" width="{_share(number, largest)}" height="{thickness}"/>'
    background = f'<rect class="rail" width="100%" height="{thickness}"/>'
    css_class = "bar" if kind == "bar" else "bar thin"
    return f'<svg class="{css_class}" height="{thickness}" aria-hidden="true">{background}{shape}</svg>'


def columns(values: Sequence[int | None], labels: Sequence[str], description: str) -> str:
    """Columns side by side, with the largest number above its line; `description` is the text for screen readers.

    `labels` are parallel to the values; at most six of them are not empty.
    """
    largest = max((value for value in values if value is not None), default=0)
    column_width, baseline = 100 / max(1, len(values)), COLUMNS_HEIGHT - AXIS
    elements = [
        f'<line class="grid" x1="0" y1="{HEADER}" x2="100%" y2="{HEADER}"/>',
        f'<text class="small" x="100%" y="{HEADER - 7}" text-anchor="end">{largest:,}</text>',
    ]
    for index, value in enumerate(values):
        x_left, x_middle = index * column_width, (index + 0.5) * column_width
        if value is None:
            elements.append(
                f'<text class="mark" x="{x_middle:.2f}%" y="{baseline - 6}" text-anchor="middle">{WITHHELD}</text>'
            )
        elif value:
            height = max(2.0, (baseline - HEADER) * value / largest)
            elements.append(
                f'<rect class="bar" x="{x_left + column_width * GAP / 2:.2f}%" y="{baseline - height:.1f}" '
                f'width="{column_width * (1 - GAP):.2f}%" height="{height:.1f}"/>'
            )
        if labels[index]:
            anchor, x = ("start", x_left) if index == 0 else ("middle", x_middle)
            text = escape(labels[index])
            elements.append(
                f'<text class="small" x="{x:.2f}%" y="{COLUMNS_HEIGHT - 5}" text-anchor="{anchor}">{text}</text>'
            )
    elements.append(f'<line class="floor" x1="0" y1="{baseline}" x2="100%" y2="{baseline}"/>')
    return _svg("columns", COLUMNS_HEIGHT, elements, description)


def heat(rows: Sequence[Sequence[int | None]], names: Sequence[str], hours: range, description: str) -> str:
    """A cell for each hour of each weekday, with its number, brighter the higher it is."""
    largest = max((cell for row in rows for cell in row if cell is not None), default=0)
    cell_width = (100 - LEFT) / max(1, len(hours))
    elements = []
    for row_number, (name, row) in enumerate(zip(names, rows, strict=True)):
        top = row_number * ROW
        elements.append(f'<text class="small" x="0" y="{top + 22}">{escape(name)}</text>')
        for index, hour in enumerate(hours):
            elements.append(_cell(row[hour], largest, LEFT + index * cell_width, top, cell_width))
    for index, hour in enumerate(hours):
        x = LEFT + (index + 0.5) * cell_width
        elements.append(f'<text class="small" x="{x:.2f}%" y="{7 * ROW + 18}" text-anchor="middle">{hour}</text>')
    return _svg("heat", 7 * ROW + AXIS, elements, description)


def _cell(number: int | None, largest: int, x: float, top: int, cell_width: float) -> str:
    if number == 0:
        return f'<rect class="rail" x="{x:.2f}%" y="{top}" width="{cell_width * 0.94:.2f}%" height="{ROW - 3}"/>'
    share = (number or 0) / largest if largest else 0.0
    level = 0 if number is None else 1 + min(4, int(share * 5))
    text = WITHHELD if number is None else f"{number:,}"
    return (
        f'<rect class="heat{level}" x="{x:.2f}%" y="{top}" width="{cell_width * 0.94:.2f}%" height="{ROW - 3}"/>'
        f'<text class="on{level}" x="{x + cell_width * 0.47:.2f}%" y="{top + 21}" text-anchor="middle">{text}</text>'
    )


def _share(number: int, largest: int) -> str:
    return f"{100 * number / largest:.2f}%" if largest else "0"


def _svg(kind: str, height: int, elements: Sequence[str], description: str) -> str:
    label = escape(description, quote=True)
    return (
        f'<svg class="{kind}" width="100%" height="{height}" role="img" aria-label="{label}">{"".join(elements)}</svg>'
    )
