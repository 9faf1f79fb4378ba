"""SubStation (.ssa, .ass) reader: the spoken words with their times, and the lines without times. Pure.

Text in braces is an override or a remark, which no player shows, and a drawing is no text. Full-width colons, commas
and digits before the words are read as intended.
"""

from __future__ import annotations

import re

from kiosk.content.webvtt import milliseconds
from kiosk.media.films.subrip import FULL_WIDTH, TimedCaption, UntimedText, lines_of

_SECTION = re.compile(r"\s*\[([A-Za-z0-9+ ]{1,40})\]\s*")
_ENTRY = re.compile(r"\s*(Format|Dialogue|Comment|Picture|Sound|Movie|Command)\s*[:\uff1a]\s*(.*)", re.IGNORECASE)
_TIME = re.compile(r"\s*([0-9]{1,3}):([0-5]?[0-9]):([0-5]?[0-9])(?:[.,:]([0-9]{1,3}))?\s*", re.ASCII)
_BRACES = re.compile(r"(\{[^}]*\})")
_DRAWN = re.compile(r"\\p([0-9])")
_FIELDS = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]


def read_substation(text: str) -> tuple[list[TimedCaption], list[UntimedText]]:
    """Return the spoken words, in file order, and the words without readable times."""
    cues: list[TimedCaption] = []
    untimed: list[UntimedText] = []
    section, fields = "", _FIELDS
    for number, line in enumerate(lines_of(text), start=1):
        if match := _SECTION.fullmatch(line):
            section = match[1].lower()
        elif section == "events" and line.strip() and not line.lstrip().startswith((";", "!:")):
            entry = _ENTRY.fullmatch(line)
            kind = entry[1].lower() if entry else ""
            if entry and kind == "format":
                fields = [field.strip().lower() for field in entry[2].translate(FULL_WIDTH).split(",")]
            elif not entry or kind == "dialogue":
                cue = _read_cue(entry[2], fields, number) if entry else None
                if cue is None:
                    untimed.append(UntimedText(number, line.strip()))
                else:
                    cues.append(cue)
    return cues, untimed


def _read_cue(entry: str, fields: list[str], line: int) -> TimedCaption | None:
    for separator in (",", "[,\uff0c]"):
        cells = re.split(separator, entry, maxsplit=len(fields) - 1)
        values = dict(zip(fields, cells, strict=False))
        start, end = (_milliseconds(values.get(name, "")) for name in ("start", "end"))
        if start is not None and end is not None and "text" in values:
            return TimedCaption(start, end, _visible_text(values["text"]), line)
    return None


def _milliseconds(text: str) -> int | None:
    match = _TIME.fullmatch(text.translate(FULL_WIDTH))
    return milliseconds(*match.groups()) if match else None


def _visible_text(text: str) -> str:
    """Return the words without text in braces, and without drawings, which {\\p1} begins and {\\p0} ends."""
    visible, in_drawing = "", False
    for part in _BRACES.split(text):
        if part.startswith("{") and part.endswith("}"):
            in_drawing = ([in_drawing] + [size != "0" for size in _DRAWN.findall(part)])[-1]
        elif not in_drawing:
            visible += part
    return visible.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
