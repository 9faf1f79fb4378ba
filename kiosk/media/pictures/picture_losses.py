"""Losses of a picture: animation, HDR and the like, which are not shown. Runs in the worker only.

Losses are reported, never a reason to refuse. svg_losses.py finds those of drawings.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any

import pyvips

from kiosk.media.pictures.original import Original

Loss = dict[str, Any]

_PNG_HEAD = 8
# The frame header of 8 bits, decoded top to bottom: its height, its width, and the number of its components.
_BASELINE = re.compile(rb"\xff[\xc0\xc1]\0[\x08-\x20]\x08(..)..([\x01-\x04])", re.DOTALL)
_ANIMATED = 0x02  # a flag of WebP's VP8X
_SRGB_GAMMA = 45_455  # of PNG: 1/2.2, times 100,000
_GAMMA_SLACK = 3_000  # below what the eye notices
HDR = {16: "PQ", 18: "HLG"}  # the transfer functions of ITU-T H.273 that a screen of 8 bits cannot show
_WIDE = {9: "BT.2020", 11: "P3", 12: "P3"}  # its primaries


def loss(code: str, what: str = "") -> Loss:
    """Return one loss of a whole picture."""
    return {"code": code, "line": 0, "what": what, "count": 1}


def losses_of(original: Original) -> list[Loss]:
    """Return what a JPEG, PNG or WebP loses on the screen; of a large file only the first bytes are read."""
    if original.kind == "PNG":
        return list(_of_png(original.head))
    if original.kind == "WebP" and original.head[12:16] == b"VP8X" and original.head[20] & _ANIMATED:
        frames = original.head.count(b"ANMF") if original.is_complete else 2
        return [loss("first-frame", "WebP")] if frames > 1 else []
    return []


def is_damaged(original: Original) -> bool:
    """Return whether libjpeg warns of wrong or missing bytes within a JPEG. A single flipped bit goes unnoticed.

    Raises pyvips.Error if it cannot be decoded at all.
    """
    data = _one_line_taller(original.head) if original.is_complete else None
    options = {"access": "sequential", "fail_on": "warning"}
    try:
        image = pyvips.Image.jpegload_buffer(data, **options) if data else original.open(fail_on="warning")
        image.avg()
    except pyvips.Error as error:
        return "memory" not in str(error.detail or error.message).lower()
    return False


def _one_line_taller(data: bytes) -> bytes | None:
    """Return a JPEG that claims to be a line taller than its last row of blocks; None if that is impossible.

    libvips 8.18 checks for warnings before it reads a strip, and never after the last one; damage mostly shows at the
    very end, where the bytes run out.
    """
    frame = _BASELINE.search(data)
    if frame is None:
        return None
    height, components = int.from_bytes(frame[1], "big"), frame[2][0]
    if (
        not height
        or max((data[frame.end() + 3 * component + 1] & 15 for component in range(components)), default=1) > 1
    ):
        return None  # where colours have half of the lines, a row of blocks is read before the last of those above it
    new_height = -(-height // 8) * 8 + 1
    return data[: frame.start(1)] + new_height.to_bytes(2, "big") + data[frame.end(1) :]


def _of_png(head: bytes) -> Iterator[Loss]:
    chunks = dict(_chunks(head))
    if len(frames := chunks.get(b"acTL", b"")) == 8 and struct.unpack(">I", frames[:4])[0] > 1:
        yield loss("first-frame", "APNG")
    if len(code := chunks.get(b"cICP", b"")) == 4:
        if code[1] in HDR:
            yield loss("hdr", HDR[code[1]])
        elif code[0] in _WIDE:
            yield loss("colours", _WIDE[code[0]])
    elif b"iCCP" not in chunks and b"sRGB" not in chunks and len(gamma := chunks.get(b"gAMA", b"")) == 4:
        value = struct.unpack(">I", gamma)[0]
        if value and abs(value - _SRGB_GAMMA) > _GAMMA_SLACK:
            yield loss("colours", f"gAMA {value / 100_000:g}")


def _chunks(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks of a PNG before its pixels."""
    offset = _PNG_HEAD
    while offset + 8 <= len(head):
        size, name = struct.unpack_from(">I4s", head, offset)
        if name == b"IDAT":
            return
        yield name, head[offset + 8 : offset + 8 + size]
        offset += 12 + size
