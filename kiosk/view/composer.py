"""The page composer for QML."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement

from kiosk.flow.composer import Measured, compose

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Composer(QObject):
    """Divides a page into parts by the heights that its blocks have on this screen."""

    @Slot("QVariantList", float, float, result="QVariantList")
    def compose(self, blocks: list[dict[str, Any]], room: float, gap: float) -> list[dict[str, int]]:
        """Return slices of {block, first, last, part}, counted from 0, for blocks of {rows, gap, head, foot} in px."""
        measured = [Measured(tuple(each["rows"]), each["gap"], each["head"], each["foot"]) for each in blocks]
        return [
            {"block": each.block, "first": each.first, "last": each.last, "part": each.part}
            for each in compose(measured, room, gap)
        ]
