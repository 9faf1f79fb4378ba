"""GPS location in MP4 and MOV files: phones write it in one of three boxes.

Such a box becomes one of the same size that every player skips, so that nothing else in the file moves.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_MAX_HEADER = 16  # bytes, the longest header of a box
_MAX_MOOV = 64_000_000
_CHUNK = 1 << 20
_CONTAINERS = {b"moov", b"udta", b"trak"}
_LOCATION_BOXES = {b"\xa9xyz", b"loci"}
_APPLE = b"com.apple.quicktime.location"


def without_location(file: Path) -> Iterator[bytes] | None:
    """Yield the bytes of a film without its location, or return None if it has none. Raises OSError."""
    with file.open("rb") as source:
        boxes = list(_location_boxes(source))
    return _blanked(file, boxes) if boxes else None


def _blanked(file: Path, boxes: list[tuple[int, int]]) -> Iterator[bytes]:
    """Yield the file with these boxes, each from its type to its end, as free ones."""
    with file.open("rb") as source:
        for start, end in boxes:
            while source.tell() < start:
                yield source.read(min(_CHUNK, start - source.tell()))
            yield b"free" + bytes(end - start - 4)
            source.seek(end)
        while chunk := source.read(_CHUNK):
            yield chunk


def _location_boxes(source: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each box with a location, its type first."""
    size = source.seek(0, 2)
    offset = 0
    while offset + 8 <= size:
        source.seek(offset)
        header = source.read(_MAX_HEADER)
        name, skip, length = _box(header, size - offset)
        if length < skip:
            return
        if name == b"moov" and length <= _MAX_MOOV:
            source.seek(offset)
            data = source.read(length)
            yield from ((offset + start, offset + end) for start, end in _boxes_inside(data, skip, len(data)))
        offset += length


def _boxes_inside(data: bytes, offset: int, end: int) -> Iterator[tuple[int, int]]:
    while offset + 8 <= end:
        name, skip, length = _box(data[offset : offset + _MAX_HEADER], end - offset)
        if length < skip or offset + length > end:
            return
        if skip == 8 and (name in _LOCATION_BOXES or (name == b"meta" and _APPLE in data[offset : offset + length])):
            yield offset + 4, offset + length
        elif name in _CONTAINERS:
            yield from _boxes_inside(data, offset + skip, offset + length)
        offset += length


def _box(header: bytes, remaining: int) -> tuple[bytes, int, int]:
    """Return the type of a box, the size of its header, and that of the whole box."""
    length = int.from_bytes(header[:4], "big")
    if length == 1:
        return header[4:8], _MAX_HEADER, int.from_bytes(header[8:16], "big")
    return header[4:8], 8, length or remaining
