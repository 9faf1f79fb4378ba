"""The page composer for QML."""

from __future__ import annotations

import re
from html import unescape
from itertools import accumulate, pairwise
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtQml import QmlElement

from kiosk.flow.composer import Measured, compose

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1

_TAG_OR_WORDS = re.compile(r"<[^>]*>|[^<]+")


@QmlElement
class Composer(QObject):
    """Divides a page into parts by the heights that its blocks have on this screen."""

    @Slot("QVariantList", float, float, float, result="QVariantList")
    def compose(self, blocks: list[dict[str, Any]], first_room: float, room: float, gap: float) -> list[dict[str, int]]:
        """Return slices of {block, first, last, part}, counted from 0, for blocks of {rows, gap, head, foot} in px."""
        measured = [Measured(tuple(each["rows"]), each["gap"], each["head"], each["foot"]) for each in blocks]
        return [
            {"block": each.block, "first": each.first, "last": each.last, "part": each.part}
            for each in compose(measured, room, gap, first_room)
        ]

    @Slot(str, QFont, float, result="QVariantList")
    def lines(self, words: str, font: QFont, width: float) -> list[int]:
        """Return where each line of styled text ends that is `width` px wide, in UTF-16 units; tags count for nothing.

        It is laid out as QML's Text does it: bold and emphasis are the only tags, and <br> is one sign.
        """
        text, formats = _formats(words)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setUseDesignMetrics(True)
        layout = QTextLayout(text, font)
        layout.setTextOption(option)
        layout.setFormats(formats)
        ends = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            ends.append(line.textStart() + line.textLength())
        layout.endLayout()
        return ends


def _formats(words: str) -> tuple[str, list[QTextLayout.FormatRange]]:
    """Return the words without their tags, and which ranges of them are bold or emphasised."""
    text, ends, styles = [], [], []
    bold = italic = False
    for tag in _TAG_OR_WORDS.findall(words):
        if tag in {"<b>", "</b>"}:
            bold = tag == "<b>"
        elif tag in {"<i>", "</i>"}:
            italic = tag == "<i>"
        else:
            text.append("\u2028" if tag.startswith("<br") else unescape(tag))
            ends.append(len(text[-1].encode("utf-16-le")) // 2)
            styles.append((bold, italic))
    formats = []
    for (start, end), (strong, emphasis) in zip(pairwise(accumulate(ends, initial=0)), styles, strict=True):
        if strong or emphasis:
            style = QTextCharFormat()
            if strong:
                style.setFontWeight(QFont.Weight.Bold)
            style.setFontItalic(emphasis)
            found = QTextLayout.FormatRange()
            found.start, found.length, found.format = start, end - start, style
            formats.append(found)
    return "".join(text), formats
