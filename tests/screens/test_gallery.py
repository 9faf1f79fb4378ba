"""A gallery: chosen by tag, stepped through by small pictures, and going by where nobody touches."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt

from kiosk.session.phases import Phase, Screen
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.qml_types import type_name
from tests.screens.layout import faults
from tests.screens.typist import Typist
from tests.screens.visitor import ARTICLE, LANDSCAPE, PORTRAIT, SMALL, Visitor

SIZES = {"landscape": LANDSCAPE, "portrait": PORTRAIT}


@pytest.fixture(scope="module", params=SIZES)
def shared_visitor(request: pytest.FixtureRequest, open_kiosk: Callable[..., Any]) -> Iterator[Visitor]:
    with open_kiosk(ARTICLE, SIZES[request.param]) as visitor:
        yield visitor


@pytest.fixture
def visitor(shared_visitor: Visitor) -> Visitor:
    shared_visitor.start_at_home()
    shared_visitor.kiosk.session.openGallery("places")
    wait(60)
    return shared_visitor


def pictures(visitor: Visitor) -> list[str]:
    return [each.name for each in visitor.sight().controls if each.id.startswith("picture:")]


def test_a_tag_shows_its_pictures_and_all_shows_all(visitor: Visitor) -> None:
    assert len(pictures(visitor)) == 10
    visitor.touch("tag:governance")
    wait(60)
    assert pictures(visitor) == ["集成管理指挥中心", "镇江新区管委会", "镇江新区丁卯街道集成管理指挥中心"]
    visitor.touch("tag:all")
    wait(60)
    assert len(pictures(visitor)) == 10


def test_the_viewer_steps_through_what_was_chosen(visitor: Visitor) -> None:
    visitor.touch("tag:governance")
    wait(60)
    visitor.touch("picture:1")
    wait(60)
    assert visitor.place.picture == 2
    assert "2 / 3" in visitor.texts()
    visitor.touch("viewer:next")
    assert visitor.place.picture == 9
    assert not visitor.control("viewer:next").usable


def test_the_next_visitor_finds_all_pictures(visitor: Visitor) -> None:
    visitor.touch("tag:governance")
    visitor.start_at_home()
    visitor.kiosk.session.openGallery("places")
    wait(60)
    assert len(pictures(visitor)) == 10


def test_in_the_largest_text_one_button_goes_through_the_tags(visitor: Visitor) -> None:
    visitor.kiosk.session.chooseTextSize(200)
    wait(60)
    visitor.touch("tag:next")
    wait(60)
    assert "产业 2 / 5" in visitor.texts()
    assert faults(visitor.window) == []


def test_a_small_picture_leads_to_its_large_one(visitor: Visitor) -> None:
    visitor.touch("picture:0")
    wait(60)
    if visitor.sight().control("thumbnail:0") is None:
        visitor.touch("viewer:thumbnails")
        wait(60)
    visitor.touch("thumbnail:2")
    assert visitor.place.picture == 2
    assert visitor.control("thumbnail:2").name == "镇江新区管委会"


def test_captions_can_be_hidden_but_not_that_it_is_an_illustration(visitor: Visitor) -> None:
    visitor.touch("picture:0")
    wait(60)
    assert "新材料是新区四张新的产业名片之一。" in visitor.texts()
    visitor.touch("viewer:captions")
    wait(60)
    texts = visitor.texts()
    assert "新材料是新区四张新的产业名片之一。" not in texts
    assert "示意插画" in texts
    assert "1 / 10" in texts
    visitor.touch("viewer:captions")
    assert "新材料是新区四张新的产业名片之一。" in visitor.texts()


@pytest.fixture(scope="module")
def moving(open_kiosk: Callable[..., Any]) -> Iterator[Visitor]:
    with open_kiosk(ARTICLE, moving=True) as visitor:
        wait(300)
        yield visitor


@pytest.mark.parametrize("by", ["touch", "key"])
def test_untouched_pictures_go_by_and_a_touch_or_a_key_stays_at_one(moving: Visitor, by: str) -> None:
    moving.leave()
    moving.touch_screen.tap(*moving.middle)
    wait(300)
    moving.kiosk.session.openPicture("places", 0)
    wait(300)
    show = next(item for item in _all(moving) if type_name(item) == "Slideshow")
    assert show.property("after") == 20_000
    show.setProperty("after", 300)
    show.setProperty("every", 900)
    moving.touch_screen.tap(*moving.middle)
    assert not show.property("running")
    assert wait_until(lambda: "2 / 10" in moving.texts(), 30)
    assert "自动播放，轻触停止" in moving.texts()
    assert moving.place.picture == 0, "the idle clock hears nothing of it"
    assert moving.phase is Phase.ACTIVE
    assert wait_until(lambda: "3 / 10" in moving.texts(), 30)
    if by == "touch":
        moving.touch_screen.tap(*moving.middle)
    else:
        Typist(moving).press(Qt.Key.Key_Tab)
    wait(60)
    assert moving.place.picture == 2
    assert moving.place.screen is Screen.VIEWER
    assert "自动播放，轻触停止" not in moving.texts()
    show.setProperty("after", 20_000)
    show.setProperty("every", 8_000)


def test_with_reduced_motion_none_goes_by(moving: Visitor) -> None:
    moving.leave()
    moving.touch_screen.tap(*moving.middle)
    wait(300)
    moving.kiosk.session.toggleReducedMotion()
    moving.kiosk.session.openPicture("places", 0)
    wait(200)
    show = next(item for item in _all(moving) if type_name(item) == "Slideshow")
    show.setProperty("after", 100)
    moving.touch_screen.tap(*moving.middle)
    wait(600)
    assert "1 / 10" in moving.texts()
    show.setProperty("after", 20_000)


def _all(visitor: Visitor) -> Iterator[Any]:
    waiting = [visitor.window.contentItem()]
    while waiting:
        item = waiting.pop()
        yield item
        waiting += item.childItems()


@pytest.fixture(scope="module", params=[1, 2])
def gallery(
    request: pytest.FixtureRequest, open_kiosk: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, Visitor]]:
    """How many pictures there are in a gallery, and its visitor."""
    folder = tmp_path_factory.mktemp("gallery") / "pack"
    shutil.copytree(SMALL, folder)
    file = folder / "galleries" / "pictures.yaml"
    head, *pictures = file.read_text("utf-8").split("  - ")
    file.write_text("  - ".join([head, *pictures[: request.param]]), "utf-8")
    with open_kiosk(folder) as visitor:
        yield request.param, visitor


def test_the_number_of_pictures_is_in_the_form_of_the_language(gallery: tuple[int, Visitor]) -> None:
    count, visitor = gallery
    visitor.start_at_home()
    output = {}
    for language in ("zh", "en"):
        visitor.kiosk.session.chooseLanguage(language)
        visitor.kiosk.session.openGallery("pictures")
        wait(60)
        tag = visitor.texts()
        visitor.kiosk.session.openPanel("bronze", "")
        wait(60)
        output[language] = {*tag, *(item.property("label") for item in _all(visitor))}
    assert {f"画册  {count}幅", f"{'一两'[count - 1]}幅均为示意插画"} <= output["zh"]
    assert {"Pictures  1 picture", "This is an illustration"} <= output["en"] or count > 1
    assert {"Pictures  2 pictures", "All 2 are illustrations"} <= output["en"] or count == 1
