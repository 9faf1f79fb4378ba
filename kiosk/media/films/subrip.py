"""SubRip (.srt) reader: the spoken words with their times, and the lines without times. Pure.

SubRip has no specification: a cue begins at its line of times, whatever is above. Only the tags that players accept
count as tags; anything else, including angle brackets, braces and backslashes, is text. Full-width characters in
times, and arrows of other shapes, are read as intended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.content.webvtt import ATTRIBUTE, milliseconds

_ARGUMENTS = r"\([ -'*-z|~]*(?:\([ -'*-z|~]*\)[ -'*-z|~]*)*\)"
_OVERRIDE = (
    r"\{(?:\\(?:(?:i?clip|pos|move|fade?|org|t)" + _ARGUMENTS + r"|fn[^\\{}\n]{0,80}|r[^\\{}\s]{0,80}"
    r"|(?:[1-4]?[ac]|alpha)(?:&H[0-9A-Fa-f]{1,8}&?)?"
    r"|(?:an?|[biusqp]|fs(?:p|c[xy])?|fr[xyz]?|fa[xy]|fe|[xy]?(?:bord|shad)|be|blur|pbo|[kK][fo]?)[-+]?[0-9.]{0,12}"
    r"))+\}"
)
_TAG = re.compile(rf"</?(?i:[bius])>|</(?i:font)>|<(?i:font)(?:{ATTRIBUTE}){{0,9}}\s*>|{_OVERRIDE}")
# \N is a line break to players that convert SubRip to SubStation; in C:\Notes it is not.
_BREAK = re.compile(r"<(?i:br)\s*/?>|(?<!:)\\N(?![a-z])")

FULL_WIDTH = {0xFF01 + at: 0x21 + at for at in range(94)} | {0x3000: 0x20, 0xA0: 0x20, 0x2236: 0x3A, 0x3002: 0x2E}
_ARROW = r"(?:[-\u2010-\u2015\u2212]{1,3} ?>|[\u2192\u27f6\u21d2])"
_TIME = r"(?:([0-9]{1,3}) ?: ?)?([0-5]?[0-9]) ?: ?([0-5]?[0-9])(?: ?[.,] ?([0-9]{1,3}))?"
_WHOLE = r"([0-9]{1,3}) ?: ?([0-5]?[0-9]) ?: ?([0-5]?[0-9]) ?[.,] ?([0-9]{1,3})"
_TIMES = (
    re.compile(rf"\s*{_TIME}\s*{_ARROW}\s*{_TIME}(?![0-9:.,])(.*)", re.ASCII),
    re.compile(rf"\s*{_WHOLE}[^0-9A-Za-z\u0080-\U0010ffff]{{1,8}}{_WHOLE}(?![0-9:.,])(.*)", re.ASCII),
)
_LIKE_TIME = r"[0-9]{1,4} ?: ?[0-9]{1,4}(?: ?: ?[0-9]{1,4}(?: ?[.,] ?[0-9]{0,6})?| ?[.,] ?[0-9]{1,6})"
_BROKEN = re.compile(
    rf"\s*(?:{_LIKE_TIME}\s*{_ARROW}.*|.{{0,40}}{_ARROW}\s*{_LIKE_TIME}|{_WHOLE}[^0-9A-Za-z]{{0,8}})\s*", re.ASCII
)
_PLACE = re.compile(r"(?:\s*(?:[XY][12]:[0-9]+|(?:align|line|position|size|vertical|region):[\w%.,-]+))*\s*", re.ASCII)
_NUMBER = re.compile(r"\s*[0-9\uff10-\uff19]{1,6}\s*")


@dataclass(frozen=True, slots=True)
class TimedCaption:
    """Words spoken from `start` to `end`, in milliseconds; `line` is that of the times, from 1, or 0 if unknown."""

    start: int
    end: int
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class UntimedText:
    """Words of a file without times, and the number of their first line, from 1; 0 if unknown."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class _Heading:
    """The line `index`, from 0, that begins a cue: `times` are its times, None if they cannot be read."""

    index: int
    times: tuple[int, int] | None
    remainder: str = ""


def read_subrip(text: str) -> tuple[list[TimedCaption], list[UntimedText]]:
    """Return the spoken words, in file order, and the words without readable times."""
    lines = lines_of(text)
    headings = [
        heading for at, line in enumerate(lines) if (heading := _heading(at, line, lines[at - 1] if at else ""))
    ]
    numbers = _find_numbers(lines, headings)
    cues: list[TimedCaption] = []
    untimed = list(_find_untimed(lines, 0, headings[0].index if headings else len(lines), numbers))
    for index, heading in enumerate(headings):
        end = headings[index + 1].index if index + 1 < len(headings) else len(lines)
        if heading.times is None:
            untimed += _find_untimed(lines, heading.index, end, numbers)
            continue
        below = [lines[at] for at in range(heading.index + 1, end) if at not in numbers]
        words = "\n".join([heading.remainder, *below])
        if without_markup(words).strip():
            cues.append(TimedCaption(*heading.times, words, heading.index + 1))
    return cues, untimed


def lines_of(text: str) -> list[str]:
    """Return the lines of a file of any system, even one moved between systems more than once."""
    return re.sub(r"\r*\n|\r", "\n", text).split("\n")


def without_markup(text: str) -> str:
    """Return words without the tags b, i, u, s and font and overrides as {\\an8}; <br> ends a line."""
    return _TAG.sub("", _BREAK.sub("\n", text))


def _heading(at: int, line: str, above: str) -> _Heading | None:
    plain = line.translate(FULL_WIDTH)
    begins = "-->" in plain and (not above.strip() or bool(_NUMBER.fullmatch(above)))
    for pattern in _TIMES:
        # Hours and minutes alone, as 09:00 → 17:30, are words; below a cue's number, or an empty line, they are times.
        if (match := pattern.fullmatch(plain)) and (begins or (match[1] and match[5]) or match[4] or match[8]):
            rest = line[match.start(9) :]
            return _Heading(
                at, (_milliseconds_at(match, 1), _milliseconds_at(match, 5)), "" if _PLACE.fullmatch(rest) else rest
            )
    return _Heading(at, None) if _BROKEN.fullmatch(plain) else None


def _milliseconds_at(match: re.Match[str], first: int) -> int:
    return milliseconds(match[first], match[first + 1], match[first + 2], match[first + 3])


def _find_numbers(lines: list[str], headings: list[_Heading]) -> set[int]:
    """Return which lines, from 0, are the numbers of cues.

    If every cue has one, it is the last line above its times; in other files digits alone may be words, and a number
    is on a line by itself and no greater than the possible number of cues.
    """
    lines_above = [next((at for at in range(each.index - 1, -1, -1) if lines[at].strip()), -1) for each in headings]
    numbered = {at for at in lines_above if at >= 0 and _NUMBER.fullmatch(lines[at])}
    if len(numbered) == len(headings):
        return numbered
    return {
        at
        for at in numbered
        if (at == 0 or not lines[at - 1].strip()) and lines[at + 1].strip() and int(lines[at]) <= 2 * len(headings)
    }


def _find_untimed(lines: list[str], first: int, end: int, numbers: set[int]) -> Iterator[UntimedText]:
    """Yield the words of these lines, together unless an empty line separates them."""
    start, parts = first, list[str]()
    for at in range(first, end + 1):
        line = lines[at].strip() if at < end and at not in numbers else ""
        if line:
            start = start if parts else at
            parts.append(line)
        elif parts:
            yield UntimedText(start + 1, " ".join(parts))
            parts = []
