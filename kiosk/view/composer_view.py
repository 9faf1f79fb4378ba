"""The page composer for QML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement

from kiosk.session.page_composer import Measured, compose

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Composer(QObject):
    """Divides a page into parts by the heights of its blocks on this screen."""

    @Slot("QVariantList", float, float, float, result="QVariantMap")
    def compose(self, blocks: list[dict[str, Any]], first_room: float, room: float, gap: float) -> dict[str, Any]:
        """Return {slices, cost} for blocks {rows, gap, head, foot, rests, lines, reminder, aftermath,
        continues, late, together, closing, leads}.

        `slices` are {block, first, last, part}, counted from 0. Heights are in px; `lines` are the numbers of text
        lines in each row.
        """
        found = compose(_measured(blocks), room, gap, first_room)
        slices = [
            {"block": each.block, "first": each.first, "last": each.last, "part": each.part} for each in found.slices
        ]
        return {"slices": slices, "cost": found.cost}

    @Slot(str, "QFont", float, "QVariantList", result="QVariantList")
    def lines(self, words: str, font: QFont, width: float, cuts: list[int]) -> list[int]:
        """Return the end of each line of styled text at `width` px, in UTF-16 units; tags are not counted.

        The layout matches that of QML's Text: bold and emphasis are the only tags, and <br> is one character. A line
        also ends at each of `cuts`, in order, whatever room it has.
        """
        # Qt's text layout would delay the first frame, which has no page.
        from kiosk.view.text_lines import line_ends

        return line_ends(words, font, width, cuts)

    @Slot(str, "QVariantList", int, int, result=int)
    def rest(self, words: str, ends: list[int], first: int, last: int) -> int:
        """Return where the lines from `first` to before `last` of styled text should end: after a sentence or clause.

        `ends` are the ends of all lines, as returned by `lines`. If neither ends in the last of these lines, or in one
        of the two before as long as five are left, they end before a number that the break would split, or else where
        they end anyway.
        """
        from kiosk.view.text_lines import last_end

        return last_end(words, ends, first, last)


def _measured(blocks: list[dict[str, Any]]) -> list[Measured]:
    return [
        Measured(
            tuple(each["rows"]),
            each["gap"],
            each["head"],
            each["foot"],
            frozenset(each["rests"]),
            tuple(map(int, each["lines"])),
            each["reminder"],
            each["aftermath"],
            each["continues"],
            each["late"],
            each["together"],
            each["closing"],
            each["leads"],
        )
        for each in blocks
    ]
