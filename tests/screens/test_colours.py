"""Colours on the screen: a pack's theme is applied, and every word contrasts with its background."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickItem

from kiosk.content.contrast import LARGE, WORDS, ratio
from tests.screens.layout import bar_of, inked, lasting, quote, room, speaks
from tests.screens.visitor import ARTICLE, LANDSCAPE, PORTRAIT, ROOT, SMALL, Visitor, is_a, items

SHOWCASE = ROOT / "content" / "showcase"
LARGE_PX = 44  # at 100 % on a screen of 55 inches: 28 mm, seen from a metre


@pytest.fixture(scope="module")
def showcase(open_kiosk: Callable[..., Any]) -> Iterator[Visitor]:
    with open_kiosk(SHOWCASE) as visitor:
        yield visitor


def faint(visitor: Visitor) -> list[str]:
    """Visible words whose colour contrasts too little with their background."""
    shot = visitor.window.grabWindow()
    found = []
    seen = list(items(visitor.window.contentItem()))
    bar = bar_of(seen)
    for item in seen:
        if not (speaks(item) and is_solid(item)):
            continue
        if ground := ground_of(inked(item).intersected(room(item, visitor.window, bar)).toAlignedRect(), shot):
            colour = QColor(item.property("color")).name(QColor.NameFormat.HexArgb)
            least = LARGE if item.property("font").pixelSize() >= LARGE_PX else WORDS
            if (contrast := ratio(colour, ground)) < least:
                found.append(f"{quote(item)}: {colour} on {ground}, {contrast:.2f} : 1")
    return found


def is_solid(item: QQuickItem) -> bool:
    """Whether an item is drawn in full: what cannot be touched now is faint on purpose."""
    above: QQuickItem | None = item
    while above is not None and above.opacity() == 1:
        above = above.parentItem()
    return above is None


def ground_of(place: QRect, shot: QImage) -> str:
    """The main colour around the words at `place`; empty if they are not visible."""
    if place.width() < 4 or place.height() < 4:
        return ""
    frame = place.adjusted(-3, -3, 3, 3).intersected(shot.rect())
    across, down = range(frame.left(), frame.right(), 2), range(frame.top(), frame.bottom(), 2)
    spots = [(x, y) for x in across for y in (frame.top(), frame.bottom())]
    spots += [(x, y) for y in down for x in (frame.left(), frame.right())]
    colours = [shot.pixelColor(x, y) for x, y in spots]
    # On a gradient hardly two spots are the same: alike is enough.
    alike = Counter((colour.red() >> 4, colour.green() >> 4, colour.blue() >> 4) for colour in colours)
    red, green, blue = alike.most_common(1)[0][0]
    return QColor(red * 16 + 8, green * 16 + 8, blue * 16 + 8).name()


def settled(visitor: Visitor) -> list[str]:
    """The faint words once the screen has laid itself out."""
    return lasting(lambda: faint(visitor))


def test_a_pack_is_shown_in_its_own_colours(showcase: Visitor) -> None:
    showcase.leave()
    assert showcase.window.color().name() == "#0c1838"


def test_a_pack_without_a_theme_is_shown_in_those_of_the_product(small: Visitor) -> None:
    assert small.kiosk.options.pack == SMALL
    assert small.window.color().name() == "#0e1b1a"


@pytest.mark.parametrize("contrast", ["dark", "rice-paper", "high"])
def test_every_word_stands_out(showcase: Visitor, contrast: str) -> None:
    showcase.leave()
    found = {"attract": settled(showcase)}
    showcase.touch_screen.tap(*showcase.middle)
    session = showcase.kiosk.session
    session.goHome()
    session.chooseContrast(contrast)
    found["home"] = settled(showcase)
    for panel, pages in session.state.outline.panels.items():
        for page in pages:
            session.openPanel(panel, page)
            found[f"{panel}/{page}"] = settled(showcase)
    session.openGallery("shapes")
    found["gallery"] = settled(showcase)
    session.openPicture("shapes", 1)
    found["viewer"] = settled(showcase)
    showcase.warn()
    found["warning"] = settled(showcase)
    assert {screen: words for screen, words in found.items() if words} == {}


def around(item: QQuickItem, shot: QImage) -> set[str]:
    """The colours of the screen along the edge of an item's rectangle, where no letter is."""
    place = item.mapRectToScene(item.boundingRect()).toAlignedRect().intersected(shot.rect())
    rows = (place.top(), place.top() + 2, place.bottom() - 2, place.bottom())
    return {shot.pixelColor(x, y).name() for x in range(place.left(), place.right()) for y in rows}


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_on_paper_nothing_crosses_the_name_of_the_place_and_dots_are_seen(
    open_kiosk: Callable[..., Any], size: tuple[int, int]
) -> None:
    with open_kiosk(ARTICLE, size) as visitor:
        visitor.start_at_home()
        visitor.kiosk.session.chooseContrast("rice-paper")
        visitor.let_pass(0)
        everything = list(items(visitor.window.contentItem()))
        (name,) = [item for item in everything if is_a(item, "Label") and item.property("text") == "镇江新区"]
        shot = visitor.window.grabWindow()
        ink = QColor(name.property("color")).name()
        assert {each: round(ratio(ink, each), 2) for each in around(name, shot) if ratio(ink, each) < WORDS} == {}
        visitor.open_page("industry", visitor.kiosk.pack.panel("industry")["pages"][0]["id"])
        dots = [item for item in items(visitor.window.contentItem()) if is_a(item, "Dots") and item.width() > 0]
        shot = visitor.window.grabWindow()
        for row in dots:
            for dot in row.childItems():
                if dot.width() > 0:
                    middle = dot.mapToScene(dot.boundingRect().center()).toPoint()
                    seen = shot.pixelColor(middle).name()
                    beside = shot.pixelColor(middle.x(), middle.y() - int(dot.height()) - 2).name()
                    assert ratio(seen, beside) >= LARGE, (seen, beside)
        assert dots
