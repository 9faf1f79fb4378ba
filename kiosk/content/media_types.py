"""Media types: their names, file extensions and magic numbers."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.camera_raw import RAW, is_raw
from kiosk.content.messages import Message

if TYPE_CHECKING:
    from kiosk.content.model.base import MediaKind

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
_TEXT_BYTES = 1_000  # of its beginning, by which text is recognised
_FILMS = frozenset(f"video ({name})" for name in ("MP4", "WebM", "MKV", "AVI", "MPEG", "WMV", "FLV", "Ogg"))
_SOUNDS = frozenset(
    f"sound ({name})"
    for name in ("M4A", "MP3", "Ogg", "WAV", "FLAC", "AIFF", "AMR", "AAC", "CAF", "WMA", "MKA", "WebM", "AVI")
)
WRAPPED_SVG = "SVG in other text"
# Formats that a pack does not hold, but `kiosk pack convert` turns into ones that it does.
CONVERTIBLE: dict[MediaKind, frozenset[str]] = {
    "picture": frozenset(
        {"HEIC", "AVIF", "TIFF", "GIF", "BMP", "Photoshop", "JPEG 2000", "icon", "PDF", "compressed (svgz)"}
        | {"SVG in UTF-16", WRAPPED_SVG}
    ),
    "video": _FILMS,
    "audio": _SOUNDS | _FILMS,
    "captions": frozenset({"SubRip captions", "SubStation captions", "TTML captions", "SBV captions"}),
}
# Captions by file extension: their first bytes may not show their encoding.
CAPTIONS_BY_NAME = frozenset({".vtt", ".srt", ".ass", ".ssa", ".ttml", ".dfxp"})
_MAGIC = (
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "PNG"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "WebP"),
    (re.compile(rb"GIF8[79]a"), "GIF"),
    (re.compile(rb"\x1f\x8b"), "compressed (svgz)"),
    (re.compile(rb"%PDF-"), "PDF"),
    (re.compile(rb"\s*<(!doctype\s+html|html)", re.IGNORECASE), "HTML"),
    (re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL), "BMP"),
    (re.compile(rb"(II[*+]\0|MM\0[*+])"), "TIFF"),
    (re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<mx(?:file|GraphModel)[\s/>]"), "draw.io"),
    (re.compile(rb"8BPS"), "Photoshop"),
    (re.compile(rb"\0\0\x01\0[^\0]"), "icon"),
    (re.compile(rb"(\0\0\0\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51)"), "JPEG 2000"),
    (re.compile(rb"(\0\0\0\x0cJXL \r\n\x87\n|\xff\x0a)"), "JPEG XL"),
    (re.compile(rb"PK\x03\x04"), "zip or Office"),
    (re.compile(rb"(\xff\xfe\s?<\0|\xfe\xff\0\s?<|\xfe\xff\0<)"), "SVG in UTF-16"),
    (re.compile(rb".{4}ftyp(avif|avis)", re.DOTALL), "AVIF"),
    (re.compile(rb".{4}ftyp(heic|heix|heim|heis|hevc|mif1|msf1)", re.DOTALL), "HEIC"),
    (re.compile(rb".{4}ftyp(M4A|M4B)", re.DOTALL), _M4A),
    (re.compile(rb".{4}(ftyp|moov|wide|mdat)", re.DOTALL), _MP4),
    (re.compile(rb"\x1aE\xdf\xa3.{0,60}matroska", re.DOTALL), "video (MKV)"),
    (re.compile(rb"\x1aE\xdf\xa3"), "video (WebM)"),
    (re.compile(rb"RIFF.{4}AVI ", re.DOTALL), "video (AVI)"),
    (re.compile(rb"\0\0\x01[\xba\xb3]|G.{187}G.{187}G|.{4}G.{191}G.{191}G", re.DOTALL), "video (MPEG)"),
    (re.compile(rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11"), "video (WMV)"),
    (re.compile(rb"FLV\x01"), "video (FLV)"),
    (re.compile(rb"\.RMF"), "video (RealMedia)"),
    (re.compile(rb"fLaC"), "sound (FLAC)"),
    (re.compile(rb"FORM.{4}AIF[FC]", re.DOTALL), "sound (AIFF)"),
    (re.compile(rb"#!AMR"), "sound (AMR)"),
    (re.compile(rb"caff\0"), "sound (CAF)"),
    (re.compile(rb"\xff[\xf0\xf1\xf8\xf9]"), "sound (AAC)"),
    (re.compile(rb"OggS"), "sound (Ogg)"),
    (re.compile(rb"RIFF.{4}WAVE", re.DOTALL), "sound (WAV)"),
    (re.compile(rb"ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa-\xfb]"), "sound (MP3)"),
)
_TEXTS = (
    (re.compile(r"\s*[0-9]{1,6}[ \t]*\r?\n[ \t]*[0-9]{1,2}:[0-9]{2}:[0-9]{2},[0-9]{1,3}[ \t]*-->"), "SubRip captions"),
    (re.compile(r"\s*\[Script Info\]", re.IGNORECASE), "SubStation captions"),
    (re.compile(r"\s*[0-9]{1,2}(?::[0-9]{2}){2}\.[0-9]{3},[0-9]{1,2}(?::[0-9]{2}){2}\.[0-9]{3}\s"), "SBV captions"),
    (re.compile(r"\s*<SAMI", re.IGNORECASE), "SAMI captions"),
    (
        re.compile(r"\s*(?:\[(?:ti|ar|al|by|offset|length|re|ve):[^\]\n]*\]\s*)*\[[0-9]{1,3}:[0-9]{2}[.:\]]"),
        "LRC captions",
    ),
    (re.compile(r"\s*\{[0-9]+\}\{[0-9]*\}"), "MicroDVD captions"),
    (re.compile(r"\s*\[[0-9]+\]\[[0-9]*\]"), "MPL2 captions"),
    (re.compile(r"\s*(?://[^\n]*\n\s*)*\$[A-Za-z]+\s*="), "Spruce STL captions"),
    (re.compile(r"\s*(<\?xml[^>]*>\s*)?<tt[\s>:]"), "TTML captions"),
    (re.compile(r"WEBVTT"), "WebVTT captions"),
)
# Containers of films that may hold sound alone: how a track of each begins in the file's head.
_VIDEO_TRACK = {
    "video (WMV)": re.compile(rb"\xc0\xef\x19\xbc\x4d\x5b\xcf\x11\xa8\xfd\x00\x80\x5f\x5c\x44\x2b"),
    "video (MKV)": re.compile(rb"\x86[\x80-\xff]V_"),
    "video (WebM)": re.compile(rb"\x86[\x80-\xff]V_"),
    "video (AVI)": re.compile(rb"strh.{4}vids", re.DOTALL),
}
_SOUND_TRACK = {
    "video (WMV)": (re.compile(rb"\x40\x9e\x69\xf8\x4d\x5b\xcf\x11\xa8\xfd\x00\x80\x5f\x5c\x44\x2b"), "sound (WMA)"),
    "video (MKV)": (re.compile(rb"\x86[\x80-\xff]A_"), "sound (MKA)"),
    "video (WebM)": (re.compile(rb"\x86[\x80-\xff]A_"), "sound (WebM)"),
    "video (AVI)": (re.compile(rb"strh.{4}auds", re.DOTALL), "sound (AVI)"),
}
_OGG_VIDEO = re.compile(rb"\x80theora|\x01video\0|BBCD\0|\x4fVP80")  # Theora, OGM, Dirac, VP8
_SVG = re.compile(rb"<([a-zA-Z]\w{0,40}:)?svg[\s/>]")
_FEW_DRAWINGS = 3  # more in a text are the icons of a web page


def sort_of(head: bytes) -> str:
    """Return the sort of file that its first bytes show: JPEG, PNG, video (MP4) or another; empty if unknown."""
    if is_raw(head):
        return RAW
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, name in _MAGIC:
        if magic.match(head):
            return _refined(name, head)
    if text.startswith(b"<") and _SVG.search(text):
        return "SVG"
    return _text_sort(head) or (WRAPPED_SVG if b"\0" not in text and _holds_drawing(text) else "")


def _refined(name: str, head: bytes) -> str:
    """Return the sort of a file whose first bytes leave it open: containers of films may hold sound alone."""
    if name == "HTML" and _holds_drawing(head):
        return WRAPPED_SVG
    if name == "SVG in UTF-16":
        return _text_sort(head) or name
    if name in _OGG:
        return "video (Ogg)" if _OGG_VIDEO.search(head) else name
    if name not in _SOUND_TRACK:
        return name
    track, sound = _SOUND_TRACK[name]
    return sound if track.search(head) and not _VIDEO_TRACK[name].search(head) else name


def _holds_drawing(text: bytes) -> bool:
    return 1 <= len(_SVG.findall(text)) <= _FEW_DRAWINGS


def _text_sort(head: bytes) -> str:
    encoding = "utf-16" if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    words = head[:_TEXT_BYTES].decode(encoding, "replace")
    return next((name for known, name in _TEXTS if known.match(words)), "")


def suffix_of(sort: str, kind: MediaKind) -> str:
    """Return the file extension of this sort in a pack, such as .jpg; "" for what no pack holds."""
    return next((suffix for suffix, sorts in SUFFIXES[kind].items() if sorts[:1] == (sort,)), "")


def kind_of_sort(sort: str) -> MediaKind | None:
    """Return the use of a sort of file in a pack, converted if need be; None if it has none."""
    return next((kind for kind in SUFFIXES if suffix_of(sort, kind) or sort in CONVERTIBLE[kind]), None)


def conversion(path: Path, *, sound: bool = False) -> Message:
    """Return how to convert a file on this disk into one that a pack holds: a command, ready to run.

    With `sound`, only the sound of a film.
    """
    words = f"kiosk pack convert {'--sound ' if sound else ''}{typed(path)}"
    return Message("run `{command}`, and write the name of the file that it makes", command=words)


def raw_advice() -> Message:
    """Return how to get a picture out of a camera's RAW file."""
    return Message("open it in a photo program (the camera maker's own, Lightroom, darktable …), and export it as JPEG")


def typed(path: Path) -> str:
    """Return a path as typed on a command line."""
    name = path.as_posix()
    name = f"./{name}" if name.startswith("-") else name
    if re.search(r"[\"$`\\!]", name):  # names that Windows does not have, or a shell would change
        return shlex.quote(name)
    return name if re.fullmatch(r"[\w./:+@%,=-]+", name) else f'"{name}"'


def with_article(sort: str) -> Message:
    """Return the name of a sort with its article, for a sentence."""
    if sort == "SVG in UTF-16":
        return Message("an SVG file in UTF-16")
    if sort == WRAPPED_SVG:
        return Message("an SVG drawing within other text")
    kind, _, container = sort.removesuffix(")").partition(" (")
    if sort.endswith(" captions"):
        return Message("captions ({kind})", kind=sort.removesuffix(" captions"))
    if kind in {"sound", "video"}:
        return Message("sound ({kind})" if kind == "sound" else "a video ({kind})", kind=container)
    vowel = sort[0] in "AS" or sort in {"HTML", "icon"}
    return Message("an {kind} file" if vowel else "a {kind} file", kind=sort)
