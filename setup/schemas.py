"""Generator of resources/schemas, with which editors complete, explain and check a pack's files.

The meaning of fields comes from docs/content-format.md, and in Chinese from docs/content-format.zh.md; that of parts
from the docstrings of their classes, and in Chinese from setup/schemas.zh.yaml and each block's schema.zh.yaml.
Editors show both languages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kiosk.blocks import KINDS
from kiosk.cli.help_topics import split_sections
from kiosk.content.json_schema import schemas
from kiosk.content.model import Part
from kiosk.content.yaml import read_mapping
from kiosk.packs.product_catalog import product_catalog

TOP = Path(__file__).resolve().parents[1]
FOLDER = TOP / "resources" / "schemas"
DOCUMENT = TOP / "docs" / "content-format.md"
CHINESE = TOP / "docs" / "content-format.zh.md"
PARTS = TOP / "setup" / "schemas.zh.yaml"
BLOCKS = TOP / "kiosk" / "blocks"
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")


class Words:
    """The meanings of parts and their fields. `used` are the parts that were looked up."""

    def __init__(self) -> None:
        self.rows = dict(field_rows(DOCUMENT.read_text(encoding="utf-8")))
        self.chinese = dict(field_rows(CHINESE.read_text(encoding="utf-8")))
        self.parts: dict[str, str] = {}
        for file in (PARTS, *(BLOCKS / kind / "schema.zh.yaml" for kind in KINDS)):
            parts, problems = read_mapping(file, TOP)
            if parts is None:
                raise ValueError("\n".join(problem.text() for problem in problems))
            self.parts |= parts
        self.used: set[str] = set()

    def explain(self, part: type[Part], key: str) -> str:
        """Return the meaning of a field, or of the part itself if the key is empty: in Chinese, then in English."""
        if not key:
            return self._part(part)
        what, meaning, default = self.rows[part.anchor(), key]
        due = default if default == "must be given" else f"default: {default}"
        return f"{self.chinese[part.anchor(), key][1]}\n\n{meaning} ({what}; {due})"

    def _part(self, part: type[Part]) -> str:
        english = " ".join((part.__doc__ or "").split())
        for written, name in part.keys().items():
            english = english.replace(f"`{name}`", f"`{written}`")
        self.used.add(part.noun)
        chinese = self.parts.get(part.noun)
        return f"{chinese}\n\n{english}" if chinese else english


def made() -> dict[str, str]:
    """Return the text of each file of resources/schemas."""
    found = schemas(product_catalog(), Words().explain)
    return {f"{name}.json": _text(schema) for name, schema in found.items()}


def parsed(name: str) -> dict[str, Any]:
    """Return a stored schema, parsed."""
    kept: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return kept


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def sections(document: str) -> dict[str, str]:
    """Return the text of each section of a document by its name."""
    return {name: body for name, _, body in split_sections(document)}


def field_rows(document: str) -> Iterator[tuple[tuple[str, str], tuple[str, str, str]]]:
    """Yield (section, field) → (type, meaning, default) of every table of fields."""
    for anchor, section in sections(document).items():
        for cells in re.findall(r"^\| `(.+?)` \| (.*) \| (.*) \| (.*) \|$", section, flags=re.MULTILINE):
            key, what, meaning, default = (_LINK.sub(r"\1", cell) for cell in cells)
            yield (anchor, key), (what, meaning, default)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in made().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(FOLDER.relative_to(TOP) / name, len(text))
