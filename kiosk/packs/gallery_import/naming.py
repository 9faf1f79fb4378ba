"""File names that every disk can hold, and the order in which staff number them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from kiosk.content.archive.portable_names import name_fault

_OTHER = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"(\d+)")
_MOST_BYTES = 120
_FALLBACK = "picture"


def safe_stem(name: str) -> str:
    """Return a name, without its extension, as packs write it: NFC, lower case, digits, hyphens."""
    stem = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).lower())
    stem = _OTHER.sub("-", stem).strip("-")
    while len(stem.encode("utf-8", "surrogateescape")) > _MOST_BYTES:
        stem = stem[:-1].rstrip("-")
    if not stem or not stem.isprintable():
        return _FALLBACK
    return f"{_FALLBACK}-{stem}" if name_fault(stem) else stem


def free_name(stem: str, suffix: str, taken: Container[str]) -> str:
    """Return STEM.suffix, numbered if that name is taken; `taken` are names in lower case."""
    name, number = f"{stem}{suffix}", 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}{suffix}"
    return name


def by_number(name: str) -> tuple[object, ...]:
    """Return a sort key that puts 2.jpg before 10.jpg."""
    parts = _NUMBER.split(unicodedata.normalize("NFC", name).casefold())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
