"""Search query, apart from the search itself: each start of the kiosk needs it, and few visitors search."""

from __future__ import annotations

from unicodedata import combining, normalize

HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Characters, 〇 and 々 among them; as ranges of a regular expression."""
MAX_CHARACTERS = 24
MAX_RESULTS = 50
"""Results of one search."""

_RANGES = tuple((HAN[first], HAN[first + 2]) for first in range(0, len(HAN), 3))
_LATIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_SEARCHABLE = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")


def normalise(query: str) -> str:
    """Return the normalised query: lower case, no accents, spaces or punctuation, at most `MAX_CHARACTERS`."""
    return "".join(character for character in fold(query) if character in _SEARCHABLE or is_han(character))[
        :MAX_CHARACTERS
    ]


def fold(text: str) -> str:
    """Return text in lower case without accents: café is cafe, and Straße strasse."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return "".join(
        character
        if is_han(character)
        else "".join(base for base in normalize("NFKD", character) if not combining(base))
        for character in lowered.translate(_LATIN_LETTERS)
    )


def is_han(character: str) -> bool:
    """Return whether a character is Chinese."""
    return any(first <= character <= last for first, last in _RANGES)
