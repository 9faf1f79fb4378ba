"""Readings of names that pypinyin gets wrong: 浚县 is xun xian."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any

from pydantic import BeforeValidator

from kiosk.content.issues import Issue, at_most, cannot_be, join_hints, raise_issues, see
from kiosk.content.messages import Message
from kiosk.content.model.schema_hints import SCALAR, written

MOST = 500
LONGEST = 20
_WORD = re.compile("[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+\\Z")
_SYLLABLE = re.compile(r"[a-z]{1,12}\Z")
EXPECTED = "one syllable of pinyin for each character, such as 浚县: xun xian"


def syllables_of(reading: str) -> list[str]:
    """Return the syllables of a reading without tones, ü as v; it may contain tone marks and digits."""
    parts = re.split(r"[\s'’-]+", reading.strip().lower())
    return [_toneless(part).rstrip("012345") for part in parts if part]


def _toneless(part: str) -> str:
    letters = unicodedata.normalize("NFD", part.replace("u:", "v"))
    letters = letters.replace("u\u0308", "v")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _read(value: Any) -> dict[str, str]:
    there = see("readings")
    if not isinstance(value, dict):
        raise_issues(
            Issue(
                "must be a map",
                EXPECTED,
                join_hints("write name: its pinyin, each on a line of its own", there),
                kind="type",
            )
        )
    if len(value) > MOST:
        message = Message.plural("has one item", "has {count} items", count=len(value))
        raise_issues(Issue(message, at_most(MOST), join_hints("leave some out", there), kind="count"))
    findings = [finding for word, reading in value.items() if (finding := _fault(word, reading))]
    if findings:
        raise_issues(*findings)
    return {word: reading.strip() for word, reading in value.items()}


def _fault(word: str, reading: Any) -> Issue | None:
    if not _WORD.match(word) or len(word) > LONGEST:
        fix = "write the characters of the name, and nothing else"
        return Issue("is no name in Chinese characters", EXPECTED, fix, path=(word,), at_key=True)
    if not isinstance(reading, str):
        return Issue("must be one value, not a list or a map", EXPECTED, see("readings"), kind="type", path=(word,))
    syllables = syllables_of(reading)
    if not all(_SYLLABLE.match(syllable) for syllable in syllables):
        return Issue(cannot_be(reading), EXPECTED, "write it in Latin letters, with spaces between", path=(word,))
    if len(syllables) != len(word):
        message = Message(
            "has {syllables} for {characters}",
            syllables=Message.plural("{count} syllable", "{count} syllables", count=len(syllables)),
            characters=Message.plural("{count} character", "{count} characters", count=len(word)),
        )
        return Issue(message, EXPECTED, "write a space between two syllables", path=(word,))
    return None


# The dictionary as editors see it: name → pinyin.
_SCHEMA = {"type": "object", "additionalProperties": SCALAR, "maxProperties": MOST}
Readings = Annotated[dict[str, str], BeforeValidator(_read, written(_SCHEMA))]
