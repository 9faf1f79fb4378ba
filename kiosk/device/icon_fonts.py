"""QtAwesome's icons as font glyphs, read from its data files so that no QtWidgets is loaded at start."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

FAMILIES = {
    "mdi6": "materialdesignicons6-webfont",
    "mdi": "materialdesignicons5-webfont",
    "fa6": "fontawesome6-regular-webfont",
    "fa6s": "fontawesome6-solid-webfont",
    "fa6b": "fontawesome6-brands-webfont",
    "fa5": "fontawesome5-regular-webfont",
    "fa5s": "fontawesome5-solid-webfont",
    "fa5b": "fontawesome5-brands-webfont",
    "ri": "remixicon",
    "ph": "phosphor",
    "msc": "codicon",
    "ei": "elusiveicons-webfont",
}


@dataclass(frozen=True, slots=True)
class Glyph:
    """One icon: the character, and the font file that draws it."""

    character: str
    font: Path


def find_glyph(name: str) -> Glyph | None:
    """Return the glyph of a name such as "mdi6.factory", or None where there is no such icon."""
    prefix, _, icon = name.partition(".")
    codepoint = _codepoints(prefix).get(icon)
    fonts = _files(prefix, "*.ttf")
    return Glyph(chr(int(codepoint, 16)), fonts[0]) if codepoint and fonts else None


def icon_names() -> frozenset[str] | None:
    """Return every icon name, or None where QtAwesome is not installed."""
    names = {f"{prefix}.{icon}" for prefix in FAMILIES for icon in _codepoints(prefix)}
    return frozenset(names) or None


@cache
def _codepoints(prefix: str) -> dict[str, str]:
    tables = _files(prefix, "-charmap-*.json")
    return json.loads(tables[0].read_text(encoding="utf-8")) if tables else {}


def _files(prefix: str, ending: str) -> list[Path]:
    spec = find_spec("qtawesome")
    if prefix not in FAMILIES or spec is None or spec.origin is None:
        return []
    return sorted((Path(spec.origin).parent / "fonts").glob(FAMILIES[prefix] + ending))
