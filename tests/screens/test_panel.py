from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.session.phases import Screen
from kiosk.session.state import Place
from kiosk.tour.synthetic_touch import wait
from tests.screens.visitor import BEAT_MS, ROOT, Visitor

SHOWCASE = ROOT / "content" / "showcase"


@pytest.fixture
def reader(visitor: Visitor) -> Visitor:
    """A visitor at the first of the three pages on bronze."""
    visitor.touch("home:bronze")
    assert "去处" in visitor.texts()
    return visitor


def test_a_swipe_moves_one_page_and_the_session_follows(reader: Visitor) -> None:
    reader.swipe(-0.4)
    assert reader.place == Place(Screen.PANEL, panel="bronze", page=1)
    texts = reader.texts()
    assert {"数字", "2 / 3"} <= set(texts)
    assert "去处" not in texts


def test_a_long_swipe_moves_one_page_too(reader: Visitor) -> None:
    reader.swipe(-0.95)
    assert reader.place.page == 1


def test_a_swipe_the_other_way_returns(reader: Visitor) -> None:
    reader.swipe(-0.4)
    reader.swipe(0.4)
    assert reader.place.page == 0
    assert "去处" in reader.texts()


def test_a_swipe_that_is_taken_back_stays_on_its_page(reader: Visitor) -> None:
    x, y = reader.middle
    reader.touch_screen.press(x, y)
    for step in (*range(1, 9), *range(8, -1, -1)):
        wait(20)
        reader.touch_screen.move(x - 50 * step, y)
    reader.touch_screen.lift(x, y)
    wait(700)
    assert reader.place.page == 0
    assert reader.control("link:water/second").rect[0] > 0


def test_the_language_may_be_changed_while_a_swipe_still_glides(reader: Visitor) -> None:
    x, y = reader.middle
    language = reader.control("bar:language").centre
    reader.touch_screen.drag((x + 400, y), (x - 400, y))
    wait(150)
    reader.touch_screen.tap(*language)
    wait(700)
    assert (reader.language, reader.place.page) == ("en", 1)
    assert "Figures" in reader.texts()


def test_a_step_counts_while_a_swipe_still_glides(reader: Visitor) -> None:
    x, y = reader.middle
    on = reader.control("step:next").centre
    reader.touch_screen.drag((x + 400, y), (x - 400, y))
    wait(150)
    reader.touch_screen.tap(*on)
    wait(700)
    assert reader.place.page == 2
    assert "末页" in reader.texts()


def test_a_swipe_that_begins_on_a_link_does_not_follow_it(reader: Visitor) -> None:
    x, y = reader.control("link:water/second").centre
    reader.touch_screen.drag((x, y), (x - 700, y))
    wait(700)
    assert (reader.place.panel, reader.place.page) == ("bronze", 1)


def test_swipes_stop_at_both_ends(reader: Visitor) -> None:
    reader.swipe(0.4)
    assert reader.place.page == 0
    for _ in range(3):
        reader.swipe(-0.4)
    assert reader.place == Place(Screen.PANEL, panel="bronze", page=2)


def test_the_stepper_steps_and_stops_at_both_ends(reader: Visitor) -> None:
    assert not reader.control("step:previous").usable
    reader.touch("step:next")
    assert (reader.place.page, "数字" in reader.texts()) == (1, True)
    reader.touch("step:next")
    assert (reader.place.page, "末页" in reader.texts()) == (2, True)
    assert not reader.control("step:next").usable
    reader.touch("step:next")
    assert reader.place.page == 2
    reader.touch("step:previous")
    assert (reader.place.page, "数字" in reader.texts()) == (1, True)


def test_on_an_upright_screen_the_stepper_steps_too(small_upright: Visitor) -> None:
    small_upright.leave()
    small_upright.begin()
    small_upright.touch("home:bronze")
    small_upright.touch("step:next")
    assert (small_upright.place.page, "数字" in small_upright.texts()) == (1, True)
    small_upright.swipe(-0.5)
    assert (small_upright.place.page, "末页" in small_upright.texts()) == (2, True)


def test_a_link_leads_to_its_page_and_back_returns(reader: Visitor) -> None:
    reader.touch("link:water/second")
    assert reader.place == Place(Screen.PANEL, panel="water", page=1)
    assert "水也是第二页。" in reader.texts()
    reader.touch("bar:back")
    assert reader.place == Place(Screen.PANEL, panel="bronze", page=0)
    assert "去处" in reader.texts()
    reader.touch("bar:back")
    assert reader.place == Place()


def test_back_returns_to_the_page_left_and_not_through_all_pages(reader: Visitor) -> None:
    reader.touch("step:next")
    reader.touch("step:previous")
    reader.touch("bar:back")
    assert reader.place == Place()


def test_home_forgets_the_way(reader: Visitor) -> None:
    reader.touch("link:water/second")
    reader.touch("bar:home")
    assert reader.place == Place()
    assert not reader.control("bar:back").usable


def test_a_gallery_on_a_page_opens_and_back_returns(reader: Visitor) -> None:
    reader.touch("gallery:pictures")
    assert reader.place == Place(Screen.GALLERY, gallery="pictures")
    reader.touch("bar:back")
    assert reader.place == Place(Screen.PANEL, panel="bronze", page=0)


def test_bold_words_are_bold_and_no_tag_is_read(reader: Visitor) -> None:
    assert "从这里去别处。" in reader.texts()


def test_a_panel_opens_at_its_first_page_again(reader: Visitor) -> None:
    reader.touch("step:next")
    reader.touch("bar:home")
    reader.touch("home:bronze")
    assert reader.place.page == 0
    assert "去处" in reader.texts()


def test_a_page_that_is_let_go_hears_no_more_of_the_size_of_text(open_kiosk: Callable[..., Any]) -> None:
    """The size changes a few turns of the loop after a page was let go, when its blocks are still there."""
    with open_kiosk(SHOWCASE) as visitor:
        session = visitor.kiosk.session
        last = len(session.state.outline.panels["numbers"]) - 1
        for turns in range(8):
            visitor.leave()
            session.touched(0, False)
            session.lifted(0)
            session.openPanelAt("numbers", last)
            for _ in range(turns):
                wait(0)
            session.chooseTextSize(200)
            wait(BEAT_MS)
            assert (visitor.place.panel, visitor.place.page) == ("numbers", last)
        visitor.leave()


def test_too_much_text_goes_on_in_parts_and_none_of_it_is_lost(visitor: Visitor) -> None:
    visitor.touch("home:letters")
    wait(BEAT_MS)
    assert not visitor.control("part:previous").usable
    shown = [readable(visitor)]
    while visitor.control("part:next").usable:
        visitor.touch("part:next")
        shown.append(readable(visitor))
    assert len(shown) > 1
    assert [number for part in shown for number in part] == list("一二三四五六七")
    assert visitor.control("link:water").usable
    while visitor.control("part:previous").usable:
        visitor.touch("part:previous")
    assert readable(visitor) == shown[0]


def readable(visitor: Visitor) -> list[str]:
    """The numbers of the paragraphs that are whole on the screen."""
    return [words[1] for words in visitor.texts() if words.startswith("第") and words[2] == "段"]
