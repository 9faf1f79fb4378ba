"""Visitors choose of three languages or more from a list, each by its own name; of two, a touch goes to the other."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect

from kiosk.session.phases import Phase, Screen
from kiosk.tour.stillness import Stillness
from kiosk.tour.synthetic_touch import wait
from tests.screens.visitor import BEAT_MS, LANDSCAPE, PORTRAIT, SMALL, Visitor, items

LANGUAGES = ("zh", "en", "ja", "de", "ar", "zh-Hant", "fr")
NAMES = ("中文", "English", "日本語", "Deutsch", "العربية", "繁體中文", "Français")
OPEN = "bar:language"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("languages") / "pack"))
    head = folder / "pack.yaml"
    languages = f"languages: [{', '.join(LANGUAGES)}]"
    head.write_text(re.sub(r"^languages: .*$", languages, head.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    return folder


@pytest.fixture(scope="module", params=[LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def shared(open_kiosk: Callable[..., Any], pack: Path, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    with open_kiosk(pack, request.param) as visitor:
        yield visitor


@pytest.fixture
def visitor(shared: Visitor) -> Visitor:
    shared.leave()
    shared.begin()
    return shared


def marked(visitor: Visitor) -> set[str]:
    """The languages with a tick."""
    keys = [item for item in items(visitor.window.contentItem()) if item.isVisible() and item.property("chosen")]
    return {str(item.property("identifier")) for item in keys if item.property("identifier")}


def listed(visitor: Visitor) -> list[str]:
    return [control.id for control in visitor.sight().controls if control.id.startswith("language:")]


def test_each_language_is_listed_by_its_own_name_and_a_touch_chooses_it(visitor: Visitor) -> None:
    visitor.touch("home:bronze")
    place = visitor.place
    visitor.touch(OPEN)
    assert listed(visitor) == ["language:done", *(f"language:{code}" for code in LANGUAGES)]
    assert [visitor.control(f"language:{code}").name for code in LANGUAGES] == list(NAMES)
    visitor.touch("language:ja")
    assert (visitor.language, visitor.place) == ("ja", place)
    assert listed(visitor) == []
    assert {"ホーム", "戻る", "言語を選ぶ"} <= set(visitor.texts())


def test_the_chosen_one_is_marked(visitor: Visitor) -> None:
    for code in ("zh", "de"):
        visitor.touch(OPEN)
        assert marked(visitor) == {f"language:{code}"}
        visitor.touch("language:de")


@pytest.mark.parametrize("size", ["100", "200"])
def test_every_name_is_whole_and_within_reach(visitor: Visitor, size: str) -> None:
    visitor.touch("bar:access")
    visitor.touch(f"access:text-size:{size}")
    visitor.touch("access:done")
    visitor.touch(OPEN)
    rects = [QRect(*visitor.control(f"language:{code}").rect) for code in LANGUAGES]
    above = QRect(0, 0, visitor.window.width(), visitor.control(OPEN).rect[1])
    assert [rect for rect in rects if not above.contains(rect)] == []
    assert [(a, b) for at, a in enumerate(rects) for b in rects[at + 1 :] if a.intersects(b)] == []
    assert set(NAMES) <= set(visitor.texts())


def test_a_touch_beside_the_list_done_and_the_ring_itself_close_it(visitor: Visitor) -> None:
    for close in (
        lambda: visitor.touch(OPEN),
        lambda: visitor.touch("language:done"),
        lambda: visitor.touch_screen.tap(visitor.window.width() / 2, 40),
    ):
        visitor.touch(OPEN)
        assert "language:ja" in listed(visitor)
        close()
        wait(BEAT_MS)
        assert (listed(visitor), visitor.language, visitor.place.screen) == ([], "zh", Screen.HOME)


def test_one_sheet_at_a_time(visitor: Visitor) -> None:
    visitor.touch(OPEN)
    visitor.touch("bar:access")
    assert listed(visitor) == []
    assert visitor.control("access:done").usable
    visitor.touch(OPEN)
    assert "language:ja" in listed(visitor)
    assert "access:done" not in {control.id for control in visitor.sight().controls}


def test_the_next_visitor_finds_it_closed_and_in_the_first_language(visitor: Visitor) -> None:
    visitor.touch(OPEN)
    visitor.touch("language:fr")
    visitor.touch(OPEN)
    visitor.leave()
    assert visitor.phase is Phase.ATTRACT
    visitor.begin()
    assert (listed(visitor), visitor.language) == ([], "zh")


@pytest.mark.parametrize("size", [100, 135, 200])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_controls_of_the_bar_stay_apart_in_each_language(visitor: Visitor, language: str, size: int) -> None:
    visitor.touch("home:bronze")
    visitor.kiosk.session.chooseLanguage(language)
    visitor.kiosk.session.chooseTextSize(size)
    assert Stillness(visitor.window).settle(20)
    bar = [control for control in visitor.sight().controls if re.match("bar:|page:(next|back)", control.id)]
    places = [QRect(*map(round, control.rect)) for control in bar]
    assert len(places) > 3
    assert not any(one.intersects(other) for one, other in combinations(places, 2)), bar
