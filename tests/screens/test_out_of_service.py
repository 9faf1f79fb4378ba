from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF

from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.layout import lasting_faults
from tests.screens.visitor import BEAT_MS, SMALL, Visitor, items

WORDS = ("暂停服务", "请先参观其他展项，稍后再来。", "Out of service. Please enjoy the rest of the hall.")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The small pack with one wrong line."""
    folder = tmp_path / "pack"
    shutil.copytree(SMALL, folder)
    panel = folder / "panels" / "water.yaml"
    panel.write_text(panel.read_text("utf-8").replace("title: {zh: 水,", "titel: {zh: 水,", 1), "utf-8")
    return folder


def test_a_broken_pack_is_told_to_visitors_calmly_and_to_staff_exactly(
    open_kiosk: Callable[..., Any], broken: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "kiosk"), open_kiosk(broken) as visitor:
        wait(BEAT_MS)
        sight = visitor.sight()
        assert visitor.phase is Phase.OUT_OF_SERVICE
        assert {*WORDS, "YK-803"} <= set(sight.texts)
        assert sight.controls == ()
        visitor.touch_screen.tap(*visitor.middle)
        visitor.swipe(-0.5)
        assert visitor.phase is Phase.OUT_OF_SERVICE
        assert visitor.texts() == sight.texts
    assert "panels/water.yaml:2:1: error" in caplog.text
    assert "titel" in caplog.text


def test_on_a_low_screen_no_word_is_cut_off(open_kiosk: Callable[..., Any], tmp_path: Path) -> None:
    for size, inches in (((1280, 720), 15.6), ((1280, 720), 10.1), ((1366, 768), 15.6)):
        with open_kiosk(tmp_path / "nowhere", size, diagonal=inches) as visitor:
            wait(BEAT_MS)
            assert set(WORDS) <= set(visitor.texts())
            assert lasting_faults(visitor.window) == []


def test_taken_out_by_staff_it_has_the_code_of_that(small: Visitor) -> None:
    small.leave()
    from kiosk.session import operator_actions

    session = small.kiosk.session
    session.dispatch(operator_actions.TakeOutOfService(session.now()))
    wait(BEAT_MS)
    assert {*WORDS, "YK-802"} <= set(small.texts())
    session.dispatch(operator_actions.ReturnToService(session.now()))


@pytest.mark.parametrize("pack", ["nowhere", "empty"])
def test_no_pack_at_all_is_out_of_service_too(open_kiosk: Callable[..., Any], tmp_path: Path, pack: str) -> None:
    (tmp_path / "empty").mkdir()
    with open_kiosk(tmp_path / pack) as visitor:
        wait(BEAT_MS)
        assert set(WORDS) <= set(visitor.texts())


def test_while_pictures_are_prepared_it_says_so_and_how_far_it_is(small: Visitor) -> None:
    small.leave()
    stage, session = small.kiosk.stage, small.kiosk.session
    from kiosk.session import actions

    stage._preparing = True
    session.dispatch(actions.BreakDown(session.now(), "getting ready"))
    stage.prepare(0.25)
    wait(BEAT_MS)
    sight = small.sight()
    assert {"正在准备", "马上就好，请稍候。", "Getting ready. Just a moment.", "YK-801"} <= set(sight.texts)
    assert sight.controls == ()
    assert bar(small) == pytest.approx(0.25, abs=0.01)
    stage.prepare(0.75)
    wait(BEAT_MS)
    assert bar(small) == pytest.approx(0.75, abs=0.01)
    stage.finish()
    session.dispatch(actions.Repaired(session.now()))
    wait(BEAT_MS)
    assert small.phase is Phase.ATTRACT


def bar(visitor: Visitor) -> float:
    """How far the gold line at the foot of the screen reaches, as a share of its width."""
    image = visitor.window.grabWindow()
    gold = [x for x in range(image.width()) if image.pixelColor(x, image.height() - 1).name() == "#e8c77a"]
    return (max(gold) + 1) / image.width() if gold else 0.0


def test_a_pack_with_a_new_cache_is_prepared_and_then_shown(open_kiosk: Callable[..., Any], tmp_path: Path) -> None:
    with open_kiosk(SMALL, cache=tmp_path / "cache") as visitor:
        assert wait_until(lambda: visitor.phase is Phase.ATTRACT, 60)


def test_the_window_does_not_close(small: Visitor) -> None:
    small.leave()
    small.window.close()
    wait(BEAT_MS)
    assert small.window.isVisible()
    small.begin()


def test_the_arms_of_an_upright_screen_end_by_themselves(small_upright: Visitor) -> None:
    from kiosk.session import actions

    small_upright.leave()
    session = small_upright.kiosk.session
    session.dispatch(actions.BreakDown(session.now(), "a fault"))
    wait(BEAT_MS)
    (arms,) = (item for item in items(small_upright.window.contentItem()) if item.objectName() == "arms")
    assert wait_until(lambda: arms.property("progress") == 1, 20)
    wait(BEAT_MS)
    shot = small_upright.window.grabWindow()
    edge = round(arms.mapToScene(QPointF(0, 0)).y())
    steps = [
        abs(shot.pixelColor(x, edge + 4).lightness() - shot.pixelColor(x, edge - 4).lightness())
        for x in range(shot.width())
    ]
    # The tip of an arm may lie there, but no arm is cut.
    assert sum(step > 4 for step in steps) <= 6
    session.dispatch(actions.Repaired(session.now()))
