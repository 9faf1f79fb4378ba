"""The type of an item is named, and nothing of Qt's is kept for it."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QMetaObject
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from tests.qml_types import type_name

SCENE = b"""import QtQuick
Item {
    component Card: Item { property int number: 1 }
    Repeater { model: 5; Rectangle { property int number: index } }
    Card {}
    Text {}
    Item {}
}"""
KINDS = {"QQuickRectangle", "QQuickText", "QQuickRepeater", "Card", "QQuickItem"}


def metaobjects() -> int:
    return sum(type(wrapper) is QMetaObject for wrapper in shiboken6.getAllValidWrappers())


def test_an_item_of_a_qml_file_is_named_and_its_class_is_let_go(qtbot: QtBot) -> None:
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(SCENE, "")
    scene = component.create()
    assert isinstance(scene, QQuickItem)
    items = scene.childItems()
    before = metaobjects()
    assert {type_name(item) for item in items} == KINDS
    assert metaobjects() == before
    assert shiboken6.isValid(QQuickItem.staticMetaObject)
