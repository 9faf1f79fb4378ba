"""What is searched for, apart from how: light, since every start of the kiosk needs it and few visitors search."""

from __future__ import annotations

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
LONGEST = 24
MOST = 50
"""Results of one search."""

_RANGES = tuple(tuple(part.split("-")) for part in (HAN[:3], HAN[3:6], HAN[6:]))
_PLAIN = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")


def tidy(query: str) -> str:
    """What is searched for of what was typed: lower case, no spaces or punctuation, at most `LONGEST` signs."""
    return "".join(sign for sign in query.lower() if sign in _PLAIN or is_han(sign))[:LONGEST]


def is_han(sign: str) -> bool:
    """Whether a sign is a Chinese character."""
    return any(first <= sign <= last for first, last in _RANGES)
