"""Metadata stripper: a JPEG, PNG or WebP keeps its pixels and colours, and loses where, when, by whom and with what.

No pixel is decoded and none is lost: the file is split into its segments, and those that draw are kept. Of its EXIF
only the orientation may be kept.
"""

from __future__ import annotations

import hashlib
import mmap
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kiosk.media.films.film_location import without_location
from kiosk.media.pictures.jpeg_segments import END, EOI, segments
from kiosk.media.pictures.signatures import sniff_container, sniff_kind

Piece = bytes | memoryview

_PNG_HEAD = 8
# Chunks that decide how a PNG looks, besides the critical ones (a capital letter first).
_PNG_LOOKS = {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"mDCV", b"cLLI", b"pHYs", b"bKGD"}
_JPEG_LOOKS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}  # of the application segments
_WEBP_LOOKS = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP"}
_WEBP_MOVES = {b"ANIM", b"ANMF"}
_WEBP_EXIF, _WEBP_XMP, _WEBP_MOTION = 0x08, 0x04, 0x02  # flags of VP8X
_WEBP_SAYS = _WEBP_EXIF | _WEBP_XMP | _WEBP_MOTION
_APP1, _COMMENT = 0xE1, 0xFE
_EXIF = b"Exif\0\0"
_ORIENTATION = 0x0112
_CHUNK = 1 << 20


def shipped(file: Path) -> Iterator[Piece]:
    """Yield the bytes of a file as they go into an archive or a store: for a picture, without its metadata.

    A film loses its location. A malformed picture that only its decoder accepts is unchanged.
    Raises OSError.
    """
    with file.open("rb") as source:
        head = source.read(32)
        kind = sniff_kind(head)
        if sniff_container(head) == "mp4" and (film := without_location(file)) is not None:
            yield from film
            return
        if kind in _SPLITTERS:
            with mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as data:
                # copied, so that nothing references the file when it is closed
                stripped = [bytes(piece) for piece in _stripped(kind, data)]
            if stripped:
                yield from stripped
                return
        source.seek(0)
        while chunk := source.read(_CHUNK):
            yield chunk


def shipped_digest(file: Path) -> str:
    """Return the SHA-256 of a file as it goes into an archive or a store, as hex. Raises OSError."""
    digest = hashlib.sha256()
    for piece in shipped(file):
        digest.update(piece)
    return digest.hexdigest()


def readable_digest(file: Path) -> str:
    """Return the same; "" if the file cannot be read."""
    with suppress(OSError):
        return shipped_digest(file)
    return ""


def _stripped(kind: str, data: mmap.mmap) -> Iterator[Piece]:
    try:
        yield from list(pieces(kind, data, keep_orientation=True))
    except (ValueError, IndexError):
        return


def pieces(kind: str, data: bytes | mmap.mmap, *, keep_orientation: bool = False) -> Iterator[Piece]:
    """Yield the segments to keep of a whole JPEG, PNG or WebP, in order. Raises ValueError for anything else.

    With `keep_orientation` every reader shows it as before: its orientation is kept, and its animation.
    """
    view = memoryview(data)
    yield from _SPLITTERS[kind](view, keep_orientation)


def _jpeg(view: memoryview, keep_orientation: bool) -> Iterator[Piece]:
    """Data after the end of the picture (a film, a second picture, a depth map) is dropped; a missing end is added."""
    yield view[:2]
    marker = 0
    for marker, start, end in segments(view):
        if _is_needed(marker, bytes(view[start + 4 : start + 16])):
            yield view[start:end]
        elif keep_orientation and marker == _APP1 and (orientation := _orientation_of(bytes(view[start + 4 : end]))):
            exif = _EXIF + _exif_of(orientation)
            yield bytes([0xFF, _APP1]) + (len(exif) + 2).to_bytes(2, "big") + exif
    if marker != EOI:
        yield END


def _orientation_of(exif: bytes) -> int:
    """Return a picture's EXIF orientation, from 2 to 8; 0 if it is upright, or cannot be read."""
    tiff = exif.removeprefix(_EXIF)
    if tiff[:2] not in {b"II", b"MM"}:
        return 0

    def number(offset: int, size: int) -> int:
        return int.from_bytes(tiff[offset : offset + size], "little" if tiff[:2] == b"II" else "big")

    first = number(4, 4)
    for entry in range(first + 2, min(len(tiff) - 11, first + 2 + 12 * number(first, 2)), 12):
        if number(entry, 2) == _ORIENTATION:
            orientation = number(entry + 8, 2)
            return orientation if 2 <= orientation <= 8 else 0
    return 0


def _exif_of(orientation: int) -> bytes:
    """Return EXIF with nothing but the orientation of a picture."""
    entry = b"".join(
        value.to_bytes(size, "big") for value, size in ((_ORIENTATION, 2), (3, 2), (1, 4), (orientation, 2))
    )
    return b"MM\0*\0\0\0\x08\0\x01" + entry + bytes(2) + bytes(4)


def _is_needed(marker: int, head: bytes) -> bool:
    """Return whether a segment of a JPEG is needed to draw it; `head` are its first bytes."""
    if marker in _JPEG_LOOKS:
        return head.startswith(_JPEG_LOOKS[marker])
    return not 0xE0 <= marker <= 0xEF and marker != _COMMENT


def _png(view: memoryview, keep_orientation: bool) -> Iterator[Piece]:
    yield view[:_PNG_HEAD]
    offset = _PNG_HEAD
    while True:
        name = bytes(view[offset + 4 : offset + 8])
        end = offset + 12 + int.from_bytes(view[offset : offset + 4], "big")
        if len(name) < 4 or end > len(view):
            raise ValueError("a chunk without its end")
        if name[:1].isupper() or name in _PNG_LOOKS:
            yield view[offset:end]
        elif (
            keep_orientation and name == b"eXIf" and (orientation := _orientation_of(bytes(view[offset + 8 : end - 4])))
        ):
            chunk = name + _exif_of(orientation)
            yield (len(chunk) - 4).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
        if name == b"IEND":
            return
        offset = end


def _webp(view: memoryview, keep_orientation: bool) -> Iterator[Piece]:
    chunks: list[Piece] = []
    header: bytes | None = None
    orientation = 0
    offset, end_of_file = 12, 8 + int.from_bytes(view[4:8], "little")
    while offset + 8 <= min(end_of_file, len(view)):
        name = bytes(view[offset : offset + 4])
        size = int.from_bytes(view[offset + 4 : offset + 8], "little")
        end = offset + 8 + size + size % 2
        if name in _WEBP_MOVES and not keep_orientation:
            raise ValueError("a picture that moves")
        if name == b"VP8X":
            header = bytes(view[offset:end])
        elif name == b"EXIF":
            orientation = _orientation_of(bytes(view[offset + 8 : end])) if keep_orientation else 0
        elif name in _WEBP_LOOKS or name in _WEBP_MOVES:
            chunks.append(view[offset:end])
        offset = end
    if not chunks:
        raise ValueError("no picture in it")
    if header is not None:
        cleared_flags = _WEBP_SAYS & ~(_WEBP_EXIF if orientation else 0) & ~(_WEBP_MOTION if keep_orientation else 0)
        chunks.insert(0, header[:8] + bytes([header[8] & ~cleared_flags]) + header[9:])
        if orientation:
            exif = _exif_of(orientation)
            chunks.append(b"EXIF" + len(exif).to_bytes(4, "little") + exif + bytes(len(exif) % 2))
    yield b"RIFF" + (4 + sum(map(len, chunks))).to_bytes(4, "little") + b"WEBP"
    yield from chunks


_SPLITTERS = {"JPEG": _jpeg, "PNG": _png, "WebP": _webp}
