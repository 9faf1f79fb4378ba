"""QML types of items, asked for in Python."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject


def type_name(item: QObject) -> str:
    """Return the name of an item's QML file or inline component, or of its C++ class.

    PySide 6.11 keeps the Python object of a QMetaObject as long as that of the item. The class of a QML type is freed
    before, and what Qt then makes at its address is taken for a QMetaObject, or the program crashes. So the Python
    object is let go at once, unless it belongs to a class in Python.
    """
    metaobject = item.metaObject()
    name = str(metaobject.className())
    if metaobject is not type(item).staticMetaObject:
        shiboken6.invalidate(metaobject)
    return name.split("_QML", maxsplit=1)[0]  # Tile_QMLTYPE_12; an inline component has its own name


def metaobject_address(item: QObject) -> int:
    """Return where the metaobject of a Python class lies."""
    return int(shiboken6.getCppPointer(item.metaObject())[0])
