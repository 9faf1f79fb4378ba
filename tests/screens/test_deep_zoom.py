"""A very large picture is enlarged to its own pixels, by tiles that are loaded when visible and freed after."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pyvips
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtQml import QQmlProperty
from PySide6.QtQuick import QQuickItem

from bench.motion import Count
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.visitor import BEAT_MS, Visitor, is_a, items

WIDTH, HEIGHT = 24_000, 2_000
LEVELS = 3  # 24000, 12000 and 6000 px wide
PACK = {
    "pack.yaml": """
        {format: 1, id: scroll, version: 1.0.0, title: {zh: 长卷, en: Scroll}, languages: [zh, en],
         home: {headline: {zh: 长卷, en: Scroll}, tiles: [one, scrolls]}, attract: [{picture: media/small.svg}]}
    """,
    "panels/one.yaml": """
        {id: one, title: {zh: 一, en: One}, pages: [{id: first, title: {zh: 一, en: One},
         blocks: [{text: {zh: 一, en: One}}]}]}
    """,
    "galleries/scrolls.yaml": """
        {id: scrolls, title: {zh: 长卷, en: Scrolls}, pictures: [
         {file: media/large.jpg, title: {zh: 大画, en: Large}, alt: {zh: 大, en: Large}},
         {file: media/small.svg, title: {zh: 小画, en: Small}, alt: {zh: 小, en: Small}}]}
    """,
}


def _paint() -> Any:
    """A picture whose colours distinguish each point from others within some hundred pixels."""
    place = pyvips.Image.xyz(WIDTH, HEIGHT)
    waves = [abs(place[axis] % 512 - 256) for axis in (0, 1)]
    return waves[0].bandjoin([waves[1], place[0] * (255 / WIDTH)]).cast("uchar").copy(interpretation="srgb")


PICTURE = _paint()


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    for name, words in PACK.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(words, encoding="utf-8")
    (folder / "media").mkdir()
    small = Path(__file__).parents[1] / "packs" / "small" / "media" / "field.svg"
    shutil.copy(small, folder / "media" / "small.svg")
    PICTURE.jpegsave(str(folder / "media" / "large.jpg"), Q=90)
    return folder


@pytest.fixture(scope="module")
def shared_visitor(
    open_kiosk: Callable[..., Any], pack: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visitor]:
    with open_kiosk(pack, cache=tmp_path_factory.mktemp("cache")) as visitor:
        yield visitor


@pytest.fixture
def viewer(shared_visitor: Visitor) -> Iterator[Visitor]:
    """A visitor of the large picture."""
    shared_visitor.leave()
    shared_visitor.begin()
    shared_visitor.touch("home:scrolls")
    shared_visitor.touch("picture:0")
    wait(BEAT_MS)
    yield shared_visitor
    shared_visitor.touch_screen.lift_all()


def lens(visitor: Visitor, name: str) -> Any:
    """A property of the viewer's lens, for position or scale."""
    return QQmlProperty(visitor.find("ViewerStage"), f"lens.{name}").read()


def sight(visitor: Visitor) -> QRectF:
    found = lens(visitor, "sight")
    assert isinstance(found, QRectF)
    return found


def zoom(visitor: Visitor) -> int:
    return next(int(words[:-1]) for words in visitor.texts() if words.endswith("%"))


def tiles(visitor: Visitor) -> dict[int, list[QQuickItem]]:
    """The tiles that are there to be seen, by level."""
    found: dict[int, list[QQuickItem]] = {}
    for layer in items(visitor.window.contentItem()):
        if is_a(layer, "TileLayer"):
            shown = [tile for tile in layer.childItems() if tile.property("implicitWidth") > 0]
            if shown:
                found[layer.property("level")] = shown
    return found


def settle(visitor: Visitor) -> None:
    """Wait until the finest tiles in sight are there."""

    def is_there() -> bool:
        stacks = [item for item in items(visitor.window.contentItem()) if is_a(item, "TileStack")]
        if not stacks or stacks[0].property("level") != stacks[0].property("fitting"):
            return not stacks
        layers = [item for item in stacks[0].childItems() if is_a(item, "TileLayer")]
        return stacks[0].property("level") < 0 or all(not layer.property("pending") for layer in layers)

    assert wait_until(is_there, 10)
    wait(BEAT_MS)


def grab(visitor: Visitor, height: int = 380) -> Any:
    """The upper part of the screen, where nothing lies over the picture."""
    image = visitor.window.grabWindow().convertToFormat(QImage.Format.Format_RGBA8888)
    whole = pyvips.Image.new_from_memory(bytes(image.constBits()), image.width(), image.height(), 4, "uchar")
    return whole.crop(0, 0, image.width(), height)[:3].copy_memory()


def blemish(visitor: Visitor) -> float:
    """The largest difference between the screen and the picture itself, seen pixel by pixel."""
    seen, place = grab(visitor), sight(visitor)
    left, top = round(place.x() * WIDTH), round(place.y() * HEIGHT)
    wanted = PICTURE.crop(left, top, min(seen.width, WIDTH - left), seen.height)
    off = (seen.crop(0, 0, wanted.width, wanted.height) - wanted).abs()
    return float(off.crop(2, 2, off.width - 4, off.height - 4).max())


def blueness(visitor: Visitor) -> float:
    """How far the blue in the middle is from what it should be there, which is nearly the same all around."""
    seen, place = grab(visitor), sight(visitor)
    return abs(float(seen.getpoint(seen.width // 2, seen.height - 1)[2]) - place.center().x() * 255)


def dive(visitor: Visitor) -> None:
    """To the picture's own pixels, by buttons."""
    while visitor.control("viewer:zoom-in").usable:
        visitor.touch("viewer:zoom-in")
    settle(visitor)


def test_a_whole_picture_needs_no_tiles(viewer: Visitor) -> None:
    assert tiles(viewer) == {}
    assert not [item for item in items(viewer.window.contentItem()) if is_a(item, "ViewerOverview")]


def test_the_level_that_fits_is_shown_and_one_much_coarser_below(viewer: Visitor) -> None:
    seen = []
    while viewer.control("viewer:zoom-in").usable:
        viewer.touch("viewer:zoom-in")
        settle(viewer)
        seen.append(tuple(sorted(tiles(viewer))))
    assert seen == [(), (0,), (1,), (0, 2), (0, 2)]
    widest = tiles(viewer)[2][0].parentItem()
    assert widest.width() * widest.scale() * lens(viewer, "zoom") == pytest.approx(WIDTH, rel=0.001)


def test_at_the_greatest_enlargement_a_pixel_is_a_pixel(viewer: Visitor) -> None:
    drawn = lens(viewer, "drawn")
    dive(viewer)
    assert zoom(viewer) == round(100 * WIDTH / drawn.width())
    assert blemish(viewer) <= 12


def test_wherever_it_is_panned_nothing_stale_is_left(viewer: Visitor) -> None:
    dive(viewer)
    x, y = viewer.window.width() / 2, 300
    for by_x, by_y in ((-611, -203), (-473, 171), (301, -97), (-637, -59)):
        viewer.touch_screen.drag((x - by_x / 2, y - by_y / 2), (x + by_x / 2, y + by_y / 2))
        settle(viewer)
        assert blemish(viewer) <= 24


def test_no_step_is_blank_while_tiles_are_read(viewer: Visitor) -> None:
    for _ in range(4):
        viewer.touch("viewer:zoom-in")
        for _ in range(12):
            assert blueness(viewer) < 24
            wait(10)


def test_tiles_out_of_sight_are_let_go(viewer: Visitor) -> None:
    dive(viewer)
    most = 0
    for _ in range(8):
        viewer.touch("pan:right")
        settle(viewer)
        place = sight(viewer)
        for level, shown in tiles(viewer).items():
            side = 512 / (WIDTH >> (LEVELS - 1 - level))
            for tile in shown:
                column = tile.property("column")
                assert (column + 1.3) * side >= place.x()
                assert (column - 0.3) * side <= place.x() + place.width()
        most = max(most, sum(len(shown) for shown in tiles(viewer).values()))
    assert 6 <= most <= 40
    viewer.touch("bar:back")
    wait(600)
    assert tiles(viewer) == {}


def test_buttons_alone_reach_every_corner(viewer: Visitor) -> None:
    dive(viewer)
    for across, down in (("right", "down"), ("left", "up")):
        for _ in range(30):
            viewer.touch_screen.tap(*viewer.control(f"pan:{across}").centre)
        for _ in range(4):
            viewer.touch(f"pan:{down}")
        place = sight(viewer)
        ends = (place.right(), place.bottom()) if across == "right" else (1 - place.left(), 1 - place.top())
        assert ends == pytest.approx((1, 1), abs=1e-6)
    settle(viewer)
    assert blemish(viewer) <= 12


def test_each_double_tap_goes_deeper_and_the_last_returns(viewer: Visitor) -> None:
    most = round(100 * lens(viewer, "most"))
    seen = []
    for _ in range(4):
        wait(500)
        for _ in range(2):
            viewer.touch_screen.tap(900, 300)
            wait(60)
        wait(BEAT_MS)
        seen.append(zoom(viewer))
    assert seen == [300, 900, most, 100]


def test_a_pinch_goes_as_deep_as_the_buttons(viewer: Visitor) -> None:
    for _ in range(3):
        viewer.touch_screen.pinch((960, 300), 120, 800)
    wait(BEAT_MS)
    assert zoom(viewer) == round(100 * lens(viewer, "most"))
    assert not viewer.control("viewer:zoom-in").usable


def test_a_touch_on_the_small_picture_goes_there(viewer: Visitor) -> None:
    dive(viewer)
    overview = viewer.find("ViewerOverview")
    place = overview.mapRectToScene(QRectF(0, 0, overview.width(), overview.height()))
    viewer.touch_screen.tap(place.left() + place.width() * 0.8, place.center().y())
    wait(BEAT_MS)
    assert sight(viewer).center().x() == pytest.approx(0.82, abs=0.04)
    viewer.touch_screen.drag(
        (place.left() + place.width() * 0.5, place.center().y()), (place.left(), place.center().y())
    )
    assert sight(viewer).left() == 0
    settle(viewer)
    assert blemish(viewer) <= 12


def test_a_small_picture_is_as_it_was(viewer: Visitor) -> None:
    viewer.touch("viewer:next")
    for _ in range(3):
        viewer.touch("viewer:zoom-in")
    assert zoom(viewer) == 338
    assert tiles(viewer) == {}
    assert not [item for item in items(viewer.window.contentItem()) if is_a(item, "ViewerOverview")]


def test_moving_fingers_call_no_python_and_a_still_picture_draws_nothing(viewer: Visitor) -> None:
    dive(viewer)
    viewer.hush()
    viewer.touch_screen.press(1540, 300)
    viewer.touch_screen.move(1500, 300)
    wait(BEAT_MS)
    with Count(viewer.window) as moving:
        for step in range(40):
            viewer.touch_screen.move(1500 - 30 * step, 300)
            wait(12)
    viewer.touch_screen.lift(330, 300)
    settle(viewer)
    wait(200)
    with Count(viewer.window) as still:
        wait(300)
    assert (dict(moving.calls), len(moving.ends) > 5) == ({}, True)
    assert (dict(still.calls), still.ends) == ({}, [])


@pytest.mark.qt_log_ignore("Cannot open")
def test_a_tile_that_is_gone_leaves_the_coarser_picture(viewer: Visitor) -> None:
    made = viewer.kiosk.pack.gallery("scrolls")["pictures"][0]["tiles"]
    folder = Path(made["url"].removeprefix("file://"))
    away = folder.with_name("away")
    folder.rename(away)
    try:
        dive(viewer)
        assert tiles(viewer) == {}
        assert blueness(viewer) < 12
        assert viewer.control("viewer:zoom-out").usable
    finally:
        away.rename(folder)
