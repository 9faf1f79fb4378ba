"""A pack in which a person is seen in every place that a pack has, and a folder of what a device keeps."""

from __future__ import annotations

import shutil
from pathlib import Path

SMALL = Path(__file__).parent / "small"
PERSON = "media/wang.svg"
# Not a byte of it is the same in another file of the tests.
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">
<rect width="640" height="480" fill="#204060"/><circle cx="320" cy="240" r="120" fill="#e0a080"/>
<!-- {mark} --></svg>
"""
SEEN = "{file: media/wang.svg, alt: {zh: 王女士, en: Ms Wang}, caption: {zh: 王女士的话, en: What Ms Wang says}}"
PEOPLE = f"""id: people
title: {{zh: 人, en: People}}
cover: {SEEN}
pages:
  - id: wang
    title: {{zh: 王女士, en: Ms Wang}}
    picture: {SEEN}
    blocks:
      - text: {{zh: 她说的话。, en: Words of hers.}}
      - hotspots: {{picture: {SEEN}, points: [{{at: [0.5, 0.5], title: {{zh: 她, en: She}}}}]}}
  - id: others
    title: {{zh: 别的人, en: Others}}
    blocks:
      - cards:
          - {{title: {{zh: 甲, en: A}}, picture: {SEEN}}}
          - {{title: {{zh: 乙, en: B}}, picture: {{file: media/tower.svg}}}}
      - link: {{panel: people, page: wang}}
"""
ENTRY = """  - file: media/wang.svg
    title: {zh: 王女士, en: Ms Wang}
    caption: {zh: 王女士的话, en: What Ms Wang says}
"""
SCENE = f"""  - picture: {SEEN}
    opens: people
    seconds: 60
"""


def consent_pack(folder: Path, version: str = "1.0", *, person: bool = True, file: str = PERSON) -> Path:
    """The small pack with a person in it, or without; `file` is the name that her picture has."""
    shutil.copytree(SMALL, folder)
    sheet = folder / "pack.yaml"
    words = (
        sheet.read_text("utf-8").replace("version: 2.1.0", f"version: {version}").replace("id: small", "id: consent")
    )
    words = words.replace("小小展厅", f"展厅 {version}")
    gallery = folder / "galleries" / "pictures.yaml"
    if person:
        words = words.replace("tiles: [bronze,", "tiles: [people, bronze,").replace("attract:\n", f"attract:\n{SCENE}")
        entries = gallery.read_text("utf-8").replace("pictures:\n", f"pictures:\n{ENTRY}")
        gallery.write_text(entries.replace(PERSON, file), "utf-8")
        (folder / "panels" / "people.yaml").write_text(PEOPLE.replace(PERSON, file), "utf-8")
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(DRAWING.format(mark="the person"), "utf-8")
    sheet.write_text(words.replace(PERSON, file), "utf-8")
    return folder


def every_word(value: object) -> str:
    """All the words and addresses of plain values, one after another."""
    if isinstance(value, dict):
        return " ".join(every_word(each) for each in value.values())
    if isinstance(value, list | tuple):
        return " ".join(map(every_word, value))
    return str(value)
