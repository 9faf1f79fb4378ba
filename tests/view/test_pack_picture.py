"""PackPicture: a picture gives way to another one at once, and to a larger rendition of itself without a gap."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickView
from pytestqt.qtbot import QtBot

from kiosk import paths

SIDE = 200
FRAME = """
import QtQuick
import Kiosk.Parts

Rectangle {
    property alias picture: shown.picture
    property alias detail: shown.detail
    readonly property bool ready: shown.ready

    color: "black"
    height: 200
    width: 200

    PackPicture {
        id: shown

        anchors.fill: parent
    }
}
"""


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[QQuickView]:
    (tmp_path / "Frame.qml").write_text(FRAME, "utf-8")
    view = QQuickView()
    view.engine().addImportPath(str(paths.qml()))
    view.setSource(QUrl.fromLocalFile(str(tmp_path / "Frame.qml")))
    view.show()
    yield view
    view.close()


def in_colour(folder: Path, colour: str) -> str:
    """The address of a picture."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    file = folder / f"{colour[1:]}.png"
    assert image.save(str(file))
    return file.as_uri()


def picture(*urls: str) -> dict[str, object]:
    """A picture of the pack with these renditions, each twice as wide as the one before."""
    files = [{"width": SIDE * 2**number, "url": url} for number, url in enumerate(urls)]
    return {"files": files, "width": SIDE, "height": SIDE, "focusX": 0.5, "focusY": 0.5, "alt": None}


def shown(view: QQuickView) -> str:
    return view.grabWindow().pixelColor(SIDE // 2, SIDE // 2).name()


def root(view: QQuickView) -> QObject:
    found = view.rootObject()
    assert found is not None
    return found


def test_another_picture_does_not_leave_the_one_before_while_it_is_read(
    view: QQuickView, qtbot: QtBot, tmp_path: Path
) -> None:
    root(view).setProperty("picture", picture(in_colour(tmp_path, "#c08040")))
    qtbot.waitUntil(lambda: shown(view) == "#c08040", timeout=30_000)
    root(view).setProperty("picture", picture(in_colour(tmp_path, "#4080c0")))
    # Another thread reads it, and its result waits for the event loop.
    assert shown(view) == "#000000"
    qtbot.waitUntil(lambda: shown(view) == "#4080c0", timeout=30_000)


def test_a_larger_rendition_leaves_the_smaller_one_until_it_is_read(
    view: QQuickView, qtbot: QtBot, tmp_path: Path
) -> None:
    root(view).setProperty("picture", picture(in_colour(tmp_path, "#c08040"), in_colour(tmp_path, "#4080c0")))
    qtbot.waitUntil(lambda: shown(view) == "#c08040", timeout=30_000)
    root(view).setProperty("detail", 2.0)
    assert not root(view).property("ready")
    assert shown(view) == "#c08040"
    qtbot.waitUntil(lambda: shown(view) == "#4080c0", timeout=30_000)
