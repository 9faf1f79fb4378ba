"""Catalog of the product's own words, themes and icons, against which packs are checked."""

from __future__ import annotations

from functools import cache

from kiosk import paths
from kiosk.content.loader import ProductCatalog
from kiosk.device.icon_fonts import icon_names
from kiosk.device.message_catalog import english_texts
from kiosk.packs.product_themes import load_theme, theme_names


@cache
def product_catalog() -> ProductCatalog:
    """Return the names that a pack may use. Read once."""
    themes = paths.resources() / "themes"
    cast = load_theme(themes, "cast")
    return ProductCatalog(
        strings=frozenset(english_texts("interface")),
        accents=frozenset(cast.contrasts.dark.accents),
        themes=theme_names(themes),
        icons=icon_names(),
        theme=cast,
    )
