"""Words of a sheet, or of a picture, as a text of the pack. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from kiosk.content.issues import quoted
from kiosk.packs.gallery_import.gallery_entry import Words
from kiosk.packs.gallery_import.headers import language_among

Text = str | dict[str, str]

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_JOINERS = "\u200c\u200d"
# A full-width punctuation mark includes its space, so a line break beside it adds none; between characters it does.
_WIDE, _SIGN = "[\u3000-\u9fff\uff00-\uffef]", "[\u3000-\u3004\u3008-\u3020\uff01-\uff0f\uff1a-\uff20]"
_WIDE_BREAK = re.compile(rf"(?<={_SIGN})\s*\n\s*(?={_WIDE})|(?<={_WIDE})\s*\n\s*(?={_SIGN})")


def clean(words: str) -> str:
    """Return words on one line: NFC, single spaces, nothing invisible.

    Characters unknown to this Python are kept: rare ones may be newer than it, or have a font of their own.
    """
    words = _WIDE_BREAK.sub("", unicodedata.normalize("NFC", words).replace("\r", "\n"))
    seen = (
        character for character in words if character.isspace() or character in _JOINERS or not _is_invisible(character)
    )
    return " ".join("".join(seen).split())


def _is_invisible(character: str) -> bool:
    return not character.isprintable() and (
        unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        or ord(character) & 0xFFFE == 0xFFFE
        or "\ufdd0" <= character <= "\ufdef"
    )


def quoted_line(words: str) -> str:
    """Return words in quotation marks, on one line."""
    return quoted(" ".join(words.split()))


def merged(sheet: Words, own: Words) -> Words:
    """Return the sheet's words, and for languages it leaves out those of the picture itself."""
    if not any(sheet.values()):
        return own
    if sheet.get(""):
        return sheet
    return sheet | {language: words for language, words in own.items() if language and language not in sheet}


def text_of(texts: Mapping[str, str], languages: Sequence[str]) -> Text | None:
    """Return words as a pack of these languages writes them; None if there are none.

    Words without a language count for the first language that lacks words, or for the only one; alone, they are the
    same in every language unless they are Chinese. A text that lacks the pack's first language takes the words there
    are, since a pack may not lack it.
    """
    by_language: dict[str, str] = {}
    unsaid = ""
    for code, words in texts.items():
        language = language_among(code, languages) if code else None
        if not (cleaned := clean(words)):
            continue
        if language is None:
            unsaid = unsaid or (cleaned if not code else "")
        else:
            by_language.setdefault(language, cleaned)
    if unsaid and not by_language and len(languages) > 1 and _CHINESE.search(unsaid):
        chinese = language_among("zh", languages)
        by_language = {chinese: unsaid} if chinese else {}
    if not by_language:
        return unsaid or None
    first = languages[0]
    lacking = [language for language in languages if language not in by_language]
    if unsaid and unsaid not in by_language.values() and (first in lacking or len(lacking) == 1):
        by_language[lacking[0]] = unsaid
    by_language.setdefault(first, next(iter(by_language.values())))
    if len(set(by_language.values())) == 1 and len(by_language) > 1:
        return by_language[first]
    return {language: by_language[language] for language in languages if language in by_language}
