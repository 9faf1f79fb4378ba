"""Words that are more than their place holds: at 100 %, on a page; at 200 %, in one part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.emphasis import plain
from kiosk.content.lint.text_paths import texts, worded
from kiosk.content.messages import Message
from kiosk.content.model import (
    Card,
    Level,
    MatchBlock,
    Moment,
    Page,
    Panel,
    Part,
    Point,
    Station,
    Step,
    TextBlock,
    VoiceBlock,
)
from kiosk.content.model.quiz_poll import MOST_PAIRS
from kiosk.content.model_walk import walk
from kiosk.content.yaml.source_document import SourceDocument

HAN_A_PAGE, WORDS_A_PAGE = 120, 75
# Measured at 200 %: four lines of fourteen. Running text is broken at these signs: kiosk/qml/Kiosk/Blocks/Splitter.qml.
HAN_A_PART = 56
_CLAUSE = re.compile(r"[^。！？；，]+[。！？；，]?[”’）]*")
# Running text is broken between its clauses; what stands in a list is not.
BROKEN: set[tuple[type[Part], str]] = {(TextBlock, "text"), (VoiceBlock, "says")}
WHOLE: set[tuple[type[Part], str]] = {(part, "text") for part in (Card, Level, Moment, Point, Station, Step)}
# (Chinese characters, letters) that a heading has room for at 200 %.
ROOM: dict[tuple[type[Part], str], tuple[int, int]] = {
    (Panel, "title"): (6, 24),
    (Panel, "teaser"): (14, 48),
    (Page, "title"): (20, 60),
}
# With as many pairs as there may be, each has one line on either side: measured at 100 %, beside a picture and upright.
LINE_OF_FIVE = (8, 17)
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U000323af]")
_LATIN = re.compile(r"[A-Za-z0-9][\w.,'’%-]*")


def amount(words: str, language: str) -> int:
    """Return how much there is to read: Chinese characters, a foreign word or number counting as one; else words."""
    shown = plain(words)
    if not language.startswith("zh"):
        return len(shown.split())
    return len(_HAN.findall(shown)) + len(_LATIN.findall(shown))


def too_long(sheet: SourceDocument, root: Part) -> Iterator[Diagnostic]:
    """Yield a warning for each page, and each text, that holds more than visitors would read or could see."""
    for path, part in walk(root):
        if isinstance(part, Page):
            yield from _page(sheet, path, part)
        elif isinstance(part, MatchBlock) and len(part.pairs) == MOST_PAIRS:
            yield from _lines_of_five(sheet, path, part)
        for key, place, text in texts(part):
            for inner, language, words in worded(text):
                where = (*path, *place, *inner)
                if (type(part), key) in BROKEN and language.startswith("zh"):
                    yield from _clause(sheet, where, plain(words))
                elif (type(part), key) in ROOM:
                    yield from _room(sheet, where, plain(words), ROOM[type(part), key])


def _page(sheet: SourceDocument, path: tuple[str | int, ...], page: Page) -> Iterator[Diagnostic]:
    amounts: dict[str, int] = {}
    for _, part in walk(page):
        for key, _, text in texts(part):
            if (type(part), key) in BROKEN | WHOLE:
                for _, language, words in worded(text):
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
            yield Diagnostic(sheet.mark((*path, "blocks")), message, expected, fix, "warning", "long")


def _clause(sheet: SourceDocument, path: tuple[str | int, ...], words: str) -> Iterator[Diagnostic]:
    longest = max((found[0] for found in _CLAUSE.finditer(words)), key=len, default="")
    if len(longest) > HAN_A_PART:
        message = Message("{count} characters stand here without punctuation", count=len(longest))
        expected = Message("at most {most}, which a screen holds at 200 %", most=HAN_A_PART)
        fix = "set a comma, or make two sentences of it"
        yield Diagnostic(sheet.mark(path), message, expected, fix, "warning", "long")


def _lines_of_five(sheet: SourceDocument, path: tuple[str | int, ...], block: MatchBlock) -> Iterator[Diagnostic]:
    for number, pair in enumerate(block.pairs):
        for key, text in (("sign", pair.sign), ("answer", pair.answer)):
            for inner, _, words in worded(text) if text is not None else ():
                count, most = len(words), LINE_OF_FIVE[0 if _HAN.search(words) else 1]
                if count > most:
                    mark = sheet.mark((*path, "pairs", number, key, *inner))
                    message = Message("{count} signs are more than there is room for", count=count)
                    expected = Message("at most {most} where five pairs stand on a page", most=most)
                    fix = "shorten it, or leave a pair out"
                    yield Diagnostic(mark, message, expected, fix, "warning", "long")


def _room(
    sheet: SourceDocument, path: tuple[str | int, ...], words: str, room: tuple[int, int]
) -> Iterator[Diagnostic]:
    count, most = len(words), room[0 if _HAN.search(words) else 1]
    if count > most:
        message = Message("{count} signs are more than there is room for", count=count)
        expected = Message("at most {most}, which a screen holds at 200 %", most=most)
        yield Diagnostic(sheet.mark(path), message, expected, "shorten it, or make two of it", "warning", "long")
