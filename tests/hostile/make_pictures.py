"""Makes the pictures that would bring a careless program down: `python tests/hostile/make_pictures.py FOLDER`.

Each is small on disk and large in its effect. Nothing here needs an image library.
"""

from __future__ import annotations

import gzip
import struct
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="400" height="300">'


def make_png_bomb(width: int = 20_000, height: int = 20_000) -> bytes:
    """Return a grey PNG of some MB on disk, with all of its `width` x `height` px, one byte each, in memory."""
    packer = zlib.compressobj(1)
    row = bytes(1 + width)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return _png(width, height, body)


def make_png_header(width: int, height: int) -> bytes:
    """Return a PNG that declares `width` x `height` px and has almost none of them."""
    return _png(width, height, zlib.compress(bytes(1000)))


def make_use_bomb(depth: int = 12, fan: int = 10) -> bytes:
    """Return an SVG in which `fan` to the power of `depth` circles are drawn by nested <use>."""
    groups = [b'<g id="a0"><circle cx="200" cy="150" r="90" fill="#123" opacity="0.5"/></g>']
    for level in range(1, depth + 1):
        uses = b"".join(b'<use xlink:href="#a%d" x="%d"/>' % (level - 1, place) for place in range(fan))
        groups.append(b'<g id="a%d">%s</g>' % (level, uses))
    return _SVG + b"<defs>" + b"".join(groups) + b'</defs><use xlink:href="#a%d"/></svg>' % depth


def make_filter_bomb(count: int = 2000) -> bytes:
    """Return an SVG with `count` large blurs, one upon the other: few elements, much to compute."""
    blur = b'<filter id="f" x="-9" y="-9" width="19" height="19">%s</filter>'
    steps = b'<feTurbulence baseFrequency="0.9" numOctaves="9"/><feGaussianBlur stdDeviation="90"/>' * 20
    rect = b'<rect width="400" height="300" filter="url(#f)"/>'
    return _SVG + blur % steps + rect * count + b"</svg>"


def make_entity_bomb() -> bytes:
    """Return an SVG whose text is two to the power of thirty words, by XML entities."""
    lines = [b'<!ENTITY e0 "lol">']
    lines += [b'<!ENTITY e%d "%s">' % (level, b"&e%d;" % (level - 1) * 2) for level in range(1, 31)]
    return b"<!DOCTYPE svg [" + b"".join(lines) + b"]>" + _SVG + b'<text y="50">&e30;</text></svg>'


def make_deep_svg(depth: int = 200_000) -> bytes:
    """Return an SVG of groups within groups, to overrun a stack."""
    return _SVG + b"<g>" * depth + b"</g>" * depth + b"</svg>"


def make_outside_references(address: str, file: Path) -> bytes:
    """Return an SVG that asks for `file` and for things at `address` in every way that SVG has."""
    link, own = address.encode(), file.as_uri().encode()
    parts = [
        b'<?xml-stylesheet type="text/css" href="%s/sheet.css"?>' % link,
        _SVG,
        b'<style>@import url("%s/import.css"); rect { fill: url("%s/paint.svg#p") }</style>' % (link, link),
        b'<image width="400" height="300" xlink:href="%s/image.png"/>' % link,
        b'<image width="400" height="300" href="%s/image2.png"/>' % link,
        b'<image width="400" height="300" xlink:href="%s"/>' % own,
        b'<image width="400" height="300" href="%s"/>' % own,
        b'<use xlink:href="%s/other.svg#x"/>' % link,
        b'<filter id="f"><feImage xlink:href="%s/filter.png"/></filter>' % link,
        b'<rect width="9" height="9" filter="url(#f)"/>',
        b'<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="%s/img.png"/></foreignObject>' % link,
        b'<script href="%s/script.js"/></svg>' % link,
    ]
    return b"".join(parts)


def make_outside_entity(address: str) -> bytes:
    """Return an SVG whose text, and whose grammar, stand elsewhere."""
    link = address.encode()
    entities = b'<!ENTITY out SYSTEM "%s/entity"><!ENTITY %% more SYSTEM "%s/more"> %%more;' % (link, link)
    grammar = b'<!DOCTYPE svg SYSTEM "%s/svg.dtd" [%s]>' % (link, entities)
    return grammar + _SVG + b'<text y="50">&out;</text></svg>'


def make_svgz() -> bytes:
    """Return a compressed SVG of a few kB that unpacks to 50 MB."""
    return gzip.compress(_SVG + b" " * 50_000_000 + b"</svg>", compresslevel=9, mtime=0)


BOMBS: dict[str, Callable[[], bytes]] = {
    "bomb.png": make_png_bomb,
    "declared.png": lambda: make_png_header(2_000_000_000, 2_000_000_000),
    "use.svg": make_use_bomb,
    "filter.svg": make_filter_bomb,
    "entity.svg": make_entity_bomb,
    "deep.svg": make_deep_svg,
    "packed.svgz": make_svgz,
}


def _png(width: int, height: int, body: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in BOMBS.items():
        (folder / name).write_bytes(make())
        print(f"{name}: {(folder / name).stat().st_size:,} bytes")
