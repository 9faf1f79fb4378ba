"""A caption made of several cells: "{artist}, {date}. {medium}". Pure.

Where a cell is empty, the signs that would stand before its words fall away with it. Commas and full stops of the
template are full-width between Chinese words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_PLACE = re.compile(r"\{([^{}]*)\}")
_CLOSING = ")]）】》」』”’"
_SIGN = re.compile(r"\s*([,.;:])\s*")
_WIDE = {",": "，", ".": "。", ";": "；", ":": "："}
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class CaptionTemplate:
    """Names of columns, the signs before each of them, and what stands at the end."""

    parts: tuple[tuple[str, str], ...]
    end: str = ""

    @classmethod
    def of(cls, words: str) -> CaptionTemplate:
        """Read a template. Raises ValueError where it names no column, or a bracket is not closed."""
        words = words.replace("｛", "{").replace("｝", "}")  # as a Chinese keyboard types them
        parts: list[tuple[str, str]] = []
        at = 0
        for found in _PLACE.finditer(words):
            parts.append((words[at : found.start()], found[1].strip()))
            at = found.end()
        signs = [*(before for before, _ in parts), words[at:]]
        if not parts or not all(name for _, name in parts) or any(set(text) & set("{}") for text in signs):
            raise ValueError(words)
        return cls(tuple(parts), words[at:])

    @property
    def names(self) -> list[str]:
        """The columns that it is made of."""
        return [name for _, name in self.parts]

    def fill(self, said: Mapping[str, str]) -> str:
        """Return the caption with the words of each column; nothing where none of them has any."""
        caption = ""
        skipped = False
        for before, name in (*self.parts, (self.end, None)):
            rest = before.lstrip(_CLOSING)
            if caption and not skipped:
                caption += before[: len(before) - len(rest)]
            words = " ".join(said.get(name, "").split()) if name is not None else ""
            if words:
                caption = _join(caption, rest, words) if caption else _opening(rest) + words
            elif name is None and caption:
                caption = _join(caption, rest, "")
            skipped = not words
        return caption.strip()


def _join(caption: str, signs: str, words: str) -> str:
    """Join them by their signs; a full stop that the words before end with is not set twice."""
    signs = _SIGN.sub(lambda found: _widened(found, f"{caption}{signs}", len(caption), words), signs)
    if signs and signs[0] in ".,。，" and caption.endswith(signs[0]):
        signs = signs[1:]
    return f"{caption}{signs}{words}"


def _widened(found: re.Match[str], before: str, start: int, words: str) -> str:
    """Return a sign of the template as it stands between these words: full-width where both sides are Chinese.

    Numbers are of the language of the other side.
    """
    sides = [_script(reversed(before[: start + found.start()])), _script(f"{before[start + found.end() :]}{words}")]
    return _WIDE[found[1]] if True in sides and False not in sides else found[0]


def _script(signs: Iterable[str]) -> bool | None:
    """Tell whether the first letter is a Chinese character; None where there is no letter."""
    return next((bool(_HAN.match(sign)) for sign in signs if sign.isalpha()), None)


def _opening(before: str) -> str:
    """Return what may stand before the first words of a caption: words and opening brackets, but no comma."""
    return before.lstrip(" ,.;:，。；：、")
