"""Characters that are wrong in words: half-width punctuation in Chinese, and those that no typeface can draw."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.han_forms import HAN
from kiosk.content.issues import listed, quoted
from kiosk.content.lint.text_paths import Path, texts
from kiosk.content.messages import Message
from kiosk.content.model.base import Part
from kiosk.content.model_walk import walk
from kiosk.content.yaml.source_document import SourceDocument

Drawable = Callable[[str], bool]
# English punctuation beside a Chinese character; not the point of 1.5, the colon of 9:30, the quote of 5".
_HALF = re.compile(rf"(?<=[{HAN}])[,.;:!?()\"']|[,;:!?()\"'](?=[{HAN}])")
_FULL = {",": "，", ".": "。", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_QUOTES = {'"': "“”", "'": "‘’"}


def full_width(words: str) -> str:
    """Return Chinese words with full-width punctuation in place of half-width beside a character."""
    opened: dict[str, bool] = {}

    def better(found: re.Match[str]) -> str:
        sign = found[0]
        if sign in _FULL:
            return _FULL[sign]
        opened[sign] = not opened.get(sign, False)
        return _QUOTES[sign][0 if opened[sign] else 1]

    return _HALF.sub(better, words)


def word_remarks(sheet: SourceDocument, root: Part, drawable: Drawable | None) -> Iterator[Diagnostic]:
    """Yield a warning for each text of a file with wrong characters."""
    for path, part in walk(root):
        for _, place, text in texts(part):
            for inner, language, words in text.worded():
                where = (*path, *place, *inner)
                if language.startswith("zh") or not language:
                    yield from _half_width(sheet, where, words)
                if drawable is not None:
                    yield from _undrawable(sheet, where, words, drawable)


def _half_width(sheet: SourceDocument, path: Path, words: str) -> Iterator[Diagnostic]:
    signs = sorted({found[0] for found in _HALF.finditer(words)})
    if signs:
        message = Message("half-width punctuation stands in Chinese words: {signs}", signs=" ".join(signs))
        fix = Message("write {words}", words=quoted(full_width(words)))
        yield Diagnostic(sheet.location(path), message, "，。；：！？（）“”", fix, "warning", "punctuation")


def _undrawable(sheet: SourceDocument, path: Path, words: str, drawable: Drawable) -> Iterator[Diagnostic]:
    signs = sorted({sign for sign in words if not sign.isspace() and not drawable(sign)})
    if signs:
        named = listed((f"{sign} (U+{ord(sign):04X})" for sign in signs), most=6)
        message = Message("no typeface of this device can draw {signs}", signs=named)
        fix = "write it with other characters, or install a typeface that has it on every device"
        yield Diagnostic(
            sheet.location(path), message, "characters that visitors will see", fix, "warning", "undrawable"
        )
