"""Words in a cell that are struck through, or that staff hardly see: in the colour of the cell, or tiny.

Runs in the worker only.
"""

from __future__ import annotations

import colorsys
import re
from typing import Any, Self

_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_THEME_COLOUR = re.compile(
    rb"<a:(\w+)>\s*<a:(?:srgbClr\s+val|sysClr\s[^>]*?lastClr)=[\"']([0-9A-Fa-f]{6})[\"']", re.DOTALL
)
_WHITE_FORMAT = re.compile(r"\[(?:white|白色?|colou?r ?2)\]", re.IGNORECASE)
_ALIKE = 20  # of 255 for each of red, green and blue: paler words are not legible on any screen
_TINY = 2  # points
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
Rgb = tuple[int, int, int]


class RichText(str):
    """Words of a cell, and the fonts of its parts: None for that of the cell."""

    __slots__ = ("runs",)
    runs: list[tuple[str, Any]]

    @classmethod
    def of(cls, text: str, element: Any) -> str:
        """Return words, with the fonts of their text's runs if these have any."""
        runs = [(run.t or "", run.rPr) for run in element.r]
        return cls(text, runs) if any(font is not None for _, font in runs) else text

    def __new__(cls, text: str, runs: list[tuple[str, Any]]) -> Self:
        rich_text = super().__new__(cls, text)
        rich_text.runs = runs
        return rich_text


class CellFonts:
    """The fonts and fills of a workbook's cells, by the number of their style."""

    def __init__(self, book: Any) -> None:
        self._styles, self._fonts, self._fills = book._cell_styles, book._fonts, book._fills  # noqa: SLF001
        self._palette = list(book._colors)  # noqa: SLF001
        self._theme = {
            name.decode(): _rgb(value.decode()) for name, value in _THEME_COLOUR.findall(book.loaded_theme or b"")
        }
        self._unseen: dict[tuple[int, str], bool] = {}

    def struck_text(self, text: str, style: int) -> str:
        """Return the words of a cell that are struck through."""
        font = self._font(style)
        if font is not None and font.strike:
            return text
        runs = text.runs if isinstance(text, RichText) else []
        return "".join(words for words, run in runs if run is not None and run.strike)

    def unseen_text(self, text: str, style: int, code: str) -> str:
        """Return the words of a cell, with the number format `code`, that cannot be told from it, or are tiny."""
        key = (style, code)
        if key not in self._unseen:
            white = _WHITE_FORMAT.search(code) is not None
            self._unseen[key] = self._is_unseen(self._font(style), style, _WHITE if white else None)
        if not isinstance(text, RichText):
            return text if self._unseen[key] else ""
        return "".join(
            words
            for words, run in text.runs
            if (self._unseen[key] if run is None or run.color is None else self._is_unseen(run, style))
        )

    def is_like_ground(self, font: Any, fill: Any) -> bool:
        """Return whether the font of a conditional format has the colour of its fill; of white, if it has none."""
        drawn = self._rgb_of(font.color, _BLACK)
        ground = self._rgb_of(fill.bgColor, _WHITE) if fill is not None else _WHITE
        return drawn is not None and ground is not None and _are_alike(drawn, ground)

    def is_white(self, style: int) -> bool:
        """Return whether cells of a style are white, as they are without a fill."""
        return self._ground(style) == _WHITE

    def _font(self, style: int) -> Any:
        number = self._styles[style].fontId if style < len(self._styles) else 0
        return self._fonts[number] if number < len(self._fonts) else None

    def _is_unseen(self, font: Any, style: int, colour: Rgb | None = None) -> bool:
        if font is None:
            return False
        if font.sz is not None and 0 < float(font.sz) <= _TINY:
            return True
        drawn, ground = colour or self._rgb_of(font.color, _BLACK), self._ground(style)
        if drawn is None or ground is None:
            return False
        return _are_alike(drawn, ground)

    def _ground(self, style: int) -> Rgb | None:
        """Return the colour of a cell; None for a pattern or gradient."""
        number = self._styles[style].fillId if style < len(self._styles) else 0
        fill: Any = self._fills[number] if number < len(self._fills) else None
        pattern = getattr(fill, "patternType", "gradient") if fill is not None else None
        if pattern in {None, "none"}:
            return _WHITE
        return self._rgb_of(fill.fgColor, _WHITE) if pattern == "solid" else None

    def _rgb_of(self, colour: Any, default: Rgb) -> Rgb | None:
        if colour is None or colour.type == "auto":
            return default
        if colour.type == "rgb":
            plain = _rgb(str(colour.value))
        elif colour.type == "theme":
            name = _THEME_ORDER[colour.value] if colour.value < len(_THEME_ORDER) else ""
            plain = self._theme.get(name)
        else:
            palette = self._palette
            plain = _rgb(str(palette[colour.value])) if colour.value < len(palette) else default
        return _tinted(plain, float(colour.tint or 0)) if plain is not None else None


def _are_alike(one: Rgb, other: Rgb) -> bool:
    return all(abs(own - part) <= _ALIKE for own, part in zip(one, other, strict=True))


def _rgb(digits: str) -> Rgb | None:
    """Return a colour in hexadecimal digits, with or without its opacity before it."""
    try:
        red, green, blue = bytes.fromhex(digits)[-3:]
    except ValueError:
        return None
    return red, green, blue


def _tinted(colour: Rgb, tint: float) -> Rgb:
    """Return a colour made darker (tint -1 to 0) or lighter (0 to 1), as ECMA-376, 18.8.19 says."""
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = (round(part * 255) for part in colorsys.hls_to_rgb(hue, light, saturation))
    return red, green, blue
