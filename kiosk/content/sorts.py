"""What a file of media is called, how its name ends, and by which first bytes it is known."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk.content.model.part import MediaKind
from kiosk.content.telling import Told

_MP4, _M4A = "video (MP4)", "sound (M4A)"
_OGG = ("sound (Ogg)",)
SUFFIXES: dict[MediaKind, dict[str, tuple[str, ...]]] = {
    "picture": {".jpg": ("JPEG",), ".jpeg": ("JPEG",), ".png": ("PNG",), ".webp": ("WebP",), ".svg": ("SVG",)},
    "video": {".mp4": (_MP4,), ".m4v": (_MP4,), ".mov": (_MP4,), ".webm": ("video (WebM)",)},
    "audio": {
        ".m4a": (_M4A, _MP4),
        ".mp3": ("sound (MP3)",),
        ".ogg": _OGG,
        ".oga": _OGG,
        ".opus": _OGG,
        ".wav": ("sound (WAV)",),
    },
    "captions": {".vtt": ()},
}
EXPECTED: dict[MediaKind, str] = {
    "picture": "a JPEG, PNG, WebP or SVG picture in the pack, such as media/park.jpg",
    "video": "an MP4 or WebM video in the pack, such as media/park.mp4",
    "audio": "an M4A, MP3, Ogg or WAV sound in the pack, such as media/bell.m4a",
    "captions": "a WebVTT file in the pack, such as media/park.zh.vtt",
}
NAMED: dict[MediaKind, str] = {"picture": "a picture", "video": "a video", "audio": "sound", "captions": "captions"}
HEAD = 65_536
_MAGIC = (
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "PNG"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "WebP"),
    (re.compile(rb"GIF8[79]a"), "GIF"),
    (re.compile(rb"\x1f\x8b"), "compressed (svgz)"),
    (re.compile(rb"%PDF-"), "PDF"),
    (re.compile(rb"\s*<(!doctype\s+html|html)", re.IGNORECASE), "HTML"),
    (re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL), "BMP"),
    (re.compile(rb"(II\*\0|MM\0\*)"), "TIFF"),
    (re.compile(rb".{4}ftyp(avif|avis)", re.DOTALL), "AVIF"),
    (re.compile(rb".{4}ftyp(heic|heix|mif1|msf1)", re.DOTALL), "HEIC"),
    (re.compile(rb".{4}ftyp(M4A|M4B)", re.DOTALL), _M4A),
    (re.compile(rb".{4}(ftyp|moov|wide|mdat)", re.DOTALL), _MP4),
    (re.compile(rb"\x1aE\xdf\xa3"), "video (WebM)"),
    (re.compile(rb"OggS"), "sound (Ogg)"),
    (re.compile(rb"RIFF.{4}WAVE", re.DOTALL), "sound (WAV)"),
    (re.compile(rb"ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa-\xfb]"), "sound (MP3)"),
)
_SVG = re.compile(rb"<([a-zA-Z]\w{0,40}:)?svg[\s/>]")


def sort_of(head: bytes) -> str:
    """Return what the first bytes of a file are: JPEG, PNG, video (MP4) or another sort by name; empty if unknown."""
    for magic, name in _MAGIC:
        if magic.match(head):
            return name
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return "SVG" if text.startswith(b"<") and _SVG.search(text) else ""


def conversion(path: Path) -> Told:
    """Return how a file on this disk is made into one that a pack holds: a command, to be run as it stands."""
    name = path.as_posix()
    written = name if re.fullmatch(r"[\w./:+@%,=-]+", name) else f'"{name}"'
    return Told("run {command}, and write the name of the file that it makes", command=f"kiosk pack convert {written}")


def with_article(sort: str) -> Told:
    """Return the name of a sort as it stands in a sentence."""
    kind, _, container = sort.removesuffix(")").partition(" (")
    if kind in {"sound", "video"}:
        return Told("sound ({kind})" if kind == "sound" else "a video ({kind})", kind=container)
    return Told("an {kind} file" if sort[0] in "AHS" and sort != "HEIC" else "a {kind} file", kind=sort)
