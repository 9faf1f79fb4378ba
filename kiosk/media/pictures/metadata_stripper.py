"""Metadata stripper: a JPEG, PNG or WebP keeps its pixels and colours, and loses where, when, by whom and with what.

No pixel is decoded and none is lost: the file is split into its segments, and those that draw are kept. Of its EXIF
only the orientation may be kept.
"""

from __future__ import annotations

import hashlib
import mmap
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kiosk.media.films.film_location import without_place
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
# The next marker in a scan's bytes: not a stuffed ff, not a restart, not a fill ff.
_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_EOI, _SOS, _APP1, _COMMENT = 0xD9, 0xDA, 0xE1, 0xFE
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
        if sniff_container(head) == "mp4" and (film := without_place(file)) is not None:
            yield from film
            return
        if kind in _TAKEN_APART:
            with mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as data:
                # copied, so that nothing references the file when it is closed
                bare = [bytes(piece) for piece in _bare(kind, data)]
            if bare:
                yield from bare
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


def _bare(kind: str, data: mmap.mmap) -> Iterator[Piece]:
    try:
        yield from list(pieces(kind, data, keep_turn=True))
    except (ValueError, IndexError):
        return


def pieces(kind: str, data: bytes | mmap.mmap, *, keep_turn: bool = False) -> Iterator[Piece]:
    """Yield the segments to keep of a whole JPEG, PNG or WebP, in order. Raises ValueError for anything else.

    With `keep_turn` every reader shows it as before: its orientation is kept, and its animation.
    """
    view = memoryview(data)
    yield from _TAKEN_APART[kind](view, keep_turn)


def _jpeg(view: memoryview, keep_turn: bool) -> Iterator[Piece]:
    """Data after the end of the picture (a film, a second picture, a depth map) is dropped."""
    yield view[:2]
    place = 2
    while True:
        if view[place] != 0xFF:
            raise ValueError("no marker where one is due")
        while view[place + 1] == 0xFF:
            place += 1
        marker = view[place + 1]
        if marker == _EOI:
            yield view[place : place + 2]
            return
        end = place + 2 + int.from_bytes(view[place + 2 : place + 4], "big")
        if marker == _SOS:
            found = _SCAN_END.search(view, end)
            if found is None:
                raise ValueError("a scan without an end")
            end = found.start()
        if _draws(marker, bytes(view[place + 4 : place + 16])):
            yield view[place:end]
        elif keep_turn and marker == _APP1 and (turn := _turn_of(bytes(view[place + 4 : end]))):
            said = _EXIF + _exif(turn)
            yield bytes([0xFF, _APP1]) + (len(said) + 2).to_bytes(2, "big") + said
        place = end


def _turn_of(exif: bytes) -> int:
    """Return a picture's EXIF orientation, from 2 to 8; 0 if it is upright, or cannot be read."""
    tiff = exif.removeprefix(_EXIF)
    if tiff[:2] not in {b"II", b"MM"}:
        return 0

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], "little" if tiff[:2] == b"II" else "big")

    first = number(4, 4)
    for entry in range(first + 2, min(len(tiff) - 11, first + 2 + 12 * number(first, 2)), 12):
        if number(entry, 2) == _ORIENTATION:
            turn = number(entry + 8, 2)
            return turn if 2 <= turn <= 8 else 0
    return 0


def _exif(turn: int) -> bytes:
    """Return EXIF with nothing but the orientation of a picture."""
    entry = b"".join(value.to_bytes(size, "big") for value, size in ((_ORIENTATION, 2), (3, 2), (1, 4), (turn, 2)))
    return b"MM\0*\0\0\0\x08\0\x01" + entry + bytes(2) + bytes(4)


def _draws(marker: int, head: bytes) -> bool:
    """Return whether a segment of a JPEG is needed to draw it; `head` are its first bytes."""
    if marker in _JPEG_LOOKS:
        return head.startswith(_JPEG_LOOKS[marker])
    return not 0xE0 <= marker <= 0xEF and marker != _COMMENT


def _png(view: memoryview, keep_turn: bool) -> Iterator[Piece]:
    yield view[:_PNG_HEAD]
    place = _PNG_HEAD
    while True:
        name = bytes(view[place + 4 : place + 8])
        end = place + 12 + int.from_bytes(view[place : place + 4], "big")
        if len(name) < 4 or end > len(view):
            raise ValueError("a chunk without its end")
        if name[:1].isupper() or name in _PNG_LOOKS:
            yield view[place:end]
        elif keep_turn and name == b"eXIf" and (turn := _turn_of(bytes(view[place + 8 : end - 4]))):
            chunk = name + _exif(turn)
            yield (len(chunk) - 4).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
        if name == b"IEND":
            return
        place = end


def _webp(view: memoryview, keep_turn: bool) -> Iterator[Piece]:
    kept: list[Piece] = []
    head: bytes | None = None
    turn = 0
    place, last = 12, 8 + int.from_bytes(view[4:8], "little")
    while place + 8 <= min(last, len(view)):
        name = bytes(view[place : place + 4])
        size = int.from_bytes(view[place + 4 : place + 8], "little")
        end = place + 8 + size + size % 2
        if name in _WEBP_MOVES and not keep_turn:
            raise ValueError("a picture that moves")
        if name == b"VP8X":
            head = bytes(view[place:end])
        elif name == b"EXIF":
            turn = _turn_of(bytes(view[place + 8 : end])) if keep_turn else 0
        elif name in _WEBP_LOOKS or name in _WEBP_MOVES:
            kept.append(view[place:end])
        place = end
    if not kept:
        raise ValueError("no picture in it")
    if head is not None:
        said = _WEBP_SAYS & ~(_WEBP_EXIF if turn else 0) & ~(_WEBP_MOTION if keep_turn else 0)
        kept.insert(0, head[:8] + bytes([head[8] & ~said]) + head[9:])
        if turn:
            exif = _exif(turn)
            kept.append(b"EXIF" + len(exif).to_bytes(4, "little") + exif + bytes(len(exif) % 2))
    yield b"RIFF" + (4 + sum(map(len, kept))).to_bytes(4, "little") + b"WEBP"
    yield from kept


_TAKEN_APART = {"JPEG": _jpeg, "PNG": _png, "WebP": _webp}
