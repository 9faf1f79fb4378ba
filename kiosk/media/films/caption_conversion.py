"""Conversion of captions of other programs (SubRip, SubStation, TTML) to WebVTT. Runs in the worker only.

SubRip is read by subrip.py, SubStation by substation.py, TTML by timed_text.py. In a WebVTT file, times as in SubRip
are corrected. No words are lost silently: they are in the WebVTT, or are reported.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from kiosk.content.caption_times import corrected_times
from kiosk.content.media_types import sort_of
from kiosk.content.webvtt import MOST_BYTES, MOST_CUES, clock
from kiosk.media.films.subrip import TimedCaption, UntimedText, lines_of, read_subrip, without_markup
from kiosk.media.films.substation import read_substation
from kiosk.media.films.timed_text import read_timed_text
from kiosk.media.pictures.picture_losses import Loss, loss
from kiosk.media.sandbox.limits import LOSS_CHARACTERS, LOSSES
from kiosk.media.sandbox.worker_errors import RejectedFileError
from kiosk.media.sheets.encoding_names import codec_of
from kiosk.media.sheets.encodings import Decoded, count_foreign, decode

_BACKWARDS_MS = 2_000  # how long words last that end before they begin
_MIN_CHINESE = 20  # Chinese characters in GBK: fewer may be Japanese or Korean as well
_UNTIMED_CODES = {"SubStation captions": "captions-dialogue", "TTML captions": "captions-paragraph"}
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})[\"']")
_REFUSAL_CODES = {
    "table-encoding": "captions-encoding",
    "table-bytes": "captions-bytes",
    "no-table": "captions-encoding",
}
_REFUSAL_CODES |= {"table-not-in": "captions-not-in"}


def convert_captions(file: Path, folder: Path, encoding: str = "") -> dict[str, Any]:
    """Write the captions of `file` into `folder` as WebVTT; return {"file", "losses"}. Raises RejectedFileError.

    They are read with the codec `encoding`, if given, unless the file itself declares another.
    Overlapping words are joined, or end where the next begin, since a kiosk shows one cue at a time.
    """
    data = _bytes(file)
    declared = _declared(data)
    decoded = _decode(data, encoding or declared)
    losses: list[Loss] = []
    if encoding and not decoded.encoding.startswith(encoding):
        losses.append(loss("captions-encoding-unused"))
    is_short = decoded.encoding == "gb18030" and count_foreign(decoded.text) < _MIN_CHINESE
    if decoded.guessed or (is_short and not encoding and not declared):
        losses.append(loss("captions-guessed", f"{decoded.encoding} {decoded.first}"[:LOSS_CHARACTERS]))
    sort = sort_of(decoded.text[:1_000].encode())
    if sort == "WebVTT captions":
        lines = lines_of(decoded.text)
        corrected = [corrected_times(line) for line in lines]
        if decoded.encoding == "utf-8" and corrected == lines:
            raise RejectedFileError("held", sort="WebVTT captions")
        (folder / "copy.vtt").write_text("\n".join(corrected), encoding="utf-8")
        return {"file": "copy.vtt", "losses": losses}
    try:
        parsed, untimed = _read(decoded.text, sort)
    except (ValueError, LookupError) as error:
        raise RejectedFileError("unconverted", sort="captions") from error
    parsed = [cue for cue in parsed if _webvtt_text(cue.text)]
    if not parsed:
        raise RejectedFileError("captions-untimed" if untimed else "captions-empty")
    if len(parsed) > MOST_CUES:
        raise RejectedFileError("captions-many", count=len(parsed))
    cues, changed = _without_overlaps(parsed)
    blocks = (f"\n{clock(cue.start)} --> {clock(cue.end)}\n{_webvtt_text(cue.text)}\n" for cue in cues)
    (folder / "copy.vtt").write_text("WEBVTT\n" + "".join(blocks), encoding="utf-8")
    code = _UNTIMED_CODES.get(sort, "captions-untimed")
    losses += _limit_losses([_loss(code, stray.line, stray.text) for stray in untimed])
    losses += _limit_losses(changed)
    return {"file": "copy.vtt", "losses": losses}


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            data = source.read(MOST_BYTES * 4 + 1)
    except OSError as error:
        raise RejectedFileError("missing", why=error.strerror) from error
    if len(data) > MOST_BYTES * 4:
        raise RejectedFileError("captions-heavy", kilobytes=MOST_BYTES * 4 // 1000)
    return data


def _declared(data: bytes) -> str:
    """Return the codec that XML declares; empty if it declares none, or the wrong one."""
    match = _DECLARED.match(data)
    codec = codec_of(match[1].decode("ascii")) if match else None
    try:
        return codec if codec and data.decode(codec) else ""
    except UnicodeDecodeError:
        return ""


def _decode(data: bytes, encoding: str) -> Decoded:
    try:
        return decode(data, encoding)
    except RejectedFileError as error:
        raise RejectedFileError(_REFUSAL_CODES[error.code], **error.details) from error


def _read(text: str, sort: str) -> tuple[list[TimedCaption], list[UntimedText]]:
    """Return the spoken words, and the words without times."""
    if sort == "TTML captions":
        return read_timed_text(text)
    substation = re.search(r"^\s*\[Events\]", text, re.IGNORECASE | re.MULTILINE) and sort != "SubRip captions"
    return read_substation(text) if substation else read_subrip(text)


def _without_overlaps(parsed: list[TimedCaption]) -> tuple[list[TimedCaption], list[Loss]]:
    """Return cues of which none overlaps the next, and the changes made for that."""
    cues: list[TimedCaption] = []
    changed: list[Loss] = []
    for parsed_cue in sorted(parsed, key=lambda cue: cue.start):
        cue = parsed_cue
        if cue.end <= cue.start:
            changed.append(_cue_loss("captions-backwards", cue))
            cue = TimedCaption(cue.start, cue.start + _BACKWARDS_MS, cue.text, cue.line)
        if cues and cue.start < cues[-1].end:
            previous = cues.pop()
            if cue.start == previous.start:
                changed.append(_cue_loss("captions-joined", cue))
                text = f"{previous.text}\n{cue.text}"
                cue = TimedCaption(previous.start, max(previous.end, cue.end), text, previous.line)
            else:
                changed.append(_cue_loss("captions-joined", previous))
                cues.append(TimedCaption(previous.start, cue.start, previous.text, previous.line))
        cues.append(cue)
    return cues, changed


def _cue_loss(code: str, cue: TimedCaption) -> Loss:
    return _loss(code, cue.line, f"{clock(cue.start)} {without_markup(cue.text)}")


def _loss(code: str, line: int, text: str) -> Loss:
    return loss(code, " ".join(text.split())[:LOSS_CHARACTERS]) | {"line": line}


def _limit_losses(losses: list[Loss]) -> list[Loss]:
    """Return a readable number of losses; the last counts the others."""
    limit = LOSSES // 3
    if len(losses) <= limit:
        return losses
    lines = ", ".join(str(each["line"]) for each in losses[limit:] if each["line"])
    lines = lines or "…"
    summary = loss("captions-more", lines if len(lines) <= LOSS_CHARACTERS else f"{lines[: LOSS_CHARACTERS - 1]}…")
    return [*losses[:limit], summary | {"count": len(losses) - limit}]


def _webvtt_text(text: str) -> str:
    """Return words in the form of WebVTT: without an empty line, an arrow or a tag."""
    lines = (line.strip() for line in lines_of(without_markup(text)))
    plain = "\n".join(line for line in lines if line)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
