"""Text is large enough to read from where people stand: capital heights in millimetres, and the space between lines.

ISO 9241-3 asks for 4.8 mm where text cannot be enlarged; EN 301 549 5.1.4 for 0.7° of large text, which is 9.8 mm at
0.8 m and 12.2 mm at 1 m; the Chinese rules for the elderly for text of 18 dp, 2.9 mm, and lines 1.3 of its size apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import hypot
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem

from tests.screens.layout import quote, speaks
from tests.screens.visitor import LANDSCAPE, PORTRAIT, ROOT, Visitor, items

SHOWCASE = ROOT / "content" / "showcase"
MM_PER_INCH = 25.4
LEAST_MM = 4.8
FROM_80_CM, FROM_100_CM = 9.8, 12.2
LEAST_LEADING = 1.3
PRIVATE_USE = "\ue000"  # icons have no capitals
SAMPLE = "宜"  # in the sheet, drawn in the size that a choice of text size stands for


def words_of(visitor: Visitor) -> Iterator[QQuickItem]:
    """Every text that is drawn on the screen now."""
    window = QRectF(0, 0, visitor.window.width(), visitor.window.height())
    for item in items(visitor.window.contentItem()):
        text = str(item.property("text")).strip()
        readable = speaks(item) and text < PRIVATE_USE and text != SAMPLE and is_drawn(item)
        if readable and item.mapRectToScene(item.boundingRect()).intersects(window):
            yield item


def is_drawn(item: QQuickItem) -> bool:
    """Whether an item and all that it lies in are visible."""
    above: QQuickItem | None = item
    while above is not None and above.isVisible() and above.opacity() > 0:
        above = above.parentItem()
    return above is None


def walk(visitor: Visitor, text_size: int) -> Iterator[str]:
    """Every kind of screen, each page and the sheet among them."""
    visitor.start_at_home()
    session = visitor.kiosk.session
    session.chooseTextSize(text_size)
    visitor.let_pass(0)
    yield "home"
    for panel, pages in session.state.outline.panels.items():
        for page in pages:
            visitor.open_page(panel, page)
            yield f"{panel}/{page}"
    session.openGallery("shapes")
    visitor.let_pass(0)
    yield "gallery"
    session.openPicture("shapes", 1)
    visitor.let_pass(0)
    yield "viewer"
    session.goHome()
    visitor.touch("bar:access")
    visitor.let_pass(0)
    yield "sheet"
    visitor.warn()
    yield "warning"


def capital_height(item: QQuickItem) -> float:
    """The height of a capital letter in px, in the size that is drawn, also where words are shrunk to fit."""
    font = item.property("font")
    drawn, _ = QQmlExpression(qmlContext(item), item, "fontInfo.pixelSize").evaluate()
    font.setPixelSize(drawn)
    return QFontMetricsF(font).capHeight()


def leading(item: QQuickItem) -> float:
    """The distance of two lines by the size of the text."""
    return item.height() / item.property("lineCount") / item.property("font").pixelSize()


@pytest.mark.parametrize(
    ("inches", "text_size", "least_mm"), [(24, 100, LEAST_MM), (24, 200, FROM_80_CM), (32, 200, FROM_100_CM)]
)
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_capitals_are_as_high_as_standards_ask(
    open_kiosk: Callable[..., Any], size: tuple[int, int], inches: int, text_size: int, least_mm: float
) -> None:
    mm_per_px = inches * MM_PER_INCH / hypot(*size)
    with open_kiosk(SHOWCASE, size, diagonal=float(inches)) as visitor:
        visitor.kiosk.session.chooseTextSize(text_size)
        seen, small = 0, set()
        for screen in walk(visitor, text_size):
            for item in words_of(visitor):
                seen += 1
                height = capital_height(item) * mm_per_px
                if height < least_mm:
                    small.add(f"{screen}: {quote(item)} is {height:.1f} mm high")
                if item.property("lineCount") > 1 and leading(item) < LEAST_LEADING:
                    small.add(f"{screen}: lines of {quote(item)} are {leading(item):.2f} of their size apart")
        assert seen > 300
        assert sorted(small) == []
