"""ItemLoader makes items from files, with their properties, and gives back all of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Q_ARG, QMetaObject, QObject, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine, QQmlIncubationController
from PySide6.QtQuick import QQuickItem

from kiosk import paths
from kiosk.tour.synthetic_touch import wait, wait_until

PAGE = """
import QtQuick

Item {
    required property var thing
    property int number: 0

    implicitHeight: 40
}
"""
# Each thing that is handed over tells when it is freed.
ASSETS = """
import QtQuick
import Kiosk.Parts

Item {
    id: root

    property int freed: 0
    property int number: 1
    readonly property Item loader: loader

    function hand(file: string) {
        loader.load(file, {
            number: Qt.binding(() => root.number),
            thing: thing.createObject(null)
        });
    }

    width: 300
    height: 200

    Component {
        id: thing

        QtObject {
            Component.onDestruction: root.freed += 1
        }
    }

    ItemLoader {
        id: loader

        anchors.fill: parent
    }
}
"""


class Assets:
    """A loader in an item of 300 x 200."""

    def __init__(self, folder: Path) -> None:
        self.page = folder / "Page.qml"
        self.page.write_text(PAGE, encoding="utf-8")
        self.engine = QQmlEngine()
        self.engine.addImportPath(str(paths.qml()))
        self._component = QQmlComponent(self.engine)
        self._component.setData(ASSETS.encode(), QUrl())
        self.root = self._component.create()
        assert isinstance(self.root, QQuickItem), self._component.errorString()
        self.loader = self.root.property("loader")

    def load(self, file: Path | None = None) -> None:
        QMetaObject.invokeMethod(
            self.root, "hand", Q_ARG("QString", QUrl.fromLocalFile(str(file or self.page)).toString())
        )

    def do(self, name: str) -> None:
        QMetaObject.invokeMethod(self.loader, name)

    @property
    def item(self) -> Any:
        return self.loader.property("item")

    def freed(self) -> int:
        wait(0)
        self.engine.collectGarbage()
        wait(0)
        return int(self.root.property("freed"))


@pytest.fixture
def assets(qapp: object, tmp_path: Path) -> Iterator[Assets]:
    there = Assets(tmp_path)
    yield there
    there.root.deleteLater()
    wait(0)


def test_the_item_has_its_properties_and_fills_its_place(assets: Assets) -> None:
    assets.load()
    item = assets.item
    assert (item.property("number"), item.width(), item.height()) == (1, 300, 200)
    assert isinstance(item.property("thing"), QObject)
    assets.root.setProperty("number", 7)
    assets.root.setWidth(120)
    assert (item.property("number"), item.width()) == (7, 120)


def test_what_was_handed_over_is_freed_with_the_item(assets: Assets) -> None:
    assets.load()
    assert assets.freed() == 0
    assets.do("unload")
    assert assets.item is None
    assert assets.freed() == 1


def test_another_item_takes_the_place_of_the_first(assets: Assets) -> None:
    for _ in range(20):
        assets.load()
    assert assets.item is not None
    assert assets.freed() == 19
    assert len([child for child in assets.loader.childItems() if child.isVisible()]) == 1


def test_it_may_be_as_high_as_its_content(assets: Assets) -> None:
    assets.loader.setProperty("autoHeight", True)
    assets.load()
    assert (assets.item.height(), assets.loader.implicitHeight()) == (40, 40)


def test_it_is_made_little_by_little_or_at_once_where_it_is_waited_for(assets: Assets) -> None:
    # As a window does between its frames. An engine without one makes everything at once, as soon as the file is read.
    controller = QQmlIncubationController()
    assets.engine.setIncubationController(controller)
    assets.loader.setProperty("asynchronous", True)
    assets.load()
    assert assets.item is None
    assert wait_until(lambda: controller.incubatingObjectCount() == 1, 10)
    assert assets.item is None
    controller.incubateFor(1000)
    assert assets.item is not None
    assert assets.item.property("number") == 1
    assets.load()
    assets.do("finish")
    assert assets.item.property("number") == 1
    assets.load()
    assets.do("unload")
    assert assets.item is None
    assert assets.freed() == 3


@pytest.mark.qt_log_ignore("Bad.qml")
@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_bad_file_is_told(assets: Assets, tmp_path: Path, asynchronous: bool) -> None:
    bad = tmp_path / "Bad.qml"
    bad.write_text("import QtQuick\nItem {", encoding="utf-8")
    assets.loader.setProperty("asynchronous", asynchronous)
    assets.load(bad)
    assert wait_until(lambda: bool(assets.loader.property("failed")), 10)
    assets.load()
    assert not assets.loader.property("failed")
    assert wait_until(lambda: assets.item is not None, 10)
