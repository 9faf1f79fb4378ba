"""A JPEG, PNG or WebP without what it says besides its pixels and colours: where, when, by whom and with what.

No pixel is decoded and none is lost: the file is taken apart into its pieces, and those that draw are kept.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator

Piece = bytes | memoryview

_PNG_HEAD = 8
# What decides how a PNG looks, besides the chunks that every reader must know (a capital letter first).
_PNG_LOOKS = {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"mDCV", b"cLLI", b"pHYs", b"bKGD"}
_JPEG_LOOKS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}  # of the segments of programs
_WEBP_LOOKS = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP"}
_WEBP_SAYS = 0x08 | 0x04 | 0x02  # flags of VP8X: EXIF, XMP, and that it moves
# The next marker among a scan's bytes: not a stuffed ff, not a restart, not a filling ff.
_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_EOI, _SOS, _COMMENT = 0xD9, 0xDA, 0xFE


def pieces(kind: str, data: bytes | mmap.mmap) -> Iterator[Piece]:
    """Yield the pieces to keep of a whole JPEG, PNG or WebP, in their order. Raises ValueError where it is none."""
    view = memoryview(data)
    yield from {"JPEG": _jpeg, "PNG": _png, "WebP": _webp}[kind](view)


def _jpeg(view: memoryview) -> Iterator[Piece]:
    """What follows the end of the picture (a film, a second picture, a map of depths) is left behind."""
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
        place = end


def _draws(marker: int, head: bytes) -> bool:
    """Tell whether a segment of a JPEG is needed to draw it; `head` are its first bytes."""
    if marker in _JPEG_LOOKS:
        return head.startswith(_JPEG_LOOKS[marker])
    return not 0xE0 <= marker <= 0xEF and marker != _COMMENT


def _png(view: memoryview) -> Iterator[Piece]:
    yield view[:_PNG_HEAD]
    place = _PNG_HEAD
    while True:
        name = bytes(view[place + 4 : place + 8])
        end = place + 12 + int.from_bytes(view[place : place + 4], "big")
        if len(name) < 4 or end > len(view):
            raise ValueError("a chunk without its end")
        if name[:1].isupper() or name in _PNG_LOOKS:
            yield view[place:end]
        if name == b"IEND":
            return
        place = end


def _webp(view: memoryview) -> Iterator[Piece]:
    kept: list[Piece] = []
    place, last = 12, 8 + int.from_bytes(view[4:8], "little")
    while place + 8 <= min(last, len(view)):
        name = bytes(view[place : place + 4])
        size = int.from_bytes(view[place + 4 : place + 8], "little")
        end = place + 8 + size + size % 2
        if name in {b"ANIM", b"ANMF"}:
            raise ValueError("a picture that moves")
        if name == b"VP8X":
            kept.append(bytes(view[place : place + 8]) + bytes([view[place + 8] & ~_WEBP_SAYS]) + view[place + 9 : end])
        elif name in _WEBP_LOOKS:
            kept.append(view[place:end])
        place = end
    if not kept:
        raise ValueError("no picture in it")
    yield b"RIFF" + (4 + sum(map(len, kept))).to_bytes(4, "little") + b"WEBP"
    yield from kept
