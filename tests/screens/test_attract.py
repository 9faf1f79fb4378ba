from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.session.phases import Phase, Screen
from kiosk.session.state import Place
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.layout import inked, lasting, lasting_faults, quote, speaks
from tests.screens.visitor import ARTICLE, BEAT_MS, LANDSCAPE, PORTRAIT, ROOT, Visitor, is_a, items

SHOWCASE = ROOT / "content" / "showcase"


def show_scene(visitor: Visitor, number: int) -> None:
    """Go on to a scene without waiting for its turn."""
    visitor.kiosk.attract.go_to(number)
    assert wait_until(lambda: visitor.kiosk.session.state.loop.coming is None, 30)
    wait(BEAT_MS)


@pytest.mark.parametrize("pack", [ARTICLE, SHOWCASE], ids=["article", "showcase"])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_its_words_grow_with_the_text_size_of_the_device_and_stay_whole(
    open_kiosk: Callable[..., Any], pack: Path, size: tuple[int, int]
) -> None:
    sizes: dict[int, list[dict[str, int]]] = {}
    for text_size in (100, 200):
        with open_kiosk(pack, size, text_size=text_size) as visitor:
            sizes[text_size] = []
            for scene in range(len(visitor.kiosk.session.state.outline.scenes)):
                show_scene(visitor, scene)
                assert lasting_faults(visitor.window) == [], (text_size, scene)
                assert lasting(lambda there=visitor: overlaps(there)) == [], (text_size, scene)
                sizes[text_size].append(text_sizes(visitor))
            visitor.touch_screen.tap(*visitor.middle)
            assert wait_until(lambda there=visitor: there.phase is Phase.ACTIVE, 20)
            assert visitor.kiosk.session.textSize == text_size
    for plain, grown in zip(sizes[100], sizes[200], strict=True):
        ratios = [grown[text] / plain[text] for text in plain if text in grown]
        assert min(ratios) >= 0.99
        assert max(ratios) == pytest.approx(1.25, abs=0.03)


def overlaps(visitor: Visitor) -> list[tuple[str, str]]:
    """The words of attract that lie on others."""
    labels = [item for item in items(visitor.find("AttractScreen")) if speaks(item) and is_solid(item)]
    return [(quote(one), quote(other)) for one, other in combinations(labels, 2) if inked(one).intersects(inked(other))]


def is_solid(item: QQuickItem) -> bool:
    """Whether an item is drawn in full, with all that it lies in."""
    above: QQuickItem | None = item
    while above is not None and above.isVisible() and above.opacity() == 1:
        above = above.parentItem()
    return above is None


def text_sizes(visitor: Visitor) -> dict[str, int]:
    """The sizes of the words in attract, in px, without the large number, which gives up room for them."""
    attract = visitor.find("AttractScreen")
    numbers = {part for item in items(attract) if is_a(item, "FigureValue") for part in items(item)}
    labels = [item for item in items(attract) if is_a(item, "Label") and is_solid(item) and item not in numbers]
    return {str(item.property("text")): item.property("font").pixelSize() for item in labels}


def test_it_calls_in_both_languages_and_offers_one_button(waiting: Visitor) -> None:
    texts = waiting.texts()
    assert {"轻触开始", "Touch to begin", "12幅"} <= set(texts)
    assert [(control.id, control.rect) for control in waiting.sight().controls] == [("attract", (0, 0, 1920, 1080))]


def test_the_next_scene_calls_in_the_other_language(waiting: Visitor) -> None:
    show_scene(waiting, 1)
    sight = waiting.sight()
    assert sight.control("attract").name == "Touch to begin"
    assert {"By the water", "水边"} <= set(sight.texts)


@pytest.mark.parametrize(
    ("scene", "place"),
    [
        (0, Place()),
        (1, Place(Screen.PANEL, panel="water")),
        (2, Place(Screen.PANEL, panel="letters")),
    ],
)
def test_the_first_finger_opens_what_the_scene_shows_before_it_lifts(
    waiting: Visitor, scene: int, place: Place
) -> None:
    show_scene(waiting, scene)
    waiting.touch_screen.press(*waiting.middle)
    assert (waiting.phase, waiting.place) == (Phase.ACTIVE, place)


@pytest.mark.parametrize("below", ["home:bronze", "home:pictures", "home:about", "bar:language"])
def test_that_finger_activates_nothing_under_it(waiting: Visitor, below: str) -> None:
    waiting.begin()
    where = waiting.control(below).centre
    waiting.leave()
    waiting.touch_screen.press(*where)
    wait(BEAT_MS)
    waiting.touch_screen.lift(*where)
    wait(BEAT_MS)
    assert (waiting.phase, waiting.place, waiting.language) == (Phase.ACTIVE, Place(), "zh")


def test_a_second_finger_right_after_the_first_is_a_visitor_s_own(waiting: Visitor) -> None:
    waiting.begin()
    waiting.touch("home:bronze")
    assert waiting.place.panel == "bronze"


def test_home_is_drawn_within_100_ms_of_the_touch(waiting: Visitor) -> None:
    waiting.touch_screen.press(*waiting.middle)
    wait(100)
    assert "小小展厅" in waiting.texts()
    assert "轻触开始" not in waiting.texts()


def test_a_key_begins_too(waiting: Visitor) -> None:
    QTest.keyClick(waiting.window, Qt.Key.Key_Space)
    wait(BEAT_MS)
    assert (waiting.phase, waiting.place) == (Phase.ACTIVE, Place())


def test_a_wheel_begins_too(waiting: Visitor) -> None:
    from PySide6.QtCore import QPoint

    QTest.wheelEvent(waiting.window, QPoint(960, 540), QPoint(0, 120))
    wait(BEAT_MS)
    assert waiting.phase is Phase.ACTIVE
