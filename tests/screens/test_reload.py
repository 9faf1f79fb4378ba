"""Reload of the pack in a running kiosk: problems are reported to staff, and no visitor sees them."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.visitor import BEAT_MS, SMALL, Visitor
from tests.unit.session.support import panel

SECONDS = 30


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "hall"))


@pytest.fixture
def visitor(open_kiosk: Callable[..., Any], pack: Path) -> Iterator[Visitor]:
    with open_kiosk(pack) as visitor:
        visitor.begin()
        visitor.kiosk.session.openPanel("water", "first")
        wait(BEAT_MS)
        yield visitor


def save(pack: Path, words: str, instead: str = "第一页水") -> None:
    file = pack / "panels" / "water.yaml"
    file.write_text(file.read_text("utf-8").replace(instead, words), "utf-8")


def reload(visitor: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    """Reload the pack, and wait until the log reports the result."""
    caplog.clear()
    visitor.kiosk.switcher.load()
    assert wait_until(lambda: "cannot be shown" in caplog.text, SECONDS)
    wait(BEAT_MS)


def open_water(visitor: Visitor) -> tuple[str, ...]:
    visitor.leave()
    visitor.begin()
    visitor.kiosk.session.openPanel("water", "first")
    wait(BEAT_MS)
    return visitor.texts()


@pytest.mark.parametrize("how", ["broken", "gone"])
def test_a_pack_that_broke_leaves_the_visitor_and_the_last_good_one(
    visitor: Visitor, pack: Path, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    before = visitor.texts()
    if how == "broken":
        save(pack, "titel: {zh: 水,", "title: {zh: 水,")
    else:
        pack.rename(pack.with_name("away"))
    with caplog.at_level(logging.WARNING, "kiosk"):
        reload(visitor, caplog)
    assert (visitor.phase, visitor.place) == (Phase.ACTIVE, panel("water", 0))
    assert visitor.texts() == before
    assert "stays on the screen" in caplog.text
    assert "第一页水" in " ".join(open_water(visitor))


def test_a_fixed_pack_comes_at_the_reset(visitor: Visitor, pack: Path, caplog: pytest.LogCaptureFixture) -> None:
    save(pack, "titel: {zh: 水,", "title: {zh: 水,")
    reload(visitor, caplog)
    save(pack, "title: {zh: 水,", "titel: {zh: 水,")
    save(pack, "清水")
    visitor.kiosk.switcher.load()
    assert wait_until(lambda: visitor.kiosk.session.state.waiting is not None, SECONDS)
    assert "第一页水" in " ".join(visitor.texts())
    assert "清水" in " ".join(open_water(visitor))


def test_a_pack_that_changes_while_it_is_read_is_read_again(
    visitor: Visitor, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    selector = visitor.kiosk.switcher._selector
    provide, read, go_on = selector.load, threading.Semaphore(0), threading.Event()

    def slow(*reported: Any) -> Any:
        found = provide(*reported)
        read.release()
        assert go_on.wait(SECONDS)
        return found

    monkeypatch.setattr(selector, "load", slow)
    visitor.kiosk.switcher.load()
    assert wait_until(lambda: read.acquire(blocking=False), SECONDS)
    save(pack, "清水")
    visitor.kiosk.switcher.load()
    go_on.set()
    assert wait_until(lambda: read.acquire(blocking=False), SECONDS)
    assert wait_until(lambda: visitor.kiosk.session.state.waiting is not None, SECONDS)
    assert "清水" in " ".join(open_water(visitor))


def test_a_pack_that_is_asked_for_faster_than_it_is_read_comes_all_the_same(
    visitor: Visitor, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    selector = visitor.kiosk.switcher._selector
    provide, reads = selector.load, []

    def asked_meanwhile(*reported: Any) -> Any:
        reads.append(threading.Event())
        assert reads[-1].wait(SECONDS)
        return provide(*reported)

    monkeypatch.setattr(selector, "load", asked_meanwhile)
    save(pack, "清水")
    visitor.kiosk.switcher.load()
    for number in range(1, 4):
        assert wait_until(lambda number=number: len(reads) == number, SECONDS)
        visitor.kiosk.switcher.load()
        reads[-1].set()
    assert wait_until(lambda: visitor.kiosk.session.state.waiting is not None, SECONDS)
    assert wait_until(lambda: len(reads) == 4, SECONDS)
    reads[-1].set()
    assert "清水" in " ".join(open_water(visitor))
