"""Number formats: a value as a spreadsheet program shows it. Pure. Source: ECMA-376, part 1, section 18.8.30/31.

Supports sections with conditions, digits (0 # ?), thousands, per cent, exponents, fractions, dates and times in Chinese
and English, elapsed times ([h]:mm) and Chinese numerals in dates ([DBNum1]). Columns count as wide enough.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from kiosk.media.sheets.date_names import CHINESE, ENGLISH, DateNames, names_in, names_of

# Formats that a file names by id alone, and openpyxl does not know: ids of Chinese Excel. 14 and 22 follow the reader's
# system, so no file states their look: ISO dates mean the same everywhere.
BUILTIN = {
    14: "yyyy-mm-dd",
    22: "yyyy-mm-dd h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<filled>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<general>General)|(?P<exponent>E[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+|a{3,4}|b+|e+|g+)(?:(?<=s)(?P<part>\.0+))?"
    r"|(?P<digit>[0#?])|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])+|(?=;)|\Z')
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\Z")
_CURRENCY = re.compile(r"\$([^-]*)(?:-([0-9A-Za-z,-]*))?\Z")
_SYSTEM = {"F800": "yyyy-mm-dd", "X-SYSDATE": "yyyy-mm-dd", "F400": "h:mm:ss", "X-SYSTIME": "h:mm:ss"}
_COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|颜色\d+|[黑蓝青绿红白黄]色?|洋红)\Z", re.IGNORECASE
)
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
    "=": lambda one, other: one == other,
    "<>": lambda one, other: one != other,
}
_NUMERALS = {"DBNUM1": "〇一二三四五六七八九十", "DBNUM2": "零壹贰叁肆伍陆柒捌玖拾"}
_MOST_DIGITS = 40
_FIRST_1900, _FIRST_1904 = (dt.datetime.fromisoformat(day) for day in ("1899-12-30", "1904-01-01"))
_LEAP_1900 = 60  # 29 February
_LAST_DAY = 2_958_466  # the first that is later than 9999-12-31
_NUMERIC = {"digit", "date", "half", "elapsed", "general", "exponent"}
Token = tuple[str, str]


class UnknownFormatError(ValueError):
    """A format with an unknown feature."""


class HiddenError(UnknownFormatError):
    """A format that shows nothing."""


def general(value: float) -> str:
    """Return a number without a format, with 15 digits; very large or small ones have an exponent."""
    if isinstance(value, int) and abs(value) < 10**21:
        return str(value)
    plain = f"{value:.15g}"
    if "e" not in plain:
        return plain
    return f"{Decimal(plain):f}" if 1e-7 < abs(value) < 1e21 else plain.replace("e", "E")


def shown(value: float, code: str, *, since_1904: bool = False) -> str:
    """Return a number as its format shows it: for a zero that may be nothing.

    Raises UnknownFormatError; HiddenError if the format hides any other number.
    """
    if code in {"", "General"}:
        return general(value)
    code = _for_no_system(code)
    tokens, number = _section(Decimal(repr(value)), code)
    if any(kind == "general" for kind, _ in tokens):
        return _around(general(_plain(number)), "general", tokens).strip()
    if any(kind in {"date", "half", "elapsed"} for kind, _ in tokens):
        words = _date(float(value), tokens, since_1904=since_1904)
    else:
        words = _number(number, _spoken(tokens))
    if not words.strip() and value:
        raise HiddenError(code)
    return words.strip()


def plain(value: float, code: str, *, since_1904: bool = False) -> str:
    """Return a number with an unknown format: as an ISO date, if the format shows a date."""
    try:
        is_date = any(found.lastgroup in {"date", "half"} for found in _TOKEN.finditer(code)) and 0 <= value < _LAST_DAY
        iso = "h:mm" if value < 1 else "yyyy-mm-dd" if value == int(value) else "yyyy-mm-dd h:mm"
        return shown(value, iso, since_1904=since_1904) if is_date else general(value)
    except (ArithmeticError, ValueError):
        return general(value)


def shown_text(value: str, code: str) -> str:
    """Return words as their format shows them: "No. "@ puts words before them, ;;; hides them."""
    if code in {"General", "@"}:
        return value
    parts = sections(code)
    section = parts[3] if len(parts) > 3 else parts[-1] if "@" in parts[-1] else "@"
    try:
        tokens = [("words", "") if token == ("sign", "@") else token for token in _tokens(section)]
        words = _around(value, "words", tokens)
    except UnknownFormatError:
        return value
    return words if value in words or not words.strip() else value


def sections(code: str) -> list[str]:
    """Return the parts of a format: for numbers above and below zero, for zero, and for words."""
    found, at = [""], 0
    while at < len(code):
        if code[at] == ";":
            found.append("")
            at += 1
            continue
        match = _SECTION.match(code, at)
        text = match[0] if match and match[0] else code[at]
        found[-1] += text
        at += len(text)
    return found


def _section(value: Decimal, code: str) -> tuple[list[Token], Decimal]:
    """Return the tokens of the section that shows a value, and the number shown: without a sign it implies."""
    parts = [list(tokens) for tokens in _parsed(code)]
    conditions = [next((text for kind, text in tokens if kind == "condition"), "") for tokens in parts]
    parts = [[token for token in tokens if token[0] != "condition"] for tokens in parts]
    if any(conditions):
        for tokens, condition in zip(parts, conditions, strict=True):
            found = _CONDITION.match(condition)
            if found is None or _COMPARE[found[1]](value, Decimal(found[2])):
                return tokens, value
        return parts[-1], value
    if value < 0 and len(parts) > 1:
        return parts[1], -value
    return parts[2 if value == 0 and len(parts) > 2 else 0], value


@lru_cache(maxsize=200)
def _parsed(code: str) -> list[list[Token]]:
    parts = [_tokens(section) for section in sections(code)[:4]]
    if len(parts) > 1 and ("sign", "@") in parts[-1]:  # the section for words
        parts.pop()
    # One section for words alone does not apply to numbers.
    wordy = len(parts) == 1 and ("sign", "@") in parts[0] and not any(kind in _NUMERIC for kind, _ in parts[0])
    return [[("general", "@")]] if wordy else parts[:3]


def _tokens(section: str) -> list[Token]:
    tokens: list[Token] = []
    for found in _TOKEN.finditer(section):
        kind, text = str(found.lastgroup), found[0]
        if kind in {"quoted", "escaped"}:
            tokens.append(("literal", found[kind]))
        elif kind == "space":
            tokens.append(("literal", " "))
        elif kind == "bracket":
            tokens += _bracket(found["bracket"])
        elif kind in {"date", "part"}:
            tokens.append(("date", found["date"].lower()))
            tokens += [("part", found["part"])] if found["part"] else []
        elif kind != "filled":
            tokens.append((kind, text))
    return tokens


def _bracket(text: str) -> list[Token]:
    if _CONDITION.match(text):
        return [("condition", text)]
    if text.lower().strip("hms") == "" and text:
        return [("elapsed", text.lower())]
    if text.upper() in _NUMERALS:
        return [("numerals", text.upper())]
    if currency := _CURRENCY.match(text):
        language = [("language", currency[2])] if currency[2] else []
        return [("literal", currency[1])] if currency[1] else language
    if _COLOUR.match(text):
        return []
    raise UnknownFormatError(text)


def _around(value: str, place: str, tokens: Sequence[Token]) -> str:
    """Return a value at its place among words. Raises UnknownFormatError where a format has more than these."""
    if any(kind not in {place, "literal", "sign", "language", "condition"} for kind, _ in tokens):
        raise UnknownFormatError(place)
    return "".join(value if kind == place else text for kind, text in tokens if kind not in {"language", "condition"})


def _spoken(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens without the language of names, which numbers lack."""
    return [token for token in tokens if token[0] != "language"]


def _plain(number: Decimal) -> float:
    return int(number) if number == number.to_integral_value() else float(number)


# Numbers


def _number(value: Decimal, tokens: Sequence[Token]) -> str:
    if any(kind == "numerals" or (kind, text) == ("sign", "@") for kind, text in tokens):
        raise UnknownFormatError("numerals or words")
    first = next((place for place, (kind, _) in enumerate(tokens) if kind == "digit"), None)
    percents = sum(token == ("sign", "%") for token in tokens)
    value *= 100**percents
    if first is None:
        return "".join(text for _, text in tokens)
    if ("sign", "/") in tokens:
        return _fraction(value, tokens)
    if any(kind == "exponent" for kind, _ in tokens):
        return _scientific(value, tokens)
    last = max(place for place, (kind, _) in enumerate(tokens) if kind == "digit")
    point = next((place for place, token in enumerate(tokens) if token == ("sign", ".")), None)
    whole_end = point if point is not None else last + 1
    thousands = ("sign", ",") in tokens[first:whole_end]
    after = last + 1
    while after < len(tokens) and tokens[after] == ("sign", ","):
        value /= 1000
        after += 1
    decimals = [text for kind, text in tokens[whole_end:] if kind == "digit"]
    if len(decimals) > _MOST_DIGITS:
        raise UnknownFormatError("digits")
    rounded = abs(value).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    whole, _, part = f"{rounded:f}".partition(".")
    minus = "-" if value < 0 and rounded else ""
    head = _whole(
        whole.lstrip("0"), [token for token in tokens[:whole_end] if token != ("sign", ",")], thousands=thousands
    )
    tail = _part(part, tokens[whole_end : last + 1]) if point is not None else ""
    return minus + head + tail + "".join(text for _, text in tokens[max(after, whole_end) :])


def _whole(digits: str, tokens: Sequence[Token], *, thousands: bool) -> str:
    """Put digits into placeholders from the right; surplus digits precede the first."""
    places = sum(kind == "digit" for kind, _ in tokens)
    if not places:
        return "".join(text for _, text in tokens) + digits
    words, left, set_ = list[str](), list(digits), 0
    for kind, text in reversed(tokens):
        if kind != "digit":
            words.append(text)
            continue
        places -= 1
        due = [left.pop()] if left else [{"0": "0", "?": " "}.get(text, "")]
        while places == 0 and left:
            due.append(left.pop())
        for digit in due:
            if thousands and digit.strip() and set_ and set_ % 3 == 0:
                words.append(",")
            words.append(digit)
            set_ += bool(digit.strip())
    return "".join(reversed(words))


def _part(digits: str, tokens: Sequence[Token]) -> str:
    """Put the digits after the point into their placeholders; only 0 shows zeros at the end."""
    due = len(digits.rstrip("0"))
    words, place = "", 0
    for kind, text in tokens:
        if kind != "digit":
            words += text
            continue
        words += digits[place] if text == "0" or place < due else " " if text == "?" else ""
        place += 1
    return words


def _scientific(value: Decimal, tokens: Sequence[Token]) -> str:
    at = next(place for place, (kind, _) in enumerate(tokens) if kind == "exponent")
    before = [text for kind, text in tokens[:at] if kind == "digit" or text == "."]
    decimals = len(before) - before.index(".") - 1 if "." in before else 0
    if len(before) - decimals - ("." in before) != 1:
        raise UnknownFormatError("engineering")
    mantissa, exponent = f"{value:.{decimals}E}".split("E")
    places = sum(kind == "digit" for kind, _ in tokens[at:])
    number = int(exponent) if value else 0
    sign = "-" if number < 0 else "+" if tokens[at][1].endswith("+") else ""
    return f"{mantissa}E{sign}{abs(number):0{places}d}"


def _fraction(value: Decimal, tokens: Sequence[Token]) -> str:
    slash = tokens.index(("sign", "/"))
    below = "".join(text for kind, text in tokens[slash + 1 :] if kind in {"digit", "sign"}).strip()
    most = int(below) if below.isdigit() and int(below) else 10 ** len(below) - 1
    amount = abs(value)
    whole, rest = divmod(amount, 1)
    if below.isdigit() and int(below):
        part, under = int((rest * most).to_integral_value(ROUND_HALF_UP)), most
    else:
        near = Fraction(rest).limit_denominator(most)
        part, under = near.numerator, near.denominator
    if part == under:
        whole, part = whole + 1, 0
    above = [place for place in range(slash) if tokens[place][0] == "digit"]
    mixed = any(tokens[place][1] == " " for place in range(above[0], slash)) if above else False
    minus = "-" if value < 0 else ""
    if not mixed:
        return f"{minus}{int(whole) * under + part}/{under}"
    words = [str(int(whole))] if whole or not part else []
    return minus + " ".join([*words, *([f"{part}/{under}"] if part else [])])


# Dates and times


@dataclass(frozen=True, slots=True)
class _Moment:
    """A day and time as the calendar of a spreadsheet has them; `weekday` is 0 on Mondays."""

    year: int
    month: int
    day: int
    weekday: int
    hour: int
    minute: int
    second: int


@dataclass(frozen=True, slots=True)
class _Tongue:
    """The digits that a date is written with, empty for ordinary ones, and its names; None if unknown."""

    numerals: str
    names: DateNames | None


def _date(value: float, tokens: Sequence[Token], *, since_1904: bool) -> str:
    if not 0 <= value < _LAST_DAY:
        raise UnknownFormatError("date")
    part = max((len(text) - 1 for kind, text in tokens if kind == "part"), default=0)
    unit = 10**part
    ticks = int((Decimal(repr(value)) * 86_400 * unit).to_integral_value(ROUND_HALF_UP))
    days, rest = divmod(ticks, 86_400 * unit)
    seconds, fraction = divmod(rest, unit)
    moment = _moment(days, seconds, since_1904=since_1904)
    halves = any(kind == "half" for kind, _ in tokens)
    numerals = next((_NUMERALS[text] for kind, text in tokens if kind == "numerals"), "")
    names = _names(next((text for kind, text in tokens if kind == "language"), ""))
    tongue = _Tongue(numerals, names)
    elapsed = {"h": ticks // (3600 * unit), "m": ticks // (60 * unit), "s": ticks // unit}
    words = ""
    for place, (kind, text) in enumerate(tokens):
        if kind == "date":
            words += _dated(moment, text, tongue, halves=halves, minutes=text[0] == "m" and _is_minutes(tokens, place))
        elif kind == "elapsed":
            words += str(elapsed[text[0]]).zfill(len(text))
        elif kind == "half":
            own = names and names.halves if text.upper() == "AM/PM" else None
            words += (own or text.upper().split("/"))[moment.hour >= 12]
        elif kind == "part":
            words += f".{fraction:0{part}d}"
        elif kind not in {"numerals", "language"} and (kind, text) != ("sign", "@"):
            words += text
    return words


def _named(names: Sequence[str], at: int) -> str:
    if not names:
        raise UnknownFormatError("short names")
    return names[at]


def _for_no_system(code: str) -> str:
    """Return a format that does not follow the reader's system: no file states how its long date looks."""
    found = re.match(r"\[\$-([^\]]*)\]", code)
    return _SYSTEM.get(found[1].upper(), code) if found else code


def _names(language: str) -> DateNames | None:
    """Return the names of months and days; None if those of the language are unknown.

    Raises UnknownFormatError for another calendar or other digits, which precede the language identifier.
    """
    if not language:
        return ENGLISH
    number = re.fullmatch(r"([0-9A-Fa-f]{1,4}?)?([0-9A-Fa-f]{3,4})(?:,.*)?", language)
    if number is None:
        return names_in(language)
    if number[1] and int(number[1], 16):
        raise UnknownFormatError("calendar")
    return names_of(int(number[2], 16))


def _moment(days: int, seconds: int, *, since_1904: bool) -> _Moment:
    """Return a moment as Excel has it: its 1900 begins with a day 0, and has a 29 February."""
    if since_1904:
        date = _FIRST_1904 + dt.timedelta(days=days)
        year, month, day, weekday = date.year, date.month, date.day, date.weekday()
    else:
        date = _FIRST_1900 + dt.timedelta(days=days + (days < _LEAP_1900))
        year, month, day = {0: (1900, 1, 0), _LEAP_1900: (1900, 2, 29)}.get(days, (date.year, date.month, date.day))
        weekday = (days + 5) % 7
    minutes, second = divmod(seconds, 60)
    return _Moment(year, month, day, weekday, minutes // 60, minutes % 60, second)


def _is_minutes(tokens: Sequence[Token], place: int) -> bool:
    """Return whether an m means minutes: after hours, or before seconds."""
    times = [(at, text[0]) for at, (kind, text) in enumerate(tokens) if kind in {"date", "elapsed"}]
    at = next(number for number, (where, _) in enumerate(times) if where == place)
    if len(tokens[place][1]) > 2:
        return False
    return (at > 0 and times[at - 1][1] == "h") or (at + 1 < len(times) and times[at + 1][1] == "s")


def _dated(moment: _Moment, text: str, tongue: _Tongue, *, halves: bool, minutes: bool) -> str:
    numerals, names = tongue.numerals, tongue.names
    length = len(text)
    if text[0] in "ye":
        year = f"{moment.year:04d}" if length > 2 or text[0] == "e" else f"{moment.year % 100:02d}"
        return "".join(numerals[int(digit)] for digit in year) if numerals else year
    if text[0] in "bg":
        raise UnknownFormatError("calendar")
    if text[0] == "a":
        own = names if names and names is not ENGLISH else CHINESE
        return _named(own.short_days if length == 3 else own.days, moment.weekday)
    if text[0] in "md" and length > 2 and not minutes:
        if names is None:
            raise UnknownFormatError("language")
        at = moment.month - 1 if text[0] == "m" else moment.weekday
        whole, short = (names.months, names.short_months) if text[0] == "m" else (names.days, names.short_days)
        name = _named(short if length == 3 else whole, at)
        return name[0] if length == 5 and text[0] == "m" else name
    hour = moment.hour if not halves else moment.hour % 12 or 12
    number = {"m": moment.minute if minutes else moment.month, "d": moment.day, "h": hour, "s": moment.second}[text[0]]
    if not numerals:
        return str(number).zfill(length)
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else numerals[tens]) + numerals[10] if tens else ""
    return head + (numerals[ones] if ones or not tens else "")
