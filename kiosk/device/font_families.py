"""Font families by language, so that characters have the forms of that language.

The large families for Chinese, Japanese and Korean come as siblings: each has every character, and draws the forms of
one region by default. Qt overrides that: its default locale changes the forms of every such family, whichever is named
(measured, Qt 6.11.3; decision 0024). So each text uses the sibling of its own language, with the font feature switched
off by which a locale changes the forms. For families without siblings the locale decides.

These families have no letters of other scripts. A text in Arabic, Uyghur, Hebrew, Thai, Tibetan and the like uses the
Noto family of its script, where this device has it: on Debian they all come with fonts-noto-core.
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
# By script, as BCP 47 names it: (serif, sans). Quotations, which have no hand of these scripts, use the sans.
_SCRIPT_FACES: Mapping[str, tuple[str, str]] = {
    "Arab": ("Noto Naskh Arabic", "Noto Sans Arabic"),
    "Deva": ("Noto Serif Devanagari", "Noto Sans Devanagari"),
    "Hebr": ("Noto Serif Hebrew", "Noto Sans Hebrew"),
    "Khmr": ("Noto Serif Khmer", "Noto Sans Khmer"),
    "Laoo": ("Noto Serif Lao", "Noto Sans Lao"),
    "Mymr": ("Noto Serif Myanmar", "Noto Sans Myanmar"),
    "Thai": ("Noto Serif Thai", "Noto Sans Thai"),
    "Tibt": ("Noto Serif Tibetan", "Noto Serif Tibetan"),
}
# The usual scripts of languages that have one of these: CLDR's likely subtags.
_SCRIPTS: Mapping[str, str] = {
    **dict.fromkeys(("ar", "ckb", "fa", "ps", "sd", "ug", "ur"), "Arab"),
    **dict.fromkeys(("hi", "mr", "ne"), "Deva"),
    **dict.fromkeys(("he", "yi"), "Hebr"),
    **dict.fromkeys(("bo", "dz"), "Tibt"),
    "km": "Khmr",
    "lo": "Laoo",
    "my": "Mymr",
    "th": "Thai",
}


def faces(fonts: Mapping[str, str], languages: Iterable[str], installed: Installed) -> dict[str, dict[str, Face]]:
    """Return {language: {font: face}} for a theme's fonts (serif, sans, hand) and their families.

    `installed` returns whether this device has a family; missing families are not requested.
    """
    languages = tuple(languages)
    return {
        language: {font: _face(fonts, font, language, languages, installed) for font in fonts} for language in languages
    }


def _face(fonts: Mapping[str, str], font: str, language: str, languages: tuple[str, ...], installed: Installed) -> Face:
    if (other := _of_script(fonts[font], font, language)) and installed(other):
        return {"family": other, "features": {}, "settled": True}
    sibling = _chinese(fonts, font, language, languages)
    settled = bool(_NOTO.match(sibling) or _SOURCE_HAN.match(sibling)) and installed(sibling)
    # The Chinese faces draw curly quotes full-width, which is wrong in text with spaces between words.
    features = {} if forms_of(language) in {"SC", "TC", "HK", "JP"} else {"pwid": 1}
    if settled:
        return {"family": sibling, "features": features | {"locl": 0}, "settled": True}
    return {"family": _in_hand(fonts, font, language), "features": features, "settled": False}


def _chinese(fonts: Mapping[str, str], font: str, language: str, languages: Iterable[str]) -> str:
    """Return the family with the Han characters of a language."""
    family, forms = _in_hand(fonts, font, language), forms_among(language, languages)
    return _sibling(family, forms) if forms else family


def _in_hand(fonts: Mapping[str, str], font: str, language: str) -> str:
    """Return the theme's family for a font; the sans in place of a hand that has other forms."""
    other_forms = forms_of(language) in {"TC", "HK", "JP", "KR"} and "sans" in fonts
    return fonts["sans"] if other_forms and _CHINESE_HANDWRITING.match(fonts[font]) else fonts[font]


def _of_script(family: str, font: str, language: str) -> str | None:
    """Return the family in place of a Chinese one for a language of another script; None where the family stays."""
    first, *others = language.replace("_", "-").split("-")
    script = next((part.title() for part in others if len(part) == 4), _SCRIPTS.get(first.lower(), ""))
    is_chinese = any(pattern.match(family) for pattern in (_NOTO, _SOURCE_HAN, _CHINESE_HANDWRITING))
    if not is_chinese or script not in _SCRIPT_FACES:
        return None
    serif, sans = _SCRIPT_FACES[script]
    return serif if font == "serif" else sans


def _sibling(family: str, forms: Forms) -> str:
    if match := _NOTO.match(family):
        return f"{match[1]} {forms}"
    if match := _SOURCE_HAN.match(family):
        return match[1] + _SOURCE_HAN_SUFFIXES[forms]
    return family


def faces_here(theme: Mapping[str, Any], languages: Iterable[str]) -> dict[str, dict[str, Face]]:
    """Return the faces of a theme's fonts on this device, as Qt knows its families.

    What a face of another script lacks, such as a Chinese name, Qt then takes from the theme's family, not from any.
    """
    from PySide6.QtGui import QFont, QFontDatabase

    fonts, languages = theme.get("fonts", {}), tuple(languages)
    found = faces(fonts, languages, QFontDatabase.hasFamily)
    lacking: dict[str, list[str]] = {}
    for language, chosen in found.items():
        for font, face in chosen.items():
            if _of_script(fonts[font], font, language) == face["family"]:
                lacking.setdefault(face["family"], []).append(_chinese(fonts, font, language, languages))
    for family, others in lacking.items():
        QFont.removeSubstitutions(family)  # of the pack before
        QFont.insertSubstitutions(family, others)
    return found
