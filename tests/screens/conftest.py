"""Kiosks to touch: one per module, and each test begins in attract."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kiosk.app import Options
from kiosk.tour.synthetic_touch import wait
from kiosk.tour.tour_walk import LeapingClock
from tests.screens.reach import ALL
from tests.screens.visitor import ARTICLE, LANDSCAPE, PORTRAIT, SMALL, Visitor

INCHES = 55.0
HERE = f"{Path(__file__).parent}/"
ORIENTATIONS = ("landscape", "portrait", LANDSCAPE, PORTRAIT)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of two tests that differ only in the screen's orientation, run one; `make reach` runs both.

    They take turns within a module, so each orientation has half of them. A test that is asked for by name is run.
    """
    if ALL or any("::" in word for word in config.args):
        return
    families: dict[tuple[str, ...], list[pytest.Item]] = {}
    for item in items:
        if str(item.path).startswith(HERE) and (family := _family(item)):
            families.setdefault(family, []).append(item)
    turns: Counter[Path] = Counter()
    left_out: list[pytest.Item] = []
    for members in families.values():
        if len(members) == 2:
            path = members[0].path
            turns[path] += 1
            left_out.append(members[turns[path] % 2])
    gone = set(left_out)
    items[:] = [item for item in items if item not in gone]
    config.hook.pytest_deselected(items=left_out)


def _family(item: pytest.Item) -> tuple[str, ...]:
    """Return the test and what it is given besides an orientation; nothing if it is given none."""
    given: dict[str, Any] = item.callspec.params if hasattr(item, "callspec") else {}
    rest = [f"{name}={value!r}" for name, value in given.items() if value not in ORIENTATIONS]
    return (str(item.path), item.name.partition("[")[0], *sorted(rest)) if len(rest) < len(given) else ()


@pytest.fixture(scope="module", autouse=True)
def workers(kept_workers: None) -> None:
    """Nothing here is about a worker's life: one serves many tests."""


@pytest.fixture(scope="session")
def cache(kept_cache: Path) -> Path:
    """Prepared pictures, shared by all kiosks of the tests and kept for the next run, as a device keeps them."""
    return kept_cache / "yi-kiosk"


@pytest.fixture(scope="session")
def open_kiosk(qapp: object, cache: Path) -> Callable[..., Any]:
    """Opens a kiosk, and closes it at the end of the `with`."""
    for module in ("kiosk.content.loader", "kiosk.packs.search_index", "kiosk.packs.view_data.pack_data", "pypinyin"):
        import_module(module)
    gc.collect()
    gc.freeze()  # no kiosk's collection need walk through the modules

    @contextmanager
    def opened(
        pack: Path, size: tuple[int, int] = LANDSCAPE, *, visitor: type[Visitor] = Visitor, **options: Any
    ) -> Iterator[Visitor]:
        wishes: dict[str, Any] = {
            "moving": False,
            "diagonal": INCHES,
            "cache": cache,
            "clock": LeapingClock(),
        } | options
        # Qt objects left by earlier tests are freed here: in the thread that reads the pack that would crash.
        gc.collect()
        wait(0)
        gc.collect()
        there = visitor(Options(pack, size, **wishes))
        try:
            yield there
        finally:
            there.touch_screen.lift_all()
            there.kiosk.close()
            wait(0)

    return opened


@pytest.fixture(scope="module")
def small(open_kiosk: Callable[..., Any]) -> Iterator[Visitor]:
    """The small pack in landscape."""
    with open_kiosk(SMALL) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def small_upright(open_kiosk: Callable[..., Any]) -> Iterator[Visitor]:
    """The small pack in portrait."""
    with open_kiosk(SMALL, PORTRAIT) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def article(open_kiosk: Callable[..., Any]) -> Iterator[Visitor]:
    """The article's pack in landscape."""
    with open_kiosk(ARTICLE) as visitor:
        yield visitor


@pytest.fixture
def waiting(small: Visitor) -> Iterator[Visitor]:
    """A visitor at the attract loop."""
    small.leave()
    yield small
    small.touch_screen.lift_all()


@pytest.fixture
def visitor(waiting: Visitor) -> Visitor:
    """A visitor at Home."""
    waiting.begin()
    return waiting
