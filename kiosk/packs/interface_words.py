"""Words of the interface in the languages of a pack, with the pack's replacements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kiosk.device.message_catalog import ENGLISH, catalogue, english_texts, nearest, phrases, visitor_languages

if TYPE_CHECKING:
    from kiosk.content.model import Text

Words = dict[str, dict[str, str | list[str]]]
"""Key → language → words. What counts has its two English forms, in each language that a pack has not replaced."""
FAMILY = "interface"
NAMES = {"language-name", "change-language"}


def load_words() -> Words:
    """Return every word of the interface in the languages that the product has.

    Raises ValueError if the product's own files are wrong.
    """
    own = {language: phrases(FAMILY, language) for language in visitor_languages()}
    return {
        key: {
            language: words[key] if isinstance(text, str) else list(text)
            for language, words in own.items()
            if key not in NAMES or language == ENGLISH or words[key] != text
        }
        for key, text in english_texts(FAMILY).items()
    }


def words_for(words: Words, languages: Sequence[str], replaced: Mapping[str, Text]) -> Words:
    """Return the words in the pack's languages.

    For each the pack's own, else those of the nearest language that the product speaks, else what the pack has in
    another language, else English. The buttons that switch to a language that the product lacks show its own name.
    """
    known = {language for by_language in words.values() for language in by_language}
    near = {code: nearest(code, known) for code in languages}
    spoken = {code for code in languages if near[code] != ENGLISH or code.split("-")[0] == ENGLISH}
    return {
        key: {
            code: _own(replaced.get(key), code, languages)
            or (by_language.get(near[code]) if code in spoken else None)
            or (key in NAMES and _name(code))
            or _own(replaced.get(key), "", languages)
            or by_language[ENGLISH]
            for code in languages
        }
        for key, by_language in words.items()
    }


def _own(text: Text | None, language: str, languages: Sequence[str]) -> str:
    """Return a pack's words in a language, "" if it has none; in the first one that has some for ""."""
    if text is None:
        return ""
    if language and text.words:
        return dict(text.words).get(language, "")
    return text.by_language(languages)[languages[0]]


def counted(words: Words, key: str, count: int) -> dict[str, str]:
    """Return a text that counts, by language, in the form for `count`, not filled. A pack's own has one form."""
    return {
        code: text
        if isinstance(text, str)
        else catalogue(nearest(code, visitor_languages())).npgettext(f"{FAMILY}/{key}", text[0], text[1], count)
        for code, text in words[key].items()
    }


def _name(language: str) -> str:
    """Return a language's own name (Unicode CLDR, by Qt); "" for an unknown one."""
    from PySide6.QtCore import QLocale

    return QLocale(language).nativeLanguageName()
