"""What the product knows besides a pack: its words, themes and icons, for the rules to check against."""

from __future__ import annotations

from functools import cache

from kiosk import paths
from kiosk.content.loader import Knowledge
from kiosk.services.icons import icon_names
from kiosk.services.theme import load_theme, theme_names
from kiosk.services.words import load_words


@cache
def knowledge() -> Knowledge:
    """Names that a pack may use. Read once."""
    themes = paths.resources() / "themes"
    cast = load_theme(themes, "cast")
    return Knowledge(
        strings=frozenset(load_words(paths.resources() / "strings")),
        accents=frozenset(cast.contrasts.dark.accents),
        themes=theme_names(themes),
        icons=icon_names(),
        theme=cast,
    )
