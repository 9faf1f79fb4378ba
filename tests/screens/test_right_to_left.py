"""In Arabic the screens are mirrored: places, order and gestures. Text, pictures and the points on them are not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem

from kiosk.tour.synthetic_touch import wait
from tests.screens.layout import inked
from tests.screens.visitor import BEAT_MS, PORTRAIT, SMALL, Visitor, is_a, items

# Its words are Chinese, so that what is drawn can be compared.
TOUCH = """
  - id: touch
    title: {zh: 点图}
    blocks:
      - hotspots:
          picture: {file: media/field.svg, alt: {zh: 山}}
          points:
            - {at: [0.2, 0.5], title: {zh: 左}, text: {zh: 左边。}}
            - {at: [0.9, 0.3], title: {zh: 右}, text: {zh: 右边。}}
  - id: code
    title: {zh: 扫码}
    blocks:
      - qr: {url: "https://example.org/a", label: {zh: 网址}}
"""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("arabic") / "pack"))
    for file, change in (
        ("pack.yaml", lambda text: re.sub(r"^languages: .*$", "languages: [zh, ar]", text, flags=re.MULTILINE)),
        ("panels/bronze.yaml", lambda text: text.rstrip() + TOUCH),
    ):
        place = folder / file
        place.write_text(change(place.read_text("utf-8")), "utf-8")
    for place in folder.rglob("*.yaml"):
        place.write_text(re.sub(r", en: [^}]*}", "}", place.read_text("utf-8")), "utf-8")
    return folder


@pytest.fixture(scope="module")
def shared(open_kiosk: Callable[..., Any], pack: Path) -> Iterator[Visitor]:
    with open_kiosk(pack) as visitor:
        yield visitor


@pytest.fixture
def visitor(shared: Visitor) -> Visitor:
    """A visitor at Home, in Chinese; `bar:language` goes to Arabic."""
    shared.leave()
    shared.begin()
    return shared


def places(visitor: Visitor) -> dict[str, QRect]:
    return {control.id: QRect(*control.rect) for control in visitor.sight().controls if control.id}


def picture_of(visitor: Visitor, item: QQuickItem) -> QImage:
    """What is drawn of an item."""
    return visitor.window.grabWindow().copy(item.mapRectToScene(item.boundingRect()).toRect())


def largest(visitor: Visitor, kind: str, text: str = "") -> QQuickItem:
    """The largest item of a QML type on the screen, of those with this text."""
    screen = QRectF(0, 0, visitor.window.width(), visitor.window.height())
    found = [
        item
        for item in items(visitor.window.contentItem())
        if item.isVisible() and is_a(item, kind) and screen.contains(item.mapRectToScene(item.boundingRect()))
        if not text or str(item.property("text")).replace("\u2060", "") == text
    ]
    return max(found, key=lambda item: item.width() * item.height())


WAYS = ([], ["home:bronze"], ["home:pictures"], ["home:pictures", "picture:1"], ["home:search"])


@pytest.mark.parametrize("way", WAYS, ids=["home", "panel", "gallery", "viewer", "search"])
def test_every_control_is_at_the_mirrored_place(visitor: Visitor, way: list[str]) -> None:
    for step in way:
        visitor.touch(step)
    before = places(visitor)
    visitor.touch("bar:language")
    after = places(visitor)
    assert visitor.language == "ar"
    width = visitor.window.width()
    # Labels have other widths in another language: the rings beside them count.
    kept = {name for name in before.keys() & after.keys() if not name.startswith(("bar:", "home:", "key:"))}
    for name in kept:
        assert abs(before[name].center().x() - (width - after[name].center().x())) <= 40, name
    assert before["bar:home"].left() < before["bar:access"].left()
    assert after["bar:home"].left() > after["bar:access"].left()


def test_tiles_and_pages_go_from_right_to_left(visitor: Visitor) -> None:
    visitor.touch("bar:language")
    tiles = [places(visitor)[f"home:{name}"].center().x() for name in ("bronze", "water", "letters")]
    assert tiles == sorted(tiles, reverse=True)
    visitor.touch("home:bronze")
    steps = places(visitor)
    assert steps["step:next"].center().x() < steps["step:previous"].center().x()
    visitor.swipe(0.4)
    assert visitor.place.page == 1
    visitor.swipe(-0.4)
    assert visitor.place.page == 0


def test_the_bar_is_as_high_as_its_words(open_kiosk: Callable[..., Any], pack: Path) -> None:
    # A line of Arabic is higher than one of Chinese, and at 200 % below its ring.
    with open_kiosk(pack, PORTRAIT) as visitor:
        visitor.start_at_home()
        visitor.kiosk.session.chooseTextSize(200)
        visitor.kiosk.session.chooseLanguage("ar")
        wait(BEAT_MS)
        bar = visitor.find("Bar")
        assert bar.property("stacked")
        top = bar.mapRectToScene(bar.boundingRect()).top()
        for name, place in places(visitor).items():
            if name.startswith("bar:"):
                assert top < place.top(), name
                assert place.bottom() < visitor.window.height(), name
            else:
                assert place.bottom() <= top, name


def test_the_accessibility_sheet_ends_above_the_bar(open_kiosk: Callable[..., Any], pack: Path) -> None:
    with open_kiosk(pack, PORTRAIT, diagonal=24) as visitor:
        visitor.start_at_home()
        visitor.kiosk.session.chooseTextSize(200)
        visitor.kiosk.session.chooseLanguage("ar")
        visitor.touch("bar:access")
        bar = visitor.find("Bar")
        top = bar.mapRectToScene(bar.boundingRect()).top()
        assert places(visitor)["access:low-reach"].bottom() < top


def test_what_has_no_words_is_no_higher_than_its_ring(open_kiosk: Callable[..., Any], pack: Path) -> None:
    # An empty line of Arabic is higher than a ring at 200 %, and took the gap to what is below.
    with open_kiosk(pack, PORTRAIT) as visitor:
        visitor.start_at_home()
        visitor.kiosk.session.chooseTextSize(200)
        visitor.kiosk.session.chooseLanguage("ar")
        visitor.open_page("bronze", "touch")
        rings = [item for item in items(visitor.window.contentItem()) if is_a(item, "RingButton")]
        bare = [ring for ring in rings if ring.property("label") == ""]
        assert bare
        assert [ring.property("identifier") for ring in bare if ring.height() > ring.property("ringSize")] == []


def test_text_and_pictures_are_not_mirrored(visitor: Visitor) -> None:
    visitor.touch("home:bronze")
    heading = visitor.kiosk.pack.panel("bronze")["pages"][0]["title"]["zh"]
    label = largest(visitor, "Label", heading)
    text, picture = picture_of(visitor, label), picture_of(visitor, largest(visitor, "PackPicture"))
    visitor.touch("bar:language")
    drawn = picture_of(visitor, largest(visitor, "Label", heading))
    assert ink(drawn) == ink(text)
    assert ink(drawn) != ink(text.flipped(Qt.Orientation.Horizontal))
    shown = picture_of(visitor, largest(visitor, "PackPicture"))
    assert alike(shown, picture)
    assert not alike(shown, picture.flipped(Qt.Orientation.Horizontal))


def ink(image: QImage) -> list[int]:
    """Lit pixels of each column, without empty ones at the ends."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    columns = [sum(grey.pixelColor(x, y).value() > 128 for y in range(grey.height())) for x in range(grey.width())]
    lit = [x for x, count in enumerate(columns) if count]
    return columns[lit[0] : lit[-1] + 1]


def alike(one: QImage, other: QImage) -> bool:
    """Whether two pictures show the same, but for what lies over a hundredth of them."""
    small = [each.scaled(48, 32).convertToFormat(QImage.Format.Format_Grayscale8) for each in (one, other)]
    pixels = [(x, y) for x in range(48) for y in range(32)]
    apart = sum(abs(small[0].pixelColor(*at).value() - small[1].pixelColor(*at).value()) > 24 for at in pixels)
    return apart <= len(pixels) / 20


def test_points_stay_where_they_are_in_the_picture(visitor: Visitor) -> None:
    visitor.open_page("bronze", "touch")
    before = places(visitor)
    frame = largest(visitor, "PackPicture")
    area = frame.mapRectToScene(frame.boundingRect())
    shares = [(before[f"point:{at}"].center().x() - area.left()) / area.width() for at in (0, 1)]
    visitor.touch("bar:language")
    visitor.is_composed()
    wait(BEAT_MS)
    frame = largest(visitor, "PackPicture")
    area = frame.mapRectToScene(frame.boundingRect())
    after = [(places(visitor)[f"point:{at}"].center().x() - area.left()) / area.width() for at in (0, 1)]
    assert after == pytest.approx(shares, abs=0.01)
    visitor.touch("point:1")
    assert "右边。" in " ".join(visitor.texts())


def test_a_code_can_still_be_scanned(visitor: Visitor) -> None:
    visitor.open_page("bronze", "code")
    plate = next(item for item in items(visitor.window.contentItem()) if item.isVisible() and is_white_square(item))
    code = picture_of(visitor, plate)
    visitor.touch("bar:language")
    wait(BEAT_MS)
    plate = next(item for item in items(visitor.window.contentItem()) if item.isVisible() and is_white_square(item))
    assert ink(picture_of(visitor, plate)) == ink(code)
    assert ink(picture_of(visitor, plate)) != ink(code.flipped(Qt.Orientation.Horizontal))


def is_white_square(item: QQuickItem) -> bool:
    colour = item.property("color")
    return item.width() > 100 and item.width() == item.height() and colour is not None and colour == "#ffffff"


def test_the_keypad_reads_from_left_to_right(visitor: Visitor) -> None:
    visitor.touch("home:search")
    visitor.touch("bar:language")
    keys = places(visitor)
    row = [keys[f"key:{letter}"].left() for letter in "qwertyuiop"]
    assert row == sorted(row)
    visitor.touch("key:q")
    assert visitor.kiosk.session.state.place.query == "q"


def test_the_next_visitor_finds_the_screens_as_they_were(visitor: Visitor) -> None:
    visitor.touch("bar:language")
    visitor.leave()
    visitor.begin()
    after = places(visitor)
    assert after["bar:home"].left() < after["bar:access"].left()


@pytest.mark.parametrize("text_size", [100, 135, 200])
def test_the_name_of_the_place_is_beside_the_emblem(visitor: Visitor, text_size: int) -> None:
    visitor.kiosk.session.chooseTextSize(text_size)
    for language in ("zh", "ar"):
        visitor.kiosk.session.chooseLanguage(language)
        visitor.let_pass(0)
        seen = [item for item in items(visitor.window.contentItem()) if item.isVisible()]
        (name,) = [item for item in seen if is_a(item, "Label") and item.property("text") == "小包"]
        emblem = next(item for item in seen if is_a(item, "Emblem") and item.width() > 100)
        assert not inked(name).intersects(emblem.mapRectToScene(emblem.boundingRect())), language
