"""WebVTT → cues, and everything that is wrong with the file. Source: the W3C recommendation WebVTT 1, sections 4 and 6.

A cue begins at each line with an arrow, whatever is above it, and ends at an empty line or at the next arrow.
Stricter than the recommendation where a viewer would lose words: cues may neither overlap nor run backwards, and words
outside any cue are reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from kiosk.content.caption_times import ARROW as _ARROW
from kiosk.content.caption_times import corrected_time, corrected_times
from kiosk.content.diagnostics import Diagnostic, Severity, SourceLocation
from kiosk.content.issues import at_most, join_hints, see
from kiosk.content.media_types import CONVERTIBLE, HEAD, conversion, sort_of, with_article
from kiosk.content.messages import Message, UserText

MOST_BYTES = 500_000
MOST_CUES = 2_000
MOST_SIGNS = 160
MOST_PROBLEMS = 50

_TIME = re.compile(r"(?:([0-9]{2,4}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})", re.ASCII)
_SRT = re.compile(rb"\s*[0-9]{1,6}[ \t]*\r?[\n\r][ \t]*[0-9]{1,2}:[0-9]{2}:[0-9]{2},[0-9]{1,3}[ \t]*-->")
# Tags of WebVTT, and of HTML where programs leave them in. Anything else in angle brackets is words: <红楼梦>, and
# a <b 且 c> d, since only v and lang of WebVTT take words, and HTML tags take attributes.
ATTRIBUTE = r"""\s+[A-Za-z-]{1,20}\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s<>"'=]+)"""
_TAG = re.compile(
    r"</?(?:v|lang)(?:[.\s][^<>]{0,200})?>|<[0-9:.]{9,14}>"
    rf"|</?(?:c|ruby|(?i:i|b|u|font|span|em|strong|s))(?:\.[^\s<>]{{1,200}})?(?:{ATTRIBUTE}){{0,9}}\s*>"
)
_READING = re.compile(
    r"<rt(?:[.\s][^<>]{0,200})?>(.*?)(?:</rt>|(?=<rt[.\s>])|(?=</ruby>)|\Z)", re.IGNORECASE | re.DOTALL
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_WRONG_ARROW = re.compile(
    r"\s*[0-9]{1,4}[:\uff1a][0-9:\uff1a]{1,6}[.,\uff0c\uff0e][0-9]{1,3}\s*"
    r"([-\u2010-\u2015\u2212\uff0d]{1,3}\s?[>\uff1e]|[\u2192\u27f6\u21d2])\s*[0-9].*"
)
_FIELD = re.compile(r"[A-Za-z-]+ ?[:=]")
_SKIPPED = ("NOTE", "STYLE", "REGION")
# Characters without a shape that are kept: they join words, divide them, or change their direction.
_SHAPELESS = frozenset("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_EXPECTED_TIMES = "two times such as 00:01.500 --> 00:04.000"
_SUBRIP = "these are captions in SubRip (.srt)"
_EXCERPT = 60
_DOCS = see("captions")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words and their times: shown from `start` to `end`, in milliseconds; lines are divided by \\n."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class _Block:
    """A cue as written: its times, their line number from 1, and the lines of its words.

    `above` is the line above the times if no empty one separates them from another cue or from a note; `times` is
    empty for words without any, and `line` is then the one before the first of them.
    """

    line: int
    times: str
    words: tuple[str, ...]
    above: str = ""


def read_captions(path: Path, file: str) -> tuple[tuple[Cue, ...], list[Diagnostic]]:
    """Read a caption file; `file` is its name in locations. Never raises, whatever the file is or holds."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError:
        fix = "give the user who runs the kiosk the right to read it"
        return (), [_problem(SourceLocation(file, 0, 0), "the file cannot be read", "captions in WebVTT", fix)]
    return parse(data, file, path)


def parse(data: bytes, file: str, path: Path | None = None) -> tuple[tuple[Cue, ...], list[Diagnostic]]:
    """Return the cues in order, and the problems, at most 50; no cues if one of these is an error."""
    if len(data) > MOST_BYTES:
        message = Message("the captions are larger than {most} KB", most=MOST_BYTES // 1000)
        return (), [
            _problem(SourceLocation(file, 0, 0), message, "captions of one film", "divide the film, or remove styles")
        ]
    if fault := _foreign(data, file, path):
        return (), [fault]
    lines = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    corrected = [corrected_times(line) for line in lines]
    wrong = [number for number, (line, right) in enumerate(zip(lines, corrected, strict=True)) if line != right]
    if not re.match(r"WEBVTT(?:[ \t]|\Z)", lines[0]):
        if wrong:
            return (), [_other_kind(SourceLocation(file, 1, 1), _SUBRIP, path)]
        fix = join_hints("write WEBVTT and an empty line before the first words", _DOCS)
        return (), [
            _problem(SourceLocation(file, 1, 1), "the file does not begin with WEBVTT", "WEBVTT as its first line", fix)
        ]
    problems: list[Diagnostic] = []
    if len(wrong) > 1:
        message = Message.plural(
            "the times of {count} cue are not written as in WebVTT, such as {words}",
            "the times of {count} cues are not written as in WebVTT, such as {words}",
            count=len(wrong),
            words=UserText(lines[wrong[0]].strip()[:_EXCERPT]),
        )
        fix = conversion(path or Path(file))
        problems.append(_problem(SourceLocation(file, wrong[0] + 1, 1), message, _EXPECTED_TIMES, fix))
        lines = corrected
    cues, found = _read(lines, file)
    problems += found
    if not cues and not problems:
        problems = [_problem(SourceLocation(file, 1, 1), "there are no words in this file", _EXPECTED_TIMES, _DOCS)]
    grave = any(problem.severity == "error" for problem in problems)
    return () if grave or not cues else tuple(cues), problems[:MOST_PROBLEMS]


def _foreign(data: bytes, file: str, path: Path | None) -> Diagnostic | None:
    """Return how to convert a file of another encoding or kind to WebVTT in UTF-8."""
    message: str
    place = (1, 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        text = "\0"
    sort = sort_of(data[:HEAD])
    if "\0" in text:
        message = "is not UTF-8"
    elif _SRT.match(text.encode()):
        message = _SUBRIP
    elif sort in CONVERTIBLE["captions"]:
        message = Message("these are {found}", found=with_article(sort))
    else:
        return None
    return _other_kind(SourceLocation(file, *place), message, path)


def _other_kind(location: SourceLocation, message: str, path: Path | None) -> Diagnostic:
    return _problem(location, message, "captions in WebVTT, in UTF-8", conversion(path or Path(location.file)))


def _read(lines: list[str], file: str) -> tuple[list[Cue], list[Diagnostic]]:
    cues: list[Cue] = []
    problems = _header(lines, file)
    last, last_line = 0, 0
    for block in _blocks(lines):
        cue, found = _cue(block, file)
        problems += found
        if cue is not None:
            if cue.start < last:
                problems.append(_early(SourceLocation(file, block.line, 1), last, last_line))
            if len(cues) == MOST_CUES:
                message = Message("there are more than {most} cues", most=MOST_CUES)
                problems.append(
                    _problem(SourceLocation(file, block.line, 1), message, "captions of one film", "divide the film")
                )
                break
            cues.append(cue)
            last, last_line = max(last, cue.end), block.line
    return cues, problems


def _early(location: SourceLocation, last: int, last_line: int) -> Diagnostic:
    message = Message("these words begin before those of line {line} end", line=last_line)
    due = Message("a time from {time} on", time=clock(last))
    return _problem(location, message, due, "let each begin when the one before has ended")


def _header(lines: list[str], file: str) -> list[Diagnostic]:
    """Warn of words directly below WEBVTT: they are its header, which nobody sees; programs write "Kind: zh" there."""
    for number in range(1, _header_end(lines)):
        named = number + 1 < len(lines) and _ARROW in lines[number + 1]
        if found := _WRONG_ARROW.fullmatch(lines[number]):
            return [_wrong_arrow(SourceLocation(file, number + 1, 1 + found.start(1)), lines[number], found)]
        if not (named or _is_skipped(lines[number]) or _FIELD.match(lines[number])):
            fix = join_hints("put an empty line and their times before them, or remove them", _DOCS)
            message = "these words are right under WEBVTT, and are not shown"
            return [_problem(SourceLocation(file, number + 1, 1), message, _EXPECTED_TIMES, fix, "warning")]
    return []


def _header_end(lines: list[str]) -> int:
    return next((at for at in range(1, len(lines)) if not lines[at] or _ARROW in lines[at]), len(lines))


def _blocks(lines: list[str]) -> Iterator[_Block]:
    """Yield the cues as written in the file, without the header, notes, styles and regions."""
    number = _header_end(lines)
    while number < len(lines):
        first = number
        number = next((at for at in range(first, len(lines)) if not lines[at] or _ARROW in lines[at]), len(lines))
        timed = number < len(lines) and _ARROW in lines[number]
        if first < number and not _is_skipped(lines[first]) and not (timed and number == first + 1):
            yield _Block(first, "", tuple(lines[first:number]))
        above = lines[first] if first < number and _is_skipped(lines[first]) else ""
        while number < len(lines) and _ARROW in lines[number]:
            begin, times = number + 1, lines[number]
            number = next((at for at in range(begin, len(lines)) if not lines[at] or _ARROW in lines[at]), len(lines))
            yield _Block(begin, times, tuple(lines[begin:number]), above)
            above = lines[number - 1]
        number += 1


def _is_skipped(line: str) -> bool:
    return line.split(maxsplit=1)[:1] in [[word] for word in _SKIPPED]


def _cue(block: _Block, file: str) -> tuple[Cue | None, list[Diagnostic]]:
    """Return the cue, and what is wrong with it."""
    message: str
    fix: str
    number = block.line
    wrong = [
        _wrong_arrow(SourceLocation(file, number + at, 1 + found.start(1)), line, found)
        for at, line in enumerate(block.words, start=1)
        if (found := _WRONG_ARROW.fullmatch(line))
    ]
    if not block.times and wrong:
        return None, wrong
    if not block.times:
        message = Message("these words have no times: there is no {character}", character=UserText(_ARROW))
        fix = join_hints("write their times in the line before them", _DOCS)
        return None, [_problem(SourceLocation(file, number + 1, 1), message, _EXPECTED_TIMES, fix)]
    begin, _, rest = block.times.partition(_ARROW)
    ends = rest.split(maxsplit=1)
    places = (1 + len(begin) - len(begin.lstrip()), len(begin) + 4 + len(rest) - len(rest.lstrip()))
    written = (begin.strip(), ends[0] if ends else "")
    spans = [_milliseconds(word) for word in written]
    problems = [
        _problem(
            SourceLocation(file, number, place),
            Message("{word} is not a time", word=UserText(word[:20])),
            _EXPECTED_TIMES,
            _advice(word),
        )
        for word, place, span in zip(written, places, spans, strict=True)
        if span is None
    ]
    problems += wrong
    start, end = spans
    if start is not None and end is not None and end <= start:
        message = "these words end before they begin" if end < start else "these words end when they begin"
        fix = "exchange the times, or fix the second"
        problems.append(
            _problem(
                SourceLocation(file, number, places[1]), message, Message("a time after {time}", time=written[0]), fix
            )
        )
    words, lost = _plain(block.words)
    if not words:
        problems.append(
            _problem(
                SourceLocation(file, number, 1), "there are no words below these times", "one or two lines", "remove it"
            )
        )
    elif len(words) > MOST_SIGNS:
        message = Message("there are {count} letters in these words", count=len(words))
        fix = "divide them into several with times of their own"
        problems.append(_problem(SourceLocation(file, number + 1, 1), message, at_most(MOST_SIGNS), fix))
    problems += [_lost(SourceLocation(file, number + 1 + line, 1), character) for line, character in lost]
    if block.above:
        problems.append(_crowded(SourceLocation(file, number, 1), block.above))
    if start is None or end is None or any(problem.severity == "error" for problem in problems):
        return None, problems
    return Cue(start, end, words), problems


def _wrong_arrow(location: SourceLocation, line: str, found: re.Match[str]) -> Diagnostic:
    message = Message(
        "between these times is {character}, not {arrow}", character=UserText(found[1]), arrow=UserText(_ARROW)
    )
    right = f"{line[: found.start(1)].strip()} {_ARROW} {line[found.end(1) :].strip()}"
    return _problem(location, message, _EXPECTED_TIMES, join_hints(Message("write {words}", words=right), _DOCS))


def _milliseconds(word: str) -> int | None:
    found = _TIME.fullmatch(word)
    return milliseconds(*found.groups()) if found else None


def milliseconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> int:
    """Return the time in a film that these digits mean; the fraction 5 means 500."""
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int((fraction or "").ljust(3, "0"))


def _advice(word: str) -> str:
    digits = "two digits for minutes and for seconds, a point, and three digits for thousandths"
    if right := corrected_time(word):
        return join_hints(Message("write {words}", words=right), digits)
    return join_hints(digits, _DOCS)


def _plain(lines: tuple[str, ...]) -> tuple[str, list[tuple[int, str]]]:
    """Return the words without tags, readings (ruby) in brackets after theirs; and the characters without a shape."""
    shown: list[str] = []
    lost: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        words = unescape(without_tags(line)).replace("\t", " ")
        lost += [
            (number, character) for character in dict.fromkeys(words) if character != "\n" and not _is_shown(character)
        ][:1]
        kept = "".join(character for character in words if character == "\n" or _is_shown(character))
        shown += [part.strip() for part in kept.split("\n")]
    return "\n".join(line for line in shown if line), lost


def without_tags(words: str) -> str:
    """Return words without the tags of WebVTT and those of HTML that other programs write."""
    return _TAG.sub("", _READING.sub(_reading, _BREAK.sub("\n", words)))


def _reading(found: re.Match[str]) -> str:
    words = found[1].strip()
    return f"（{words}）" if words else ""


def _is_shown(character: str) -> bool:
    return character in _SHAPELESS or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _lost(location: SourceLocation, character: str) -> Diagnostic:
    message = Message(
        "a character in these words cannot be shown and is left out: U+{code}", code=f"{ord(character):04X}"
    )
    return _problem(location, message, "", "remove it, or type the line again", "warning")


def _crowded(location: SourceLocation, above: str) -> Diagnostic:
    """Warn of times without an empty line above them."""
    if _is_skipped(above):
        message = Message(
            "these words are shown: {word} right above them does not hide them", word=UserText(above[:20])
        )
        return _problem(location, message, "", "put an empty line above these times, or remove them", "warning")
    if not above.strip():
        message = Message("the line above these times is not empty, for there are spaces in it")
        return _problem(location, message, "an empty line between two cues", "remove the spaces", "warning")
    if _ARROW in above:
        return _problem(location, "there is no empty line above these times", "", "put one there", "warning")
    message = Message(
        "there is no empty line above these times; what is there is shown: {words}", words=UserText(above[:40])
    )
    fix = "put an empty line above these times, and above their number or name where they have one"
    return _problem(location, message, "an empty line between two cues", fix, "warning")


def clock(time: int) -> str:
    """Return a time in milliseconds in WebVTT's notation."""
    seconds, thousandths = divmod(max(0, time), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return (f"{hours:02}:" if hours else "") + f"{minutes:02}:{seconds:02}.{thousandths:03}"


def _problem(
    location: SourceLocation, message: str, expected: str, fix: str, severity: Severity = "error"
) -> Diagnostic:
    return Diagnostic(location, message, expected, fix, severity, "captions")
