"""Losses of shapes: their markers, their strokes and their dashes. Runs in the worker only.

Each check yields (code, what); the place is that of the element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kiosk.media.drawings.svg_outlines import turns_at_its_end
from kiosk.media.drawings.svg_style import Element, Styles

Found = tuple[str, str]

MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")
MARKED = {"path", "line", "polyline", "polygon"}  # the shapes whose markers librsvg draws
_UNMARKED = {"rect", "circle", "ellipse"}
_MARKER_SIZES = ("refX", "refY", "markerWidth", "markerHeight")
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_NUMBERS = re.compile(_NUMBER)
_CURVES = re.compile(r"[AaCcQqSsTt]")
_MOVES = re.compile(r"[Mm]")
# A part of an outline that ends where it begins, without a way between.
_POINT = re.compile(
    rf"[Mm]\s*({_NUMBER})[\s,]*({_NUMBER})\s*(?:[zZ]\s*|[hv]\s*0\s*|l\s*0[\s,]+0\s*|L?\s*\1[\s,]+\2\s*|H\s*\1\s*|V\s*\2\s*)+"
    r"(?=[Mm]|\Z)"
)
_LONG = 400  # characters of an outline that may be a point


def check_shape(elements: Sequence[Element], styles: Styles) -> Iterator[Found]:
    """Yield the losses of the last of `elements`, each within the one before."""
    element = elements[-1]
    if element.name == "marker":
        for name in _MARKER_SIZES:
            if "%" in element.attributes.get(name, ""):
                yield "misread", f"{name} {element.attributes[name]}"
    elif element.name in _UNMARKED:
        for name in MARKERS:
            if styles.own_value(element, name).startswith("url("):
                yield "style", f"{name} {element.name}"
    elif (
        element.name == "path"
        and any(styles.inherited_value(elements, name).startswith("url(") for name in ("marker", "marker-mid"))
        and len(_MOVES.findall(element.attributes.get("d", ""))) > 1
        and _CURVES.search(element.attributes["d"])
    ):
        yield "style", "marker-mid"
    limit = _NUMBERS.match(styles.own_value(element, "stroke-miterlimit"))
    if limit and float(limit[0]) < 1:
        yield "misread", f"stroke-miterlimit {limit[0]}"
    if element.name in {*MARKED, *_UNMARKED}:
        yield from _check_stroke(elements, styles)


def _check_stroke(elements: Sequence[Element], styles: Styles) -> Iterator[Found]:
    element = elements[-1]
    if styles.inherited_value(elements, "stroke") in {"", "none"}:
        return
    cap = styles.inherited_value(elements, "stroke-linecap")
    if cap == "square" and _is_point(element):
        yield "style", "stroke-linecap square"
    width = _NUMBERS.match(styles.inherited_value(elements, "stroke-width") or "1")
    if width and element.name == "path" and turns_at_its_end(element.attributes.get("d", ""), float(width[0])):
        yield "misread", f"stroke-width {width[0]}"
    dashes = styles.inherited_value(elements, "stroke-dasharray")
    lengths = [float(number) for number in _NUMBERS.findall(dashes)]
    # At the corners of a closed outline librsvg draws dashes that have no length.
    if cap in {"", "butt"} and any(lengths) and lengths[0] == 0 and _is_closed(element):
        yield "misread", f"stroke-dasharray {dashes}"


def _is_point(element: Element) -> bool:
    attributes = element.attributes
    if element.name == "line":
        return all(attributes.get(f"{axis}1", "0") == attributes.get(f"{axis}2", "0") for axis in "xy")
    outline = attributes.get("d", "")
    return element.name == "path" and len(outline) < _LONG and _POINT.search(outline) is not None


def _is_closed(element: Element) -> bool:
    return element.name in {"rect", "polygon"} or (
        element.name == "path" and "z" in element.attributes.get("d", "").lower()
    )
