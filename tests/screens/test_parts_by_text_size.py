"""A larger text never has fewer parts than a smaller one: what a page gives up for few parts, it gives up at any size.

This test checks some screens and pages; REACH=all checks all of them.
"""

from __future__ import annotations

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
from tests.screens.reach import ALL, COUNTS, Tokens, blocks_of, fill, make
from tests.screens.visitor import SMALL

SCREENS = ("55in", "55in-portrait", "24in", "24in-portrait") if ALL else ("24in-portrait",)
SOME = {"figures": (12,), "sources": (12,), "text": (12,), "quiz": (5,)}
TEXT = {
    "zh": "老街在江边，石板路两旁是木板门的铺子，早晨卖豆腐的人最先开门，傍晚渡船靠岸，挑担的人一个接一个走上来。",
    "en": "The old street lies by the river. Shops with wooden fronts line the paved road; the tofu seller opens first,"
    " and in the evening the ferry lands and porters walk up one after another.",
}
TITLES = {
    "The port opens": "开埠",
    "First year of the chamber of commerce": "商会成立的第一年",
    "The railway": "铁路通车",
    "Those who took part in the restoration of the old site": "旧址修缮工程的参与者",
    "Structure of community work": "社区治理结构",
    "Survey of monuments": "文物普查",
    "Second stage of the street's renewal": "街道改造第二期工程",
}
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


def mixed(folder: Path) -> Path:
    """A pack of pages that are a little too long at 100 %: a list, and drawings below text."""
    titles = [{"zh": zh, "en": en} for en, zh in TITLES.items()]
    short = {"zh": TEXT["zh"][:6], "en": TEXT["en"][:33]}
    labels = [{"zh": "继续看" + title["zh"], "en": "More on " + title["en"]} for title in titles]
    levels = [{"title": title, "text": short} for title in titles[:4]]
    figures = [{"value": 98, "unit": "%", "label": title, "year": 2019} for title in titles[:3]]
    pairs = [
        {"sign": title, "answer": {"zh": "是" + title["zh"], "en": "It is " + title["en"]}} for title in titles[:4]
    ]
    match = {"question": "Which?", "pairs": [pair | {"because": short} for pair in pairs]}
    pages = {
        "links": [{"link": {"panel": "all", "label": label}} for label in labels],
        "match": [{"text": TEXT}, {"match": match}],
        "rings": [{"text": TEXT}, {"rings": {"levels": levels}}, {"figures": figures}],
    }
    shutil.copytree(SMALL, folder / "pack")
    made = [{"id": name, "title": {"zh": name, "en": name}, "blocks": blocks} for name, blocks in pages.items()]
    fill(folder / "pack", {"all": made})
    return folder / "pack"


PACKS: dict[str, Callable[[Path], Path]] = {
    "generated": generated,
    "pictured": pictured,
    "mixed": mixed,
} | ({"showcase": shipped("showcase"), "article": shipped("zhenjiang-new-area")} if ALL else {})


@pytest.mark.parametrize("pack", PACKS)
def test_a_larger_text_has_no_fewer_parts(tmp_path: Path, pack: str) -> None:
    folder = PACKS[pack](tmp_path)
    names = SCREENS if ALL or pack != "mixed" else ("55in",)
    screens = [screen for screen in map(read_screen_size, names) if screen]
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
