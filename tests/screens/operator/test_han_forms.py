"""Characters in the glyph forms of their reader: the visitor, the next visitor, the operator."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from setup.locales import write_pack
from tests.screens.operator.conftest import Opened, Operator


@pytest.fixture(scope="module")
def many(open_operator: Opened, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operator]:
    """A visitor of a pack whose first language is Chinese, with Japanese and other languages."""
    folder = tmp_path_factory.mktemp("languages")
    write_pack(folder / "pack")
    with open_operator(folder / "pack", cache=folder / "cache") as operator:
        yield operator


@pytest.fixture
def operator(many: Operator) -> Iterator[Operator]:
    many.leave()
    yield many
    many.touch_screen.lift_all()


def test_the_default_locale_is_the_visitors(operator: Operator) -> None:
    operator.begin()
    for language, locale in (("zh-HK", "zh_HK"), ("ja", "ja_JP"), ("en", "en_US"), ("zh", "zh_CN")):
        operator.kiosk.session.chooseLanguage(language)
        assert QLocale().name() == locale


def test_a_reset_gives_the_next_visitor_the_first_language(operator: Operator) -> None:
    operator.begin()
    operator.kiosk.session.chooseLanguage("ko")
    assert QLocale().name() == "ko_KR"
    operator.leave()
    assert QLocale().name() == "zh_CN"


def test_the_operators_words_are_drawn_in_the_operators_language(operator: Operator) -> None:
    operator.begin()
    operator.kiosk.session.chooseLanguage("ja")
    operator.come_in()
    assert (operator.kiosk.operator.language, operator.kiosk.stage.language, QLocale().name()) == ("zh", "zh", "zh_CN")
    operator.speak("en")
    assert (operator.kiosk.stage.language, QLocale().name()) == ("en", "en_US")
    operator.touch("operator:leave")
    assert QLocale().name() == "zh_CN"
