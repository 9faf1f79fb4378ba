"""The attract loop on its own: the order of scenes, replacements for missing ones, and transitions."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem

from kiosk.session.actions import BreakDown, Repaired
from kiosk.session.burn_in_shift import CYCLE, OFFSETS
from kiosk.session.phases import Phase, Screen
from kiosk.session.state import Place
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.visitor import BEAT_MS, LANDSCAPE, PORTRAIT, SMALL, Visitor, is_a, items

KINDS = """\
attract:
  - {picture: media/field.svg, line: {zh: 水边, en: By the water}, seconds: 60, opens: water}
  - {figure: {value: 12, unit: {zh: 幅, en: pictures}, label: 图集里的画, year: 2019}, seconds: 60, opens: pictures}
  - counter:
      since: 2019-05-01
      unit: {zh: 天, en: days}
      one: {zh: 天, en: day}
      label: {zh: 开馆以来, en: since we opened}
    seconds: 60
    opens: letters
  - {panel: bronze, seconds: 60}
"""
BLEED = 8
OPENS = [Place(Screen.PANEL, panel="water"), Place(Screen.GALLERY, gallery="pictures")]
OPENS += [Place(Screen.PANEL, panel="letters"), Place(Screen.PANEL, panel="bronze")]


class Wall:
    """A clock on the wall that a test may set."""

    def __init__(self) -> None:
        self.now = datetime(2019, 5, 1, 10, 0)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def pack(tmp_path: Path) -> Callable[[str], Path]:
    """The small pack with another loop."""

    def made(attract: str) -> Path:
        folder = tmp_path / "pack"
        shutil.copytree(SMALL, folder)
        file = folder / "pack.yaml"
        before, rest = file.read_text("utf-8").split("attract:\n", 1)
        file.write_text(before + attract + rest[rest.index("strings:") :], "utf-8")
        return folder

    return made


@pytest.fixture
def kinds(open_kiosk: Callable[..., Any], pack: Callable[[str], Path], wall: Wall) -> Iterator[Visitor]:
    """A loop with a scene of each kind, in a kiosk that moves."""
    with open_kiosk(pack(KINDS), moving=True, wall=wall) as visitor:
        settle(visitor)
        yield visitor


def scene(visitor: Visitor) -> int:
    return visitor.kiosk.session.state.loop.scene


def settle(visitor: Visitor) -> None:
    """Wait until attract is visible, with one scene only."""

    def alone() -> bool:
        up = [item.opacity() for item in items(visitor.window.contentItem()) if is_a(item, "AttractScreen")]
        return up == [1] and visitor.kiosk.session.state.loop.coming is None and len(showing(visitor)) == 1

    assert wait_until(alone, 30)


def showing(visitor: Visitor) -> list[QQuickItem]:
    return [item for item in items(visitor.window.contentItem()) if is_a(item, "Scene")]


def dissolve_for(visitor: Visitor, milliseconds: int) -> None:
    """Let scenes dissolve into each other for longer than a busy machine needs for a frame."""
    stage, outline = visitor.kiosk.stage, visitor.kiosk.session.state.outline
    stage.apply_theme(stage.theme | {"motion": stage.theme["motion"] | {"dissolve": milliseconds}}, outline.languages)


def turn(visitor: Visitor) -> None:
    """The scene in view has had its time."""
    visitor.kiosk.attract.next()
    assert wait_until(lambda: visitor.kiosk.session.state.loop.coming is None, 20)
    wait(BEAT_MS)


def seen(visitor: Visitor, kind: str) -> QRectF:
    """The rectangle of the first item of a QML type on the screen, including what it draws beyond its edges."""
    item = next(each for each in items(showing(visitor)[0]) if is_a(each, kind))
    bleed = item.property("bleed") or 0
    return item.mapRectToScene(QRectF(-bleed, 0, item.width() + 2 * bleed, item.height()))


def designed(size: tuple[int, int]) -> float:
    """The upper edge of the call where nothing is moved."""
    return size[1] - (232 if size == LANDSCAPE else 264)


def grab(visitor: Visitor) -> QImage:
    return visitor.window.grabWindow().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("number", range(4))
def test_the_first_finger_opens_what_each_kind_of_scene_names(kinds: Visitor, number: int) -> None:
    kinds.kiosk.attract.go_to(number)
    settle(kinds)
    kinds.touch_screen.press(*kinds.middle)
    assert (kinds.phase, kinds.place) == (Phase.ACTIVE, OPENS[number])


@pytest.mark.parametrize("number", range(4))
def test_while_a_scene_dissolves_into_view_a_finger_opens_that_one(kinds: Visitor, number: int) -> None:
    kinds.kiosk.attract.go_to((number + 1) % 4)
    settle(kinds)
    dissolve_for(kinds, 30_000)
    kinds.kiosk.attract.go_to(number)
    assert wait_until(lambda: scene(kinds) == number and len(showing(kinds)) == 2, 20)
    kinds.touch_screen.press(*kinds.middle)
    assert (kinds.phase, kinds.place) == (Phase.ACTIVE, OPENS[number])


def test_the_scene_before_stands_until_the_next_one_covers_it(kinds: Visitor) -> None:
    kinds.kiosk.attract.go_to(3)
    settle(kinds)
    dissolve_for(kinds, 3_000)
    began = monotonic()
    kinds.kiosk.attract.go_to(0)
    assert wait_until(lambda: scene(kinds) == 0 and len(showing(kinds)) == 2, 20)
    below, above = sorted(showing(kinds), key=lambda item: item.z())
    seen: list[float] = []
    above.opacityChanged.connect(lambda: seen.append(above.opacity()))
    while len(showing(kinds)) == 2:
        assert below.opacity() == 1
        wait(30)
    assert monotonic() - began >= 2.9
    assert seen == sorted(seen)
    assert any(0.1 < opacity < 0.9 for opacity in seen)
    assert scene(kinds) == 0


def test_each_scene_of_an_even_number_is_large_in_both_languages_over_two_rounds(kinds: Visitor) -> None:
    kinds.leave()
    settle(kinds)
    languages_by_scene = set()
    for _ in range(8):
        languages_by_scene.add((scene(kinds), showing(kinds)[0].property("language")))
        turn(kinds)
        settle(kinds)
    assert languages_by_scene == {(number, language) for number in range(4) for language in ("zh", "en")}


def test_the_call_alternates_between_the_languages_from_scene_to_scene(kinds: Visitor) -> None:
    calls = []
    for _ in range(4):
        calls.append(kinds.control("attract").name)
        turn(kinds)
        settle(kinds)
    assert calls == ["轻触开始", "Touch to begin"] * 2


def test_the_hand_taps_and_rests_so_that_few_frames_are_drawn(kinds: Visitor) -> None:
    call = next(item for item in items(showing(kinds)[0]) if is_a(item, "CallToAction"))
    assert wait_until(lambda: call.property("press") > 0.5, 30)
    assert wait_until(lambda: call.property("reach") == 0, 20)
    drawn = [monotonic()]
    kinds.window.frameSwapped.connect(lambda: drawn.append(monotonic()))
    assert wait_until(lambda: monotonic() - drawn[-1] > 1.4, 30)


def test_a_counter_is_right_after_midnight_and_when_the_clock_jumps(kinds: Visitor, wall: Wall) -> None:
    wall.now = datetime(2019, 5, 1, 23, 59, 59)
    kinds.kiosk.attract.go_to(2)
    settle(kinds)
    assert {"0天", "开馆以来"} <= set(kinds.texts()) or {"0 days", "since we opened"} <= set(kinds.texts())
    wall.now += timedelta(seconds=2)
    assert wait_until(lambda: bool({"1天", "1 day"} & set(kinds.texts())), 20)
    wall.now = datetime(2022, 1, 26)
    kinds.kiosk.attract.go_to(2)
    settle(kinds)
    assert {"1001天", "1,001 days"} & set(kinds.texts())


def test_a_counter_of_seconds_since_a_founding_year_is_no_matter_of_32_bits(
    open_kiosk: Callable[..., Any], pack: Callable[[str], Path], wall: Wall
) -> None:
    loop = "attract: [{counter: {since: 1949-10-01, counts: seconds, unit: {zh: 秒, en: seconds}, label: 建国以来}}]\n"
    wall.now = datetime(2026, 11, 28)
    with open_kiosk(pack(loop), wall=wall) as visitor:
        settle(visitor)
        assert {"2434924800秒", "2,434,924,800 seconds"} & set(visitor.texts())


def test_a_great_figure_counts_up_from_nought_and_not_from_below(
    open_kiosk: Callable[..., Any], pack: Callable[[str], Path], wall: Wall
) -> None:
    loop = "attract: [{figure: {value: '16,000,000,000', unit: 元, label: 投资, year: 2019}, opens: water}]\n"
    with open_kiosk(pack(loop), moving=True, wall=wall) as visitor:
        settle(visitor)
        value = next(item for item in items(showing(visitor)[0]) if is_a(item, "FigureValue"))
        value.setProperty("progress", 0.5)
        assert "8,000,000,000" in [item.property("text") for item in items(value)]


def test_scenes_follow_the_clock_of_the_wall(
    open_kiosk: Callable[..., Any], pack: Callable[[str], Path], wall: Wall
) -> None:
    loop = """\
attract:
  - {panel: bronze, hours: 09:00-12:00}
  - {panel: water, weekdays: sat-sun}
  - {panel: letters}
"""
    with open_kiosk(pack(loop), wall=wall) as visitor:
        settle(visitor)
        shown = [scene(visitor)]
        for moment in ("2019-05-01 11:00", "2019-05-01 11:30", "2019-05-04 13:00", "2091-05-05 13:00"):
            wall.now = datetime.fromisoformat(moment)
            turn(visitor)
            shown.append(scene(visitor))
        assert shown == [0, 2, 0, 1, 2]
        assert visitor.phase is Phase.ATTRACT


PICTURES = """\
attract:
  - {picture: media/field.svg, line: 一, seconds: 4, opens: water}
  - {picture: media/one.svg, line: 二, seconds: 4, opens: letters}
  - {picture: media/two.svg, line: 三, seconds: 4, opens: bronze}
"""


def prepared(visitor: Visitor, number: int) -> list[Path]:
    files = visitor.kiosk.pack.property("scenes")[number]["picture"]["files"]
    return [Path(file["url"].removeprefix("file://")) for file in files]


@pytest.fixture
def pictures(open_kiosk: Callable[..., Any], pack: Callable[[str], Path], tmp_path: Path) -> Iterator[Visitor]:
    """Three pictures of one's own, prepared into a cache of one's own."""
    folder = pack(PICTURES)
    for name, colour in (("one", "#336699"), ("two", "#993366")):
        drawing = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path d="M0 0h16v9H0z" fill="{colour}"/></svg>'
        )
        (folder / "media" / f"{name}.svg").write_text(drawing, "utf-8")
    with open_kiosk(folder, cache=tmp_path / "cache") as visitor:
        settle(visitor)
        yield visitor


@pytest.mark.qt_log_ignore("Cannot open: file://")
def test_a_scene_whose_picture_is_deleted_while_it_runs_is_passed_over(pictures: Visitor) -> None:
    for file in prepared(pictures, 1):
        file.unlink()
    shown = [scene(pictures)]
    for _ in range(3):
        turn(pictures)
        shown.append(scene(pictures))
        assert len(showing(pictures)) == 1
        assert "图片暂缺" not in pictures.texts()
    assert shown == [0, 2, 0, 2]


@pytest.mark.qt_log_ignore("Cannot open: file://")
def test_where_all_are_gone_a_designed_scene_stands_and_a_touch_still_begins(pictures: Visitor) -> None:
    for number in range(3):
        for file in prepared(pictures, number):
            file.unlink(missing_ok=True)
    # The first is still held in memory, as it was shown.
    pictures.kiosk.attract.lost(0)
    assert wait_until(lambda: scene(pictures) == -1, 30)
    wait(BEAT_MS)
    texts = set(pictures.texts())
    assert {"轻触开始", "Touch to begin"} <= texts
    assert {"小包", "Small pack"} & texts
    assert pictures.find("StillScene").isVisible()
    pictures.touch_screen.press(*pictures.middle)
    assert (pictures.phase, pictures.place) == (Phase.ACTIVE, Place())


def test_pictures_that_are_back_after_an_hour_are_shown_again(pictures: Visitor) -> None:
    pictures.kiosk.attract.lost(1)
    turn(pictures)
    assert scene(pictures) in {0, 2}
    pictures.clock.leap(3601)
    shown = set()
    for _ in range(3):
        turn(pictures)
        shown.add(scene(pictures))
    assert shown == {0, 1, 2}


def test_scenes_turn_by_themselves(pictures: Visitor) -> None:
    before = scene(pictures)
    assert wait_until(lambda: scene(pictures) != before, 30)


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_over_a_whole_cycle_all_is_moved_and_no_edge_shows(
    open_kiosk: Callable[..., Any], pack: Callable[[str], Path], size: tuple[int, int]
) -> None:
    with open_kiosk(pack(KINDS), size) as visitor:
        settle(visitor)
        screen = QRectF(0, 0, *size)
        offsets = set()
        for turned in range(CYCLE):
            visitor.kiosk.attract.go_to(0 if turned % 2 else 3)
            assert wait_until(lambda: visitor.kiosk.session.state.loop.coming is None, 30)
            call = seen(visitor, "CallToAction")
            assert call.left() <= 0
            assert call.right() >= size[0]
            offsets.add((round(call.x() + BLEED), round(call.y() - designed(size))))
            if turned % 2:
                picture = seen(visitor, "PackPicture")
                assert picture.top() <= 0
                assert picture.left() <= 0
                assert picture.right() >= size[0]
            else:
                assert seen(visitor, "Niche").contains(screen)
        assert offsets == set(OFFSETS)


def test_out_of_service_drifts_too(small: Visitor) -> None:
    small.leave()
    session = small.kiosk.session
    session.dispatch(BreakDown(session.now(), "broken"))
    wait(BEAT_MS)
    first = grab(small)
    small.kiosk.attract.shift()
    wait(BEAT_MS)
    assert grab(small) != first
    session.dispatch(Repaired(session.now()))
