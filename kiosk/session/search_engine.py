"""Search while typing: Chinese by pinyin initials, full pinyin or character; other languages by their words.

Every text is a line of *units*: one Chinese character, one digit, or one word of another script. Its `sounds` are the
units' readings joined, each beginning with a capital: 镇江新区 is ZhenJiangXinQu. So the capitals alone are the
initials, a match that begins at a capital begins a unit, and a search is a scan by `str.find`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kiosk.session.search_query import HAN, MOST, tidy

RARE = 3  # letters: longer queries rarely occur within a unit by chance

_UNIT = re.compile(f"[{HAN}]|\\d|[^\\W\\d_]+?(?=[{HAN}]|\\d|[\\W_]|$)")
_HALF_WIDTH = {0xFF01 + at: 0x21 + at for at in range(94)}
_DIGRAPH = re.compile("[zcs]h")
_INITIAL = re.compile("[zcs]h|[a-z0-9]")
_HAN = re.compile(f"[{HAN}]")


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
        if not all(_HAN.match(sign) for sign in self.text[: self.end]):
            return []
        return [sign.lower() for sign in self.sounds if not sign.islower()][self.start : self.end]


@dataclass(frozen=True)
class Lines:
    """All titles (or all other texts) of one language. `entries`, `texts` and `sounds` are parallel."""

    language: str
    title: bool
    entries: Sequence[int]
    texts: Sequence[str]
    sounds: Sequence[str]

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
        # A character whose lower case is longer would shift the rest.
        lowered = (text.lower() if len(text.lower()) == len(text) else text for text in self.texts)
        return "\n" + "\n".join(text.replace("\n", " ").translate(_HALF_WIDTH) for text in lowered) + "\n"

    @cached_property
    def _breaks(self) -> dict[str, list[int]]:
        pages = {"sounds": self._sounds, "initials": self._initials, "texts": self._texts}
        return {name: [match.start() for match in re.finditer("\n", page)] for name, page in pages.items()}

    def find(self, query: str, *, at_start: bool) -> Iterator[Hit]:
        """Yield the lines that contain a tidy query, in order; only those that begin with it where `at_start`."""
        if _HAN.search(query):
            yield from self._hits("texts", self._scan(self._texts, query, at_start))
            return
        yield from self._hits("sounds", self._heard(query, at_start))
        yield from self._hits("initials", self._scan(self._initials, query, at_start))
        if _DIGRAPH.search(query):
            yield from self._hits("sounds", self._begun(query, at_start))

    def _begun(self, query: str, at_start: bool) -> Iterator[tuple[int, int]]:
        """Yield where units match the initials of a query in which one is zh, ch or sh: zhj is 镇江."""
        initials = [initial.capitalize() for initial in _INITIAL.findall(query)]
        shape = "[a-z]*".join(initials)
        for found in re.finditer(f"(?<=\n){shape}" if at_start else shape, self._sounds):
            yield found.span()

    def guess(self, query: str) -> Iterator[Hit]:
        """Yield the lines whose units all match, by a prefix or in full: zhenjxq finds 镇江新区."""
        inside = "".join(f"(?:{sign}|[a-z]*{sign.upper()})" for sign in query[1:])
        yield from self._hits(
            "sounds", (match.span() for match in re.finditer(query[0].upper() + inside, self._sounds))
        )

    def _scan(self, page: str, query: str, at_start: bool) -> Iterator[tuple[int, int]]:
        wanted, shift = ("\n" + query, 1) if at_start else (query, 0)
        place = page.find(wanted)
        while place >= 0:
            yield place + shift, place + len(wanted)
            place = page.find(wanted, place + 1)

    def _heard(self, query: str, at_start: bool) -> Iterator[tuple[int, int]]:
        """Yield where in `_sounds` a unit begins that starts the query."""
        if len(query) > RARE:
            for place, end in self._scan(self._lower, query, at_start):
                if not self._sounds[place].islower():
                    yield place, end
            return
        # Two letters occur within many units: look for their capital first.
        for second in {query[1:2], query[1:2].upper()}:
            for place, _ in self._scan(self._sounds, query[0].upper() + second, at_start):
                if self._lower.startswith(query, place):
                    yield place, place + len(query)

    def _hits(self, page: str, spans: Iterable[tuple[int, int]]) -> Iterator[Hit]:
        breaks = self._breaks[page]
        for place, end in spans:
            number = bisect_right(breaks, place) - 1
            text, before = self.texts[number], breaks[number] + 1
            if page == "texts":
                span = place - before, end - before
            elif page == "initials":
                span = self._span(text, place - before, end - place)
            else:
                heard = self._sounds[place:end]
                span = self._span(text, _capitals(self._sounds[before:place]), _capitals(heard), _last(heard))
            yield Hit(self.entries[number], self.language, text, self.sounds[number], self.title, *span)

    def _span(self, text: str, first: int, count: int, typed: int = 1) -> tuple[int, int]:
        """Return the range of `count` units from the first to the last, of which `typed` characters were typed."""
        spans = units(text)[first : first + count]
        begin, end = spans[-1]
        return spans[0][0], min(end, begin + typed)


@dataclass(frozen=True)
class SearchIndex:
    """Everything that can be found in a pack: titles and other texts by language."""

    lines: Sequence[Lines]

    @staticmethod
    def of(value: Mapping[str, Any]) -> SearchIndex:
        """Return the index that `packs.search_index.search_index` built, from its JSON form."""
        return SearchIndex([Lines(**line) for line in value["lines"]])

    def find(self, query: str, language: str, most: int = MOST) -> list[Hit]:
        """Return at most `most` entries, each once: titles before other texts, prefixes first, this language first."""
        query = tidy(query)
        if not query:
            return []
        own = [lines for lines in self.lines if lines.language == language]
        ordered = own + [lines for lines in self.lines if lines.language != language]
        found: dict[int, Hit] = {}
        for hit in _in_rank(ordered, query):
            found.setdefault(hit.entry, hit)
            if len(found) == most:
                break
        if not found and len(query) > 2 and query.isascii():
            for lines in ordered:
                for hit in lines.guess(query) if lines.title and lines.chinese else ():
                    found.setdefault(hit.entry, hit)
        return list(found.values())[:most]

    def title(self, entry: int, language: str) -> Hit | None:
        """Return the title of an entry as a match of all of it; None where it has none in this language."""
        for lines in self.lines:
            if lines.title and lines.language == language and entry in lines.entries:
                number = lines.entries.index(entry)
                text = lines.texts[number]
                return Hit(entry, language, text, lines.sounds[number], True, 0, len(text))
        return None


def _in_rank(ordered: Sequence[Lines], query: str) -> Iterator[Hit]:
    for at_start in (True, False):
        for lines in ordered:
            if lines.title:
                yield from lines.find(query, at_start=at_start)
    for lines in ordered:
        if not lines.title:
            yield from lines.find(query, at_start=False)


def _capitals(sounds: str) -> int:
    return sum(not sign.islower() for sign in sounds)


def _last(heard: str) -> int:
    """Return how many letters of the last unit match."""
    return len(heard) - max(number for number, sign in enumerate(heard) if not sign.islower())
