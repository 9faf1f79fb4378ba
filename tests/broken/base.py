"""A small sound pack, which each broken pack differs from in one thing."""

from __future__ import annotations

from pathlib import Path

from kiosk import paths
from kiosk.content.loader import ProductCatalog
from kiosk.packs.product_themes import load_theme

KNOWLEDGE = ProductCatalog(
    strings=frozenset({"touch-to-begin", "home", "back"}),
    accents=frozenset({"gold", "industry"}),
    themes=frozenset({"cast"}),
    icons=frozenset({"mdi6.factory", "mdi6.school"}),
    theme=load_theme(paths.resources() / "themes", "cast"),
)

PACK = """\
format: 1
id: hall
version: 1.0.0
title: {zh: 展厅, en: Hall}
languages: [zh, en]
home:
  headline: {zh: 欢迎, en: Welcome}
  tiles: [industry, places]
attract:
  - {picture: media/park.png, line: {zh: 园区, en: The park}, seconds: 8, opens: industry}
  - figure: {value: "22", label: {zh: 全国, en: In the country}, year: 2019, source: article}
strings:
  touch-to-begin: {zh: 轻触, en: Touch}
sources:
  - {id: article, title: {zh: 文章, en: The article}, year: 2019}
"""

PANEL = """\
id: industry
title: {zh: 产业, en: Industry}
icon: mdi6.factory
accent: industry
cover:
  file: media/park.png
  caption: {zh: 园区, en: The park}
pages:
  - id: first
    title: {zh: 第一页, en: First page}
    blocks:
      - text: {zh: 说明, en: Words}
      - figures:
          - {value: 160, unit: {zh: 亿元, en: yuan}, label: {zh: 投资, en: Invested}, year: 2019, source: article}
      - voice: {speaker: {zh: 周健, en: Zhou Jian}, says: {zh: 好, en: Good}}
      - steps:
          - {title: {zh: 一, en: One}}
      - gallery: places
      - link: {panel: industry, page: first}
      - sources: [article]
"""

GALLERY = """\
id: places
title: {zh: 图集, en: Places}
pictures:
  - file: media/hall.svg
    title: {zh: 大厅, en: The hall}
    kind: illustration
    focus: [0.5, 0.4]
"""

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16
SVG = b'<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"/>\n'
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 16
WEBP = b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 8

FILES: dict[str, bytes] = {
    "pack.yaml": PACK.encode(),
    "panels/industry.yaml": PANEL.encode(),
    "galleries/places.yaml": GALLERY.encode(),
    "media/park.png": PNG,
    "media/hall.svg": SVG,
}


def write(folder: Path, files: dict[str, bytes] = FILES) -> Path:
    """Write the files of a pack into a folder and return it."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder
