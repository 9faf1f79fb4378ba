"""A board of every state of a control, with the kiosk's own QML: pressed by touch, focused by keyboard focus.

`python setup/board.py OUT.png`
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ |= {"QT_QUICK_BACKEND": "software", "QSG_RENDER_LOOP": "basic"}

from PySide6.QtCore import QPointF, QRect, QSizeF, QUrl
from PySide6.QtGui import QPainter
from PySide6.QtQml import QQmlComponent
from PySide6.QtQuick import QQuickItem

from kiosk.app import Kiosk, Options, make_application
from kiosk.tour.synthetic_touch import SyntheticTouch, wait, wait_until

TOP = Path(__file__).resolve().parent.parent
PACK = TOP / "content" / "zhenjiang-new-area"
BOARD = Path(__file__).parent / "states" / "States.qml"
SIZE = (1920, 1080)
BAR = 120
RIPPLE_MS = 150


def lay(kiosk: Kiosk) -> tuple[QQmlComponent, QQuickItem]:
    """Place the board over the screen and under the ripple, down to the bar."""
    component = QQmlComponent(kiosk.engine, QUrl.fromLocalFile(str(BOARD)))
    board = component.createWithInitialProperties({"bays": kiosk.pack.property("home")["bays"]})
    assert isinstance(board, QQuickItem), component.errorString()
    ripple = next(item for item in _items(kiosk.window.contentItem()) if item.objectName() == "ripple")
    board.setParentItem(ripple.parentItem())
    board.setSize(QSizeF(SIZE[0], SIZE[1] - BAR))
    board.stackBefore(ripple)
    return component, board


def spot(item: QQuickItem, right: float = 0.5, down: float = 0.5) -> tuple[float, float]:
    """A point of an item, in px of the window."""
    point = item.mapToScene(QPointF(item.width() * right, item.height() * down))
    return point.x(), point.y()


def draw(kiosk: Kiosk, out: Path) -> None:
    """Hold a key and a tile, focus others, and save the picture."""
    touch = SyntheticTouch(kiosk.window)
    component, board = lay(kiosk)
    named = {str(item.objectName()): item for item in _items(board)}
    key, tile = named["focused-key"], named["focused-tile"]
    wait(600)
    tile.forceActiveFocus()
    wait(100)
    beside = kiosk.window.grabWindow()
    key.forceActiveFocus()
    wait(100)
    touch.press(*spot(named["held-key"]), finger=0)
    wait(700)
    touch.press(*spot(named["held-tile"], 0.6, 0.62), finger=1)
    wait(RIPPLE_MS)
    picture = kiosk.window.grabWindow()
    touch.lift_all()
    # Only one control has the focus: the tile is copied from the previous picture.
    (left, top), (right, bottom) = spot(tile, 0, 0), spot(tile, 1, 1)
    region = QRect(round(left) - 8, round(top) - 8, round(right - left) + 16, round(bottom - top) + 16)
    painter = QPainter(picture)
    painter.drawImage(region, beside, region)
    painter.end()
    out.parent.mkdir(parents=True, exist_ok=True)
    picture.save(str(out))
    board.deleteLater()
    component.deleteLater()


def main() -> int:
    """Draw the board."""
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        kiosk = Kiosk(Options(PACK, SIZE, diagonal=55, journal=Path(folder) / "journal.sqlite"))
        kiosk.show()
        wait_until(lambda: not kiosk.stage.preparing, 600)
        wait(500)
        SyntheticTouch(kiosk.window).tap(SIZE[0] / 2, SIZE[1] / 2)
        wait(600)
        kiosk.session.openGallery("places")
        wait(1200)
        draw(kiosk, Path(sys.argv[1]))
        wait(100)
        kiosk.close()
    del application
    return 0


def _items(item: QQuickItem) -> Iterator[QQuickItem]:
    yield item
    for child in item.childItems():
        yield from _items(child)


if __name__ == "__main__":
    sys.exit(main())
