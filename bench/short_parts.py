"""Report of the parts of a pack's pages with few lines, and whether another division would give them more.

python bench/short_parts.py [--pack PACK] [--size PER_CENT] [--all] [SCREEN ...]

Pages are laid out without a screen, by the kiosk's own QML, in every language of the pack. A line of a part is a line
of visible words in any of its blocks: words side by side are one line, a figure is one; the title of the page, the
steps, and anything shown only after an answer do not count. A part is short if it has fewer than five. It is

short page   if it has its share of the page's lines, and that (lines / parts, rounded down) is under five,
filled       if it has something other than running text (a chart, figures, a picture, keys, a timeline), and that,
             with the words beside it, takes three fifths of the height,
thin         otherwise: it has fewer lines than its share.
"""

from __future__ import annotations

import os

os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlProperty
from PySide6.QtQuick import QQuickItem

from kiosk import paths
from kiosk.content.screen_sizes import ScreenSize, read_screen_size
from kiosk.media import needed_widths
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.pack_source import PackSource
from kiosk.packs.product_assets import load_assets
from kiosk.runtime.headless_layout import Paginator
from tests.qml_types import type_name

FEW = 5  # lines
FULL = 0.6  # of the height of a part
WORDS = {"link", "sources", "text", "voice"}


class Part(NamedTuple):
    """A part of a page: its lines, the kinds of its blocks, and the share of its height that they take."""

    lines: int
    kinds: tuple[str, ...]
    share: float

    def judge(self, page: list[Part]) -> str:
        """Return the verdict on a part of this page; empty if it has enough lines."""
        if self.lines >= FEW or len(page) == 1:
            return ""
        if self.lines >= min(FEW, sum(part.lines for part in page) // len(page)):
            return "short page"
        return "filled" if set(self.kinds) - WORDS and self.share >= FULL else "thin"


def main() -> int:
    """Print the short parts of every page, or all parts, and how many there are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pack", default="content/zhenjiang-new-area", type=Path)
    parser.add_argument("--size", default=200, type=int)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("screens", nargs="*", default=["55in"])
    asked = parser.parse_args()
    application = QGuiApplication(["yi-kiosk"])
    for name in asked.screens:
        screen = read_screen_size(name)
        assert screen is not None, name
        measure(asked.pack, screen, asked.size, asked.all)
    application.quit()
    return 0


def measure(pack: Path, screen: ScreenSize, size: int, every: bool) -> None:
    """Print the parts of a pack on one screen, in each of its languages."""
    cache = paths.cache()
    assets = load_assets(paths.resources(), CompiledCache(cache / "compiled"))
    loaded_pack = PackSource(pack, assets, cache, needed_widths(max(screen.width, screen.height))).load()
    values = loaded_pack.values
    assert values is not None, [line.text for line in loaded_pack.log_lines]
    paginator = Paginator(values, loaded_pack.theme or assets.theme, screen)
    for language in values["languages"]:
        paginator.read_as(language, size)
        counts: dict[str, int] = {}
        for panel in values["panels"].values():
            for number, page in enumerate(panel["pages"]):
                parts = list(parts_of(paginator, panel["id"], number))
                for at, part in enumerate(parts):
                    judged = part.judge(parts)
                    counts[judged] = counts.get(judged, 0) + 1
                    if judged or every:
                        reported = f"{panel['id']}/{page['id']} {at + 1}/{len(parts)}"
                        lines = "+".join(str(each.lines) for each in parts)
                        kinds = " ".join(part.kinds)
                        print(f"{reported:38} {part.lines:2} of {lines:14} {part.share:4.0%}  {judged:10}  {kinds}")
        reported = ", ".join(f"{count} {judged}" for judged, count in sorted(counts.items()) if judged)
        print(f"{screen.name} {language} {size} %: {sum(counts.values())} parts; under five lines: {reported}")
    paginator.close()


def parts_of(paginator: Paginator, panel: str, number: int) -> Iterator[Part]:
    """Lay out a page; yield its parts."""
    count, _ = paginator.paginate(panel, number)
    body = body_in(paginator.screen)
    for part in range(count):
        body.setProperty("part", part)
        QCoreApplication.processEvents()
        slots = [slot for slot in body.childItems()[0].childItems() if slot.property("kind")]
        here = [slot for slot in slots if slot.property("part") == part]
        room = body.height() - _top_of(body, part)
        height = sum(slot.height() for slot in here) + float(body.property("leastGap")) * (len(here) - 1)
        lines = sorted(line for slot in here for line in lines_in(slot, body))
        yield Part(count_lines(lines), tuple(str(slot.property("kind")) for slot in here), height / room)


def _top_of(body: QQuickItem, part: int) -> float:
    """Return the height above the blocks of a part, in px."""
    brief = QQmlProperty.read(body, "breaks.brief")
    return float(body.property("laterTop" if part > 0 else "briefTop" if brief else "firstTop"))


def body_in(item: QQuickItem) -> Any:
    """Return the item with the page's blocks; None if there is none."""
    if type_name(item) == "BlockColumn":
        return item
    return next((body for child in item.childItems() if (body := body_in(child))), None)


def lines_in(item: QQuickItem, body: QQuickItem) -> Iterator[tuple[float, float]]:
    """Yield the middle and the height of each visible line of words in an item, in px of `body`."""
    if not item.isVisible() or item.opacity() < 0.02:
        return
    lines, words = item.property("lineCount"), item.property("text")
    if lines and words:
        top = item.mapToItem(body, QPointF(0, float(item.property("topPadding") or 0))).y()
        height = (item.mapToItem(body, QPointF(0, item.height())).y() - top) / lines
        yield from ((top + height * (line + 0.5), height) for line in range(lines))
    for child in item.childItems():
        yield from lines_in(child, body)


def count_lines(lines: list[tuple[float, float]]) -> int:
    """Count lines from top to bottom; words side by side are one line."""
    count, last = 0, float("-inf")
    for middle, height in lines:
        if middle - last > height / 2:
            count, last = count + 1, middle
    return count


if __name__ == "__main__":
    sys.exit(main())
