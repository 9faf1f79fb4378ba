"""Words that are told in several pieces at large text: none of them is lost, and no number is torn apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Q_ARG, Q_RETURN_ARG, QMetaObject, QUrl
from PySide6.QtQml import QQmlComponent, QQmlEngine

from kiosk import paths
from kiosk.content.loader import load_pack
from kiosk.content.model import Text
from kiosk.content.walk import walk
from kiosk.services.knowledge import knowledge

PROGRAM = b"""
import QtQml
import Kiosk.Blocks

QtObject {
    function pieces(words: string, language: string): var {
        return Splitter.sentences(words, language);
    }
}
"""
Split = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def split(qapp: object) -> Iterator[Split]:
    engine = QQmlEngine()
    engine.addImportPath(str(paths.qml()))
    component = QQmlComponent(engine)
    component.setData(PROGRAM, QUrl())
    keep = [component.create(), component, engine]
    del component, engine
    assert keep[0] is not None

    def pieces(words: str, language: str) -> list[str]:
        said = QMetaObject.invokeMethod(
            keep[0], "pieces", Q_RETURN_ARG("QVariant"), Q_ARG("QString", words), Q_ARG("QString", language)
        )
        return list(said.toVariant())

    yield pieces
    # The engine goes last.
    while keep:
        keep.pop(0)


@pytest.mark.parametrize("name", ["zhenjiang-new-area", "showcase"])
def test_every_text_of_a_pack_is_told_whole(split: Split, name: str) -> None:
    loaded = load_pack(paths.content() / name, knowledge())
    said = 0
    for _, root in loaded.parts:
        for _, part in walk(root):
            for text in (value for value in vars(part).values() if isinstance(value, Text)):
                for language, words in text.by_language(["zh", "en"]).items():
                    assert "".join(split(words, language)) == words
                    said += 1
    assert said > 100


def test_a_number_is_never_torn_apart(split: Split) -> None:
    words = "No place in China bore the name Yi earlier, which has more than 3,000 years of culture behind it, or 4.5."
    pieces = split(f"{words} {words}", "en")
    assert len(pieces) > 1
    assert sum("3,000" in piece for piece in pieces) == 2
    assert sum("4.5" in piece for piece in pieces) == 2


@settings(deadline=None)
@given(st.text(alphabet="ab3 ,.!?;”)“，。！？；’）宜", max_size=300), st.sampled_from(["zh", "en"]))
def test_whatever_is_written_no_sign_is_lost(split: Split, words: str, language: str) -> None:
    assert "".join(split(words, language)) == words
