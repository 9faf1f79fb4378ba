"""Conversion of captions of other programs (SubRip, SubStation, TTML) to WebVTT. Runs in the worker only.

SubRip is read by subrip.py, SubStation by substation.py, TTML by timed_text.py. No words are lost silently: they are in
the WebVTT, or are reported.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from kiosk.content.media_types import sort_of
from kiosk.content.webvtt import MOST_BYTES, MOST_CUES, clock
from kiosk.media.films.subrip import Spoken, Stray, lines_of, read_subrip, without_markup
from kiosk.media.films.substation import read_substation
from kiosk.media.films.timed_text import read_timed_text
from kiosk.media.pictures.picture_losses import Loss, loss
from kiosk.media.sandbox.limits import LOSS_CHARACTERS, LOSSES
from kiosk.media.sandbox.worker_errors import RefusalError
from kiosk.media.sheets.encoding_names import codec_of
from kiosk.media.sheets.encodings import Decoded, count_foreign, decode

_BACKWARDS_MS = 2_000  # how long words last that end before they begin
_SURE_OF = 20  # Chinese characters in GBK: fewer may be Japanese or Korean as well
_UNTIMED = {"SubStation captions": "captions-dialogue", "TTML captions": "captions-paragraph"}
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})[\"']")
_REFUSED = {"table-encoding": "captions-encoding", "table-bytes": "captions-bytes", "no-table": "captions-encoding"}
_REFUSED |= {"table-not-in": "captions-not-in"}


def convert_captions(file: Path, folder: Path, encoding: str = "") -> dict[str, Any]:
    """Write the captions of `file` into `folder` as WebVTT; return {"file", "losses"}. Raises RefusalError.

    They are read with the codec `encoding`, if given, unless the file itself declares another.
    Overlapping words are joined, or end where the next begin, since a kiosk shows one cue at a time.
    """
    data = _bytes(file)
    declared = _declared(data)
    decoded = _decode(data, encoding or declared)
    losses: list[Loss] = []
    if encoding and not decoded.encoding.startswith(encoding):
        losses.append(loss("captions-encoding-unused"))
    few = decoded.encoding == "gb18030" and count_foreign(decoded.text) < _SURE_OF
    if decoded.guessed or (few and not encoding and not declared):
        losses.append(loss("captions-guessed", f"{decoded.encoding} {decoded.first}"[:LOSS_CHARACTERS]))
    sort = sort_of(decoded.text[:1_000].encode())
    if sort == "WebVTT captions":
        if decoded.encoding == "utf-8":
            raise RefusalError("held", sort="WebVTT captions")
        (folder / "copy.vtt").write_text(decoded.text, encoding="utf-8")
        return {"file": "copy.vtt", "losses": losses}
    try:
        spoken, strays = _read(decoded.text, sort)
    except (ValueError, LookupError) as error:
        raise RefusalError("unconverted", sort="captions") from error
    spoken = [each for each in spoken if _words(each.words)]
    if not spoken:
        raise RefusalError("captions-untimed" if strays else "captions-empty")
    if len(spoken) > MOST_CUES:
        raise RefusalError("captions-many", count=len(spoken))
    cues, changed = _one_at_a_time(spoken)
    blocks = (f"\n{clock(each.start)} --> {clock(each.end)}\n{_words(each.words)}\n" for each in cues)
    (folder / "copy.vtt").write_text("WEBVTT\n" + "".join(blocks), encoding="utf-8")
    code = _UNTIMED.get(sort, "captions-untimed")
    losses += _few([_loss(code, stray.line, stray.words) for stray in strays])
    losses += _few(changed)
    return {"file": "copy.vtt", "losses": losses}


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            data = source.read(MOST_BYTES * 4 + 1)
    except OSError as error:
        raise RefusalError("missing", why=error.strerror) from error
    if len(data) > MOST_BYTES * 4:
        raise RefusalError("captions-heavy", kilobytes=MOST_BYTES * 4 // 1000)
    return data


def _declared(data: bytes) -> str:
    """Return the codec that XML declares; empty if it declares none, or the wrong one."""
    found = _DECLARED.match(data)
    codec = codec_of(found[1].decode("ascii")) if found else None
    try:
        return codec if codec and data.decode(codec) else ""
    except UnicodeDecodeError:
        return ""


def _decode(data: bytes, encoding: str) -> Decoded:
    try:
        return decode(data, encoding)
    except RefusalError as error:
        raise RefusalError(_REFUSED[error.code], **error.details) from error


def _read(text: str, sort: str) -> tuple[list[Spoken], list[Stray]]:
    """Return the spoken words, and the words without times."""
    if sort == "TTML captions":
        return read_timed_text(text)
    substation = re.search(r"^\s*\[Events\]", text, re.IGNORECASE | re.MULTILINE) and sort != "SubRip captions"
    return read_substation(text) if substation else read_subrip(text)


def _one_at_a_time(spoken: list[Spoken]) -> tuple[list[Spoken], list[Loss]]:
    """Return cues of which none overlaps the next, and the changes made for that."""
    cues: list[Spoken] = []
    changed: list[Loss] = []
    for each in sorted(spoken, key=lambda cue: cue.start):
        cue = each
        if cue.end <= cue.start:
            changed.append(_changed("captions-backwards", cue))
            cue = Spoken(cue.start, cue.start + _BACKWARDS_MS, cue.words, cue.line)
        if cues and cue.start < cues[-1].end:
            before = cues.pop()
            if cue.start == before.start:
                changed.append(_changed("captions-joined", cue))
                words = f"{before.words}\n{cue.words}"
                cue = Spoken(before.start, max(before.end, cue.end), words, before.line)
            else:
                changed.append(_changed("captions-joined", before))
                cues.append(Spoken(before.start, cue.start, before.words, before.line))
        cues.append(cue)
    return cues, changed


def _changed(code: str, cue: Spoken) -> Loss:
    return _loss(code, cue.line, f"{clock(cue.start)} {without_markup(cue.words)}")


def _loss(code: str, line: int, words: str) -> Loss:
    return loss(code, " ".join(words.split())[:LOSS_CHARACTERS]) | {"line": line}


def _few(losses: list[Loss]) -> list[Loss]:
    """Return a readable number of losses; the last counts the others."""
    most = LOSSES // 3
    if len(losses) <= most:
        return losses
    lines = ", ".join(str(each["line"]) for each in losses[most:] if each["line"])
    lines = lines or "…"
    rest = loss("captions-more", lines if len(lines) <= LOSS_CHARACTERS else f"{lines[: LOSS_CHARACTERS - 1]}…")
    return [*losses[:most], rest | {"count": len(losses) - most}]


def _words(text: str) -> str:
    """Return words in the form of WebVTT: without an empty line, an arrow or a tag."""
    lines = (line.strip() for line in lines_of(without_markup(text)))
    plain = "\n".join(line for line in lines if line)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
