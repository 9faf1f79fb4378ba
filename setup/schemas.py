"""Write resources/schemas, by which an editor completes, explains and checks a pack's files.

What a field means is said in docs/content-format.md, in English, and in Chinese in setup/schemas.zh.yaml and the
schema.zh.yaml of each block: an editor shows both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kiosk.blocks import KINDS
from kiosk.content.json_schema import schemas
from kiosk.content.model import Part
from kiosk.content.yaml import read_mapping
from kiosk.packs.product_catalog import product_catalog

TOP = Path(__file__).resolve().parents[1]
FOLDER = TOP / "resources" / "schemas"
DOCUMENT = TOP / "docs" / "content-format.md"
CHINESE = TOP / "setup" / "schemas.zh.yaml"
BLOCKS = TOP / "kiosk" / "blocks"
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")


class Words:
    """What parts and their fields mean. `used` are those that were asked for."""

    def __init__(self) -> None:
        self.rows = dict(_rows(DOCUMENT.read_text(encoding="utf-8")))
        self.chinese: dict[str, dict[str, str]] = {"fields": {}, "parts": {}}
        for file in (CHINESE, *(BLOCKS / kind / "schema.zh.yaml" for kind in KINDS)):
            chinese, problems = read_mapping(file, TOP)
            if chinese is None:
                raise ValueError("\n".join(problem.text() for problem in problems))
            for sort, words in chinese.items():
                self.chinese[sort] |= words
        self.used: dict[str, set[str]] = {"fields": set(), "parts": set()}

    def explain(self, part: type[Part], key: str) -> str:
        """Return what a field means, or the part itself where the key is empty: in Chinese, then in English."""
        if not key:
            english = " ".join((part.__doc__ or "").split())
            for written, name in part.keys().items():
                english = english.replace(f"`{name}`", f"`{written}`")
            return self._both("parts", part.noun, english)
        what, meaning, default = self.rows[part.anchor(), key]
        due = default if default == "must be given" else f"default: {default}"
        return self._both("fields", meaning, f"{meaning} ({what}; {due})")

    def _both(self, sort: str, words: str, english: str) -> str:
        self.used[sort].add(words)
        chinese = self.chinese[sort].get(words)
        return f"{chinese}\n\n{english}" if chinese else english


def made() -> dict[str, str]:
    """Return the text of each file of resources/schemas."""
    found = schemas(product_catalog(), Words().explain)
    return {f"{name}.json": _text(schema) for name, schema in found.items()}


def parsed(name: str) -> dict[str, Any]:
    """Return a schema as it is kept."""
    kept: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return kept


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _rows(document: str) -> Iterator[tuple[tuple[str, str], tuple[str, str, str]]]:
    """Yield (section, field) → (what it is, meaning, default) of every table of fields."""
    pieces = re.split(r"^##+ (.+)\n", document, flags=re.MULTILINE)[1:]
    for title, section in zip(pieces[::2], pieces[1::2], strict=True):
        for cells in re.findall(r"^\| `(.+?)` \| (.*) \| (.*) \| (.*) \|$", section, flags=re.MULTILINE):
            key, *words = (_LINK.sub(r"\1", cell) for cell in cells)
            what, meaning, default = words
            yield (title.lower().replace(" ", "-"), key), (what, meaning, default)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in made().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(FOLDER.relative_to(TOP) / name, len(text))
