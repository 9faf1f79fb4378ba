"""Background of a drawing, as set in its style: librsvg leaves it out, so it is drawn as a path.

draw.io and diagram libraries write it; without it their black lines appear on whatever is behind. In the worker only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from xml.parsers import expat

_MAX_ROOT = 8_000_000  # bytes within which the root element ends: draw.io writes its whole document into it
_CHUNK = 65_536
_ROOT = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_BACKGROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;]*)", re.IGNORECASE)
_COLOUR_VALUE = r"#[0-9a-f]{3,8}|(?:rgb|hsl)a?\([^()]*\)|[a-z]+"
_COLOUR = re.compile(
    rf"(?:light-dark\(\s*({_COLOUR_VALUE})\s*,.*\)|({_COLOUR_VALUE}))\s*(?:!important)?\s*\Z", re.IGNORECASE
)
_NONE = {"none", "transparent", "inherit", "initial", "unset", "revert", "currentcolor"}
_NUMBERS = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
_MARGIN = 50  # times the width and height: the window may be wider or higher than its content


class _Root(Exception):  # noqa: N818
    """The root element, which ends the parse."""


def background_of(style: str) -> str | None:
    """Return the background colour of a style attribute, "" for none; None for one that is no plain colour."""
    colour: str | None = ""
    for value in _BACKGROUND.findall(style):
        match = _COLOUR.match(value.strip())
        colour = (match[1] or match[2]) if match else None
    return "" if colour is not None and colour.lower() in _NONE else colour


def with_background(data: bytes) -> bytes:
    """Return an SVG with the background of its root element drawn, without changing any line numbers."""
    if b"background" not in data[:_MAX_ROOT] or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data
    offset, attributes = _read_root(data)
    root_tag = _ROOT.match(data, offset)
    colour = background_of(attributes.get("style", ""))
    view_box = [float(number) for number in _NUMBERS.findall(attributes.get("viewBox", ""))]
    if not colour or root_tag is None or root_tag[0].endswith(b"/>"):
        return data
    if len(view_box) != 4:
        if not is_sized(attributes):
            return data
        view_box = [0, 0, 65_000, 65_000]
    left, top, width, height = (
        view_box[0] - _MARGIN * view_box[2],
        view_box[1] - _MARGIN * view_box[3],
        view_box[2] * 2 * _MARGIN,
        view_box[3] * 2 * _MARGIN,
    )
    background = (
        f'<path xmlns="http://www.w3.org/2000/svg" d="M{left:g} {top:g}h{width:g}v{height:g}h{-width:g}z" '
        f'style="fill:{colour};fill-opacity:1;stroke:none;opacity:1;filter:none;display:inline;visibility:visible"/>'
    )
    return data[: root_tag.end()] + background.encode() + data[root_tag.end() :]


def is_sized(attributes: Mapping[str, str]) -> bool:
    """Return whether a root element states the size of its drawing."""
    view_box = [float(number) for number in _NUMBERS.findall(attributes.get("viewBox", ""))]
    if len(view_box) == 4 and view_box[2] > 0 and view_box[3] > 0:
        return True
    return all(_NUMBERS.match(side.strip()) and "%" not in side for side in _sides(attributes))


def _sides(attributes: Mapping[str, str]) -> tuple[str, str]:
    return attributes.get("width", ""), attributes.get("height", "")


def _read_root(data: bytes) -> tuple[int, Mapping[str, str]]:
    """Return the offset of the root element, in bytes, and its attributes."""
    roots: list[tuple[int, Mapping[str, str]]] = []
    parser = expat.ParserCreate()

    def start(_: str, attributes: Mapping[str, str]) -> None:
        roots.append((parser.CurrentByteIndex, attributes))
        raise _Root

    parser.StartElementHandler = start
    with suppress(_Root, expat.ExpatError, LookupError, ValueError):
        for offset in range(0, min(len(data), _MAX_ROOT), _CHUNK):
            parser.Parse(data[offset : offset + _CHUNK], False)
    return roots[0] if roots else (0, {})
