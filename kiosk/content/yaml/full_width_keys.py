"""Keys of a pack hidden in words, since the characters around them are those of another keyboard.

`zh：欢迎` is words to YAML. It is a key if it is the code of a language, or a field that some map of a pack has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kiosk.content.languages import KNOWN

if TYPE_CHECKING:
    from kiosk.content.model.base import Part

# Codes that are also English words or usual abbreviations: alone they do not indicate a key.
_WORDS_TOO = {
    *("am", "an", "as", "be", "co", "do", "go", "he", "hi", "id", "in", "io", "is", "it", "la", "li", "lo", "ms", "my"),
    *("na", "no", "or", "os", "pa", "pi", "ps", "so", "st", "ta", "to", "ts", "tt"),
}
_KEY = r"[A-Za-z][A-Za-z0-9-]{0,40}"
_TYPED = re.compile(rf"(?P<key>{_KEY})[ \u3000]*(?P<colon>：|:(?![\s/:]))")
_FIELD = re.compile(rf"(?:\A|[\s,;，；、]+)(?P<key>{_KEY})[ \u3000]*[:：]")
LANGUAGE, FIELD = "language", "field"


_BY_KEY = re.compile(rf"(?:\A|[\s,;，；、]+)(?P<key>{_KEY})[ \u3000]*(?:：|:(?!/))\s*")
OWN_LINE = re.compile(r"\s*(?:-\s+)*")


class TypedKey(NamedTuple):
    """A key among words: its beginning in them, and its colon."""

    at: int
    key: str
    colon: str


def kinds(key: str) -> frozenset[str]:
    """Return whether a key is a language, a field of a pack, both or neither."""
    found = {LANGUAGE} if key.split("-", maxsplit=1)[0] in KNOWN else set()
    return frozenset(found | {FIELD} if key in _fields() else found)


def meant_name(name: str) -> str:
    """Return the key that a name means: itself if it is one, or the meaning of a Chinese name; else ""."""
    if kinds(name):
        return name
    from kiosk.content.field_synonyms import meant_field

    return "" if name.isascii() else meant_field(name, _fields())


def is_language(key: str) -> bool:
    """Return whether a key is a language's code, and not also a word."""
    return key.split("-", maxsplit=1)[0] in KNOWN - _WORDS_TOO


def typed_key(text: str) -> TypedKey | None:
    """Return the key at the beginning of words whose colon is not YAML's: full-width, or without its space."""
    found = _TYPED.match(text)
    if found is None or not (is_language(found["key"]) or found["key"] in _fields()):
        return None
    return TypedKey(0, found["key"], found["colon"])


def is_beside(key: str, other: str) -> bool:
    """Return whether a key may be in one map with another: both are languages, or both fields."""
    return bool(kinds(key) & kinds(other)) and (is_language(key) or LANGUAGE not in kinds(other))


def keys_within(text: str, beside: str) -> Iterator[TypedKey]:
    """Yield the keys within the words of a map in { }; `beside` is the key of these words."""
    for found in _FIELD.finditer(text):
        key = found["key"]
        if found.start() and text[found.end() - 1] == "：" and is_beside(key, beside):
            yield TypedKey(found.start("key"), key, "：")


def without_quotes(text: str) -> str:
    """Return words without curly quotation marks around their keys and values, as in a whole map typed so."""
    bare = re.sub(rf"[“”]({_KEY})[“”](?=\s*[:：])", r"\1", text)
    return re.sub(r"([:：]\s*)“([^“”]*)”(?=\s*(?:[,，;；、]|\Z))", r"\1\2", bare) if bare != text else text


def by_key(text: str) -> dict[str, str] | None:
    """Return the map by language in words such as zh：欢迎；en：Welcome; None if there is none."""
    found = [each for each in _BY_KEY.finditer(text) if is_language(each["key"])]
    if not found or found[0].start():
        return None
    ends = [*(each.start() for each in found[1:]), len(text)]
    values = {each["key"]: text[each.end() : end].strip() for each, end in zip(found, ends, strict=True)}
    return values if len(values) == len(found) and all(values.values()) else None


def keyed_lines(lines: Sequence[str], start: tuple[int, int], end: tuple[int, int]) -> list[int]:
    """Return the lines (from 0) of words between two places that begin with a key and a full-width colon.

    Empty if the words do not begin on a line of their own, or with such a key.
    """
    number, column = start
    if number >= len(lines):  # of `?` at the end of a file the value begins behind it
        return []
    first = typed_key(lines[number][column:])
    if first is None or first.colon != "：" or not OWN_LINE.fullmatch(lines[number], 0, column):
        return []
    below = range(number + 1, min(end[0] + 1, len(lines)))
    others = ((other, _TYPED.match(lines[other].lstrip())) for other in below)
    return [number, *(other for other, found in others if found and is_beside(found["key"], first.key))]


def are_of_one_map(key: str, other: str) -> bool:
    """Return whether two keys can be in one map, or begin two items of one list."""
    if key and key == other:
        return True
    return any({key, other} <= keys for keys in _maps()) or (is_language(key) and is_language(other))


@cache
def block_kinds() -> frozenset[str]:
    """Return the kinds of blocks, with which the items of a page begin."""
    from kiosk.content.model.blocks import BLOCKS

    return frozenset(BLOCKS)


@cache
def _maps() -> tuple[frozenset[str], ...]:
    """Return the keys of each kind of map of a pack, and the kinds of blocks."""
    return (block_kinds(), *(frozenset(kind.keys()) for kind in _parts()))


@cache
def _fields() -> frozenset[str]:
    """Return the keys of all maps, and those that a map is written below."""
    return frozenset(key for kind in _parts() for key in (*kind.keys(), kind.wrapper)) - {""}


def forget_keys() -> None:
    """Look for the keys again when they are next needed: another block was registered, or removed."""
    for known in (block_kinds, _maps, _fields):
        known.cache_clear()


def _parts() -> tuple[type[Part], ...]:
    # The models take half a second to import, and every command reads YAML: imported only if such a key was typed.
    import kiosk.content.device_model
    import kiosk.content.theme  # noqa: F401  their maps are the subclasses
    from kiosk.content.model.base import Part

    kinds = [Part]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return tuple(kinds)
