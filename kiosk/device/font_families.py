"""Font families by language, so that characters have the forms of that language.

The large families for Chinese, Japanese and Korean come as siblings: each has every character, and draws the forms of
one region by default. Qt overrides that: its default locale changes the forms of every such family, whichever is named
(measured, Qt 6.11.3; decision 0024). So each text uses the sibling of its own language, with the font feature switched
off by which a locale changes the forms. For families without siblings the locale decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypedDict

from kiosk.content.han_forms import Forms, forms_among, forms_of

Installed = Callable[[str], bool]


class Face(TypedDict):
    """Typeface for a text; `settled`: it draws the same whatever the default locale is."""

    family: str
    features: dict[str, int]
    settled: bool


# The prefix before a sibling's suffix, and the suffixes as the families' makers write them.
_NOTO = re.compile(r"(Noto (?:Sans|Serif|Sans Mono)(?: CJK)?) (SC|TC|HK|JP|KR)\Z")
_SOURCE_HAN = re.compile(r"(Source Han (?:Sans|Serif|Mono))( SC| TC| HC| K)?\Z")
_SOURCE_HAN_SUFFIXES: Mapping[Forms, str] = {"SC": " SC", "TC": " TC", "HK": " HC", "JP": "", "KR": " K"}
# It has one set of forms, those of mainland China, and no sibling in Debian.
_CHINESE_HANDWRITING = re.compile(r"(LXGW WenKai)(?: Light| Medium)?\Z")


def faces(fonts: Mapping[str, str], languages: Iterable[str], installed: Installed) -> dict[str, dict[str, Face]]:
    """Return {language: {font: face}} for a theme's fonts (serif, sans, hand) and their families.

    `installed` returns whether this device has a family; missing families are not requested.
    """
    languages = tuple(languages)
    return {
        language: {font: _face(fonts, font, language, languages, installed) for font in fonts} for language in languages
    }


def _face(fonts: Mapping[str, str], font: str, language: str, languages: tuple[str, ...], installed: Installed) -> Face:
    family, forms = fonts[font], forms_among(language, languages)
    if _CHINESE_HANDWRITING.match(family) and forms_of(language) in {"TC", "HK", "JP", "KR"} and "sans" in fonts:
        family = fonts["sans"]
    sibling = _sibling(family, forms) if forms else family
    settled = bool(_NOTO.match(sibling) or _SOURCE_HAN.match(sibling)) and installed(sibling)
    # The Chinese faces draw curly quotes full-width, which is wrong in text with spaces between words.
    features = {} if forms_of(language) in {"SC", "TC", "HK", "JP"} else {"pwid": 1}
    if settled:
        return {"family": sibling, "features": features | {"locl": 0}, "settled": True}
    return {"family": family, "features": features, "settled": False}


def _sibling(family: str, forms: Forms) -> str:
    if match := _NOTO.match(family):
        return f"{match[1]} {forms}"
    if match := _SOURCE_HAN.match(family):
        return match[1] + _SOURCE_HAN_SUFFIXES[forms]
    return family


def faces_here(theme: Mapping[str, Any], languages: Iterable[str]) -> dict[str, dict[str, Face]]:
    """Return the faces of a theme's fonts on this device, as Qt knows its families."""
    from PySide6.QtGui import QFontDatabase

    return faces(theme.get("fonts", {}), languages, QFontDatabase.hasFamily)
