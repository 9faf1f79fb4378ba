"""Fonts that a drawing asks for. Runs in the worker, while it draws.

An SVG names families in attributes, in style attributes and in rules by element, class and id, and they are inherited;
a missing family is silently replaced by another. Only drawn words count: drawing programs write a family on every path.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from xml.parsers import expat

from kiosk.media.drawings.svg_style import Element, Styles
from kiosk.media.sandbox.limits import FAMILY_CHARACTERS, LETTERING_CHARACTERS, LETTERING_FAMILIES, LETTERINGS

_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,80}encoding=[\"']([A-Za-z0-9_.-]{1,40})")
_DRAWN = {"text", "tspan", "tref", "a"}
_NEVER_DRAWN = {"title", "desc", "metadata", "style", "script", "defs"}


class _StopError(Exception):
    """Enough has been read."""


def lettering_of(data: bytes) -> list[dict[str, Any]]:
    """Return [{"line", "families", "signs"}]: the first line of words in these families, and the characters in them.

    Families are in order of preference, generic ones such as sans-serif included. Invalid XML is left to the renderer:
    the result is what was found before.
    """
    text = text_of(data)
    if text is None:
        return []
    reader = _Reader()
    with suppress(expat.ExpatError, _StopError, ValueError):
        reader.parser.Parse(text, True)
    return reader.result()


def text_of(data: bytes) -> bytes | None:
    """Return the text of an SVG in UTF-8, whatever its encoding; None if it cannot be read."""
    encoding = encoding_of(data)
    try:
        return data.decode(encoding).encode()
    except (LookupError, UnicodeDecodeError):
        return None


def encoding_of(data: bytes) -> str:
    """Return the encoding that an SVG declares, as Python names it; UTF-8 if it declares none."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    return "utf-8-sig" if name in {"utf-8", "utf8"} else name


class _Reader:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._handle_text
        self.parser.buffer_text = True
        self._styles = Styles()
        self._style: list[str] | None = None
        self._open: list[tuple[str, str, int]] = []  # element, the families in effect in it, and its line
        self._hidden = 0  # number of open elements that are never drawn
        self._found: dict[tuple[str, ...], tuple[int, dict[str, None]]] = {}

    def result(self) -> list[dict[str, Any]]:
        return [
            {"line": line, "families": list(families), "signs": "".join(characters)}
            for families, (line, characters) in self._found.items()
        ]

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        element = name.rpartition(":")[2]
        self._hidden += element in _NEVER_DRAWN
        if element == "style":
            self._style = []
        line = self.parser.CurrentLineNumber
        families = self._styles.own_value(Element(element, line, attributes), "font-family")
        if not families or families.lower() == "inherit":
            families = self._open[-1][1] if self._open else ""
        self._open.append((element, families, line))

    def _end(self, _: str) -> None:
        element = self._open.pop()[0]
        self._hidden -= element in _NEVER_DRAWN
        if element == "style" and self._style is not None:
            self._styles.read("".join(self._style))
            self._style = None

    def _handle_text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)
            return
        if self._hidden or not self._open or self._open[-1][0] not in _DRAWN:
            return
        families, characters = _split(self._open[-1][1]), "".join(text.split())
        if not families or not characters:
            return
        if families not in self._found and len(self._found) == LETTERINGS:
            raise _StopError
        _, known = self._found.setdefault(families, (self._open[-1][2], {}))
        known |= dict.fromkeys(characters[: LETTERING_CHARACTERS - len(known)])


def _split(families: str) -> tuple[str, ...]:
    names = (" ".join(name.strip().strip("'\"").split())[:FAMILY_CHARACTERS] for name in families.split(","))
    return tuple(name for name in names if name and name.isprintable())[:LETTERING_FAMILIES]
