"""Memory at Home and after the whole article, against Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from bench.probe_screen import ProbeScreen, probe_screen
from bench.records import Measured
from bench.subjects import PACK, await_line, chromium, chromium_tree, kiosk_tree
from bench.walks import CORNER, Step, await_blank, record_walk, touch, walk_web
from bench.web_page import pack_values, write_page

HOME = "bar:home"


def measure(rounds: int, folder: Path, report: Callable[[str], None]) -> Iterator[Measured]:
    """Yield PSS at Home and after the article."""
    chromium()
    page = folder / "page.html"
    order = write_page(page, pack_values(PACK, folder / "kiosk" / "cache" / "yi-kiosk"))
    ours: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    touches = 0
    with probe_screen() as screen:
        report("recording the touches")
        steps, places = record_walk(screen.environment, folder / "kiosk")
        for number in range(rounds):
            report(f"round {number + 1} of {rounds}: kiosk, {len(steps)} touches")
            ours.append(_walk_kiosk(screen, folder, steps))
            report(f"round {number + 1} of {rounds}: Chromium, {len(order)} pages")
            home, article, touches = _walk_chromium(screen, folder, page, order)
            theirs.append((home, article))
    note = f"kiosk: {len(places)} places by {len(steps)} touches; Chromium: {len(order)} places by {touches} touches"
    for index, row in enumerate(("memory/home", "memory/article")):
        yield Measured(row, tuple(each[index] for each in ours), tuple(each[index] for each in theirs), note=note)


def _walk_kiosk(screen: ProbeScreen, folder: Path, steps: list[Step]) -> tuple[float, float]:
    home = 0.0
    with kiosk_tree(screen.environment, folder / "kiosk", idle=3600, reads=True) as tree:
        await_line(tree)
        for number, step in enumerate(steps):
            touch(screen, step)
            if not home and (number == 1 or steps[number + 1].control.startswith("home:")):
                home = tree.pss_mb()
        article = tree.pss_mb()
    await_blank(screen)
    return home, article


def _walk_chromium(screen: ProbeScreen, folder: Path, page: Path, order: list[str]) -> tuple[float, float, int]:
    with chromium_tree(screen.environment, folder / "web", page, "home") as tree:
        screen.wait_for_detail(0.01)
        screen.move(*CORNER)
        screen.wait_until_still(1.0)
        home = tree.pss_mb()
        touches = walk_web(screen, tree, order)
        article = tree.pss_mb()
    await_blank(screen)
    return home, article, touches
