"""Makes archives that would bring a careless program down: `python -m tests.hostile.make_archives FOLDER`.

Each is the sound archive with one thing changed. Bytes are laid here by hand, so that nothing of the product is needed
to make them, and no library puts right what is meant to be wrong.
"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

LINK, FOLDER, DEVICE, BLOCK, PIPE = 0o120777, 0o040755, 0o020644, 0o060644, 0o010644
FILES = {"pack.yaml": b"format: 1\n", "panels/industry.yaml": b"id: industry\n", "media/park.png": b"\x89PNG"}


@dataclass(frozen=True)
class Piece:
    """An entry as it is laid down; what is None is as it should be."""

    name: bytes
    data: bytes = b""
    method: int = 0
    flags: int = 0x0800
    mode: int = 0o100644
    size: int | None = None
    packed: int | None = None
    crc: int | None = None
    offset: int | None = None
    local_name: bytes | None = None
    extra: bytes = b""
    comment: bytes = b""
    date: int = 0x0021
    by: int = 0x0314


def lay(pieces: Sequence[Piece], tail: bytes = b"", comment: bytes = b"", count: int | None = None) -> bytes:
    """Return the bytes of a zip of these pieces."""
    body, directory = bytearray(), bytearray()
    for piece in pieces:
        packed = len(piece.data) if piece.packed is None else piece.packed
        size = packed if piece.size is None else piece.size
        crc = zlib.crc32(piece.data) if piece.crc is None else piece.crc
        name = piece.name if piece.local_name is None else piece.local_name
        offset = len(body) if piece.offset is None else piece.offset
        sizes = (crc, packed, size)
        body += struct.pack(
            "<4s5H3I2H", b"PK\x03\x04", 20, piece.flags, piece.method, 0, piece.date, *sizes, len(name), 0
        )
        body += name + piece.data
        fields = (piece.by, 20, piece.flags, piece.method, 0, piece.date, *sizes, len(piece.name), len(piece.extra))
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", *fields, len(piece.comment), 0, 0, piece.mode << 16, offset
        )
        directory += piece.name + piece.extra + piece.comment
    number = len(pieces) if count is None else count
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, number, number, len(directory), len(body), len(comment))
    return bytes(body + directory) + end + comment + tail


def manifest(files: dict[str, bytes] = FILES, /, **changed: object) -> Piece:
    """Return the manifest of these files, with some fields changed; a field that is None is left out."""
    stored = {name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in files.items()}
    whole = {"format": 1, "id": "hall", "version": "1.0.0", "title": {"zh": "展厅"}, "languages": ["zh"]}
    whole |= {"files": stored} | changed
    return Piece(
        b"manifest.json", json.dumps({name: value for name, value in whole.items() if value is not None}).encode()
    )


def pieces(files: dict[str, bytes] = FILES) -> list[Piece]:
    """Return the manifest and the files."""
    return [manifest(files), *(Piece(b"pack/" + name.encode(), data) for name, data in files.items())]


def sound() -> bytes:
    """Return an archive that is not hostile."""
    return lay(pieces())


def _with(piece: Piece) -> Callable[[], bytes]:
    return lambda: lay([*pieces(), piece])


def _named(name: str | bytes) -> Callable[[], bytes]:
    return _with(Piece(name if isinstance(name, bytes) else name.encode("utf-8", "surrogateescape"), b"x"))


def _last(**changed: object) -> Callable[[], bytes]:
    return lambda: lay([*pieces()[:-1], replace(pieces()[-1], **changed)])


def _says(**changed: object) -> Callable[[], bytes]:
    return lambda: lay([manifest(FILES, **changed), *pieces()[1:]])


def _manifest_is(data: bytes) -> Callable[[], bytes]:
    return lambda: lay([Piece(b"manifest.json", data), *pieces()[1:]])


def make_flood(count: int = 100_000) -> bytes:
    """Return an archive of so many files; the zip's own count cannot hold the number."""
    return lay([Piece(b"pack/media/%d.png" % number) for number in range(count)], count=0xFFFF)


def make_bomb(times: int = 1000) -> bytes:
    """Return an archive with an entry that unpacks to `times` its size."""
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(bytes(1000 * times)) + packer.flush()
    return lay([*pieces(), Piece(b"pack/media/bomb.png", packed, method=8, size=len(packed) * times)])


def _overlapping() -> bytes:
    last = pieces()[-1]
    return lay([*pieces(), replace(last, name=b"pack/media/again.png", offset=0)])


def _flipped() -> bytes:
    whole = bytearray(sound())
    whole[whole.index(b"id: industry")] ^= 1
    return bytes(whole)


def _crossed() -> bytes:
    """The directory of one archive at the end of another."""
    return sound()[:40] + lay(pieces()[:2])


ARCHIVES: dict[str, Callable[[], bytes]] = {
    "dots": _named("pack/../../evil.yaml"),
    "dots-within": _named("pack/media/../../evil"),
    "absolute": _named("/etc/cron.d/evil"),
    "drive": _named("C:/Windows/evil.dll"),
    "backslash": _named("pack\\..\\evil"),
    "nameless": _named(""),
    "dot": _named("pack/./media/a.png"),
    "double-slash": _named("pack//a.png"),
    "nul": _named("pack/a\0.png"),
    "line-break": _named("pack/a\nb.png"),
    "right-to-left": _named("pack/media/gnp\u202e.exe"),
    "two-pieces": _named("pack/media/cafe\u0301.png"),
    "not-utf8": _named(b"pack/media/\xff\xfe.png"),
    "space-behind": _named("pack/media/a.png "),
    "dot-behind": _named("pack/media/a."),
    "reserved": _named("pack/media/CON.png"),
    "reserved-port": _named("pack/media/lpt1"),
    "star": _named("pack/media/a*.png"),
    "stream": _named("pack/media/a.png:hidden"),
    "long": _named("pack/media/" + "a" * 300 + ".png"),
    "deep": _named("pack/" + "a/" * 40 + "b.png"),
    "twice": _named("pack/pack.yaml"),
    "case": _named("pack/PACK.yaml"),
    "sharp-s": lambda: lay([*pieces(), Piece("pack/media/straße.png".encode()), Piece(b"pack/media/STRASSE.png")]),
    "case-of-folder": _named("pack/Media/b.png"),
    "file-and-folder": _named("pack/pack.yaml/a.png"),
    "folder-and-file": _named("pack/media"),
    "link": _with(Piece(b"pack/media/link.png", b"/etc/passwd", mode=LINK)),
    "folder": _with(Piece(b"pack/media/", mode=FOLDER)),
    "folder-by-name": _with(Piece(b"pack/media/")),
    "device": _with(Piece(b"pack/media/null.png", mode=DEVICE)),
    "disk": _with(Piece(b"pack/media/sda.png", mode=BLOCK)),
    "pipe": _with(Piece(b"pack/media/pipe.png", mode=PIPE)),
    "executable": _with(Piece(b"pack/media/run.png", b"x", mode=0o100755)),
    "set-uid": _with(Piece(b"pack/media/root.png", b"x", mode=0o104755)),
    "encrypted": _last(flags=0x0801),
    "compressed": _last(method=8),
    "unknown-method": _last(method=99),
    "bomb": make_bomb,
    "two-sizes": _last(size=9),
    "lying-size": _last(packed=3_000_000, size=3_000_000),
    "lying-small": _last(packed=1, size=1),
    "overlapping": _overlapping,
    "other-name-inside": _last(local_name=b"pack/media/evil.png"),
    "extra": _last(extra=b"\x01\x00\x04\x00\x00\x00\x00\x00"),
    "comment": _last(comment=b"hello"),
    "other-time": _last(date=0x5555),
    "other-system": _last(by=0x0014),
    "flood": make_flood,
    "unlisted": _named("pack/media/unlisted.png"),
    "beside": _named("setup.exe"),
    "absent": lambda: lay(pieces()[:-1]),
    "flipped": _flipped,
    "wrong-crc": _last(crc=1),
    "no-manifest": lambda: lay(pieces()[1:]),
    "manifest-no-json": _manifest_is(b"format: 1"),
    "manifest-deep": _manifest_is(b"[" * 200_000),
    "manifest-list": _manifest_is(b"[]"),
    "manifest-twice": _manifest_is(b'{"format": 1, "format": 1}'),
    "manifest-nan": _manifest_is(b'{"format": NaN}'),
    "manifest-large": _manifest_is(b" " * 17_000_000),
    "manifest-format": _says(format=2),
    "manifest-id": _says(id="../hall"),
    "manifest-version": _says(version="1/0"),
    "manifest-languages": _says(languages=[]),
    "manifest-title": _says(title={"zh": "a\x1b[2J"}),
    "manifest-field": _says(run="rm -rf /"),
    "manifest-files": _says(files={"pack.yaml": {"sha256": "00", "size": -1}}),
    "manifest-no-pack": _says(files={}),
    "manifest-outside": _says(
        files={"pack.yaml": {"sha256": "0" * 64, "size": 1}, "../x": {"sha256": "0" * 64, "size": 1}}
    ),
    "manifest-clash": _says(files={name: {"sha256": "0" * 64, "size": 1} for name in ("pack.yaml", "Pack.yaml")}),
    "manifest-size": _says(
        files={name: {"sha256": hashlib.sha256(data).hexdigest(), "size": 7} for name, data in FILES.items()}
    ),
    "signature-large": lambda: lay([pieces()[0], Piece(b"manifest.sig", b" " * 5000), *pieces()[1:]]),
    "cut-in-the-middle": lambda: sound()[: len(sound()) // 2],
    "cut-at-the-end": lambda: sound()[:-4],
    "cut-directory": lambda: sound()[:-60] + sound()[-22:],
    "longer": lambda: sound() + b"more",
    "before": lambda: b"#!/bin/sh\n" + sound(),
    "crossed": _crossed,
    "remark": lambda: lay(pieces(), comment=b"hello"),
    "miscounted": lambda: lay(pieces(), count=2),
    "overcounted": lambda: lay(pieces(), count=7),
    "parts": lambda: sound()[:-18] + b"\x01\x00" + sound()[-16:],
    "empty": lambda: b"",
    "text": lambda: b"this is not a zip\n" * 100,
    "picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000),
    "gzip": lambda: b"\x1f\x8b\x08" + bytes(1000),
}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for archive, make in ARCHIVES.items():
        (folder / f"{archive}.kioskpack").write_bytes(make())
        print(f"{archive}: {(folder / f'{archive}.kioskpack').stat().st_size:,} bytes")
