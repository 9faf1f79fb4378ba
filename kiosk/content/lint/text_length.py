"""Words that exceed their place: at 100 % a page; at 200 % one part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.emphasis import plain
from kiosk.content.han_forms import HAN
from kiosk.content.lint.text_paths import texts
from kiosk.content.messages import Message
from kiosk.content.model import BaseBlock, Page, Panel, Part
from kiosk.content.model_walk import walk
from kiosk.content.yaml.source_document import SourceDocument

HAN_A_PAGE, WORDS_A_PAGE = 120, 75
# Measured at 200 %: four lines of fourteen. Running text breaks at these characters.
HAN_A_PART = 56
_CLAUSE = re.compile(r"[^。！？；，]+[。！？；，]?[”’）]*")
# (Chinese characters, letters) that a heading has room for at 200 %.
ROOM: dict[tuple[type[Part], str], tuple[int, int]] = {
    (Panel, "title"): (6, 24),
    (Panel, "teaser"): (14, 48),
    (Page, "title"): (20, 60),
}
_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile(r"[A-Za-z0-9][\w.,'’%-]*")


def amount(words: str, language: str) -> int:
    """Return the amount to read: Chinese characters, a foreign word or number counting as one; else words."""
    shown = plain(words)
    if not language.startswith("zh"):
        return len(shown.split())
    return len(_HAN.findall(shown)) + len(_LATIN.findall(shown))


def too_long(sheet: SourceDocument, root: Part) -> Iterator[Diagnostic]:
    """Yield a warning for each page, and each text, that holds more than visitors would read or could see."""
    for path, part in walk(root):
        if isinstance(part, Page):
            yield from _page(sheet, path, part)
        for key, place, text in texts(part):
            for inner, language, words in text.worded():
                where = (*path, *place, *inner)
                # The prose of a block breaks between its clauses; entries of a list do not.
                if isinstance(part, BaseBlock) and key == part.prose and language.startswith("zh"):
                    yield from _clause(sheet, where, plain(words))
                elif (type(part), key) in ROOM:
                    yield from _room(sheet, where, plain(words), ROOM[type(part), key])


def _page(sheet: SourceDocument, path: tuple[str | int, ...], page: Page) -> Iterator[Diagnostic]:
    amounts: dict[str, int] = {}
    for _, part in walk(page):
        for key, _, text in texts(part):
            if key == part.prose:
                for _, language, words in text.worded():
                    amounts[language] = amounts.get(language, 0) + amount(words, language)
    for language, count in amounts.items():
        chinese = language.startswith("zh")
        if count > (HAN_A_PAGE if chinese else WORDS_A_PAGE):
            template = "{count} Chinese characters to read" if chinese else "{count} words to read"
            message = Message(
                "the page has {amount} in {language}", amount=Message(template, count=count), language=language
            )
            expected = "at most 120 Chinese characters or 75 words a page; visitors stand, and read little"
            fix = "shorten it, or divide it into two pages"
            yield Diagnostic(sheet.location((*path, "blocks")), message, expected, fix, "warning", "long")


def _clause(sheet: SourceDocument, path: tuple[str | int, ...], words: str) -> Iterator[Diagnostic]:
    longest = max((found[0] for found in _CLAUSE.finditer(words)), key=len, default="")
    if len(longest) > HAN_A_PART:
        message = Message("{count} characters without punctuation", count=len(longest))
        expected = Message("at most {most}, which a screen holds at 200 %", most=HAN_A_PART)
        fix = "set a comma, or make two sentences of it"
        yield Diagnostic(sheet.location(path), message, expected, fix, "warning", "long")


def _room(
    sheet: SourceDocument, path: tuple[str | int, ...], words: str, room: tuple[int, int]
) -> Iterator[Diagnostic]:
    count, most = len(words), room[0 if _HAN.search(words) else 1]
    if count > most:
        message = Message("{count} characters are more than there is room for", count=count)
        expected = Message("at most {most}, which a screen holds at 200 %", most=most)
        yield Diagnostic(sheet.location(path), message, expected, "shorten it, or make two of it", "warning", "long")
