"""Page breaks: the number of parts that a pack's pages take on a screen, and what visitors would miss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.messages import Message, together
from kiosk.content.model import Block, Page, Panel, Part
from kiosk.content.screen_sizes import ScreenSize
from kiosk.content.yaml.source_document import SourceDocument

ORDINARY = 100  # per cent: the default text size
MOST_LISTED = 3


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
class Pagination:
    """How one page breaks in one setting.

    `parts` is 0 if the layout never settles. `overfull` are the (block, entry) that fit on no screen whole, counted
    from 0; entry -1 is the block itself.
    """

    parts: int
    overfull: tuple[tuple[int, int], ...] = ()


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
    places: dict[tuple[int, int], list[Setting]] = {}
    for setting, found in settings.items():
        for place in found.overfull:
            places.setdefault(place, []).append(setting)
    for (block, entry), where in sorted(places.items(), key=lambda each: each[0]):
        location = sheet.location(("pages", number, "blocks", block, *_path(page.blocks[block], entry)))
        message = Message(
            "this is higher than the screen: {where}", where=_where([setting.description for setting in where])
        )
        expected = "what one part of a page holds; the rest is cut off"
        yield Diagnostic(location, message, expected, "shorten it, or make two of it", "warning", "room")


def _path(block: Block, entry: int) -> tuple[str | int, ...]:
    key = block.traits.entries
    below = (key, entry) if key and entry >= 0 else ()
    return (block.wrapper, *below) if block.wrapper else below


def _where(messages: Sequence[Message]) -> Message:
    return together(messages, MOST_LISTED)
