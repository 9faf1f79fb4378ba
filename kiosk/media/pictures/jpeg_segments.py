"""Segments of a JPEG, found by their markers without decoding a pixel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# The next marker in a scan's bytes: not a stuffed ff, not a restart, not a fill ff.
_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
SOS, EOI = 0xDA, 0xD9
END = bytes([0xFF, EOI])


class Segment(NamedTuple):
    """A marker with its data: the byte after ff, and the first and the last offset in the file; a scan goes with it."""

    marker: int
    start: int
    end: int


def segments(data: bytes | memoryview) -> Iterator[Segment]:
    """Yield the segments up to the end marker; without one, up to the end of the last scan.

    Some cameras and web tools leave the end marker out, or write zeros in its place.
    Raises ValueError or IndexError if it is no whole JPEG.
    """
    offset = 2
    while True:
        if data[offset] != 0xFF:
            raise ValueError("no marker where one is due")
        while data[offset + 1] == 0xFF:
            offset += 1
        marker = data[offset + 1]
        if marker == EOI:
            yield Segment(marker, offset, offset + 2)
            return
        end = offset + 2 + int.from_bytes(data[offset + 2 : offset + 4], "big")
        if marker == SOS:
            found = _SCAN_END.search(data, end)
            if found is None:
                yield Segment(marker, offset, _end_of_last_scan(data, end))
                return
            end = found.start()
        yield Segment(marker, offset, end)
        offset = end


def with_end(data: bytes) -> bytes | None:
    """Return a JPEG with the end marker that it lacks; None if it has one, or is no whole JPEG."""
    try:
        *_, last = segments(data)
    except (ValueError, IndexError):
        return None
    return None if last.marker == EOI else data[: last.end] + END


def _end_of_last_scan(data: bytes | memoryview, start: int) -> int:
    """Return where the zeros or the ff begin that follow the last scan."""
    end = len(data)
    while end > start and data[end - 1] == 0:
        end -= 1
    if end > start and data[end - 1] == 0xFF:
        return end + 1 if end < len(data) else end - 1  # ff 00 is a byte of the scan
    return end
