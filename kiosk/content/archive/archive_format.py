"""Archive format: a zip of stored entries, end to end, with fixed times and modes; one form for the same files.

No two readers can read such a zip in two ways, nothing in it can unpack to more than its size, and the same files give
the same bytes with any library. Layout: APPNOTE.TXT 6.3.10 of PKWARE, 4.3.7, 4.3.12 and 4.3.16.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
LOCAL_MARK, CENTRAL_MARK, END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
BY = 0x0314  # Unix, version 2.0
NEEDED = 20
UTF8 = 0x0800
DATE, TIME = 0x0021, 0  # 1 January 1980, 00:00: the earliest in a zip
MODE = 0o100644 << 16

MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
PACK = "pack/"
FRONT = "pack.yaml"
SUFFIX = ".kioskpack"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of an archive: its name, size in bytes, CRC-32, and the offset of its local header."""

    name: str
    size: int
    crc: int
    offset: int = 0

    @property
    def start(self) -> int:
        """The offset of its bytes."""
        return self.offset + LOCAL.size + len(self.name.encode("utf-8"))

    @property
    def end(self) -> int:
        """The offset of the next entry."""
        return self.start + self.size

    def local(self) -> bytes:
        """Return its local header."""
        name = self.name.encode("utf-8")
        fields = (NEEDED, UTF8, 0, TIME, DATE, self.crc, self.size, self.size, len(name), 0)
        return LOCAL.pack(LOCAL_MARK, *fields) + name

    def central(self) -> bytes:
        """Return its record in the central directory."""
        name = self.name.encode("utf-8")
        fields = (BY, NEEDED, UTF8, 0, TIME, DATE, self.crc, self.size, self.size, len(name), 0, 0, 0, 0, MODE)
        return CENTRAL.pack(CENTRAL_MARK, *fields, self.offset) + name


def end_of(count: int, size: int, offset: int) -> bytes:
    """Return the end record of an archive whose directory has `count` records, `size` bytes and this `offset`."""
    return END.pack(END_MARK, 0, 0, count, count, size, offset, 0)
