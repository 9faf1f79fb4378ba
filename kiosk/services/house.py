"""The product's own theme and words, compiled once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.services.compiled import Shelf, fingerprint

THEME = "cast"


@dataclass(frozen=True, slots=True)
class House:
    """`theme` as QML reads it; `words` as {key: {language: words}}."""

    theme: dict[str, Any]
    words: dict[str, dict[str, str]]


def load_house(resources: Path, shelf: Shelf) -> House:
    """Read resources/themes and resources/strings, or what was compiled of them.

    Raises ValueError where the product's own files are wrong.
    """
    themes, strings = resources / "themes", resources / "strings"
    mark = fingerprint((themes, strings))
    entry = shelf.read("house", mark)
    if entry is None:
        from kiosk.services.theme import load_theme, theme_values
        from kiosk.services.words import load_words

        entry = {"theme": theme_values(load_theme(themes, THEME)), "words": load_words(strings)}
        shelf.write("house", mark, entry)
    return House(entry["theme"], entry["words"])
