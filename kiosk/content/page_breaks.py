"""Page breaks: the number of parts that a pack's pages take on a screen, and what visitors would miss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.emphasis import plain
from kiosk.content.messages import Message, together
from kiosk.content.model import Block, Page, Panel, Part
from kiosk.content.model.text import Text
from kiosk.content.model_walk import Path, walk
from kiosk.content.screen_sizes import ScreenSize
from kiosk.content.yaml.source_document import SourceDocument

ORDINARY = 100  # per cent: the default text size
MOST_LISTED = 3
_TAG = re.compile("<[^>]*>")


@dataclass(frozen=True, slots=True)
class Setting:
    """The conditions of a page's layout: a screen, a language, and a text size in per cent."""

    screen: ScreenSize
    language: str
    text_size: int

    @property
    def description(self) -> Message:
        """The setting in words, such as 55in-portrait (en, 200 %)."""
        screen = self.screen.name
        return Message("{screen} ({language}, {size} %)", screen=screen, language=self.language, size=self.text_size)


@dataclass(frozen=True, slots=True)
class Overfull:
    """What fits on no screen whole: an entry of a block, both counted from 0; entry -1 is the block itself.

    `words` are those on the screen of the one text that is too long, if it is one.
    """

    block: int
    entry: int = -1
    words: str = ""


@dataclass(frozen=True, slots=True)
class Pagination:
    """How one page breaks in one setting: `parts` is 0 if the layout never settles."""

    parts: int
    overfull: tuple[Overfull, ...] = ()


@dataclass(frozen=True)
class PaginatedPage:
    """A page of a pack, its place in the files, and its breaks in each setting."""

    location: SourceLocation
    panel: str
    page: str
    settings: Mapping[Setting, Pagination] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the page as plain data, for JSON."""
        parts = [
            {
                "screen": setting.screen.name,
                "language": setting.language,
                "text-size": setting.text_size,
                "parts": found.parts,
            }
            for setting, found in self.settings.items()
        ]
        return {
            "file": self.location.file,
            "line": self.location.line,
            "panel": self.panel,
            "page": self.page,
            "parts": parts,
        }


Found = Mapping[tuple[str, int], Mapping[Setting, Pagination]]


def paginated_pages(parts: Iterable[tuple[SourceDocument, Part]], found: Found) -> Iterator[PaginatedPage]:
    """Yield the pages of a pack's files, in order, with their entry in `found`, by panel id and page number."""
    for sheet, panel, number, page in _pages(parts):
        location = sheet.location(("pages", number))
        yield PaginatedPage(location, panel.id, page.id, found.get((panel.id, number), {}))


def pagination_problems(parts: Iterable[tuple[SourceDocument, Part]], found: Found) -> Iterator[Diagnostic]:
    """Yield a warning for each page that breaks into parts at 100 %, and for each entry that fits whole in no part."""
    for sheet, panel, number, page in _pages(parts):
        settings = found.get((panel.id, number), {})
        yield from _restless(sheet.location(("pages", number)), settings)
        yield from _broken(sheet.location(("pages", number)), settings)
        yield from _overfull(sheet, number, page, settings)


def _pages(parts: Iterable[tuple[SourceDocument, Part]]) -> Iterator[tuple[SourceDocument, Panel, int, Page]]:
    for sheet, panel in parts:
        if isinstance(panel, Panel):
            for number, page in enumerate(panel.pages):
                yield sheet, panel, number, page


def _restless(location: SourceLocation, settings: Mapping[Setting, Pagination]) -> Iterator[Diagnostic]:
    if restless := [setting.description for setting, found in settings.items() if found.parts == 0]:
        message = Message(
            "this page is laid out again and again, and comes to no rest: {where}", where=_where(restless)
        )
        fix = "change its words a little; the fault is the program's, and its makers want to know of it"
        yield Diagnostic(location, message, "a page at rest", fix, "warning", "parts")


def _broken(location: SourceLocation, settings: Mapping[Setting, Pagination]) -> Iterator[Diagnostic]:
    broken = {
        setting: found.parts for setting, found in settings.items() if setting.text_size == ORDINARY and found.parts > 1
    }
    if broken:
        where = _where([Message("{screen} ({language})", screen=at.screen.name, language=at.language) for at in broken])
        message = Message(
            "this page breaks into {count} parts at 100 %: {where}", count=max(broken.values()), where=where
        )
        expected = "a page that its screen holds at 100 %; many visitors never see a second part"
        fix = "shorten it, or divide it into two pages"
        yield Diagnostic(location, message, expected, fix, "warning", "parts")


def _overfull(
    sheet: SourceDocument, number: int, page: Page, settings: Mapping[Setting, Pagination]
) -> Iterator[Diagnostic]:
    places: dict[Path, list[Setting]] = {}
    for setting, found in settings.items():
        for each in found.overfull:
            places.setdefault((each.block, *_path(page.blocks[each.block], each)), []).append(setting)
    located = [(sheet.location(("pages", number, "blocks", *path)), where) for path, where in places.items()]
    for location, where in sorted(located, key=lambda each: each[0]):
        message = Message(
            "this is higher than the screen: {where}", where=_where([setting.description for setting in where])
        )
        expected = "what one part of a page holds; the rest is cut off"
        yield Diagnostic(location, message, expected, "shorten it, or make two of it", "warning", "room")


def _path(block: Block, found: Overfull) -> Path:
    """Return the path within a block of the text that is too long, else of the entry, else of the block."""
    within: Path = (block.wrapper,) if block.wrapper else ()
    key = block.traits.entries
    entry = (*within, key, found.entry) if key and found.entry >= 0 else within
    seen = _letters(unescape(_TAG.sub("", found.words)))
    texts = [((*within, *path), _letters(plain(words))) for path, words in _texts(block)]
    most = [(path, words) for path, words in texts if words in seen and 2 * len(words) > len(seen)]
    return min(most, key=lambda each: (-len(each[1]), each[0][: len(entry)] != entry))[0] if most else entry


def _texts(block: Block) -> Iterator[tuple[Path, str]]:
    """Yield the words of a block in each language, with their paths below its wrapper."""
    for path, part in walk(block):
        for key, value in part.parts():
            for at, text in enumerate(value) if isinstance(value, tuple) else [(None, value)]:
                if isinstance(text, Text):
                    below = (*path, key) if at is None else (*path, key, at)
                    yield from ((below + language, words) for language, _, words in text.worded())


def _letters(words: str) -> str:
    """Return the letters and digits of a text: a screen adds quotation marks, hyphens, unbreakable spaces and dates."""
    return "".join(filter(str.isalnum, words))


def _where(messages: Sequence[Message]) -> Message:
    return together(messages, MOST_LISTED)
