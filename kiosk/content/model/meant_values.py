"""Meaning of mistyped values: what must be written in their place; an empty string where that is not certain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LEAP_YEAR = 2000
_MIDNIGHT = 24 * 60

_DASH = r"\s*(?:[-–—−~〜]+|\.\.+|至|到|\bto\b)\s*"
_BETWEEN = re.compile(r"\s*[,、;]\s*|\s*和\s*|\s+and\s+")
_NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))\s*(%?)")
_UNIT = re.compile(r"[^\W\d_]{0,12}\.?\Z")
_PLACES = {
    "center": "[0.5, 0.5]", "centre": "[0.5, 0.5]", "middle": "[0.5, 0.5]", "中间": "[0.5, 0.5]",
    "居中": "[0.5, 0.5]", "中心": "[0.5, 0.5]", "top": "[0.5, 0]", "上": "[0.5, 0]", "bottom": "[0.5, 1]",
    "下": "[0.5, 1]", "left": "[0, 0.5]", "左": "[0, 0.5]", "right": "[1, 0.5]", "右": "[1, 0.5]",
}  # fmt: skip
_HALVES = r"(?:(上午|早上|下午|晚上|中午|凌晨|am|pm)\s*)?"
_TIME = rf"{_HALVES}(\d{{1,2}}?)(?:[:.点时h]\s*(\d\d)?分?|(\d\d)(?!\d))?\s*(am|pm|a\.m\.|p\.m\.)?"
_HOURS = re.compile(rf"{_TIME}{_DASH}{_TIME}\Z", re.IGNORECASE)
_LATE = {"下午", "晚上", "pm", "p.m."}
_EARLY = {"上午", "早上", "凌晨", "am", "a.m."}
_DAY_SHAPES = (
    r"(?P<y{0}>\d{{4}})\s*[-/.年]\s*(?P<m{0}>\d{{1,2}})\s*[-/.月]\s*(?P<d{0}>\d{{1,2}})\s*[日号]?",
    r"(?P<d{0}>\d{{1,2}})\.\s?(?P<m{0}>\d{{1,2}})\.\s?(?P<y{0}>\d{{4}})",
    r"(?P<y{0}>)(?P<m{0}>\d{{1,2}})\s*[-月]\s*(?P<d{0}>\d{{1,2}})\s*[日号]?",
)
_DAYS = [re.compile(rf"{shape.format(0)}(?:{_DASH}{shape.format(1)})?\Z", re.IGNORECASE) for shape in _DAY_SHAPES]
_CHINESE = {character: WEEKDAYS[number % 7] for number, character in enumerate("一二三四五六日1234567")} | {"天": "sun"}
_ENGLISH = {
    "monday": "mon", "tuesday": "tue", "tues": "tue", "wednesday": "wed", "thursday": "thu", "thurs": "thu",
    "thur": "thu", "friday": "fri", "saturday": "sat", "sunday": "sun",
}  # fmt: skip
_SPANS = {"工作日": "mon-fri", "平日": "mon-fri", "weekdays": "mon-fri", "周末": "sat-sun", "weekend": "sat-sun"}


def plain(typed: str) -> str:
    """Return a value in the characters of an English keyboard, where it has full-width ones."""
    return unicodedata.normalize("NFKC", typed).replace("。", ".").strip()


def meant_number(typed: str, least: float, most: float, *, whole: bool) -> str:
    """Return the number within its limits that a value with a unit, per cent or full-width digits means."""
    value = plain(typed)
    if whole and (least, most) == (1, 5) and re.fullmatch("[A-Ea-e]", value):
        return str("abcde".index(value.lower()) + 1)
    found = _NUMBER.match(value)
    if found is None or not _UNIT.match(value[found.end() :].strip()):
        return ""
    number = float(found[1]) / (100 if found[2] and most <= 1 else 1)
    return f"{number:g}" if least <= number <= most and (not whole or number == int(number)) else ""


def meant_pair(value: object) -> str:
    """Return the place in a picture that one value, or a wrongly divided list, means."""
    items = [plain(item) for item in value if isinstance(item, str)] if isinstance(value, list) else [plain(str(value))]
    if len(items) == 4 and all(item in {"0", "1"} for item in items[::2]):
        items = [f"{items[0]}.{items[1]}", f"{items[2]}.{items[3]}"]  # a comma as the decimal point
    joined = " ".join(items)
    if place := _PLACES.get(joined.lower()):
        return place
    found = _NUMBER.findall(joined)
    numbers = [meant_number("".join(each), 0, 1, whole=False) for each in found]
    return f"[{', '.join(numbers)}]" if len(numbers) == 2 and all(numbers) else ""


def meant_hours(typed: str) -> str:
    """Return the hours that are meant, several as a list."""
    return _several(typed, _hours)


def meant_dates(typed: str) -> str:
    """Return the day or days that are meant, several as a list."""
    return _several(typed, _dates)


def meant_weekdays(typed: str) -> str:
    """Return the day or days of the week that are meant, several as a list."""
    return _several(typed, _weekdays)


def day_exists(day: str) -> bool:
    """Return whether the calendar has a day; 29 February is accepted for every year."""
    try:
        date.fromisoformat(day if len(day) > len("05-01") else f"{LEAP_YEAR}-{day}")
    except ValueError:
        return False
    return True


def _several(typed: str, read: Callable[[str], str]) -> str:
    parts = [read(part.strip()) for part in _BETWEEN.split(plain(typed)[:200])]
    if not all(parts):
        return ""
    return parts[0] if len(parts) == 1 else f"[{', '.join(parts)}]"


def _hours(typed: str) -> str:
    found = _HOURS.match(typed)
    if found is None:
        return ""
    groups = found.groups()
    times = [_minutes(groups[:5]), _minutes(groups[5:])]
    if max(times) > _MIDNIGHT or times[0] == times[1] or times[0] == _MIDNIGHT:
        return ""
    return "-".join(f"{time // 60:02}:{time % 60:02}" for time in times)


def _minutes(groups: tuple[str | None, ...]) -> int:
    before, hour, minute, glued, after = groups
    minutes = int(minute or glued or 0)
    hours = int(hour or 0)
    half = (before or after or "").lower()
    if half in _LATE and hours < 12:
        hours += 12
    elif half in _EARLY and hours == 12:
        hours = 0
    return hours * 60 + minutes if minutes < 60 else _MIDNIGHT + 1


def _dates(typed: str) -> str:
    for shape in _DAYS:
        if found := shape.match(typed):
            parts = [
                "-".join(filter(None, (found[f"y{n}"], f"{int(found[f'm{n}']):02}", f"{int(found[f'd{n}']):02}")))
                for n in (0, 1)
                if found[f"m{n}"]
            ]
            return "..".join(parts) if all(map(day_exists, parts)) else ""
    return ""


def _weekdays(typed: str) -> str:
    word = typed.lower()
    if word in _SPANS:
        return _SPANS[word]
    days = [_weekday(day) for day in re.split(_DASH, word)]
    return "-".join(days) if len(days) <= 2 and all(days) else ""


def _weekday(word: str) -> str:
    chinese = re.fullmatch(r"(?:周|星期|礼拜)?([一二三四五六日天1-7])", word)
    if chinese and len(word) > 1:
        return _CHINESE[chinese[1]]
    return word if word in WEEKDAYS else _ENGLISH.get(word, "")
