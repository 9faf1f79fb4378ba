"""Hyphenation of words too long for a line, by the patterns of their language."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyphen

LONG = 16  # letters: a line of the largest text holds a word of this length
LEAST = 3  # letters before and after a break
SOFT_HYPHEN = "\u00ad"
_LONG_WORD = re.compile(rf"(?<!\w)[^\W\d_]{{{LONG},}}(?!\w)")
_BETWEEN_SPACES = re.compile(r"\S+")
_ADDRESS = re.compile(r"[@/_]|\w[.:]\w")


def hyphenate(words: str, language: str) -> str:
    """Return the words with soft hyphens in those of 16 letters or more, also within a compound; addresses stay whole.

    They are unchanged in a language without patterns.
    """
    if not _LONG_WORD.search(words):
        return words
    patterns = _patterns(language)
    if patterns is None:
        return words

    def broken(found: re.Match[str]) -> str:
        return found[0] if _ADDRESS.search(found[0]) else _LONG_WORD.sub(inserted, found[0])

    def inserted(found: re.Match[str]) -> str:
        return str(patterns.inserted(found[0], SOFT_HYPHEN))

    return _BETWEEN_SPACES.sub(broken, words)


@cache
def _patterns(language: str) -> pyphen.Pyphen | None:
    # Imported when needed: it takes 25 ms, and most packs need none.
    import pyphen

    known = pyphen.language_fallback("en-GB" if language == "en" else language)
    return pyphen.Pyphen(lang=known, left=LEAST, right=LEAST) if known else None
