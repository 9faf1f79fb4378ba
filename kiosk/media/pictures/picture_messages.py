"""Messages for staff: one plain sentence for each way in which a picture can fail."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.content.messages import Message, placeholders
from kiosk.media.results import PASSING, MediaFailure
from kiosk.media.sandbox.limits import CPU_SECONDS, MEMORY_MB, PIXELS, SIDE, SOURCE_BYTES, WALL_SECONDS

_AGAIN = "open it in a picture editor and save it again as JPEG or PNG, or take a fresh copy of the original"
_SIMPLER = "make the drawing simpler, or export it from the drawing program as a PNG"

LIMITS: dict[str, object] = {
    "most_file": SOURCE_BYTES // 1_000_000,
    "most_side": SIDE,
    "most_pixels": PIXELS // 1_000_000,
    "most_memory": MEMORY_MB,
    "most_seconds": CPU_SECONDS,
    "most_wait": WALL_SECONDS,
    "conversion": Message("save it again as one of these from the program that made it"),
}

_SENTENCES: dict[str, tuple[str, str]] = {
    "missing": ("the file is not there or cannot be read: {why}", "check its name, and that it may be read"),
    "not-a-file": (
        "this is not an ordinary file",
        "put the picture itself here, not a folder or a device",
    ),
    "empty": ("the file is empty (0 bytes)", "take a fresh copy of the original"),
    "heavy": (
        "the file has {megabytes} MB, more than the {most_file} MB that a picture may have",
        "save it as a JPEG of fewer pixels",
    ),
    "foreign": (
        "this is not a picture: {looks}",
        "use a JPEG, PNG, WebP or SVG; to change the name alone does not make a picture of it",
    ),
    "unconverted": (
        "this file is damaged, or cannot be converted here ({sort})",
        "open it in the program that made it, and save it as JPEG, PNG, MP4, M4A, WebVTT or plain SVG",
    ),
    "text-file": (
        "this is text, which no pack takes as a file of its own",
        "write its words into the pack; captions need times such as 00:00:01,000 --> 00:00:04,000 above them",
    ),
    "raw": (
        "this is a RAW file of a camera, which has to be developed first",
        "open it in a photo program (the camera maker's own, Lightroom, darktable …), and export it as JPEG",
    ),
    "table-file": (
        "this is a table, which no pack takes as a file of its own",
        "run `kiosk pack import` with it, which makes a gallery of the pictures that it names",
    ),
    "web-page": ("this is a web page and no picture", "open it in a browser, and save the picture itself"),
    "office": (
        "this is an office document or a zip, which cannot be converted here",
        (
            "save a document as PDF, and convert a page of that with --page; import a table with `kiosk pack import`; "
            "unpack a zip"
        ),
    ),
    "unknown-kind": (
        "the kind of this file is not known here, or it is damaged",
        "open it in the program that made it, and save it as JPEG, PNG, MP4, M4A, WebVTT or plain SVG",
    ),
    "not-found": (
        "the linked picture {what} does not lie in the pack",
        "copy it into the folder of the drawing, and run the same command again",
    ),
    "no-page": ("there is no page {page}; the document has {pages}", "give the number of one with --page"),
    "captions-heavy": ("the captions are larger than {kilobytes} KB", "divide the film, or remove styles"),
    "captions-other": (
        "captions in {sort} cannot be converted here",
        "open them in a program for captions, such as Subtitle Edit, save them as SubRip (.srt), and convert that",
    ),
    "captions-empty": ("there are no words in this file", "take a fresh copy of the original"),
    "captions-untimed": (
        "no words in this file have times that can be read",
        "write times such as 00:00:01,000 --> 00:00:04,000 in the line above them",
    ),
    "captions-encoding": (
        "the encoding of this file is not known: its words are not in UTF-8, GBK, Big5, Shift-JIS, EUC-KR or Western",
        "save it in UTF-8 from the program that made it, or run the same command with --encoding and its name",
    ),
    "captions-not-in": (
        "in {encoding} the file cannot be read: line {line} of it has bytes that are not",
        "give another --encoding, or leave it away",
    ),
    "captions-bytes": (
        "the file is {encoding}, but line {line} of it has bytes that are not",
        "open it in a text editor, fix the words of that line, and save it in UTF-8",
    ),
    "captions-many": ("there are {count} cues, and a kiosk takes 2000", "divide the film"),
    "encoding": (
        "the drawing is written in {encoding}, which is not read",
        "{conversion}; or save it in UTF-8 from the program that made it",
    ),
    "html": ("line {line} of the drawing has what only web pages may have: {what}", "{conversion}"),
    "wrapped": ("this is a drawing within other text, such as a web page", "{conversion}"),
    "deep": (
        "this JPEG has more than 8 bits a colour, which no screen here can show",
        "open it in a picture editor and save it again as JPEG with 8 bits",
    ),
    "svgz": (
        "this is a compressed file (.svgz or .gz), which is not accepted",
        "{conversion}; or save the drawing as plain SVG",
    ),
    "convertible": ("this is a {sort} file, which a pack does not hold", "{conversion}"),
    "huge": (
        "the picture is {width} x {height} px; the most is {most_side} a side, {most_pixels} million in all",
        "make it smaller: 40000 px on the longer side are shown down to the last of them",
    ),
    "hollow": (
        "the picture is {width} x {height} px, but a file of {kilobytes} kB is too small to hold that",
        "save it again as a JPEG of good quality, or make it smaller",
    ),
    "cut-short": ("the file is damaged: it breaks off after {size} bytes", "take a fresh copy of the original"),
    "damaged": ("the file is damaged and cannot be opened as {kind}", _AGAIN),
    "damaged-at": (
        "the file is damaged and cannot be opened as {kind}: line {line}, column {column} of it",
        _AGAIN,
    ),
    "thin": ("the picture is {width} x {height} px, too thin to be shown", "check its size in a picture editor"),
    "undrawable": (
        "the drawing cannot be drawn: it is nested too deeply, or it needs more than {most_memory} MB",
        _SIMPLER,
    ),
    "slow": ("the picture took more than {most_seconds} seconds of computing to draw", _SIMPLER),
    "slow-start": (
        "the picture took more than {seconds} seconds of computing to draw even in its smallest size",
        _SIMPLER,
    ),
    "stuck": ("the picture was not ready after {most_wait} seconds", _SIMPLER),
    "memory": (
        "the picture needs more than {most_memory} MB of memory",
        "make it smaller, or save it again as an ordinary (not progressive or interlaced) JPEG or PNG",
    ),
    "crash": (
        "the picture made the picture reader stop; it is damaged, or it needs more than {most_memory} MB of memory",
        _AGAIN,
    ),
    "changed": ("the file was changed while it was being read", "wait until it is saved, then try again"),
    "no-room": ("there is no room on this device to keep the picture: {why}", "free some space on the disk"),
    "library": (
        "the library {library}, which reads such files, is not installed",
        'install the program with the extras "films" and "staff"; see `kiosk help licences`',
    ),
    "no-reader": (
        "the picture reader of the kiosk does not start: {why}",
        "install the kiosk again; the picture itself may be right",
    ),
}


def word_failure(code: str, **details: object) -> MediaFailure:
    """Return the sentence for `code`; an unknown code, or details that do not fit it, is worded as a crash."""
    return format_failure(_SENTENCES, code, LIMITS | as_placeholders(details))


def format_failure(sentences: Mapping[str, tuple[str, str]], code: str, values: Mapping[str, object]) -> MediaFailure:
    """Return what `sentences` have for `code`, filled with what is `values`; else for "crash"."""
    reason, fix = sentences.get(code, sentences["crash"])
    if not placeholders(reason) <= values.keys():
        reason, fix = sentences["crash"]
    fix = Message(fix, **values) if placeholders(fix) else fix
    return MediaFailure(Message(reason, **values), fix, passing=code in PASSING)


def as_placeholders(details: Mapping[str, object]) -> dict[str, object]:
    """Return details as placeholder values: unchanged if they can be translated."""
    return {name: value if isinstance(value, Message) else Message(str(value)) for name, value in details.items()}
