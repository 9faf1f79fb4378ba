"""Search while typing: Chinese by pinyin initials, full pinyin or character; other languages by their words.

Every text is a line of *units*: one Chinese character, one digit, or one word of another script. Its `sounds` are the
units' readings joined, each beginning with a capital: 镇江新区 is ZhenJiangXinQu. So the capitals alone are the
initials, a match that begins at a capital begins a unit, and a search is a scan by `str.find`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kiosk.session.search_query import HAN, MAX_RESULTS, fold, normalise

LONG_QUERY = 3  # letters: longer queries rarely occur within a unit by chance

_UNIT = re.compile(f"[{HAN}]|\\d|[^\\W\\d_]+?(?=[{HAN}]|\\d|[\\W_]|$)")
_FOREIGN = re.compile(f"[^\\x00-\\x7f{HAN}]+")
_SILENT = re.compile(f"[^a-z0-9{HAN}]+")
_DIGRAPH = re.compile("[zcs]h")
_INITIAL = re.compile("[zcs]h|[a-z0-9]")
_HAN = re.compile(f"[{HAN}]")


def spoken(text: str) -> str:
    """Return the characters of a text that a query may have: lower case, no accents, spaces or punctuation."""
    return _SILENT.sub("", _FOREIGN.sub(lambda foreign: fold(foreign[0]), text.lower()))


def units(text: str) -> list[tuple[int, int]]:
    """Return where each unit of a text begins and ends."""
    return [match.span() for match in _UNIT.finditer(text)]


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found: the matching line and its character range; `title` where the line is its title."""

    entry: int
    language: str
    text: str
    sounds: str
    title: bool
    start: int
    end: int

    @property
    def initials(self) -> list[str]:
        """The initial of each character found; empty where other script occurs among or before them."""
        if not all(_HAN.match(character) for character in self.text[: self.end]):
            return []
        return [character.lower() for character in self.sounds if not character.islower()][self.start : self.end]


@dataclass(frozen=True)
class Lines:
    """All titles (or all other texts) of one language. `entries`, `texts` and `sounds` are parallel."""

    language: str
    title: bool
    entries: Sequence[int]
    texts: Sequence[str]
    sounds: Sequence[str]
    forms: Mapping[int, int] = field(default_factory=dict)
    """Simplified characters of traditional ones, for `str.translate`."""

    @cached_property
    def chinese(self) -> bool:
        """Whether any of the texts has Chinese characters."""
        return any(_HAN.search(text) for text in self.texts)

    @cached_property
    def _sounds(self) -> str:
        return "\n" + "\n".join(self.sounds) + "\n"

    @cached_property
    def _lower(self) -> str:
        return self._sounds.lower()

    @cached_property
    def _initials(self) -> str:
        return re.sub("[a-z]", "", self._sounds).lower()

    @cached_property
    def _texts(self) -> str:
        return "\n" + "\n".join(spoken(text).translate(self.forms) for text in self.texts) + "\n"

    @cached_property
    def _breaks(self) -> dict[str, list[int]]:
        sources = {"sounds": self._sounds, "initials": self._initials, "texts": self._texts}
        return {name: [match.start() for match in re.finditer("\n", source)] for name, source in sources.items()}

    def find(self, query: str, found: Container[int] = (), *, at_start: bool) -> Iterator[Hit]:
        """Yield the lines that contain a tidy query, in order; only those that begin with it where `at_start`.

        Those of entries that are `found` by then are passed over: one letter occurs in every line, many times.
        """
        if _HAN.search(query):
            yield from self._hits("texts", self._scan(self._texts, query, at_start), found)
            return
        yield from self._hits("sounds", self._scan_sounds(query, at_start), found)
        yield from self._hits("initials", self._scan(self._initials, query, at_start), found)
        if _DIGRAPH.search(query):
            yield from self._hits("sounds", self._scan_initials(query, at_start), found)

    def _scan_initials(self, query: str, at_start: bool) -> Iterator[tuple[int, int]]:
        """Yield where units match the initials of a query in which one is zh, ch or sh: zhj is 镇江."""
        initials = [initial.capitalize() for initial in _INITIAL.findall(query)]
        pattern = "[a-z]*".join(initials)
        for match in re.finditer(f"(?<=\n){pattern}" if at_start else pattern, self._sounds):
            yield match.span()

    def guess(self, query: str) -> Iterator[Hit]:
        """Yield the lines whose units all match, by a prefix or in full: zhenjxq finds 镇江新区."""
        following = "".join(f"(?:{character}|[a-z]*{character.upper()})" for character in query[1:])
        yield from self._hits(
            "sounds", (match.span() for match in re.finditer(query[0].upper() + following, self._sounds))
        )

    def _scan(self, source: str, query: str, at_start: bool) -> Iterator[tuple[int, int]]:
        target, shift = ("\n" + query, 1) if at_start else (query, 0)
        position = source.find(target)
        while position >= 0:
            yield position + shift, position + len(target)
            position = source.find(target, position + 1)

    def _scan_sounds(self, query: str, at_start: bool) -> Iterator[tuple[int, int]]:
        """Yield where in `_sounds` a unit begins that starts the query."""
        if len(query) > LONG_QUERY:
            for start, end in self._scan(self._lower, query, at_start):
                if not self._sounds[start].islower():
                    yield start, end
            return
        # Two letters occur within many units: look for their capital first.
        for second in {query[1:2], query[1:2].upper()}:
            for start, _ in self._scan(self._sounds, query[0].upper() + second, at_start):
                if self._lower.startswith(query, start):
                    yield start, start + len(query)

    def _hits(self, source: str, spans: Iterable[tuple[int, int]], known: Container[int] = ()) -> Iterator[Hit]:
        breaks = self._breaks[source]
        for start, end in spans:
            number = bisect_right(breaks, start) - 1
            if self.entries[number] in known:
                continue
            text, line_start = self.texts[number], breaks[number] + 1
            if source == "texts":
                found = _span_of_spoken(text, start - line_start, end - line_start)
            elif source == "initials":
                found = self._span(text, start - line_start, end - start)
            else:
                matched = self._sounds[start:end]
                found = self._span(
                    text,
                    _count_capitals(self._sounds[line_start:start]),
                    _count_capitals(matched),
                    _count_last_letters(matched),
                )
            yield Hit(self.entries[number], self.language, text, self.sounds[number], self.title, *found)

    def _span(self, text: str, first: int, count: int, typed: int = 1) -> tuple[int, int]:
        """Return the range of `count` units from the first to the last, of which `typed` characters were typed."""
        spans = units(text)[first : first + count]
        last_start, last_end = spans[-1]
        return spans[0][0], min(last_end, last_start + typed)


@dataclass(frozen=True)
class SearchIndex:
    """Everything that can be found in a pack: titles and other texts by language."""

    lines: Sequence[Lines]
    forms: Mapping[int, int] = field(default_factory=dict)

    @staticmethod
    def of(value: Mapping[str, Any]) -> SearchIndex:
        """Return the index that `packs.search_index.search_index` built, from its JSON form."""
        forms = str.maketrans(*value["forms"]) if "forms" in value else {}
        return SearchIndex([Lines(**line, forms=forms) for line in value["lines"]], forms)

    def find(self, query: str, language: str, limit: int = MAX_RESULTS) -> list[Hit]:
        """Return at most `limit` entries, each once: titles before other texts, prefixes first, this language first."""
        query = normalise(query).translate(self.forms)
        if not query:
            return []
        own = [lines for lines in self.lines if lines.language == language]
        ordered = own + [lines for lines in self.lines if lines.language != language]
        found: dict[int, Hit] = {}
        for hit in _find_ranked(ordered, query, found):
            found.setdefault(hit.entry, hit)
            if len(found) == limit:
                break
        if not found and len(query) > 2 and query.isascii():
            for lines in ordered:
                for hit in lines.guess(query) if lines.title and lines.chinese else ():
                    found.setdefault(hit.entry, hit)
        return list(found.values())[:limit]

    def title(self, entry: int, language: str) -> Hit | None:
        """Return the title of an entry as a match of all of it; None where it has none in this language."""
        for lines in self.lines:
            if lines.title and lines.language == language and entry in lines.entries:
                number = lines.entries.index(entry)
                text = lines.texts[number]
                return Hit(entry, language, text, lines.sounds[number], True, 0, len(text))
        return None


def _find_ranked(ordered: Sequence[Lines], query: str, found: Container[int]) -> Iterator[Hit]:
    for at_start in (True, False):
        for lines in ordered:
            if lines.title:
                yield from lines.find(query, found, at_start=at_start)
    for lines in ordered:
        if not lines.title:
            yield from lines.find(query, found, at_start=False)


def _span_of_spoken(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of a text that holds this range of its spoken characters."""
    places = [place for place, character in enumerate(text) for _ in spoken(character)]
    return places[start], places[end - 1] + 1


def _count_capitals(sounds: str) -> int:
    return sum(not character.islower() for character in sounds)


def _count_last_letters(sounds: str) -> int:
    """Return how many letters of the last unit match."""
    return len(sounds) - max(number for number, character in enumerate(sounds) if not character.islower())
