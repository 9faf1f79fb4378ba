"""WebVTT → cues, or everything that is wrong with the file. Source: the W3C recommendation WebVTT 1, section 4.

Stricter than the recommendation where a viewer would lose words: cues may neither overlap nor run backwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from kiosk.content.findings import also, at_most, see
from kiosk.content.problems import Mark, Problem
from kiosk.content.telling import Quoted, Told

MOST_BYTES = 500_000
MOST_CUES = 2_000
MOST_SIGNS = 160
MOST_PROBLEMS = 50

_ARROW = "-->"
_TIME = re.compile(r"(?:([0-9]{2,4}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})", re.ASCII)
_SRT = re.compile(r"[0-9:]+,[0-9]{3}", re.ASCII)
_TAG = re.compile(r"<[^<>]{0,200}>")
_SKIPPED = ("NOTE", "STYLE", "REGION")
_EXPECTED_TIMES = "two times such as 00:01.500 --> 00:04.000"
_DOCS = see("captions")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words and when they stand: from `start` to `end`, in milliseconds; lines are divided by \\n."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines without an empty one between them; `first` is the number of the first, from 1."""

    first: int
    lines: tuple[str, ...]


def read_captions(path: Path, file: str) -> tuple[tuple[Cue, ...], list[Problem]]:
    """Read a caption file; `file` is its name in marks. Never raises for what the file is or holds."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError:
        mend = "give the user who runs the kiosk the right to read it"
        return (), [_problem(Mark(file, 0, 0), "the file cannot be read", "captions in WebVTT", mend)]
    return parse(data, file)


def parse(data: bytes, file: str) -> tuple[tuple[Cue, ...], list[Problem]]:
    """Return the cues in their order; none where the problems, at most 50, are not none."""
    if len(data) > MOST_BYTES:
        message = Told("the captions are larger than {most} KB", most=MOST_BYTES // 1000)
        return (), [_problem(Mark(file, 0, 0), message, "captions of one film", "divide the film, or remove styles")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        return (), [_problem(Mark(file, line, column), "is not UTF-8", "text in UTF-8", "save the file as UTF-8")]
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.match(r"WEBVTT(?:[ \t]|\Z)", lines[0]):
        mend = also("write WEBVTT and an empty line before the first words", _DOCS)
        return (), [_problem(Mark(file, 1, 1), "the file does not begin with WEBVTT", "WEBVTT as its first line", mend)]
    cues, problems = _read(lines, file)
    if not cues and not problems:
        problems = [_problem(Mark(file, 1, 1), "there are no words in this file", _EXPECTED_TIMES, _DOCS)]
    return ((), problems[:MOST_PROBLEMS]) if problems else (tuple(cues), [])


def _read(lines: list[str], file: str) -> tuple[list[Cue], list[Problem]]:
    cues: list[Cue] = []
    problems: list[Problem] = []
    last, last_line = 0, 0
    for block in _blocks(lines):
        cue, line, found = _cue(block, file)
        problems += found
        if cue is not None:
            if cue.start < last:
                message: str = Told("these words begin before those of line {line} end", line=last_line)
                mend = "let each begin when the one before has ended"
                problems.append(
                    _problem(Mark(file, line, 1), message, Told("a time from {time} on", time=_clock(last)), mend)
                )
            if len(cues) == MOST_CUES:
                message = Told("there are more than {most} cues", most=MOST_CUES)
                problems.append(_problem(Mark(file, line, 1), message, "captions of one film", "divide the film"))
                break
            cues.append(cue)
            last, last_line = max(last, cue.end), line
    return cues, problems


def _blocks(lines: list[str]) -> Iterator[_Block]:
    """Yield the cues as they stand in the file; the header, notes, styles and regions are left out."""
    start = 0
    for number, line in enumerate([*lines, ""]):
        if line:
            continue
        if start < number and start > 0 and lines[start].split(" ")[0].split("\t")[0] not in _SKIPPED:
            yield _Block(start + 1, tuple(lines[start:number]))
        start = number + 1


def _cue(block: _Block, file: str) -> tuple[Cue | None, int, list[Problem]]:
    """Return the cue, the number of the line with its times, and what is wrong with it."""
    message: str
    mend: str
    named = _ARROW not in block.lines[0] and len(block.lines) > 1
    number, times = block.first + named, block.lines[named]
    if _ARROW not in times:
        message = Told("these words have no times: there is no {sign}", sign=Quoted(_ARROW))
        mend = also("write their times in the line before them", _DOCS)
        return None, block.first, [_problem(Mark(file, block.first, 1), message, _EXPECTED_TIMES, mend)]
    begin, _, rest = times.partition(_ARROW)
    ends = rest.split(maxsplit=1)
    places = (1 + len(begin) - len(begin.lstrip()), len(begin) + 4 + len(rest) - len(rest.lstrip()))
    spans = [_milliseconds(word) for word in (begin.strip(), ends[0] if ends else "")]
    written = (begin.strip(), ends[0] if ends else "")
    problems = [
        _problem(
            Mark(file, number, place),
            Told("{word} is not a time", word=Quoted(word[:20])),
            _EXPECTED_TIMES,
            _advice(word),
        )
        for word, place, span in zip(written, places, spans, strict=True)
        if span is None
    ]
    start, end = spans
    if start is not None and end is not None and end <= start:
        message = "these words end before they begin" if end < start else "these words end when they begin"
        mend = "exchange the times, or mend the second"
        problems.append(
            _problem(Mark(file, number, places[1]), message, Told("a time after {time}", time=written[0]), mend)
        )
    words = _plain(block.lines[named + 1 :])
    if not words:
        problems.append(
            _problem(Mark(file, number, 1), "no words stand below these times", "one or two lines", "remove it")
        )
    elif len(words) > MOST_SIGNS:
        message = Told("there are {count} letters in these words", count=len(words))
        mend = "divide them into several with times of their own"
        problems.append(_problem(Mark(file, number + 1, 1), message, at_most(MOST_SIGNS), mend))
    if problems or start is None or end is None:
        return None, number, problems
    return Cue(start, end, words), number, []


def _milliseconds(word: str) -> int | None:
    found = _TIME.fullmatch(word)
    if found is None:
        return None
    hours, minutes, seconds, thousandths = (int(part or 0) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _advice(word: str) -> str:
    if _SRT.fullmatch(word):
        return "write a point before the thousandths and not a comma; SubRip (.srt) writes commas"
    return also("write minutes, seconds and thousandths", _DOCS)


def _plain(lines: tuple[str, ...]) -> str:
    words = (unescape(_TAG.sub("", line)) for line in lines)
    shown = ("".join(sign for sign in line if sign.isprintable()).strip() for line in words)
    return "\n".join(line for line in shown if line)


def _clock(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    return f"{seconds // 60:02}:{seconds % 60:02}.{thousandths:03}"


def _problem(mark: Mark, message: str, expected: str, mend: str) -> Problem:
    return Problem(mark, message, expected, mend, code="captions")
