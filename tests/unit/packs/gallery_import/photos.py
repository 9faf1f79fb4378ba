"""Photos as staff have them: turned, with places and names in them, and sheets that tell of them."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from PIL import Image, ImageCms

RED, BLUE = (200, 30, 30), (30, 30, 200)
_XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
xmlns:iptc="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" {attributes}>{elements}</rdf:Description></rdf:RDF>
</x:xmpmeta>"""


def photo(size: tuple[int, int] = (60, 40), left: tuple[int, int, int] = RED) -> Image.Image:
    """A picture whose left half is of one colour and whose right half is blue."""
    picture = Image.new("RGB", size, BLUE)
    picture.paste(left, (0, 0, size[0] // 2, size[1]))
    return picture


def save(file: Path, number: int = 0, size: tuple[int, int] = (60, 40)) -> Path:
    """Write a photo that differs from those with other numbers."""
    photo(size, (number, 90, 200 - number)).save(file)
    return file


def exif(orientation: int = 1, **words: str) -> Image.Exif:
    """EXIF of a camera: how it was held, where it was, its words (description, artist)."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    for name, tag in {"description": 0x010E, "artist": 0x013B}.items():
        if name in words:
            tags[tag] = words[name].encode()
    tags[0x8825] = {1: "N", 2: (32.0, 11.0, 7.0), 3: "E", 4: (119.0, 40.0, 1.0)}
    return tags


def iptc(**fields: bytes) -> bytes:
    """The segment of a JPEG with IPTC records: title, caption, byline, credit, as bytes."""
    numbers = {"title": 5, "byline": 80, "credit": 110, "caption": 120}
    records = b"".join(
        b"\x1c\x02" + bytes([numbers[name]]) + struct.pack(">H", len(words)) + words for name, words in fields.items()
    )
    body = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + records + b"\0" * (len(records) % 2)
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body


def xmp(elements: str = "", attributes: str = "") -> bytes:
    """An XMP packet of one description."""
    return _XMP.format(elements=elements, attributes=attributes).encode()


def alternatives(name: str, **words: str) -> str:
    """A property of XMP by language; x_default stands for x-default."""
    items = "".join(f'<rdf:li xml:lang="{code.replace("_", "-")}">{output}</rdf:li>' for code, output in words.items())
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


@cache
def profile() -> bytes:
    """An ICC profile; it holds the time at which it was made."""
    return bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())


def with_iptc(file: Path, segment: bytes) -> None:
    """Put a segment of IPTC into a JPEG."""
    data = file.read_bytes()
    file.write_bytes(data[:2] + segment + data[2:])


def book(file: Path, *rows: tuple[Any, ...], more: dict[str, list[tuple[Any, ...]]] | None = None) -> Path:
    """Write an .xlsx with these rows, and with `more` sheets behind."""
    whole = openpyxl.Workbook()
    for row in rows:
        whole.active.append(row)
    for name, other in (more or {}).items():
        sheet = whole.create_sheet(name)
        for row in other:
            sheet.append(row)
    whole.save(file)
    return file
