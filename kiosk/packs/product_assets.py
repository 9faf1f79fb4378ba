"""The product's own theme and words, compiled once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.packs.compiled_cache import CompiledCache, fingerprint

if TYPE_CHECKING:
    from kiosk.packs.interface_words import Words

THEME = "cast"


@dataclass(frozen=True, slots=True)
class ProductAssets:
    """`theme` in the form QML reads; `words` by key and language."""

    theme: dict[str, Any]
    words: Words


def load_assets(resources: Path, cache: CompiledCache) -> ProductAssets:
    """Read the theme and the words of resources/, or their compiled form.

    Raises ValueError if the product's own files are wrong.
    """
    themes = resources / "themes"
    key = fingerprint((themes, resources / "strings", resources / "locale"))
    entry = cache.read("product", key)
    if entry is None:
        from kiosk.packs.interface_words import load_words
        from kiosk.packs.product_themes import load_theme, theme_values

        entry = {"theme": theme_values(load_theme(themes, THEME)), "words": load_words()}
        cache.write("product", key, entry)
    return ProductAssets(entry["theme"], entry["words"])
