"""Search index, made when a pack is compiled: what can be found, and its pronunciation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from unicodedata import normalize

from kiosk import paths
from kiosk.content import emphasis
from kiosk.content.model import Pack, Page, Text
from kiosk.content.model.readings import syllables_of
from kiosk.content.yaml import read_mapping
from kiosk.packs.view_data import Value
from kiosk.session import reading_time
from kiosk.session.search_engine import units
from kiosk.session.search_query import HAN, fold

MOST_READINGS = 8
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_UMLAUT = re.compile("[äöüåø]", re.IGNORECASE)
_HAN_RUN = re.compile(f"[{HAN}]+")


@dataclass
class _Lines:
    language: str
    title: bool
    entries: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    sounds: list[str] = field(default_factory=list)

    def add(self, entry: int, text: str, readings: Readings) -> None:
        sounds = sound(text, readings)
        others = other_sounds(text, sounds) if self.title else []
        for heard in (sounds, *others, *spelled_sounds(text, sounds)):
            self.entries.append(entry)
            self.texts.append(text)
            self.sounds.append("".join(heard))


def search_index(pack: Pack) -> Value:
    """`entries`: the target of each result; `lines`: titles and other texts by language, for `SearchIndex`.

    `forms`: the traditional characters that stand for one of the pack, and the simplified ones, in the same order.
    """
    entries: list[Value] = []
    readings = Readings({**own_readings(), **pack.readings})
    kept = {(language, title): _Lines(language, title) for title in (True, False) for language in pack.languages}
    for leads, title, texts in _entries(pack):
        for language in pack.languages:
            kept[language, True].add(len(entries), plain(title, language), readings)
            for text in texts:
                if words := plain(text, language):
                    kept[language, False].add(len(entries), words, readings)
        entries.append(leads)
    characters = {character for lines in kept.values() for text in lines.texts for character in text}
    used = {one: other for one, other in own_forms().items() if other in characters or one in characters}
    forms = ["".join(used), "".join(used.values())]
    return {"entries": entries, "lines": [vars(lines) for lines in kept.values()], "forms": forms}


def _entries(pack: Pack) -> Iterator[tuple[Value, Text, Sequence[Text]]]:
    yield {"kind": "home"}, pack.title, [pack.home.headline, *([pack.home.lead] if pack.home.lead else [])]
    for panel in pack.panels:
        yield {"kind": "panel", "panel": panel.id, "page": -1}, panel.title, [panel.teaser] if panel.teaser else []
        for number, page in enumerate(panel.pages):
            yield {"kind": "panel", "panel": panel.id, "page": number}, page.title, _texts(page)
    for gallery in pack.galleries:
        choices = gallery.choices()
        for number, picture in enumerate(gallery.pictures):
            texts = [picture.caption] if picture.caption else []
            texts += [choices[tag] for tag in map(gallery.tag_of, picture.tags) if tag in choices]
            yield {"kind": "picture", "gallery": gallery.id, "picture": number}, picture.title, texts


def _texts(page: Page) -> list[Text]:
    return [part for part in reading_time.iter_parts(page) if isinstance(part, Text) and part is not page.title]


def plain(text: Text, language: str) -> str:
    """Return the words of a text without emphasis, on one line, with each letter in one piece (NFC)."""
    words = normalize("NFC", text.by_language([language])[language])
    return " ".join("".join(span.text for span in emphasis.parse(words)).split())


class Readings:
    """Words with an irregular reading: word → a syllable for each of its characters."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._syllables = {word: syllables_of(reading) for word, reading in words.items()}
        # Longest first: 曾国藩 is more specific than 曾.
        ordered = sorted(map(re.escape, words), key=len, reverse=True)
        self._words = re.compile("|".join(ordered) or "(?!)")

    def within(self, text: str) -> dict[int, str]:
        """Return the syllables of the characters of a text that are in one of the words, by index."""
        found: dict[int, str] = {}
        for word in self._words.finditer(text):
            found |= dict(enumerate(self._syllables[word[0]], word.start()))
        return found


@cache
def own_readings() -> Mapping[str, str]:
    """Return the names with irregular readings that the program knows. Raises ValueError if its own file is wrong."""
    folder = paths.resources() / "strings"
    words, problems = read_mapping(folder / "readings.yaml", folder)
    if words is None:
        raise ValueError("\n".join(problem.text() for problem in problems))
    return words


@cache
def _simplifying() -> Mapping[int, str]:
    return {ord(one): other for one, other in own_forms().items() if len(one) == len(other) == 1}


@cache
def own_forms() -> Mapping[str, str]:
    """Return the simplified character of each traditional one: setup/traditional.py made the file."""
    lines = (paths.resources() / "strings" / "traditional.txt").read_text(encoding="utf-8").splitlines()
    pairs = "".join(line for line in lines if not line.startswith("#"))
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


def sound(text: str, readings: Readings | None = None) -> list[str]:
    """Return the reading of each unit of a text: Chinese in pinyin without tones (ü is v), the rest unchanged."""
    from pypinyin import Style, lazy_pinyin

    read: dict[int, str] = {}
    # Names are known in simplified characters: 重慶 is read as 重庆.
    simple = text.translate(_simplifying())
    for run in _HAN_RUN.finditer(simple):
        syllables = lazy_pinyin(run[0], style=Style.NORMAL, errors=lambda _: "?")
        if len(syllables) != len(run[0]):
            # pypinyin treats a run of characters without a reading as one, so ask for each.
            syllables = [lazy_pinyin(character, style=Style.NORMAL, errors=lambda _: "?")[0] for character in run[0]]
        read |= dict(enumerate(syllables, run.start()))
    read |= (readings.within(simple) | readings.within(text)) if readings else {}
    return [_capital(read.get(start, text[start:end])) for start, end in units(text)]


def spelled_sounds(text: str, sounds: Sequence[str]) -> list[list[str]]:
    """Return the same with umlauts as they are spelled where a keyboard has none: Mueller; empty without any."""
    spelled = [
        _capital(text[start:end].lower().translate(_SPELLED)) if _UMLAUT.search(text[start:end]) else heard
        for (start, end), heard in zip(units(text), sounds, strict=True)
    ]
    return [spelled] if spelled != sounds else []


def other_sounds(text: str, sounds: Sequence[str]) -> list[list[str]]:
    """Return the same with one character at a time in another reading, the only one a visitor may know."""
    from pypinyin import Style, pinyin

    others = []
    for number, (start, end) in enumerate(units(text)):
        if _HAN_RUN.match(text[start:end]):
            readings = {_capital(each) for each in pinyin(text[start:end], style=Style.NORMAL, heteronym=True)[0]}
            # Few visitors know that ü is typed as v.
            readings |= {each.replace("v", "u") for each in {*readings, sounds[number]} if "v" in each}
            others += [[*sounds[:number], each, *sounds[number + 1 :]] for each in sorted(readings - {sounds[number]})]
    return others[:MOST_READINGS]


def _capital(word: str) -> str:
    lowered = "".join(
        character for character in fold(word) if "a" <= character <= "z" or character.isdigit() or character == "?"
    )
    return lowered[:1].upper() + lowered[1:] if lowered else "?"
