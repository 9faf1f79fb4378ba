"""Into how many parts the pages of a pack break on a screen, and what of that visitors would miss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kiosk.content.model import Page, Panel, Part
from kiosk.content.problems import Mark, Problem
from kiosk.content.reader.sheet import Sheet
from kiosk.content.screen_sizes import Glass
from kiosk.content.telling import Told, together

ORDINARY = 100  # per cent: the size of text of a visitor who has not asked for another
MOST_TOLD = 3
# Under which key a block has the entries that may be higher than a screen.
ENTRIES: Mapping[str, str] = {
    "cards": "cards",
    "chart": "series",
    "figures": "figures",
    "flow": "stations",
    "hotspots": "points",
    "match": "pairs",
    "poll": "answers",
    "quiz": "answers",
    "rings": "levels",
    "sources": "sources",
    "steps": "steps",
    "timeline": "timeline",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a page is laid out for: a screen, a language, and a size of text in per cent."""

    glass: Glass
    language: str
    text_size: int

    @property
    def told(self) -> Told:
        """The setting in words, such as 55in-portrait (en, 200 %)."""
        screen = self.glass.name
        return Told("{screen} ({language}, {size} %)", screen=screen, language=self.language, size=self.text_size)


@dataclass(frozen=True, slots=True)
class Pagination:
    """How one page breaks in one setting.

    `parts` is 0 where the page comes to no rest. `overfull` are the (block, entry) that no screen holds whole, counted
    from 0; entry -1 is the block itself.
    """

    parts: int
    overfull: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class PaginatedPage:
    """A page of a pack, where it is written, and how it breaks in each setting."""

    mark: Mark
    panel: str
    page: str
    settings: Mapping[Setting, Pagination] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data, for JSON."""
        parts = [
            {"screen": told.glass.name, "language": told.language, "text-size": told.text_size, "parts": found.parts}
            for told, found in self.settings.items()
        ]
        return {"file": self.mark.file, "line": self.mark.line, "panel": self.panel, "page": self.page, "parts": parts}


Found = Mapping[tuple[str, int], Mapping[Setting, Pagination]]


def paginated_pages(parts: Iterable[tuple[Sheet, Part]], found: Found) -> Iterator[PaginatedPage]:
    """Yield the pages of a pack's files, in their order, with what was `found` by a panel's id and a page's number."""
    for sheet, panel, number, page in _pages(parts):
        mark = sheet.mark(("pages", number))
        yield PaginatedPage(mark, panel.id, page.id, found.get((panel.id, number), {}))


def pagination_problems(parts: Iterable[tuple[Sheet, Part]], found: Found) -> Iterator[Problem]:
    """Yield a warning for each page that breaks into parts at 100 %, and for each entry that no part holds whole."""
    for sheet, panel, number, page in _pages(parts):
        settings = found.get((panel.id, number), {})
        yield from _restless(sheet.mark(("pages", number)), settings)
        yield from _broken(sheet.mark(("pages", number)), settings)
        yield from _overfull(sheet, number, page, settings)


def _pages(parts: Iterable[tuple[Sheet, Part]]) -> Iterator[tuple[Sheet, Panel, int, Page]]:
    for sheet, panel in parts:
        if isinstance(panel, Panel):
            for number, page in enumerate(panel.pages):
                yield sheet, panel, number, page


def _restless(mark: Mark, settings: Mapping[Setting, Pagination]) -> Iterator[Problem]:
    if restless := [setting.told for setting, found in settings.items() if found.parts == 0]:
        message = Told("this page is laid out again and again, and comes to no rest: {where}", where=_where(restless))
        mend = "change its words a little; the fault is the program's, and its makers want to know of it"
        yield Problem(mark, message, "a page that stands still", mend, "warning", "parts")


def _broken(mark: Mark, settings: Mapping[Setting, Pagination]) -> Iterator[Problem]:
    broken = {told: found.parts for told, found in settings.items() if told.text_size == ORDINARY and found.parts > 1}
    if broken:
        where = _where([Told("{screen} ({language})", screen=at.glass.name, language=at.language) for at in broken])
        message = Told("this page breaks into {count} parts at 100 %: {where}", count=max(broken.values()), where=where)
        expected = "a page that its screen holds at 100 %; many visitors never see a second part"
        mend = "shorten it, or divide it into two pages"
        yield Problem(mark, message, expected, mend, "warning", "parts")


def _overfull(sheet: Sheet, number: int, page: Page, settings: Mapping[Setting, Pagination]) -> Iterator[Problem]:
    places: dict[tuple[int, int], list[Setting]] = {}
    for setting, found in settings.items():
        for place in found.overfull:
            places.setdefault(place, []).append(setting)
    for (block, entry), where in sorted(places.items(), key=lambda each: each[0]):
        mark = sheet.mark(("pages", number, "blocks", block, *_path(page.blocks[block], entry)))
        message = Told("this is higher than the screen: {where}", where=_where([setting.told for setting in where]))
        expected = "what one part of a page holds; the rest is cut off"
        yield Problem(mark, message, expected, "shorten it, or make two of it", "warning", "room")


def _path(block: Part, entry: int) -> tuple[str | int, ...]:
    key = ENTRIES.get(str(getattr(block, "kind", "")), "")
    below = (key, entry) if key and entry >= 0 else ()
    return (block.wrapper, *below) if block.wrapper else below


def _where(told: Sequence[Told]) -> Told:
    return together(told, MOST_TOLD)
