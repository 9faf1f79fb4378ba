"""Months, days and halves of a day as spreadsheet formats write them in each language. Pure.

If a language has no short names here, programs disagree on them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateNames:
    """Names from January and from Monday on, long and short (empty: unknown), and of morning and afternoon."""

    months: Sequence[str]
    days: Sequence[str]
    short_months: Sequence[str] = ()
    short_days: Sequence[str] = ()
    halves: Sequence[str] = ("AM", "PM")


def _listed(words: str) -> list[str]:
    return words.split()


_NUMBERS = [str(number) for number in range(1, 13)]
_ENGLISH_MONTHS = _listed("January February March April May June July August September October November December")
_ENGLISH_DAYS = _listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_CHINESE_MONTHS = [
    f"{number}月" for number in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
]
_CHINESE_DAYS, _CHINESE_HALVES = [f"星期{day}" for day in "一二三四五六日"], ("上午", "下午")
_MONTH_NUMBERS = [f"{number}月" for number in _NUMBERS]

ENGLISH = DateNames(
    _ENGLISH_MONTHS, _ENGLISH_DAYS, [name[:3] for name in _ENGLISH_MONTHS], [name[:3] for name in _ENGLISH_DAYS]
)
CHINESE = DateNames(
    _CHINESE_MONTHS, _CHINESE_DAYS, _MONTH_NUMBERS, [f"周{day}" for day in "一二三四五六日"], _CHINESE_HALVES
)
TAIWANESE = DateNames(
    _CHINESE_MONTHS, _CHINESE_DAYS, _MONTH_NUMBERS, [f"週{day}" for day in "一二三四五六日"], _CHINESE_HALVES
)
_KOREAN_MONTHS = [f"{number}월" for number in _NUMBERS]
_GERMAN_DAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"
_GERMAN_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
_FRENCH_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_SPANISH_MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
_ITALIAN_MONTHS = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
# By the lower ten bits of Windows' language identifier, and by language code.
BY_LANGUAGE = {
    "zh": CHINESE,
    "en": ENGLISH,
    "ja": DateNames(
        _MONTH_NUMBERS,
        [f"{day}曜日" for day in "月火水木金土日"],
        _MONTH_NUMBERS,
        [*"月火水木金土日"],
        ("午前", "午後"),
    ),
    "ko": DateNames(
        _KOREAN_MONTHS,
        [f"{day}요일" for day in "월화수목금토일"],
        _KOREAN_MONTHS,
        [*"월화수목금토일"],
        ("오전", "오후"),
    ),
    "de": DateNames(_listed(_GERMAN_MONTHS), _listed(_GERMAN_DAYS)),
    "fr": DateNames(_listed(_FRENCH_MONTHS), _listed("lundi mardi mercredi jeudi vendredi samedi dimanche")),
    "es": DateNames(_listed(_SPANISH_MONTHS), _listed("lunes martes miércoles jueves viernes sábado domingo")),
    "it": DateNames(_listed(_ITALIAN_MONTHS), _listed("lunedì martedì mercoledì giovedì venerdì sabato domenica")),
}
_NUMBERED = {0x04: "zh", 0x09: "en", 0x11: "ja", 0x12: "ko", 0x07: "de", 0x0C: "fr", 0x0A: "es", 0x10: "it"}
_TRADITIONAL = {0x0404, 0x0C04, 0x1404}


def names_of(number: int) -> DateNames | None:
    """Return the names in the language with this Windows identifier; None if unknown."""
    return TAIWANESE if number in _TRADITIONAL else BY_LANGUAGE.get(_NUMBERED.get(number & 0x3FF, ""))


def names_in(code: str) -> DateNames | None:
    """Return the names in the language with a code such as zh-TW; None if unknown."""
    traditional = code.lower() in {"zh-tw", "zh-hk", "zh-mo", "zh-hant"}
    return TAIWANESE if traditional else BY_LANGUAGE.get(code.lower().partition("-")[0])
