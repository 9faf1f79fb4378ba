"""Pages that several blocks share: a part is turned to and stays, whatever stands above, and answers are kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kiosk.tour.glass import wait, wait_until
from kiosk.tour.stillness import Stillness
from tests.screens.reach import ASKED, LISTS, Block, Tokens, fill, lost
from tests.screens.visitor import BEAT_MS, SMALL, Visitor

Open = Callable[..., Any]


def pack(folder: Path, pages: Mapping[str, list[Block]]) -> Path:
    """A pack with these pages in a panel "all"."""
    shutil.copytree(SMALL, folder)
    titled = [{"id": page, "title": {"zh": page, "en": page}, "blocks": blocks} for page, blocks in pages.items()]
    fill(folder, {"all": titled})
    return folder


def come(visitor: Visitor, page: str) -> None:
    visitor.leave()
    visitor.begin()
    visitor.open_page("all", page)
    rest(visitor)


def rest(visitor: Visitor) -> None:
    wait(BEAT_MS)
    assert Stillness(visitor.window).settle(20)
    assert wait_until(visitor.is_composed, 20)


def test_what_stands_below_a_match_is_reached(open_kiosk: Open, tmp_path: Path) -> None:
    tokens = Tokens()
    blocks = [{"match": ASKED["match"](4, tokens)}, {"cards": [LISTS["cards"](tokens) for _ in range(12)]}]
    with open_kiosk(pack(tmp_path / "pack", {"page": blocks})) as visitor:
        come(visitor, "page")
        assert lost(visitor, "all", "page", tokens.made) == []
