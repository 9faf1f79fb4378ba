"""Search by touch: the keypad, the results, the way there and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kiosk.session.phases import Screen
from kiosk.tour.stillness import Stillness
from kiosk.tour.synthetic_touch import wait
from tests.screens.layout import lasting_faults
from tests.screens.visitor import ARTICLE, LANDSCAPE, PORTRAIT, Visitor

SIZES = {"landscape": LANDSCAPE, "portrait": PORTRAIT}


@pytest.fixture(scope="module", params=SIZES)
def shared_visitor(request: pytest.FixtureRequest, open_kiosk: Callable[..., Any]) -> Iterator[Visitor]:
    with open_kiosk(ARTICLE, SIZES[request.param]) as visitor:
        yield visitor


@pytest.fixture
def searcher(shared_visitor: Visitor) -> Visitor:
    """A visitor at the empty search."""
    shared_visitor.start_at_home()
    shared_visitor.kiosk.session.goHome()
    wait(30)
    shared_visitor.touch("home:search")
    assert shared_visitor.place.screen is Screen.SEARCH
    return shared_visitor


def type_in(visitor: Visitor, letters: str) -> None:
    for letter in letters:
        visitor.touch(f"key:{letter}")


def test_initials_find_places_and_mark_them(searcher: Visitor) -> None:
    type_in(searcher, "zjxq")
    texts = searcher.texts()
    assert any(re.fullmatch(r"找到\d+条", words) for words in texts)
    assert any(words.startswith("镇江新区管委会 · 图库\u20033 / 10") for words in texts)
    marked = [str(item.property("text")) for item in _texts(searcher)]
    assert any('">镇江新区</font>管委会' in words for words in marked)


def test_a_result_leads_there_and_back_returns_to_the_search_as_it_was(searcher: Visitor) -> None:
    type_in(searcher, "guanweih")
    searcher.touch("result:0")
    assert searcher.place.screen is Screen.VIEWER
    assert searcher.place.picture == 2
    searcher.touch("bar:back")
    assert searcher.place.screen is Screen.SEARCH
    assert searcher.place.query == "guanweih"
    assert searcher.control("result:0").name.startswith("镇江新区管委会")


def test_a_result_leads_to_a_page(searcher: Visitor) -> None:
    type_in(searcher, "sp")
    numbers = [each.id for each in searcher.sight().controls if each.id.startswith("result:")]
    assert numbers
    searcher.touch(numbers[0])
    assert searcher.place.screen in {Screen.PANEL, Screen.VIEWER}


def test_letters_are_taken_back_one_by_one_or_all(searcher: Visitor) -> None:
    assert not searcher.control("key:clear").usable
    type_in(searcher, "zj1")
    searcher.touch("key:delete")
    assert searcher.place.query == "zj"
    searcher.touch("key:clear")
    assert searcher.place.query == ""
    assert "试试这些" in searcher.texts()


def test_what_is_not_there_is_said_and_something_else_is_offered(searcher: Visitor) -> None:
    type_in(searcher, "qqq")
    assert "没有找到，看看这些" in searcher.texts()
    searcher.touch("result:0")
    assert searcher.place.screen is Screen.PANEL


def test_further_results_are_reached_without_a_swipe(searcher: Visitor) -> None:
    type_in(searcher, "x")
    first = _whole(searcher)
    searcher.touch("results:next")
    second = _whole(searcher)
    assert second
    assert first[0] not in second
    searcher.touch("results:previous")
    assert _whole(searcher) == first


def test_the_next_visitor_finds_nothing_of_it(searcher: Visitor) -> None:
    type_in(searcher, "zj")
    searcher.start_at_home()
    searcher.kiosk.session.openSearch()
    wait(30)
    assert searcher.place.query == ""


@pytest.mark.parametrize("size", ["100", "135", "200"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_word_is_cut_off(searcher: Visitor, size: str, language: str) -> None:
    session = searcher.kiosk.session
    session.chooseLanguage(language)
    session.chooseTextSize(int(size))
    for query in ("", "zjxq", "t", "qqq"):
        session.type(query)
        wait(60)
        assert lasting_faults(searcher.window) == [], query


def _texts(visitor: Visitor) -> list[Any]:
    from tests.screens.visitor import items

    return [item for item in items(visitor.window.contentItem()) if item.inherits("QQuickText")]


def _whole(visitor: Visitor) -> list[str]:
    """The names of the fully visible results, once they are all in their places."""
    assert Stillness(visitor.window).settle(20)
    view = visitor.find("SearchScreen")
    bottom = view.mapRectToScene(view.boundingRect()).bottom()
    results = [each for each in visitor.sight().controls if each.id.startswith("result:")]
    results.sort(key=lambda each: each.rect[1])
    return [each.name for each in results if each.rect[1] >= 0 and each.rect[1] + each.rect[3] <= bottom]
