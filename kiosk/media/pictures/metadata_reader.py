"""Metadata of a picture in IPTC, XMP and EXIF: title, caption, alt, credit. Runs in the worker only.

Fields are those of the IPTC Photo Metadata Standard: XMP first, since it states the language; then IPTC's own records,
then EXIF, which cameras fill with their own names, those of Windows' file properties, and last the texts of a PNG.
"""

from __future__ import annotations

import io
import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from PIL import ExifTags, Image, IptcImagePlugin
from PIL.ImageFile import ImageFile

from kiosk.content.media_types import sort_of

EmbeddedText = dict[str, dict[str, str]]  # field → language, empty if not stated → words

MAX_CHARACTERS = 4_000  # characters of one field
_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "iptc": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_XMP = {
    "title": ("dc:title", "photoshop:Headline"),
    "caption": ("dc:description",),
    "alt": ("iptc:AltTextAccessibility",),
    "credit": ("photoshop:Credit", "dc:creator", "dc:rights"),
}
_IPTC = {"title": ((2, 5), (2, 105)), "caption": ((2, 120),), "credit": ((2, 110), (2, 80), (2, 116))}
_EXIF = {
    "caption": (ExifTags.Base.ImageDescription,),
    "credit": (ExifTags.Base.Artist, ExifTags.Base.Copyright),
}
# In UTF-16, written by Windows' file properties for title, comments, subject and authors.
_WINDOWS = {
    "title": (ExifTags.Base.XPTitle,),
    "caption": (ExifTags.Base.XPComment, ExifTags.Base.XPSubject),
    "credit": (ExifTags.Base.XPAuthor,),
}
_PNG = {"title": ("Title",), "caption": ("Description",), "credit": ("Author", "Copyright")}  # of its specification
# Written by cameras, phones and their programs in place of a person's words: names of makers, of files and of modes.
_CAMERA_TEXT = re.compile(
    r"(olympus|sony|minolta|kodak|samsung|nikon|canon|konica|digital|camera|dsc|dcim|picture|default|untitled"
    r"|copyright|all rights reserved|\(c\)|\W|\d)*\Z"
    r"|.*(\\|\bdcim\b|digital (still )?camera\s*\Z)",
    re.IGNORECASE | re.DOTALL,
)
# Written by programs as notes to programs: XML, settings as key=value or "key: 0;", as tifffile, ImageJ, scanners of
# slides, phones and filters do.
_MARKUP = re.compile(r"<(\?xml|!--|[A-Za-z][\w:.-]*[\s/>]).*>\Z", re.DOTALL)
_ASSIGNMENTS = re.compile(r"(ImageJ=|([\w. -]+\n)?(\s*[A-Za-z][\w.]*\s?=[^=\n]*(\n|\Z)){2,})", re.ASCII)
_PAIR = re.compile(r"\s*[A-Za-z][\w.-]*\s?[:=]([^;|\n]*)(?:[;|\n]|\Z)", re.ASCII)
_NO_WORD = re.compile(r"[\s\d.,()+-]*|true|false|null|none", re.IGNORECASE)
_LEAST_PAIRS = 4
_ONE_WORD = re.compile(r"[!-~]+\Z")  # hdr, _cuva, HELLOMOTO; in Chinese one word may be a whole caption
_ERRORS = (OSError, ValueError, TypeError, KeyError, IndexError, SyntaxError, EOFError, ArithmeticError, struct.error)


def read_words(file: Path) -> tuple[EmbeddedText, list[str]]:
    """Return a picture's embedded words, and further titles and captions in it, which are not used.

    Empty if they cannot be read. No pixel is decoded. Text that a camera wrote is ignored; photo programs copy it from
    EXIF to XMP and IPTC. So is a caption that only repeats the title, as Windows writes it.
    """
    Image.MAX_IMAGE_PIXELS = None  # the size was checked before
    texts_by_field: dict[str, list[dict[str, str]]] = {}
    try:
        with Image.open(_readable(file), formats=("JPEG", "PNG", "WEBP", "TIFF", "AVIF")) as picture:
            for source in (_from_xmp(picture), _from_iptc(picture), _from_exif(picture), _from_png(picture)):
                for field, texts in source:
                    texts_by_field.setdefault(field, []).append(texts)
    except _ERRORS:
        pass
    chosen: EmbeddedText = {}
    for field in ("title", "caption", "alt", "credit"):
        candidates = [
            texts for texts in texts_by_field.get(field, []) if field != "caption" or texts != chosen.get("title")
        ]
        if candidates:
            chosen[field] = candidates[0]
    taken_text = " ".join(each for texts in chosen.values() for each in texts.values())
    others = (
        each for field in ("title", "caption") for texts in texts_by_field.get(field, []) for each in texts.values()
    )
    return chosen, [each for each in dict.fromkeys(others) if each not in taken_text]


def _readable(file: Path) -> Path | io.BytesIO:
    """Return the file, or for a HEIC a picture with the same metadata."""
    with file.open("rb") as source:
        is_heic = sort_of(source.read(64)) == "HEIC"
    from kiosk.media.pictures.foreign_formats import metadata_of_heic

    return (metadata_of_heic(file) if is_heic else None) or file


def _from_xmp(picture: ImageFile) -> Iterator[tuple[str, dict[str, str]]]:
    packet = picture.info.get("xmp")
    if not packet:
        return
    try:
        root = fromstring(packet.rstrip(b"\0 ") if isinstance(packet, bytes) else packet)
    except _ERRORS:
        return
    for field, names in _XMP.items():
        for name in names:
            texts = {
                language: text for language, text in _read_property(root, name).items() if not _is_by_machine(text)
            }
            if texts:
                yield field, texts


def _read_property(root: Element, name: str) -> dict[str, str]:
    """Return the words of a property by language: from an attribute, plain text, alternatives or a list."""
    prefix, _, local = name.partition(":")
    full = f"{{{_NAMESPACES[prefix]}}}{local}"
    for about in root.iter(f"{{{_NAMESPACES['rdf']}}}Description"):
        texts_by_language: dict[str, list[str]] = {"": [about.get(full, "")]}
        for element in about.findall(full):
            texts_by_language[""].append(element.text or "")
            for item in element.iterfind(".//rdf:li", _NAMESPACES):
                language = item.get(_LANGUAGE, "")
                texts_by_language.setdefault("" if language == "x-default" else language, []).append(item.text or "")
        joined = {
            language: ", ".join(filter(None, map(_clean, texts))) for language, texts in texts_by_language.items()
        }
        if joined := {language: each for language, each in joined.items() if each}:
            return joined
    return {}


def _from_iptc(picture: ImageFile) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        records = IptcImagePlugin.getiptcinfo(picture) or {}
    except _ERRORS:
        return
    for field, numbers in _IPTC.items():
        for number in numbers:
            value = records.get(number, b"")
            values = value if isinstance(value, list) else [value]
            text = ", ".join(filter(None, (_clean(_decode_text(each)) for each in values)))
            if text and not _is_by_machine(text):
                yield field, {"": text}


def _from_exif(picture: ImageFile) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        exif = picture.getexif()
    except _ERRORS:
        return
    for field, tags in _EXIF.items():
        for tag in tags:
            value = exif.get(tag, "")
            raw = value.encode("latin-1", "replace") if isinstance(value, str) else value
            text = _clean(_decode_text(raw)) if isinstance(raw, bytes) else ""
            if text and not _is_by_machine(text) and not (field == "caption" and _ONE_WORD.match(text)):
                yield field, {"": text}
    for field, tags in _WINDOWS.items():
        for tag in tags:
            value = exif.get(tag, b"")
            text = _clean(value.decode("utf-16-le", "replace")) if isinstance(value, bytes) else ""
            if text and not _is_by_machine(text):
                yield field, {"": text}


def _from_png(picture: ImageFile) -> Iterator[tuple[str, dict[str, str]]]:
    for field, names in _PNG.items():
        for name in names:
            value = picture.info.get(name, "") if picture.format == "PNG" else ""
            text = _clean(value) if isinstance(value, str) else ""
            if text and not _is_by_machine(text):
                yield field, {"": text}


def _is_by_machine(text: str) -> bool:
    """Return whether a camera or a program wrote a text by itself: it is no person's words."""
    if _CAMERA_TEXT.match(text) or _MARKUP.match(text) or _ASSIGNMENTS.match(text):
        return True
    if text.startswith(("{", "[")):
        try:
            return isinstance(json.loads(text), dict | list)
        except ValueError:
            return False
    values = _PAIR.findall(text)
    is_settings = _PAIR.sub("", text).strip() == "" and len(values) >= _LEAST_PAIRS
    return is_settings and 2 * sum(_NO_WORD.fullmatch(each) is not None for each in values) > len(values)


def _decode_text(raw: bytes) -> str:
    """Return words of unknown encoding: as UTF-8, as an old Chinese encoding, or as Western."""
    for encoding in ("utf-8", "gb2312"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp1252", "replace")


def _clean(text: str) -> str:
    return text.strip("\0 \t\r\n")[:MAX_CHARACTERS]
