"""A larger text never has fewer parts than a smaller one: what a page gives up for few parts, it gives up at any size.

This test checks some screens and pages; REACH=all checks all of them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk import paths
from kiosk.content.page_breaks import PaginatedPage
from kiosk.content.screen_sizes import ScreenSize, read_screen_size
from kiosk.packs.pack_check import Screens, examine
from kiosk.session.state import TEXT_SIZES
from tests.screens.reach import COUNTS, Tokens, blocks_of, fill, make
from tests.screens.visitor import SMALL

ALL = os.environ.get("REACH") == "all"
SCREENS = ("55in", "55in-portrait", "24in", "24in-portrait") if ALL else ("24in-portrait",)
SOME = {"figures": (12,), "sources": (12,), "text": (12,), "quiz": (5,)}
PICTURE = {"file": "media/field.svg", "alt": {"zh": "山", "en": "Hills"}}
# Blocks that are drawings have no picture beside them.
PICTURED = {kind: numbers for kind, numbers in COUNTS.items() if kind != "hotspots"} if ALL else SOME


def shipped(name: str) -> Callable[[Path], Path]:
    return lambda _folder: paths.content() / name


def generated(folder: Path) -> Path:
    make(folder / "pack", COUNTS if ALL else SOME)
    return folder / "pack"


def pictured(folder: Path) -> Path:
    """A pack of such pages, each beside a picture."""
    shutil.copytree(SMALL, folder / "pack")
    panels: dict[str, list[Any]] = {}
    for number, (kind, numbers) in enumerate(PICTURED.items()):
        for count in numbers:
            blocks, title = blocks_of(kind, count, Tokens()), {"zh": kind, "en": kind}
            page = {"id": f"{kind}-{count}", "title": title, "picture": PICTURE, "blocks": blocks}
            panels.setdefault(f"all-{number // 8 + 1}", []).append(page)
    fill(folder / "pack", panels)
    return folder / "pack"


PACKS: dict[str, Callable[[Path], Path]] = {
    "generated": generated,
    "pictured": pictured,
    "showcase": shipped("showcase"),
} | ({"article": shipped("zhenjiang-new-area")} if ALL else {})


@pytest.mark.parametrize("pack", PACKS)
def test_a_larger_text_has_no_fewer_parts(tmp_path: Path, pack: str) -> None:
    folder = PACKS[pack](tmp_path)
    screens = [screen for screen in map(read_screen_size, SCREENS) if screen]
    pages = examine(folder, tmp_path / "cache", screens=Screens(screens)).pages
    assert pages
    wrong = {}
    for page in pages:
        for (screen, language), parts in by_size(page).items():
            counts = [parts[size] for size in TEXT_SIZES]
            if counts != sorted(counts) or 0 in counts:
                wrong[f"{page.panel}/{page.page} {screen.name} {language}"] = counts
    assert wrong == {}


def by_size(page: PaginatedPage) -> dict[tuple[ScreenSize, str], dict[int, int]]:
    """How many parts a page has at each size of text, on each screen and in each language."""
    found: dict[tuple[ScreenSize, str], dict[int, int]] = {}
    for setting, pagination in page.settings.items():
        found.setdefault((setting.screen, setting.language), {})[setting.text_size] = pagination.parts
    return found
