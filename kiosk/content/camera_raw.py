"""Camera RAW files: recognised by their first bytes, so that a preview within one is never taken for the picture.

Most are TIFF files inside. Sources: Adobe's DNG specification 1.7, TIFF 6.0, and the tag lists of ExifTool.
"""

from __future__ import annotations

import re
import struct

RAW = "RAW"
SUFFIXES = frozenset(
    {".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dng", ".erf", ".iiq", ".kdc", ".mef", ".mos", ".mrw", ".nef", ".nrw"}
    | {".orf", ".pef", ".raf", ".raw", ".rw2", ".rwl", ".sr2", ".srf", ".srw", ".x3f"}
)
_OWN = re.compile(
    rb"FUJIFILMCCD-RAW|II(?:RO|RS|U\0)|MMOR|FOVb|\0MRM|(?:II|MM).{4}(?:HEAPCCDR|MMMM|IIII)"
    rb"|.{4}ftypcrx |II\*\0.{4}CR\x02",
    re.DOTALL,
)
_SUBFILE, _COMPRESSION, _COLOURS, _MAKER, _INNER, _DNG = 254, 259, 262, 271, 330, 50706
_SENSOR = frozenset({32803, 34892})  # colour filter array, linear raw
_COMPRESSED = frozenset({32767, 32769, 32770, 34713, 65000, 65535})  # by Sony, Samsung, Nikon, Kodak, Pentax
_LONG = 4


def is_raw(head: bytes) -> bool:
    """Return whether a file with these first bytes is what a camera's sensor saw, yet to be developed."""
    if _OWN.match(head):
        return True
    values = _first_directory(head)
    is_preview = values.get(_SUBFILE) == 1 and _MAKER in values and _INNER in values
    is_sensor = values.get(_COLOURS) in _SENSOR or values.get(_COMPRESSION) in _COMPRESSED
    return _DNG in values or is_sensor or is_preview


def _first_directory(head: bytes) -> dict[int, int]:
    """Return the first directory of a TIFF: tag → its value, as far as it is one number, or where it is."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(head[:4])
    if order is None:
        return {}
    values: dict[int, int] = {}
    try:
        (start,) = struct.unpack_from(f"{order}I", head, 4)
        (count,) = struct.unpack_from(f"{order}H", head, start)
        for number in range(count):
            tag, kind, _ = struct.unpack_from(f"{order}HHI", head, start + 2 + 12 * number)
            form = "I" if kind == _LONG else "H"
            values[tag] = struct.unpack_from(f"{order}{form}", head, start + 10 + 12 * number)[0]
    except struct.error:  # the directory lies further back
        pass
    return values
