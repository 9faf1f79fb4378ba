"""The product's own theme and words, compiled once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.packs.compiled_cache import CompiledCache, fingerprint

THEME = "cast"


@dataclass(frozen=True, slots=True)
class ProductAssets:
    """`theme` in the form QML reads; `words` as {key: {language: words}}."""

    theme: dict[str, Any]
    words: dict[str, dict[str, str]]


def load_assets(resources: Path, cache: CompiledCache) -> ProductAssets:
    """Read resources/themes and resources/strings, or their compiled form.

    Raises ValueError if the product's own files are wrong.
    """
    themes, strings = resources / "themes", resources / "strings"
    key = fingerprint((themes, strings))
    entry = cache.read("house", key)
    if entry is None:
        from kiosk.packs.interface_words import load_words
        from kiosk.packs.product_themes import load_theme, theme_values

        entry = {"theme": theme_values(load_theme(themes, THEME)), "words": load_words(strings)}
        cache.write("house", key, entry)
    return ProductAssets(entry["theme"], entry["words"])
