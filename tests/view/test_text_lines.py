"""Running words that are broken between lines, part by part: none of them is lost, and the lines stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFont
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem

from kiosk import paths
from kiosk.content.loader import load_pack
from kiosk.content.model import Text
from kiosk.content.model_walk import walk
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.view_data.values import PreparedMedia, Serializer
from kiosk.view.composer_view import Composer

PROGRAM = b"""
import QtQuick
import Kiosk.Blocks

Text {
    property string words
    property var part: null

    font.pixelSize: 34
    text: Slices.words(words, part ? {slice: part} : {})
    textFormat: Text.StyledText
    width: 480
    wrapMode: Text.Wrap
}
"""
Laid = tuple[int, str]  # how many lines, and what is in them
Lay = Callable[..., Laid]


def visible(styled: str) -> str:
    return unescape(
        re.sub("<br>", "\u2028", styled).replace("<b>", "").replace("</b>", "").replace("<i>", "").replace("</i>", "")
    )


@pytest.fixture(scope="module")
def lay(qapp: object) -> Iterator[Lay]:
    """Lay out words, all of them or from a sign to before another; return how many lines there are, and the words."""
    engine = QQmlEngine()
    engine.addImportPath(str(paths.qml()))
    component = QQmlComponent(engine)
    component.setData(PROGRAM, QUrl())
    item = component.create()
    assert isinstance(item, QQuickItem), component.errorString()

    def lay_out(words: str, first: int | None = None, last: int = 0) -> Laid:
        item.setProperty("words", words)
        item.setProperty("part", None if first is None else {"first": first, "last": last})
        return item.property("lineCount"), item.property("text")

    lay_out.font = item.property("font")  # type: ignore[attr-defined]
    yield lay_out
    item.deleteLater()
    component.deleteLater()
    engine.deleteLater()


def check(lay: Lay, words: str) -> None:
    """Whatever is cut out of the words has the lines that it has in the whole, and all of it together is the whole."""
    font: QFont = lay.font  # type: ignore[attr-defined]
    ends = Composer().lines(words, font, 480, [])
    whole = visible(words).encode("utf-16-le")
    assert lay(words)[0] == len(ends) or not whole
    assert ends == sorted(set(ends))
    assert not ends or ends[-1] * 2 == len(whole)
    reported = b""
    for first, last in pairwise([0, *ends]):
        lines, cut = lay(words, first, last)
        assert visible(cut).encode("utf-16-le") == whole[first * 2 : last * 2]
        # A line that ends with a break has an empty one after it, were it alone.
        assert lines == 1 or cut.endswith("<br>") or "<br></" in cut
        reported += visible(cut).encode("utf-16-le")
    assert reported == whole


styled = st.lists(
    st.sampled_from(
        [
            "宜",
            "文化",
            "，",
            "。",
            "“",
            "”",
            "3,000",
            "reform ",
            "zone ",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "&amp;",
            "&lt;",
            "新区",
            "GenScript",
            "50%",
            " ",
        ]
    ),
    max_size=90,
)


def balanced(pieces: list[str]) -> str:
    """Tags in pairs, as the pack's words have them, and one space where several would be."""
    found: list[str] = []
    open_tags: list[str] = []
    for piece in pieces:
        if piece in {"<b>", "<i>"}:
            if piece in open_tags:
                continue
            open_tags.append(piece)
        elif piece in {"</b>", "</i>"}:
            if not open_tags or open_tags[-1] != piece.replace("/", ""):
                continue
            open_tags.pop()
        found.append(piece)
    found += [tag.replace("<", "</") for tag in reversed(open_tags)]
    text, before = "".join(found).strip(), ""
    while text != before:
        # Also where a tag is between them: Qt draws those as one.
        before, text = text, re.sub("( |^)((?:</?[bi]>)*) +", r"\1\2", text)
    return text


@given(styled)
def test_whatever_is_written_each_line_stays_as_it_is(lay: Lay, pieces: list[str]) -> None:
    check(lay, balanced(pieces))


def test_a_line_ends_where_it_is_told_to(lay: Lay) -> None:
    words = "一二三四五六七八九十。" * 6
    font: QFont = lay.font  # type: ignore[attr-defined]
    whole = Composer().lines(words, font, 480, [])
    assert 11 not in whole
    cut = Composer().lines(words, font, 480, [11, 33])
    assert {11, 33} < set(cut)
    assert cut[-1] == len(words)
    assert len(cut) >= len(whole)


@given(
    st.lists(
        st.sampled_from(["The", "town", "is", "laid", "out.", "1,400", "<b>bold</b>", "𠮷林", "1992"]),
        min_size=9,
        max_size=60,
    )
)
@settings(max_examples=60)
def test_words_between_spaces_are_not_torn_at_a_cut(lay: Lay, pieces: list[str]) -> None:
    words = " ".join(pieces)
    font: QFont = lay.font  # type: ignore[attr-defined]
    composer = Composer()
    ends = composer.lines(words, font, 480, [])
    for last in range(1, len(ends)):
        cut = composer.rest(words, ends, 0, last)
        again = composer.lines(words, font, 480, [cut])
        assert cut in again
        assert again[-1] == ends[-1]


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("一二三四五六七八九。一二三四五六", 10),
        ("一二三四五六七八九，一二三四五六", 10),
        ("“一二三四五六七八。”一二三四五六", 11),
        ("一二三四五六七八九3000年一二三", 9),
        ("一二三四五六七八九十一二三四五六", 12),
        ("It ends. Now ", 9),
        ("It has 3,000 years", 12),
        ("a <b>bold end.</b> Now this", 12),
        ("𠮷。三四五六七八九十一二", 3),
    ],
)
def test_words_end_a_part_after_a_sentence_or_a_clause_and_no_number_is_torn(words: str, end: int) -> None:
    assert Composer().rest(words, [12, 24], 0, 1) == end


def test_a_part_of_few_lines_gives_none_up_for_a_sentence() -> None:
    words = "一二三四五六七八九。" + "一" * 90
    lines = list(range(12, 97, 12))
    assert Composer().rest(words, lines, 0, 2) == 24
    assert Composer().rest("一" * 50 + "。" + "一" * 49, lines, 0, 6) == 51


def test_styles_go_on_in_the_next_part(lay: Lay) -> None:
    words = "a <b>bold <i>and more</i> words</b> end"
    assert lay(words, 4, 9)[1] == "<b>ld <i>an</i></b>"
    assert lay(words, 15, 24)[1] == "<b> words</b> en"


@pytest.mark.parametrize("name", ["zhenjiang-new-area", "showcase"])
def test_every_text_of_a_pack_is_told_whole(lay: Lay, name: str) -> None:
    loaded = load_pack(paths.content() / name, product_catalog())
    make = Serializer(["zh", "en"], PreparedMedia())
    output = 0
    for _, root in loaded.parts:
        for _, part in walk(root):
            for text in (value for value in vars(part).values() if isinstance(value, Text)):
                for words in make.styled(text).values():
                    check(lay, words)
                    output += 1
    assert output > 100
