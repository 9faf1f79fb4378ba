"""Reading time of a page for a standing visitor, estimated from its text, pictures and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

CHARACTERS_A_MINUTE = 300
WORDS_A_MINUTE = 200
SECONDS_A_PICTURE = 2.0

# Scripts without spaces between words: 汉字, extensions, compatibility forms and kana.
_CHARACTER = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W_]+(?:['’.,:-][^\W_]+)*")
_UNSEEN = frozenset({"alt", "credit"})


@runtime_checkable
class LocalisedText(Protocol):
    """A text of the pack (`kiosk.content.model.Text`)."""

    def by_language(self, languages: Sequence[str]) -> dict[str, str]:
        """Return the text in each of `languages`."""


def text_seconds(text: str) -> float:
    """Return seconds to read one text: 300 汉字 or 200 words of another script a minute; mixed text adds both."""
    characters = len(_CHARACTER.findall(text))
    words = len(_WORD.findall(_CHARACTER.sub(" ", text)))
    return 60.0 * (characters / CHARACTERS_A_MINUTE + words / WORDS_A_MINUTE)


def seconds(page: object, languages: Sequence[str]) -> dict[str, float]:
    """Return seconds to read a page, by language: all its text, and 2 s for each picture and figure.

    Any kind of block works, since the fields themselves are walked: content that visitors do not see (ids, file names,
    alt texts, credits) takes no time.
    """
    totals = dict.fromkeys(languages, 0.0)
    for part in iter_parts(page):
        if isinstance(part, LocalisedText):
            for language, text in part.by_language(languages).items():
                totals[language] += text_seconds(text)
        elif hasattr(part, "file") or hasattr(part, "value"):
            for language in totals:
                totals[language] += SECONDS_A_PICTURE
    return totals


def iter_parts(page: object) -> Iterator[object]:
    """Yield every text, picture, figure and other part below `page`."""
    pending = [page]
    while pending:
        part = pending.pop()
        if isinstance(part, (tuple, list)):
            pending.extend(part)
        elif isinstance(part, LocalisedText):
            yield part
        elif hasattr(part, "__dict__"):
            yield part
            pending.extend(value for name, value in vars(part).items() if name not in _UNSEEN)
