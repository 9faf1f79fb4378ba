"""The accessibility sheet: one touch each, nothing lost at any size, all forgotten with the session."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from kiosk.session.phases import Phase, Screen
from kiosk.tour.synthetic_touch import wait
from tests.screens.layout import lasting_faults
from tests.screens.visitor import Visitor


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
    visitor.hand.tap(*tile)
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


def test_everything_is_forgotten_with_the_session(visitor: Visitor) -> None:
    visitor.touch("bar:access")
    for control in ("access:text-size:200", "access:contrast:high", "access:reduced-motion"):
        visitor.touch(control)
    visitor.leave()
    assert visitor.phase is Phase.ATTRACT
    session = visitor.kiosk.session
    assert (session.textSize, session.contrast, session.reducedMotion, session.eased) == (100, "dark", False, False)
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
    article.hand.tap(*article.middle)
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
    assert {place: said for place, said in found.items() if said} == {}
