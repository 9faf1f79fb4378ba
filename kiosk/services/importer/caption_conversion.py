"""Captions of other programs (SubRip, SubStation, TTML) → WebVTT, by pysubs2. Runs in the worker only."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pysubs2

from kiosk.content.captions import MOST_BYTES, MOST_CUES, without_tags
from kiosk.content.sorts import sort_of
from kiosk.services.importer.losses import Loss, loss
from kiosk.services.importer.refusal import RefusalError

_ENCODINGS = ("utf-8-sig", "gb18030", "big5", "cp1252")
_LEAST_MS = 1
_OVERRIDE = re.compile(r"(\{\\[^{}]*\})")  # {\an8}: a place, not words
# pysubs2 takes what stands in braces for such an override, and \N for the end of a line: both are hidden from it.
_HIDDEN = str.maketrans("{}\\", "\ue000\ue001\ue002")
# Of TTML pysubs2 makes one space of any white space, which takes Chinese words apart otherwise than they were.
_SPACES = str.maketrans("\u3000\u00a0", "\ue003\ue004")
_SHOWN = str.maketrans("\ue000\ue001\ue002\ue003\ue004", "{}\\\u3000\u00a0")


def convert_captions(file: Path, folder: Path) -> dict[str, Any]:
    """Write the captions of `file` into `folder` as WebVTT; give {"file", "losses"}. Raises RefusalError.

    Words that stand at the same time as others are joined with them or end where those begin, for a kiosk shows one
    cue at a time.
    """
    try:
        with file.open("rb") as source:
            data = source.read(MOST_BYTES * 4 + 1)
    except OSError as error:
        raise RefusalError("missing", why=error.strerror) from error
    if len(data) > MOST_BYTES * 4:
        raise RefusalError("captions-heavy", kilobytes=MOST_BYTES * 4 // 1000)
    try:
        read = _read(_decode(data))
    except (pysubs2.Pysubs2Error, ValueError, KeyError, IndexError, AttributeError) as error:
        raise RefusalError("unconverted", sort="captions") from error
    spoken = [event for event in read if not event.is_comment and not event.is_drawing and event.plaintext.strip()]
    if not spoken:
        raise RefusalError("captions-empty")
    if len(spoken) > MOST_CUES:
        raise RefusalError("captions-many", count=len(spoken))
    cues, crowded = _one_at_a_time([(event.start, event.end, _words(event.plaintext)) for event in spoken])
    text = "WEBVTT\n" + "".join(f"\n{_clock(start)} --> {_clock(end)}\n{words}\n" for start, end, words in cues)
    (folder / "copy.vtt").write_text(text, encoding="utf-8")
    losses: list[Loss] = [loss("captions-joined", str(crowded))] if crowded else []
    return {"file": "copy.vtt", "losses": losses}


def _read(text: str) -> pysubs2.SSAFile:
    """Read captions; of SubRip, in which braces, backslashes and angle brackets are words, all of them are kept."""
    if sort_of(text[:1_000].encode()) != "SubRip captions":
        return pysubs2.SSAFile.from_string(text.translate(_SPACES))
    parts = _OVERRIDE.split(text)
    for place in range(0, len(parts), 2):
        parts[place] = parts[place].translate(_HIDDEN)
    return pysubs2.SSAFile.from_string("".join(parts), format_="srt", keep_unknown_html_tags=True)


def _one_at_a_time(spoken: list[tuple[int, int, str]]) -> tuple[list[tuple[int, int, str]], int]:
    """Return cues none of which overlaps the next, in milliseconds, and how many were changed for that."""
    cues: list[tuple[int, int, str]] = []
    changed = 0
    for start, stated, words in sorted(spoken, key=lambda cue: cue[0]):
        end = max(stated, start + _LEAST_MS)
        if cues and start < cues[-1][1]:
            changed += 1
            first, last, before = cues[-1]
            if start == first:
                cues[-1] = (first, max(last, end), f"{before}\n{words}")
                continue
            cues[-1] = (first, start, before)
        cues.append((start, end, words))
    return cues, changed


def _words(text: str) -> str:
    """Return words as WebVTT writes them: without an empty line, an arrow or a tag."""
    shown = without_tags(text.translate(_SHOWN))
    lines = (line.strip() for line in shown.replace("\r", "").split("\n"))
    plain = "\n".join(line for line in lines if line)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "→")


def _clock(milliseconds: int) -> str:
    seconds, thousandths = divmod(max(0, milliseconds), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return (f"{hours:02}:" if hours else "") + f"{minutes:02}:{seconds:02}.{thousandths:03}"


def _decode(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")
