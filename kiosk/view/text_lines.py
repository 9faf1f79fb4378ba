"""Lines of styled text at a width, and where a part of a page may end among them.

Text has tags for bold, emphasis and line breaks only. Positions are in UTF-16 units, as in Qt, and tags have none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from itertools import accumulate, pairwise

from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextLine, QTextOption

_TAG_OR_WORDS = re.compile(r"<[^>]*>|[^<]+")
_CLOSED = "[”’」』）)\"']*"
_SENTENCE = re.compile(rf"(?:[。！？…]+{_CLOSED}|[.!?]+{_CLOSED}(?=\s))\s*")
_CLAUSE = re.compile(rf"(?:[，；：、]{_CLOSED}|[,;:]{_CLOSED}(?=\s))\s*")
# A number stays with its unit.
_NUMBER = re.compile("(?:第|近|约)?[0-9][0-9.,:%+]*(?:[\u4e00-\u9fff]{1,2})?")
_FEW = 5  # lines; of more, some may be given up to end at a sentence or a clause


def line_ends(words: str, font: QFont, width: float, cuts: Sequence[int]) -> list[int]:
    """Return the end of each line at `width` px, laid out as by QML's Text; a line also ends at each of `cuts`."""
    text, formats = _formats(words)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.setFormats(formats)
    ends: list[int] = []
    left = [int(cut) for cut in cuts]
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        if left and line.textStart() + line.textLength() >= left[0]:
            _end_at(line, left.pop(0), width)
        ends.append(line.textStart() + line.textLength())
    layout.endLayout()
    return ends


def last_end(words: str, ends: Sequence[int], first: int, last: int) -> int:
    """Return where the lines from `first` to before `last` should end; see `Composer.rest`."""
    text = _formats(words)[0]
    starts = [0, *map(int, ends)]
    back = max(1, min(3, last - first - _FEW + 1))
    for ending in (_SENTENCE, _CLAUSE):
        found = [_units(text, match.end()) for match in ending.finditer(text)]
        if near := [at for at in found if starts[max(first, last - back)] < at <= starts[last]]:
            return near[-1]
    numbers = [(_units(text, match.start()), _units(text, match.end())) for match in _NUMBER.finditer(text)]
    return next((start for start, end in numbers if starts[last - 1] < start < starts[last] < end), starts[last])


def _end_at(line: QTextLine, cut: int, width: float) -> None:
    """End a line before a character; Qt's columns are not always characters, and trailing spaces have none."""
    for columns in range(cut - line.textStart(), 0, -1):
        line.setNumColumns(columns, width)
        if line.textStart() + line.textLength() <= cut:
            return


def _units(text: str, at: int) -> int:
    """Return the number of UTF-16 units before a character."""
    return len(text[:at].encode("utf-16-le")) // 2


def _formats(words: str) -> tuple[str, list[QTextLayout.FormatRange]]:
    """Return the text without its tags, and its bold and emphasised ranges."""
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
