"""The accessibility sheet: one touch each, nothing lost at any size, all forgotten with the session."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from kiosk.session.phases import Phase, Screen
from kiosk.tour.synthetic_touch import wait
from tests.screens.layout import lasting_faults
from tests.screens.visitor import Visitor, is_a, items


def ground(visitor: Visitor) -> str:
    """The colour between two tiles of Home's ground."""
    return QColor(visitor.window.grabWindow().pixel(4, visitor.window.height() // 2)).name()


def test_the_bar_opens_it_and_done_closes_it(visitor: Visitor) -> None:
    visitor.touch("bar:access")
    assert "文字大小" in visitor.texts()
    visitor.touch("access:done")
    assert "文字大小" not in visitor.texts()


def test_what_lies_under_it_is_not_touched(visitor: Visitor) -> None:
    tile = visitor.control("home:bronze").centre[0], 60
    visitor.touch("bar:access")
    visitor.touch_screen.tap(*tile)
    assert visitor.place.screen is Screen.HOME


@pytest.mark.parametrize("size", ["135", "200"])
def test_a_text_size_works_at_once(visitor: Visitor, size: str) -> None:
    visitor.touch("bar:access")
    visitor.touch(f"access:text-size:{size}")
    assert visitor.kiosk.session.textSize == int(size)


@pytest.mark.parametrize(("contrast", "colour"), [("rice-paper", "#f4efe4"), ("high", "#000000")])
def test_a_contrast_changes_the_ground(visitor: Visitor, contrast: str, colour: str) -> None:
    visitor.touch("bar:access")
    visitor.touch(f"access:contrast:{contrast}")
    visitor.touch("access:done")
    assert ground(visitor) == colour


def test_motion_is_stilled_and_says_so(visitor: Visitor) -> None:
    visitor.touch("bar:access")
    visitor.touch("access:reduced-motion")
    assert visitor.kiosk.session.reducedMotion
    visitor.touch("access:reduced-motion")
    assert not visitor.kiosk.session.reducedMotion


def test_controls_come_down_for_who_sits_and_go_back(article: Visitor) -> None:
    visitor = article
    visitor.start_at_home()
    visitor.touch("home:places")
    before = visitor.control("tag:all").centre[1]
    visitor.touch("bar:access")
    visitor.touch("access:low-reach")
    visitor.touch("access:done")
    assert visitor.control("tag:all").centre[1] > visitor.window.height() / 2 > before
    assert lasting_faults(visitor.window) == []
    visitor.touch("bar:access")
    visitor.touch("access:low-reach")
    visitor.touch("access:done")
    assert visitor.control("tag:all").centre[1] == before


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [100, 135, 200])
def test_the_sheet_explains_itself_at_any_size(visitor: Visitor, size: int, language: str) -> None:
    visitor.kiosk.session.chooseLanguage(language)
    visitor.kiosk.session.chooseTextSize(size)
    wait(60)
    visitor.touch("bar:access")
    words = " ".join(visitor.texts())
    assert all(each in words for each in {"zh": ("自动还原", "120秒"), "en": ("reset", "120 seconds")}[language])
    bar = visitor.control("bar:access").rect[1]
    for control in visitor.sight().controls:
        if control.id.startswith("access:"):
            assert control.rect[1] >= 0, control
            assert control.rect[1] + control.rect[3] <= bar, control


def test_everything_is_forgotten_with_the_session(visitor: Visitor) -> None:
    visitor.touch("bar:access")
    for control in ("access:text-size:200", "access:contrast:high", "access:reduced-motion", "access:low-reach"):
        visitor.touch(control)
    visitor.leave()
    assert visitor.phase is Phase.ATTRACT
    session = visitor.kiosk.session
    assert (session.textSize, session.contrast, session.reducedMotion, session.eased) == (100, "dark", False, False)
    assert not session.lowReach
    visitor.begin()
    assert "文字大小" not in visitor.texts()


def test_an_eased_visitor_has_more_time(visitor: Visitor) -> None:
    visitor.touch("bar:access")
    visitor.touch("access:text-size:135")
    visitor.let_pass(100)
    assert visitor.phase is Phase.ACTIVE
    visitor.let_pass(25)
    assert visitor.phase is Phase.WARNING


@pytest.mark.parametrize("size", ["135", "200"])
@pytest.mark.parametrize("way", [[], ["home:bronze"], ["home:pictures"]], ids=["home", "panel", "gallery"])
def test_every_choice_stays_in_reach_at_any_size(visitor: Visitor, size: str, way: list[str]) -> None:
    at_first = {control.id for control in visitor.sight().controls}
    visitor.touch("bar:access")
    visitor.touch(f"access:text-size:{size}")
    visitor.touch("access:done")
    assert at_first <= {control.id for control in visitor.sight().controls}
    for step in way:
        visitor.touch(step)
    width, height = visitor.window.width(), visitor.window.height()
    for control in visitor.sight().controls:
        x, y, w, h = control.rect
        assert min(x, y) >= -1, control
        assert (max(x + w - width, y + h - height)) <= 1, control


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [135, 200])
def test_no_word_is_cut_off_at_any_size(article: Visitor, size: int, language: str) -> None:
    article.leave()
    article.touch_screen.tap(*article.middle)
    session = article.kiosk.session
    session.goHome()
    session.chooseLanguage(language)
    session.chooseTextSize(size)
    found = {}
    for way in ([], ["home:industry"], ["home:governance"], ["home:places"], ["home:places", "picture:0"]):
        session.goHome()
        wait(60)
        for step in way:
            article.touch(step)
        found["/".join(way) or "home"] = lasting_faults(article.window)
    assert {place: output for place, output in found.items() if output} == {}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [135, 200])
def test_tiles_keep_their_second_lines_in_larger_text(article: Visitor, size: int, language: str) -> None:
    article.start_at_home()
    article.kiosk.session.chooseLanguage(language)
    article.kiosk.session.chooseTextSize(size)
    wait(60)
    cells = [item for item in items(article.window.contentItem()) if is_a(item, "HomeCell")]
    assert len(cells) == 4
    # On an upright screen the largest text leaves them no room: there they are only spoken.
    shown = size == 135 or article.window.width() > article.window.height()
    assert [cell.property("teased") for cell in cells] == [shown] * 4
    for cell in cells:
        assert cell.property("teaser") in article.control(str(cell.property("identifier"))).name
    assert lasting_faults(article.window) == []


def test_the_viewer_keeps_its_buttons_and_thumbnails_in_the_largest_text(article: Visitor) -> None:
    article.start_at_home()
    article.kiosk.session.chooseTextSize(200)
    article.kiosk.session.openPicture("places", 3)
    wait(60)
    here = {control.id for control in article.sight().controls}
    assert {"viewer:captions", "viewer:zoom-in", "viewer:zoom-out", "viewer:previous", "viewer:next"} <= here
    if "viewer:thumbnails" in here:
        article.touch("viewer:thumbnails")
    assert "thumbnail:3" in {control.id for control in article.sight().controls}
    assert lasting_faults(article.window) == []
