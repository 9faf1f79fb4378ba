"""Caption template made of several cells: "{artist}, {date}. {medium}". Pure.

The punctuation before an empty cell is dropped with it. Commas and full stops of the template are full-width between
Chinese words.
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
    """Column names, the punctuation before each, and the text at the end."""

    parts: tuple[tuple[str, str], ...]
    end: str = ""

    @classmethod
    def of(cls, words: str) -> CaptionTemplate:
        """Read a template. Raises ValueError if it names no column, or a bracket is not closed."""
        words = words.replace("｛", "{").replace("｝", "}")  # as typed on a Chinese keyboard
        parts: list[tuple[str, str]] = []
        at = 0
        for found in _PLACE.finditer(words):
            parts.append((words[at : found.start()], found[1].strip()))
            at = found.end()
        characters = [*(before for before, _ in parts), words[at:]]
        if not parts or not all(name for _, name in parts) or any(set(text) & set("{}") for text in characters):
            raise ValueError(words)
        return cls(tuple(parts), words[at:])

    @property
    def names(self) -> list[str]:
        """Return the columns it uses."""
        return [name for _, name in self.parts]

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the caption filled with each column's text; empty if no column has any."""
        caption = ""
        skipped = False
        for before, name in (*self.parts, (self.end, None)):
            rest = before.lstrip(_CLOSING)
            if caption and not skipped:
                caption += before[: len(before) - len(rest)]
            words = " ".join(values.get(name, "").split()) if name is not None else ""
            if words:
                caption = _join(caption, rest, words) if caption else _opening(rest) + words
            elif name is None and caption:
                caption = _join(caption, rest, "")
            skipped = not words
        return caption.strip()


def _join(caption: str, characters: str, words: str) -> str:
    """Join them by their punctuation; a full stop that already ends `caption` is not repeated."""
    characters = _SIGN.sub(lambda found: _widened(found, f"{caption}{characters}", len(caption), words), characters)
    if characters and characters[0] in ".,。，" and caption.endswith(characters[0]):
        characters = characters[1:]
    return f"{caption}{characters}{words}"


def _widened(found: re.Match[str], before: str, start: int, words: str) -> str:
    """Return a template character as it appears between these words: full-width if both sides are Chinese.

    Numbers take the language of the other side.
    """
    sides = [_script(reversed(before[: start + found.start()])), _script(f"{before[start + found.end() :]}{words}")]
    return _WIDE[found[1]] if True in sides and False not in sides else found[0]


def _script(characters: Iterable[str]) -> bool | None:
    """Return whether the first letter is a Chinese character; None if there is no letter."""
    return next((bool(_HAN.match(character)) for character in characters if character.isalpha()), None)


def _opening(before: str) -> str:
    """Return what may precede the first words of a caption: words and opening brackets, but no comma."""
    return before.lstrip(" ,.;:，。；：、")
