"""Metadata of a picture in IPTC, XMP and EXIF: title, caption, alt, credit. Runs in the worker only.

Fields as the IPTC Photo Metadata Standard names them: XMP first, since it says in which language; then IPTC's own
records, then EXIF, which cameras fill with their own names, and there last what Windows' file properties write.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from PIL import ExifTags, Image, IptcImagePlugin
from PIL.ImageFile import ImageFile

from kiosk.content.media_types import sort_of

Words = dict[str, dict[str, str]]  # field → language, empty where it is not said → words

MOST = 4_000  # signs of one field
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
# In UTF-16, as Windows' file properties write title, comments, subject and authors.
_WINDOWS = {
    "title": (ExifTags.Base.XPTitle,),
    "caption": (ExifTags.Base.XPComment, ExifTags.Base.XPSubject),
    "credit": (ExifTags.Base.XPAuthor,),
}
# What cameras, telephones and their programs write where a person would: names of makers, of files and of modes.
_CAMERAS = re.compile(
    r"(olympus|sony|minolta|kodak|samsung|nikon|canon|konica|digital|camera|dsc|dcim|picture|default|untitled"
    r"|copyright|all rights reserved|\(c\)|\W|\d)*\Z"
    r"|.*(\\|\bdcim\b|digital (still )?camera\s*\Z)",
    re.IGNORECASE | re.DOTALL,
)
_ONE_WORD = re.compile(r"[!-~]+\Z")  # hdr, _cuva, HELLOMOTO; of Chinese one word may be a whole caption
_ERRORS = (OSError, ValueError, TypeError, KeyError, IndexError, SyntaxError, EOFError, ArithmeticError, struct.error)


def read_words(file: Path) -> tuple[Words, list[str]]:
    """Return what a picture says of itself, and further titles and captions in it, which are not taken.

    Nothing where that cannot be read. No pixel is decoded. What a camera wrote by itself is no words; photo programs
    copy that from EXIF to XMP and IPTC. A caption that only repeats the title, as Windows writes it, is none.
    """
    Image.MAX_IMAGE_PIXELS = None  # the size was judged before
    all_said: dict[str, list[dict[str, str]]] = {}
    try:
        with Image.open(_readable(file), formats=("JPEG", "PNG", "WEBP", "TIFF", "AVIF")) as picture:
            for found in (_from_xmp(picture), _from_iptc(picture), _from_exif(picture)):
                for field, said in found:
                    all_said.setdefault(field, []).append(said)
    except _ERRORS:
        pass
    words: Words = {}
    for field in ("title", "caption", "alt", "credit"):
        several = [said for said in all_said.get(field, []) if field != "caption" or said != words.get("title")]
        if several:
            words[field] = several[0]
    taken = " ".join(each for said in words.values() for each in said.values())
    others = (each for field in ("title", "caption") for said in all_said.get(field, []) for each in said.values())
    return words, [each for each in dict.fromkeys(others) if each not in taken]


def _readable(file: Path) -> Path | io.BytesIO:
    """Return the file, or of a HEIC a picture that says the same."""
    with file.open("rb") as source:
        is_heic = sort_of(source.read(64)) == "HEIC"
    from kiosk.media.pictures.foreign_formats import words_of_heic

    return (words_of_heic(file) if is_heic else None) or file


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
            said = {language: words for language, words in _said(root, name).items() if not _CAMERAS.match(words)}
            if said:
                yield field, said


def _said(root: Element, name: str) -> dict[str, str]:
    """Return the words of a property by language: as an attribute, plain, in alternatives or in a list."""
    prefix, _, local = name.partition(":")
    full = f"{{{_NAMESPACES[prefix]}}}{local}"
    for about in root.iter(f"{{{_NAMESPACES['rdf']}}}Description"):
        said: dict[str, list[str]] = {"": [about.get(full, "")]}
        for found in about.findall(full):
            said[""].append(found.text or "")
            for item in found.iterfind(".//rdf:li", _NAMESPACES):
                language = item.get(_LANGUAGE, "")
                said.setdefault("" if language == "x-default" else language, []).append(item.text or "")
        words = {language: ", ".join(filter(None, map(_clean, several))) for language, several in said.items()}
        if words := {language: each for language, each in words.items() if each}:
            return words
    return {}


def _from_iptc(picture: ImageFile) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        records = IptcImagePlugin.getiptcinfo(picture) or {}
    except _ERRORS:
        return
    for field, numbers in _IPTC.items():
        for number in numbers:
            value = records.get(number, b"")
            several = value if isinstance(value, list) else [value]
            words = ", ".join(filter(None, (_clean(_decode(each)) for each in several)))
            if words and not _CAMERAS.match(words):
                yield field, {"": words}


def _from_exif(picture: ImageFile) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        exif = picture.getexif()
    except _ERRORS:
        return
    for field, tags in _EXIF.items():
        for tag in tags:
            value = exif.get(tag, "")
            raw = value.encode("latin-1", "replace") if isinstance(value, str) else value
            words = _clean(_decode(raw)) if isinstance(raw, bytes) else ""
            if words and not _CAMERAS.match(words) and not (field == "caption" and _ONE_WORD.match(words)):
                yield field, {"": words}
    for field, tags in _WINDOWS.items():
        for tag in tags:
            value = exif.get(tag, b"")
            words = _clean(value.decode("utf-16-le", "replace")) if isinstance(value, bytes) else ""
            if words and not _CAMERAS.match(words):
                yield field, {"": words}


def _decode(raw: bytes) -> str:
    """Return words of which nothing says how they are written: as UTF-8, as Chinese of old, as Western."""
    for encoding in ("utf-8", "gb2312"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp1252", "replace")


def _clean(words: str) -> str:
    return words.strip("\0 \t\r\n")[:MOST]
