"""Outlines of paths: where a curve turns at its very end, and a thick stroke breaks. Runs in the worker only.

Where the handle of a curve is far shorter than the stroke is wide, and points elsewhere than the curve goes, librsvg
leaves out the last part of the stroke, or cuts its end askew.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

Point = tuple[float, float]
Curve = tuple[Point, Point, Point, Point]

LONGEST = 100_000  # characters of an outline that are read
_PART = re.compile(r"[AaCcHhLlMmQqSsTtVvZz]|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_COUNTS = {"M": 2, "L": 2, "T": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7}
# Of the width of the stroke: shorter ones turn nothing, with longer ones the stroke is as its outline demands.
_TINY, _SHORT = 1e-5, 1 / 50
_TURN = math.cos(math.radians(45))


def turns_at_its_end(outline: str, width: float) -> bool:
    """Return whether a stroke of this width would break at the end of one of an outline's cubic curves."""
    return any(
        _breaks(first, second, third, fourth, width) or _breaks(fourth, third, second, first, width)
        for first, second, third, fourth in _curves(outline[:LONGEST])
    )


def _breaks(end: Point, handle: Point, other: Point, far: Point, width: float) -> bool:
    length, along = math.dist(end, handle), math.dist(handle, other)
    if not width * _TINY < length < width * _SHORT or not along or math.dist(end, far) < width:
        return False
    dot = (handle[0] - end[0]) * (other[0] - handle[0]) + (handle[1] - end[1]) * (other[1] - handle[1])
    return dot < _TURN * length * along


def _curves(outline: str) -> Iterator[Curve]:
    """Yield the cubic curves of an outline, as far as it can be read."""
    here: Point = (0.0, 0.0)
    start = here
    last: Point | None = None  # the second handle of the curve before
    for command, numbers in _commands(outline):
        kind, base = command.upper(), here if command.islower() else (0.0, 0.0)
        pairs = zip(numbers[::2], numbers[1::2], strict=False) if kind not in "AHVZ" else ()
        points = [(x + base[0], y + base[1]) for x, y in pairs]
        before, last = last, None
        if kind == "Z":
            here = start
        elif kind == "H":
            here = (numbers[0] + base[0], here[1])
        elif kind == "V":
            here = (here[0], numbers[0] + base[1])
        elif kind == "A":
            here = (numbers[5] + base[0], numbers[6] + base[1])
        elif kind in {"C", "S"}:
            mirrored = (2 * here[0] - before[0], 2 * here[1] - before[1]) if before else here
            first, second, end = points if kind == "C" else (mirrored, *points)
            yield here, first, second, end
            here, last = end, second
        else:
            here = points[-1]
            start = here if kind == "M" else start


def _commands(outline: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command with its numbers; one that is repeated without its letter, and lines after M, too."""
    command, numbers = "", list[float]()
    for part in _PART.findall(outline):
        if part.isalpha():
            command, numbers = part, []
            if part in "Zz":
                yield part, []
            continue
        numbers.append(float(part))
        if command.upper() in _COUNTS and len(numbers) == _COUNTS[command.upper()]:
            yield command, numbers
            numbers = []
            command = {"M": "L", "m": "l"}.get(command, command)
