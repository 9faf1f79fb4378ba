"""Films and sound by touch and by every ring, described in words, and ended with the visit; on the showcase pack."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtQuick import QQuickItem

from kiosk.session.idle_clock import remaining
from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait, wait_until
from kiosk.view.film_surface import PaintedFilm
from tests.screens.visitor import ROOT, Visitor, is_a, items

SHOWCASE = ROOT / "content" / "showcase"
PLAYS_S = 10.0
# Without a graphics card Qt says so at the first film.
NO_CARD = "No RHI backend"
pytestmark = pytest.mark.qt_log_ignore(NO_CARD)


@pytest.fixture(scope="module")
def shared_visitor(open_kiosk: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    with open_kiosk(SHOWCASE, journal=tmp_path_factory.mktemp("journal") / "journal.sqlite") as visitor:
        yield visitor


@pytest.fixture
def visitor(shared_visitor: Visitor) -> Visitor:
    shared_visitor.start_at_home()
    return shared_visitor


def go(visitor: Visitor, page: str) -> None:
    visitor.kiosk.session.openPanel("pictures", page)
    wait(60)


def media(visitor: Visitor) -> list[QQuickItem]:
    return [item for item in items(visitor.window.contentItem()) if is_a(item, "Medium")]


def position(visitor: Visitor) -> int:
    """The position of the visible film or sound, in ms."""
    return int(media(visitor)[0].property("position"))


def holds(visitor: Visitor) -> bool:
    return visitor.kiosk.session.state.media.playing


def play_film(visitor: Visitor) -> None:
    go(visitor, "film")
    visitor.touch("video:film")
    assert wait_until(lambda: bool(media(visitor)[0].property("framed")) and position(visitor) > 0, PLAYS_S)


def test_a_touch_on_the_film_plays_it_and_another_pauses_it(visitor: Visitor) -> None:
    go(visitor, "film")
    assert visitor.control("video:film").name == "播放 从范到器，十四秒"
    assert not visitor.control("video:back").usable
    play_film(visitor)
    assert visitor.control("video:film").name == "暂停 从范到器，十四秒"
    visitor.touch("video:film")
    wait(100)
    stands = position(visitor)
    wait(200)
    assert position(visitor) == stands


def test_its_rings_play_pause_and_go_ten_seconds_back(visitor: Visitor) -> None:
    go(visitor, "film")
    visitor.touch("video:play")
    assert wait_until(lambda: position(visitor) > 0, PLAYS_S)
    line = visitor.control("video:line")
    visitor.touch_screen.tap(line.rect[0] + line.rect[2] * 0.9, line.centre[1])
    assert wait_until(lambda: position(visitor) > 12_000, PLAYS_S)
    visitor.touch("video:back")
    assert wait_until(lambda: 0 < position(visitor) < 4_500, PLAYS_S)
    visitor.touch("video:play")
    assert visitor.control("video:play").name == "播放"


def test_what_is_heard_stands_in_words_in_the_visitors_language_until_it_is_hidden(visitor: Visitor) -> None:
    play_film(visitor)
    visitor.touch("video:play")  # it stands still: on a busy machine the words would be over before anybody looks
    line = visitor.control("video:line")
    visitor.touch_screen.tap(line.rect[0] + line.rect[2] * 0.2, line.centre[1])
    assert wait_until(lambda: "铜液倾入陶范，从底部慢慢升起。" in visitor.texts(), PLAYS_S)
    visitor.touch("bar:language")
    assert wait_until(lambda: "Bronze is poured into the clay, and rises from below." in visitor.texts(), PLAYS_S)
    visitor.touch("video:captions")
    assert "Bronze is poured into the clay, and rises from below." not in visitor.texts()


def test_a_playing_film_holds_the_clock_and_lets_it_go_when_it_is_paused(visitor: Visitor) -> None:
    play_film(visitor)
    assert holds(visitor)
    visitor.let_pass(300)
    assert visitor.phase is Phase.ACTIVE
    visitor.touch("video:play")
    wait(60)
    assert not holds(visitor)
    session = visitor.kiosk.session
    assert remaining(session.state, session.rules, session.now()) >= 0
    visitor.let_pass(300)
    assert visitor.phase is Phase.ATTRACT or visitor.phase is Phase.WARNING


def test_it_stops_when_the_visitor_goes_on(visitor: Visitor) -> None:
    play_film(visitor)
    visitor.touch("step:next")
    wait(600)
    assert not holds(visitor)


@pytest.mark.parametrize(("page", "name"), [("film", "video"), ("sound", "audio")])
def test_a_finger_left_on_the_line_starts_nothing_once_another_has_gone_on(
    visitor: Visitor, page: str, name: str
) -> None:
    go(visitor, page)
    line = visitor.control(f"{name}:line").centre
    visitor.touch_screen.press(*line)
    wait(30)
    visitor.open_page("pictures", "hotspots")
    visitor.touch_screen.lift(*line)
    wait(60)
    assert not holds(visitor)
    visitor.open_page("pictures", page)
    assert not holds(visitor)
    assert position(visitor) == 0
    assert not media(visitor)[0].property("started")


def test_the_next_visitor_finds_it_at_its_beginning_with_captions(visitor: Visitor) -> None:
    play_film(visitor)
    visitor.touch("video:captions")
    visitor.leave()
    assert not holds(visitor)
    visitor.touch_screen.tap(*visitor.middle)
    wait(30)
    go(visitor, "film")
    assert position(visitor) == 0
    assert visitor.control("video:captions").name == "字幕 已开"


def test_sound_plays_beside_everything_that_is_heard_in_words(visitor: Visitor) -> None:
    go(visitor, "sound")
    assert any("敲了三下" in words for words in visitor.texts())
    visitor.touch("audio:play")
    assert wait_until(lambda: position(visitor) > 0, PLAYS_S)
    assert holds(visitor)
    visitor.touch("audio:play")
    wait(60)
    assert not holds(visitor)


@pytest.mark.parametrize(("page", "name"), [("film", "video"), ("sound", "audio")])
def test_what_is_paused_and_moved_is_awaited_by_nobody(visitor: Visitor, page: str, name: str) -> None:
    go(visitor, page)
    visitor.touch(f"{name}:play")
    assert wait_until(lambda: position(visitor) > 300, PLAYS_S)
    visitor.touch(f"{name}:play")
    (player,) = players(visitor)
    player.setProperty("patience", 400)
    visitor.touch(f"{name}:back")
    wait(1_200)
    assert not player.property("lost")
    visitor.touch(f"{name}:play")
    player.setProperty("patience", 4_000)
    assert wait_until(lambda: position(visitor) > 300, PLAYS_S)


@pytest.mark.qt_log_ignore("Could not open file", NO_CARD)
def test_a_film_that_is_gone_is_told_to_visitor_and_log(
    open_kiosk: Callable[..., Any], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = shutil.copytree(SHOWCASE, tmp_path / "showcase")
    with open_kiosk(folder) as visitor:
        visitor.start_at_home()
        (folder / "media" / "casting.mp4").unlink()
        go(visitor, "film")
        visitor.touch("video:film")
        assert wait_until(lambda: "这段视频暂时无法播放。" in visitor.texts(), PLAYS_S)
        assert not visitor.control("video:film").usable
        assert not holds(visitor)
    assert any("casting.mp4 does not play on this device" in record.getMessage() for record in caplog.records)


def players(visitor: Visitor) -> list[QQuickItem]:
    return [item for item in items(visitor.window.contentItem()) if is_a(item, "Player")]


def test_a_film_in_attract_plays_over_one_of_its_frames(open_kiosk: Callable[..., Any]) -> None:
    with open_kiosk(SHOWCASE, moving=True) as visitor:
        visitor.leave()
        visitor.kiosk.attract.go_to(2)
        assert wait_until(lambda: visitor.kiosk.session.state.loop.scene == 2, PLAYS_S)
        assert wait_until(lambda: any(player.property("framed") for player in players(visitor)), PLAYS_S)
        assert not holds(visitor)
        visitor.touch_screen.tap(*visitor.middle)
        wait(600)
        assert visitor.place.panel == "pictures"
        assert not players(visitor)


def test_films_take_turns_on_one_surface(visitor: Visitor) -> None:
    for _ in range(3):
        play_film(visitor)
        go(visitor, "sound")
        assert wait_until(
            lambda: not any(is_a(item, "FilmSurface") for item in items(visitor.window.contentItem())), 30
        )
    gc.collect()
    kept = [each for each in gc.get_objects() if isinstance(each, PaintedFilm) and shiboken6.isValid(each)]
    assert len(kept) == 1
    assert not kept[0].property("sink").videoFrame().isValid()
