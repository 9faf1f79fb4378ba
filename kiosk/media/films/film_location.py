"""GPS location in MP4 and MOV files: phones write it in one of three boxes.

Such a box becomes one of the same size that every player skips, so that nothing else in the file moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_HEAD = 16  # bytes, the longest header of a box
_MOST_MOOV = 64_000_000
_CHUNK = 1 << 20
_WITHIN = {b"moov", b"udta", b"trak"}
_PLACES = {b"\xa9xyz", b"loci"}
_APPLE = b"com.apple.quicktime.location"


def without_place(file: Path) -> Iterator[bytes] | None:
    """Yield the bytes of a film without its location, or return None if it has none. Raises OSError."""
    with file.open("rb") as source:
        spans = list(_spans(source))
    return _blanked(file, spans) if spans else None


def _blanked(file: Path, spans: list[tuple[int, int]]) -> Iterator[bytes]:
    """Yield the file with these boxes, each from its type to its end, as free ones."""
    with file.open("rb") as source:
        for begin, end in spans:
            while source.tell() < begin:
                yield source.read(min(_CHUNK, begin - source.tell()))
            yield b"free" + bytes(end - begin - 4)
            source.seek(end)
        while chunk := source.read(_CHUNK):
            yield chunk


def _spans(source: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each box with a location, its type first."""
    size = source.seek(0, 2)
    at = 0
    while at + 8 <= size:
        source.seek(at)
        head = source.read(_HEAD)
        name, skip, length = _box(head, size - at)
        if length < skip:
            return
        if name == b"moov" and length <= _MOST_MOOV:
            source.seek(at)
            data = source.read(length)
            yield from ((at + begin, at + end) for begin, end in _inside(data, skip, len(data)))
        at += length


def _inside(data: bytes, at: int, end: int) -> Iterator[tuple[int, int]]:
    while at + 8 <= end:
        name, skip, length = _box(data[at : at + _HEAD], end - at)
        if length < skip or at + length > end:
            return
        if skip == 8 and (name in _PLACES or (name == b"meta" and _APPLE in data[at : at + length])):
            yield at + 4, at + length
        elif name in _WITHIN:
            yield from _inside(data, at + skip, at + length)
        at += length


def _box(head: bytes, left: int) -> tuple[bytes, int, int]:
    """Return the type of a box, the size of its header, and that of the whole box."""
    length = int.from_bytes(head[:4], "big")
    if length == 1:
        return head[4:8], _HEAD, int.from_bytes(head[8:16], "big")
    return head[4:8], 8, length or left
