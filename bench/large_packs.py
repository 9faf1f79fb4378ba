"""Packs of many small pictures, for measuring what grows with their number."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

ID = "large"
A_GALLERY = 400
WORDS = {
    "pack.yaml": """\
format: 1
id: large
version: 1.0.0
title: {zh: 许多图片, en: Many pictures}
languages: [zh, en]
home: {headline: {zh: 许多图片, en: Many pictures}, tiles: [one, two]}
attract: [{panel: one}]
""",
    **{
        f"panels/{name}.yaml": f"""\
id: {name}
title: {{zh: {han}, en: Panel {name}}}
pages: [{{id: first, title: {{zh: 第一页, en: First}}, blocks: [{{text: {{zh: 这是一页。, en: This is a page.}}}}]}}]
"""
        for name, han in (("one", "第一个"), ("two", "第二个"))
    },
}
WIDTH, HEIGHT = 96, 64
PICTURE = """\
  - file: media/{number}.png
    title: {{zh: 第 {number} 幅, en: Number {number}}}
    caption: {{zh: 这是第 {number} 幅画。, en: This is picture number {number}.}}
    alt: {{zh: 颜色, en: Colours}}
    credit: {{zh: 机器, en: A machine}}
    kind: illustration
"""


def draw(number: int) -> bytes:
    """A PNG in two colours unique to this number."""
    first = struct.pack(">I", number * 2_654_435_761 % 2**32)[:3]
    second = struct.pack(">I", (number + 1) * 40_503_161 % 2**32)[1:]
    rows = b"".join(b"\0" + first * (row + 1) + second * (WIDTH - row - 1) for row in range(HEIGHT))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def make_pack(folder: Path, count: int) -> None:
    """Write a pack of two panels with this many pictures, in galleries of 400."""
    for name, words in WORDS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, "utf-8")
    media = folder / "media"
    media.mkdir()
    for number in range(count):
        (media / f"{number}.png").write_bytes(draw(number))
    (folder / "galleries").mkdir()
    galleries = [range(begin, min(begin + A_GALLERY, count)) for begin in range(0, count, A_GALLERY)]
    for index, numbers in enumerate(galleries):
        words = f"id: g{index}\ntitle: {{zh: 图集 {index}, en: Gallery {index}}}\npictures:\n"
        words += "".join(PICTURE.format(number=number) for number in numbers)
        (folder / "galleries" / f"g{index}.yaml").write_text(words, "utf-8")
