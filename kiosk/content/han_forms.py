"""Han character forms by language.

直, 骨 and the full stop look different in Beijing, Taipei, Hong Kong, Tokyo and Seoul, and share their code points.
Renderers choose by language: Qt by its default locale and the family, librsvg by the locale of its process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

HAN = "\u3400-\u9fff\U00020000-\U000323af"
"""Chinese characters, for a set of a regular expression."""

Forms = Literal["SC", "TC", "HK", "JP", "KR"]

_BY_SCRIPT: Mapping[str, Forms] = {"hans": "SC", "hant": "TC", "jpan": "JP", "hrkt": "JP", "kore": "KR"}
_BY_REGION: Mapping[str, Forms] = {"TW": "TC", "HK": "HK", "MO": "HK"}
_BY_LANGUAGE: Mapping[str, Forms] = {
    **dict.fromkeys(("zh", "cmn", "wuu", "hsn", "gan", "cjy", "cdo", "hak"), "SC"),
    **dict.fromkeys(("nan", "lzh"), "TC"),
    "yue": "HK",
    "ja": "JP",
    "ko": "KR",
}
_LOCALES: Mapping[Forms, str] = {"SC": "zh_CN", "TC": "zh_TW", "HK": "zh_HK", "JP": "ja_JP", "KR": "ko_KR"}


def forms_of(language: str) -> Forms | None:
    """Return the forms of a language as BCP 47 names it (zh, zh-Hant, zh-HK, ja); None for one without Han characters.

    The script decides before the region, and the region before the language; zh alone means mainland China (RFC 5646
    and CLDR's likely subtags agree).
    """
    first, *others = language.replace("_", "-").split("-")
    scripts = [_BY_SCRIPT[part.lower()] for part in others if part.lower() in _BY_SCRIPT]
    own = _BY_LANGUAGE.get(first.lower())
    if own in {"JP", "KR"}:
        return own
    regions = [_BY_REGION[part.upper()] for part in others if part.upper() in _BY_REGION]
    if scripts:
        # zh-Hant-HK: the script selects the characters, the region their forms.
        return regions[0] if scripts[0] == "TC" and regions else scripts[0]
    return regions[0] if own and regions else own


def forms_among(language: str, languages: Iterable[str]) -> Forms | None:
    """Return the forms that Han characters take in a text of `language`, in a pack of these `languages`.

    A Chinese name in an English text takes the forms of the first of the pack's languages with Han characters.
    """
    return next((forms for each in (language, *languages) if (forms := forms_of(each))), None)


def drawing_locale(languages: Iterable[str]) -> str:
    """Return the locale that renders the drawings of a pack in these languages; zh_CN is the default."""
    return _LOCALES[forms_among("", languages) or "SC"]


def locale_of(language: str) -> str:
    """Return the locale name (zh_CN, ja_JP) with which programs draw the forms of `language`, else `language`."""
    forms = forms_of(language)
    return _LOCALES[forms] if forms else language.replace("-", "_")
