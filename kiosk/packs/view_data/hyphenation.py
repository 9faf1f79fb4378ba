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
_LONG_WORD = re.compile(rf"(?<![\w.@/:-])[^\W\d_]{{{LONG},}}(?![\w@/:])")


def hyphenate(words: str, language: str) -> str:
    """Return the words with soft hyphens in those of 16 letters or more; unchanged in a language without patterns."""
    if not _LONG_WORD.search(words):
        return words
    patterns = _patterns(language)
    return _LONG_WORD.sub(lambda found: patterns.inserted(found[0], SOFT_HYPHEN), words) if patterns else words


@cache
def _patterns(language: str) -> pyphen.Pyphen | None:
    # Imported when needed: it takes 25 ms, and most packs need none.
    import pyphen

    known = pyphen.language_fallback("en-GB" if language == "en" else language)
    return pyphen.Pyphen(lang=known, left=LEAST, right=LEAST) if known else None
