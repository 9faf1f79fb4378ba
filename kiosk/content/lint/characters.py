"""Characters that are wrong in words: half-width punctuation in Chinese, and those that no typeface can draw."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.han_forms import HAN
from kiosk.content.issues import in_full, listed
from kiosk.content.lint.text_paths import Path, texts
from kiosk.content.messages import Message
from kiosk.content.model.base import Part
from kiosk.content.model_walk import walk
from kiosk.content.yaml.source_document import SourceDocument

Drawable = Callable[[str], bool]
# English punctuation beside a Chinese character; not the point of 1.5, the colon of 9:30, the quote of 5".
_HALF = re.compile(rf"(?<=[{HAN}])[,.;:!?()\"']|[,;:!?()\"'](?=[{HAN}])")
_FULL = {",": "，", ".": "。", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_PLACEHOLDERS = "\ufffc\u3164"  # of a pasted picture, and of a syllable
_AFTER_QUOTE = re.compile(rf"[\w{HAN}]")
_QUOTES = {'"': "“”", "'": "‘’"}


def full_width(words: str) -> str:
    """Return Chinese words with full-width punctuation in place of half-width beside a character."""
    opened = dict.fromkeys(_QUOTES, 0)
    done = 0

    def better(found: re.Match[str]) -> str:
        nonlocal done
        character = found[0]
        if character in _FULL:
            return _FULL[character]
        first, last = tuple(_QUOTES[character])
        between = words[done : found.start()]
        done = found.end()
        opened[character] = max(0, opened[character] + between.count(first) - between.count(last))
        closes = opened[character] > 0 or not _AFTER_QUOTE.search(words, found.end())
        opened[character] += -1 if closes else 1
        return last if closes else first

    return _HALF.sub(better, words)


def word_remarks(sheet: SourceDocument, root: Part, drawable: Drawable | None) -> Iterator[Diagnostic]:
    """Yield a warning for each text of a file with wrong characters."""
    for path, part in walk(root):
        for _, place, text in texts(part):
            for inner, language, words in text.worded():
                where = (*path, *place, *inner)
                if language.startswith("zh") or not language:
                    yield from _half_width(sheet, where, words)
                yield from _without_look(sheet, where, words)
                if drawable is not None:
                    yield from _undrawable(sheet, where, words, drawable)


def _half_width(sheet: SourceDocument, path: Path, words: str) -> Iterator[Diagnostic]:
    characters = sorted({found[0] for found in _HALF.finditer(words)})
    if characters:
        message = Message("half-width punctuation in Chinese words: {characters}", characters=" ".join(characters))
        fix = Message("write {words}", words=json.dumps(in_full(full_width(words)), ensure_ascii=False))
        yield Diagnostic(sheet.location(path), message, "，。；：！？（）“”", fix, "warning", "punctuation")


def _without_look(sheet: SourceDocument, path: Path, words: str) -> Iterator[Diagnostic]:
    """Yield a warning for characters that are another picture in each typeface: bullets of Word, pictures of chats."""
    characters = sorted({character for character in words if _has_no_look(character)})
    if characters:
        named = listed((f"U+{ord(character):04X}" for character in characters), most=6)
        message = Message("each typeface draws something else, or nothing, for {characters}", characters=named)
        fix = "delete it, or write what is meant: a bullet of Word is •"
        yield Diagnostic(
            sheet.location(path), message, "characters that visitors will see", fix, "warning", "undrawable"
        )


def _has_no_look(character: str) -> bool:
    return unicodedata.category(character) == "Co" or character in _PLACEHOLDERS


def _undrawable(sheet: SourceDocument, path: Path, words: str, drawable: Drawable) -> Iterator[Diagnostic]:
    checked = {character for character in words if not character.isspace() and not _has_no_look(character)}
    characters = sorted(character for character in checked if not drawable(character))
    if characters:
        named = listed((f"{character} (U+{ord(character):04X})" for character in characters), most=6)
        message = Message("no typeface of this device can draw {characters}", characters=named)
        fix = (
            "write it with other characters, or install a typeface that has it on every device "
            "(Debian: fonts-noto-core)"
        )
        yield Diagnostic(
            sheet.location(path), message, "characters that visitors will see", fix, "warning", "undrawable"
        )
