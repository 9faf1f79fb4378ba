"""Font families by language, so that characters have the forms of that language.

The large families for Chinese, Japanese and Korean come as siblings: each has every character, and draws those of one
place where it is not told otherwise. Qt tells it otherwise: its default locale changes the forms of every such family,
whichever is named (measured, Qt 6.11.3; decision 0024). So each text takes the sibling of its own language, and the
feature by which a locale changes the forms is off. Of families without siblings the locale decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypedDict

from kiosk.content.han_forms import Forms, forms_among, forms_of

Installed = Callable[[str], bool]


class Face(TypedDict):
    """What draws words; `settled`: whatever the default locale is, it draws the same."""

    family: str
    features: dict[str, int]
    settled: bool


# The words before a sibling's mark, and the marks as the makers of the family write them.
_NOTO = re.compile(r"(Noto (?:Sans|Serif|Sans Mono)(?: CJK)?) (SC|TC|HK|JP|KR)\Z")
_SOURCE_HAN = re.compile(r"(Source Han (?:Sans|Serif|Mono))( SC| TC| HC| K)?\Z")
_SOURCE_HAN_MARKS: Mapping[Forms, str] = {"SC": " SC", "TC": " TC", "HK": " HC", "JP": "", "KR": " K"}
# It has one set of forms, those of mainland China, and no sibling in Debian.
_CHINESE_HAND = re.compile(r"(LXGW WenKai)(?: Light| Medium)?\Z")


def faces(fonts: Mapping[str, str], languages: Iterable[str], installed: Installed) -> dict[str, dict[str, Face]]:
    """Return {language: {font: face}} for a theme's fonts (serif, sans, hand) and their families.

    `installed` tells whether this device has a family: what it lacks is not asked for.
    """
    languages = tuple(languages)
    return {
        language: {font: _face(fonts, font, language, languages, installed) for font in fonts} for language in languages
    }


def _face(fonts: Mapping[str, str], font: str, language: str, languages: tuple[str, ...], installed: Installed) -> Face:
    family, forms = fonts[font], forms_among(language, languages)
    if _CHINESE_HAND.match(family) and forms_of(language) in {"TC", "HK", "JP", "KR"} and "sans" in fonts:
        family = fonts["sans"]
    own = _sibling(family, forms) if forms else family
    settled = bool(_NOTO.match(own) or _SOURCE_HAN.match(own)) and installed(own)
    # The Chinese faces draw curly quotes full-width; where words have spaces between they must not.
    features = {} if forms_of(language) in {"SC", "TC", "HK", "JP"} else {"pwid": 1}
    if settled:
        return {"family": own, "features": features | {"locl": 0}, "settled": True}
    return {"family": family, "features": features, "settled": False}


def _sibling(family: str, forms: Forms) -> str:
    if found := _NOTO.match(family):
        return f"{found[1]} {forms}"
    if found := _SOURCE_HAN.match(family):
        return found[1] + _SOURCE_HAN_MARKS[forms]
    return family


def faces_here(theme: Mapping[str, Any], languages: Iterable[str]) -> dict[str, dict[str, Face]]:
    """Return the faces of a theme's fonts on this device, as Qt knows its families."""
    from PySide6.QtGui import QFontDatabase

    return faces(theme.get("fonts", {}), languages, QFontDatabase.hasFamily)
