"""Nothing on a page is out of reach: paging to the end shows every item whole, and there is an end.

`make reach` checks every kind and number of entries, text size, orientation, screen and language; this test some.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.screens.reach import ALL, COUNTS, make, walk
from tests.screens.visitor import LANDSCAPE, PORTRAIT

FULLEST = {kind: entries[-1:] for kind, entries in COUNTS.items()}
SCREENS = [(LANDSCAPE, 55.0), (PORTRAIT, 55.0), (LANDSCAPE, 24.0), (PORTRAIT, 24.0)]
SIZES = (100, 135, 200)
SOME = [((LANDSCAPE, 55.0), "zh", (200,)), ((PORTRAIT, 24.0), "en", (135,))]


@pytest.mark.parametrize(
    ("screen", "language", "text_sizes"),
    [(screen, language, SIZES) for screen, language in product(SCREENS, ("zh", "en"))] if ALL else SOME,
)
def test_every_item_is_seen_and_every_page_ends(
    open_kiosk: Callable[..., Any],
    tmp_path: Path,
    screen: tuple[tuple[int, int], float],
    language: str,
    text_sizes: tuple[int, ...],
) -> None:
    size, inches = screen
    wanted = make(tmp_path / "pack", COUNTS if ALL else FULLEST)
    lost = {}
    with open_kiosk(tmp_path / "pack", size, diagonal=inches) as visitor:
        visitor.leave()
        visitor.begin()
        visitor.kiosk.session.chooseLanguage(language)
        for text_size in text_sizes:
            visitor.kiosk.session.chooseTextSize(text_size)
            lost |= {f"{page} at {text_size} %": found for page, found in walk(visitor, wanted)}
    assert lost == {}
