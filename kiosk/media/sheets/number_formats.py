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

from kiosk.media.sheets.date_names import BY_LANGUAGE, CHINESE, ENGLISH, TAIWANESE, DateNames, names_in, names_of

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
MOST_EXACT = 10**15  # spreadsheet programs keep 15 digits of a number; further ones become 0
_MAX_DIGITS = 40
_FIRST_1900, _FIRST_1904 = (dt.datetime.fromisoformat(day) for day in ("1899-12-30", "1904-01-01"))
_LEAP_1900 = 60  # 29 February
_LAST_DAY = 2_958_466  # the first that is later than 9999-12-31
_NUMERIC = {"digit", "date", "half", "elapsed", "general", "exponent"}
Token = tuple[str, str]


class UnknownFormatError(ValueError):
    """A format with an unknown feature."""


class HiddenError(UnknownFormatError):
    """A format that shows nothing."""


def format_general(value: float) -> str:
    """Return a number without a format, with 15 digits; very large or small ones have an exponent."""
    if isinstance(value, int) and abs(value) < 10**21:
        return str(value)
    text = f"{value:.15g}"
    if "e" not in text:
        return text
    return f"{Decimal(text):f}" if 1e-7 < abs(value) < 1e21 else text.replace("e", "E")


def format_number(value: float, code: str, *, since_1904: bool = False) -> str:
    """Return a number as its format shows it: for a zero that may be nothing.

    Raises UnknownFormatError; HiddenError if the format hides any other number.
    """
    if code in {"", "General"}:
        return format_general(value)
    code = _replace_system_format(code)
    tokens, number = _section(Decimal(repr(value)), code)
    if any(kind == "general" for kind, _ in tokens):
        return _insert(format_general(_to_float(number)), "general", tokens).strip()
    if any(kind in {"date", "half", "elapsed"} for kind, _ in tokens):
        result = _format_date(float(value), tokens, since_1904=since_1904)
    else:
        result = _format_decimal(number, _without_language(tokens))
    if not result.strip() and value:
        raise HiddenError(code)
    return result.strip()


def format_unknown(value: float, code: str, *, since_1904: bool = False) -> str:
    """Return a number with an unknown format: as an ISO date, if the format shows a date."""
    try:
        is_date = any(match.lastgroup in {"date", "half"} for match in _TOKEN.finditer(code)) and 0 <= value < _LAST_DAY
        iso = "h:mm" if value < 1 else "yyyy-mm-dd" if value == int(value) else "yyyy-mm-dd h:mm"
        return format_number(value, iso, since_1904=since_1904) if is_date else format_general(value)
    except (ArithmeticError, ValueError):
        return format_general(value)


def format_text(value: str, code: str) -> str:
    """Return words as their format shows them: "No. "@ puts words before them, ;;; hides them."""
    if code in {"General", "@"}:
        return value
    parts = sections(code)
    section = parts[3] if len(parts) > 3 else parts[-1] if "@" in parts[-1] else "@"
    try:
        tokens = [("words", "") if token == ("sign", "@") else token for token in _tokens(section)]
        text = _insert(value, "words", tokens)
    except UnknownFormatError:
        return value
    return text if value in text or not text.strip() else value


def sections(code: str) -> list[str]:
    """Return the parts of a format: for numbers above and below zero, for zero, and for words."""
    parts, position = [""], 0
    while position < len(code):
        if code[position] == ";":
            parts.append("")
            position += 1
            continue
        match = _SECTION.match(code, position)
        text = match[0] if match and match[0] else code[position]
        parts[-1] += text
        position += len(text)
    return parts


def _section(value: Decimal, code: str) -> tuple[list[Token], Decimal]:
    """Return the tokens of the section that shows a value, and the number shown: without a sign it implies."""
    parts = [list(tokens) for tokens in _parsed(code)]
    conditions = [next((text for kind, text in tokens if kind == "condition"), "") for tokens in parts]
    parts = [[token for token in tokens if token[0] != "condition"] for tokens in parts]
    if any(conditions):
        for tokens, condition in zip(parts, conditions, strict=True):
            match = _CONDITION.match(condition)
            if match is None or _COMPARE[match[1]](value, Decimal(match[2])):
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
    for match in _TOKEN.finditer(section):
        kind, text = str(match.lastgroup), match[0]
        if kind in {"quoted", "escaped"}:
            tokens.append(("literal", match[kind]))
        elif kind == "space":
            tokens.append(("literal", " "))
        elif kind == "bracket":
            tokens += _bracket(match["bracket"])
        elif kind in {"date", "part"}:
            tokens.append(("date", match["date"].lower()))
            tokens += [("part", match["part"])] if match["part"] else []
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


def _insert(value: str, kind: str, tokens: Sequence[Token]) -> str:
    """Return a value in its place among words. Raises UnknownFormatError where a format has more than these."""
    if any(other not in {kind, "literal", "sign", "language", "condition"} for other, _ in tokens):
        raise UnknownFormatError(kind)
    return "".join(value if other == kind else text for other, text in tokens if other not in {"language", "condition"})


def _without_language(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens without the language of names, which numbers lack."""
    return [token for token in tokens if token[0] != "language"]


def _to_float(number: Decimal) -> float:
    return int(number) if number == number.to_integral_value() else float(number)


# Numbers


def _format_decimal(value: Decimal, tokens: Sequence[Token]) -> str:
    if any(kind == "numerals" or (kind, text) == ("sign", "@") for kind, text in tokens):
        raise UnknownFormatError("numerals or words")
    first = next((index for index, (kind, _) in enumerate(tokens) if kind == "digit"), None)
    percents = sum(token == ("sign", "%") for token in tokens)
    value *= 100**percents
    if first is None:
        return "".join(text for _, text in tokens)
    if ("sign", "/") in tokens:
        return _format_fraction(value, tokens)
    if any(kind == "exponent" for kind, _ in tokens):
        return _format_scientific(value, tokens)
    last = max(index for index, (kind, _) in enumerate(tokens) if kind == "digit")
    point = next((index for index, token in enumerate(tokens) if token == ("sign", ".")), None)
    whole_end = point if point is not None else last + 1
    thousands = ("sign", ",") in tokens[first:whole_end]
    after = last + 1
    while after < len(tokens) and tokens[after] == ("sign", ","):
        value /= 1000
        after += 1
    decimals = [text for kind, text in tokens[whole_end:] if kind == "digit"]
    if len(decimals) > _MAX_DIGITS:
        raise UnknownFormatError("digits")
    rounded = abs(value).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    whole, _, decimals_text = f"{rounded:f}".partition(".")
    minus = "-" if value < 0 and rounded else ""
    integer_part = _format_integer_part(
        whole.lstrip("0"), [token for token in tokens[:whole_end] if token != ("sign", ",")], thousands=thousands
    )
    decimal_part = _format_fraction_part(decimals_text, tokens[whole_end : last + 1]) if point is not None else ""
    return minus + integer_part + decimal_part + "".join(text for _, text in tokens[max(after, whole_end) :])


def _format_integer_part(digits: str, tokens: Sequence[Token], *, thousands: bool) -> str:
    """Put digits into placeholders from the right; surplus digits precede the first."""
    placeholders = sum(kind == "digit" for kind, _ in tokens)
    if not placeholders:
        return "".join(text for _, text in tokens) + digits
    result, remaining, digit_count = list[str](), list(digits), 0
    for kind, text in reversed(tokens):
        if kind != "digit":
            result.append(text)
            continue
        placeholders -= 1
        placed = [remaining.pop()] if remaining else [{"0": "0", "?": " "}.get(text, "")]
        while placeholders == 0 and remaining:
            placed.append(remaining.pop())
        for digit in placed:
            if thousands and digit.strip() and digit_count and digit_count % 3 == 0:
                result.append(",")
            result.append(digit)
            digit_count += bool(digit.strip())
    return "".join(reversed(result))


def _format_fraction_part(digits: str, tokens: Sequence[Token]) -> str:
    """Put the digits after the point into their placeholders; only 0 shows zeros at the end."""
    significant = len(digits.rstrip("0"))
    result, index = "", 0
    for kind, text in tokens:
        if kind != "digit":
            result += text
            continue
        result += digits[index] if text == "0" or index < significant else " " if text == "?" else ""
        index += 1
    return result


def _format_scientific(value: Decimal, tokens: Sequence[Token]) -> str:
    exponent_index = next(index for index, (kind, _) in enumerate(tokens) if kind == "exponent")
    mantissa_tokens = [text for kind, text in tokens[:exponent_index] if kind == "digit" or text == "."]
    decimals = len(mantissa_tokens) - mantissa_tokens.index(".") - 1 if "." in mantissa_tokens else 0
    if len(mantissa_tokens) - decimals - ("." in mantissa_tokens) != 1:
        raise UnknownFormatError("engineering")
    mantissa, exponent = f"{value:.{decimals}E}".split("E")
    exponent_digits = sum(kind == "digit" for kind, _ in tokens[exponent_index:])
    number = int(exponent) if value else 0
    sign = "-" if number < 0 else "+" if tokens[exponent_index][1].endswith("+") else ""
    return f"{mantissa}E{sign}{abs(number):0{exponent_digits}d}"


def _format_fraction(value: Decimal, tokens: Sequence[Token]) -> str:
    slash = tokens.index(("sign", "/"))
    denominator_text = "".join(text for kind, text in tokens[slash + 1 :] if kind in {"digit", "sign"}).strip()
    is_fixed = denominator_text.isdigit() and int(denominator_text) > 0
    max_denominator = int(denominator_text) if is_fixed else 10 ** len(denominator_text) - 1
    amount = abs(value)
    whole, remainder = divmod(amount, 1)
    if is_fixed:
        numerator, denominator = int((remainder * max_denominator).to_integral_value(ROUND_HALF_UP)), max_denominator
    else:
        approximation = Fraction(remainder).limit_denominator(max_denominator)
        numerator, denominator = approximation.numerator, approximation.denominator
    if numerator == denominator:
        whole, numerator = whole + 1, 0
    digits_before = [index for index in range(slash) if tokens[index][0] == "digit"]
    is_mixed = any(tokens[index][1] == " " for index in range(digits_before[0], slash)) if digits_before else False
    minus = "-" if value < 0 else ""
    if not is_mixed:
        return f"{minus}{int(whole) * denominator + numerator}/{denominator}"
    parts = [str(int(whole))] if whole or not numerator else []
    return minus + " ".join([*parts, *([f"{numerator}/{denominator}"] if numerator else [])])


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
class _DateLanguage:
    """The digits that a date is written with, empty for ordinary ones, and its names; None if unknown."""

    numerals: str
    names: DateNames | None


def _format_date(value: float, tokens: Sequence[Token], *, since_1904: bool) -> str:
    if not 0 <= value < _LAST_DAY:
        raise UnknownFormatError("date")
    part = max((len(text) - 1 for kind, text in tokens if kind == "part"), default=0)
    unit = 10**part
    ticks = int((Decimal(repr(value)) * 86_400 * unit).to_integral_value(ROUND_HALF_UP))
    days, remainder = divmod(ticks, 86_400 * unit)
    seconds, fraction = divmod(remainder, unit)
    moment = _moment(days, seconds, since_1904=since_1904)
    has_half = any(kind == "half" for kind, _ in tokens)
    numerals = next((_NUMERALS[text] for kind, text in tokens if kind == "numerals"), "")
    names = _names(next((text for kind, text in tokens if kind == "language"), ""))
    date_language = _DateLanguage(numerals, names)
    elapsed = {"h": ticks // (3600 * unit), "m": ticks // (60 * unit), "s": ticks // unit}
    result = ""
    for index, (kind, text) in enumerate(tokens):
        if kind == "date":
            result += _format_date_part(
                moment, text, date_language, halves=has_half, minutes=text[0] == "m" and _is_minutes(tokens, index)
            )
        elif kind == "elapsed":
            result += str(elapsed[text[0]]).zfill(len(text))
        elif kind == "half":
            halves = names and names.halves if text.upper() == "AM/PM" else None
            result += (halves or text.upper().split("/"))[moment.hour >= 12]
        elif kind == "part":
            result += f".{fraction:0{part}d}"
        elif kind not in {"numerals", "language"} and (kind, text) != ("sign", "@"):
            result += text
    return result


def _pick_name(names: Sequence[str], index: int) -> str:
    if not names:
        raise UnknownFormatError("short names")
    return names[index]


def _replace_system_format(code: str) -> str:
    """Return a format that does not follow the reader's system: no file states how its long date looks."""
    match = re.match(r"\[\$-([^\]]*)\]", code)
    return _SYSTEM.get(match[1].upper(), code) if match else code


def _names(language: str) -> DateNames | None:
    """Return the names of months and days; None if those of the language are unknown.

    Raises UnknownFormatError for another calendar or other digits, which precede the language identifier.
    """
    if not language:
        return ENGLISH
    match = re.fullmatch(r"([0-9A-Fa-f]{1,4}?)?([0-9A-Fa-f]{3,4})(?:,.*)?", language)
    if match is None:
        return names_in(language)
    if match[1] and int(match[1], 16):
        raise UnknownFormatError("calendar")
    return names_of(int(match[2], 16))


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


def _is_minutes(tokens: Sequence[Token], index: int) -> bool:
    """Return whether an m means minutes: after hours, or before seconds."""
    times = [(position, text[0]) for position, (kind, text) in enumerate(tokens) if kind in {"date", "elapsed"}]
    order = next(number for number, (position, _) in enumerate(times) if position == index)
    if len(tokens[index][1]) > 2:
        return False
    return (order > 0 and times[order - 1][1] == "h") or (order + 1 < len(times) and times[order + 1][1] == "s")


def _era_year(year: int, date_language: _DateLanguage) -> str:
    """Return the year of the Republic, as Taiwan counts. Raises UnknownFormatError for Japan's, and for numerals."""
    if date_language.names is not TAIWANESE or date_language.numerals or year < 1912:
        raise UnknownFormatError("calendar")
    return str(year - 1911)


def _format_date_part(moment: _Moment, text: str, date_language: _DateLanguage, *, halves: bool, minutes: bool) -> str:
    numerals, names = date_language.numerals, date_language.names
    length = len(text)
    if text[0] == "e" and (names is TAIWANESE or names is BY_LANGUAGE["ja"]):
        return _era_year(moment.year, date_language)
    if text[0] in "ye":
        year = f"{moment.year:04d}" if length > 2 or text[0] == "e" else f"{moment.year % 100:02d}"
        return "".join(numerals[int(digit)] for digit in year) if numerals else year
    if text[0] in "bg":
        raise UnknownFormatError("calendar")
    if text[0] == "a":
        names = names if names and names is not ENGLISH else CHINESE
        return _pick_name(names.short_days if length == 3 else names.days, moment.weekday)
    if text[0] in "md" and length > 2 and not minutes:
        if names is None:
            raise UnknownFormatError("language")
        if text[0] == "m":
            name = _pick_name(names.short_months if length == 3 else names.months, moment.month - 1)
        else:
            name = _pick_name(names.short_days if length == 3 else names.days, moment.weekday)
        return name[0] if length == 5 and text[0] == "m" else name
    hour = moment.hour if not halves else moment.hour % 12 or 12
    number = {"m": moment.minute if minutes else moment.month, "d": moment.day, "h": hour, "s": moment.second}[text[0]]
    if not numerals:
        return str(number).zfill(length)
    tens, ones = divmod(number, 10)
    tens_text = ("" if tens == 1 else numerals[tens]) + numerals[10] if tens else ""
    return tens_text + (numerals[ones] if ones or not tens else "")
