"""Copy, by which all words are drawn: in the forms of its language, whatever draws them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickView
from pytestqt.qtbot import QtBot

from kiosk import paths

WORDS = """\
import QtQuick
import Kiosk.Theme
import Kiosk.Parts

Rectangle {
    property string language: "zh"
    property var faces: ({})

    color: "black"
    height: 80
    width: 480

    Binding { property: "faces"; target: Theme; value: faces }
    Binding { property: "language"; target: Words; value: language }

    Label {
        color: "white"
        font.pixelSize: 40
        text: "直骨海令，。"
        width: parent.width
    }
}
"""

Drawn = Callable[..., QImage]


@pytest.fixture
def draw(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[bool], Drawn]]:
    """Returns what draws the same words once they are read in a language; they are never changed but by that."""
    (tmp_path / "Words.qml").write_text(WORDS, "utf-8")
    kept, views = QLocale(), []

    def begin(siblings: bool) -> Drawn:
        QLocale.setDefault(QLocale("zh_CN"))  # as the kiosk does before it makes a screen
        view = QQuickView()
        views.append(view)
        view.engine().addImportPath(str(paths.qml()))
        view.setSource(QUrl.fromLocalFile(str(tmp_path / "Words.qml")))
        root = view.rootObject()
        assert root is not None
        # DejaVu Sans has no Chinese: what stands in for it is drawn as the locale has it.
        families = {"zh": "Noto Sans CJK SC", "ja": "Noto Sans CJK JP"} if siblings else {}
        face = {"features": {"locl": 0} if siblings else {}, "settled": siblings}
        faces = {each: {"sans": face | {"family": families.get(each, "DejaVu Sans")}} for each in ("zh", "ja")}
        root.setProperty("faces", faces)
        view.show()

        def drawn(language: str, locale: str = "") -> QImage:
            QLocale.setDefault(QLocale(locale or {"zh": "zh_CN", "ja": "ja_JP"}[language]))
            root.setProperty("language", language)
            return view.grabWindow()

        return drawn

    yield begin
    QLocale.setDefault(kept)
    for view in views:
        view.close()


@pytest.mark.parametrize("siblings", [True, False])
def test_words_that_are_laid_out_follow_the_language(draw: Callable[[bool], Drawn], siblings: bool) -> None:
    drawn = draw(siblings)
    chinese, japanese = drawn("zh"), drawn("ja")
    assert japanese != chinese
    assert drawn("zh") == chinese
    assert drawn("ja") == japanese


def test_no_locale_changes_what_is_drawn_by_a_sibling(draw: Callable[[bool], Drawn]) -> None:
    chinese = draw(True)("zh")
    for locale in ("C", "zh_HK", "ja_JP", "ko_KR"):
        assert draw(True)("zh", locale) == chinese
