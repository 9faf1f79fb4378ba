"""Processor time at rest: Home where nothing moves, and the attract loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, sleep

from bench.measures.attract import make_pack
from bench.probe_screen import ProbeScreen, probe_screen
from bench.process_tree import ProcessTree
from bench.records import Measured
from bench.subjects import PACK, await_line, chromium, chromium_tree, kiosk_tree
from bench.walks import CORNER, await_blank, record_walk, touch
from bench.web_page import pack_values, write_page

SECONDS = 30.0
BEFORE_S = 4.0  # the screens behind the first one are created, and Chromium ends its start
A_MINUTE = 60.0


def measure(rounds: int, folder: Path, report: Callable[[str], None]) -> Iterator[Measured]:
    """Yield processor seconds a minute at Home and in attract."""
    chromium()
    pack = make_pack(folder / "pack")
    page = folder / "page.html"
    write_page(page, pack_values(PACK, folder / "kiosk" / "cache" / "yi-kiosk"))
    found: dict[str, list[float]] = {name: [] for name in ("home", "attract", "web-home", "web-attract")}
    with probe_screen() as screen:
        steps, _ = record_walk(screen.environment, folder / "kiosk")
        with kiosk_tree(screen.environment, folder / "kiosk", pack=pack, reads=True) as tree:
            await_line(tree)  # its pictures are prepared now
        await_blank(screen)
        for number in range(rounds):
            report(f"round {number + 1} of {rounds}")
            with kiosk_tree(screen.environment, folder / "kiosk", idle=3600, reads=True) as tree:
                await_line(tree)
                for step in steps[:2]:
                    touch(screen, step)
                found["home"].append(_rest(screen, tree))
            await_blank(screen)
            with chromium_tree(screen.environment, folder / "web", page, "home") as tree:
                found["web-home"].append(_rest_of_page(screen, tree))
            await_blank(screen)
            with kiosk_tree(screen.environment, folder / "kiosk", pack=pack, reads=True) as tree:
                await_line(tree)
                found["attract"].append(_rest(screen, tree))
            await_blank(screen)
            with chromium_tree(screen.environment, folder / "web", page, "picture") as tree:
                found["web-attract"].append(_rest_of_page(screen, tree))
            await_blank(screen)
    yield Measured("rest/home", tuple(found["home"]), tuple(found["web-home"]))
    yield Measured("rest/attract", tuple(found["attract"]), tuple(found["web-attract"]))


def _rest_of_page(screen: ProbeScreen, tree: ProcessTree) -> float:
    screen.wait_for_detail(0.01)
    return _rest(screen, tree)


def _rest(screen: ProbeScreen, tree: ProcessTree) -> float:
    screen.move(*CORNER)
    sleep(BEFORE_S)
    begun, before = perf_counter(), tree.cpu_seconds()
    sleep(SECONDS)
    return (tree.cpu_seconds() - before) / (perf_counter() - begun) * A_MINUTE
