"""Words of a pack on their way to the screen: none is ever a tag, and a pack may replace those of the interface."""

from __future__ import annotations

import pytest

from kiosk.content.loader import load_pack
from kiosk.content.model import Text
from kiosk.packs.interface_words import counted, load_words, words_for
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.view_data.values import PreparedMedia, Serializer
from kiosk.view.pack_view import PackView
from tests.screens.visitor import SMALL

HOSTILE = '<img src="http://127.0.0.1:9/x">'


def styled(words: str) -> str:
    from kiosk.blocks.text.text_block import TextBlock

    text = TextBlock.model_validate({"text": words}).text
    return Serializer(("zh",), PreparedMedia()).styled(text)["zh"]


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("plain", "plain"),
        ("a **bold** word", "a <b>bold</b> word"),
        ("an *emphatic* word", "an <i>emphatic</i> word"),
        ("two\nlines", "two<br>lines"),
        ("<b>typed</b>", "&lt;b&gt;typed&lt;/b&gt;"),
        ("R&D", "R&amp;D"),
        ("**5\u00a0hours**", "<b>5&nbsp;hours</b>"),
        ("&lt;img&gt;", "&amp;lt;img&amp;gt;"),
        (f"**{HOSTILE}**", '<b>&lt;img src="http://127.0.0.1:9/x"&gt;</b>'),
    ],
)
def test_bold_and_emphasis_are_the_only_tags(written: str, drawn: str) -> None:
    assert styled(written) == drawn


def test_a_pack_replaces_words_of_the_interface_and_leaves_the_rest() -> None:
    pack = load_pack(SMALL, product_catalog()).pack
    assert pack is not None
    assets = load_words()
    words = words_for(assets, pack.languages, pack.strings)
    assert words["home"] == {"zh": "开头", "en": "Start"}
    assert words["back"] == {"zh": "返回", "en": "Back"}


def test_what_counts_has_its_plural_form_and_what_a_pack_writes_has_one() -> None:
    words = words_for(load_words(), ("zh", "en", "fr"), {})
    assert counted(words, "pictures-count", 1) == {"zh": "{count}幅", "en": "{count} picture", "fr": "{count} picture"}
    assert counted(words, "pictures-count", 2) == {
        "zh": "{count}幅",
        "en": "{count} pictures",
        "fr": "{count} pictures",
    }
    own = words_for(
        load_words(), ("zh", "en"), {"pictures-count": Text.of({"zh": "{count}张", "en": "{count} photos"})}
    )
    assert counted(own, "pictures-count", 1) == {"zh": "{count}张", "en": "{count} photos"}


def test_a_language_that_the_product_does_not_speak_falls_back_to_english() -> None:
    words = words_for(load_words(), ("zh", "fr"), {})
    assert words["back"] == {"zh": "返回", "fr": "Back"}


def test_before_there_is_a_pack_the_screens_have_words_and_nothing_else() -> None:
    view = PackView(load_words())
    assert view.property("words")["out-of-service"] == {"zh": "暂停服务", "en": "Out of service"}
    assert view.property("languages") == ["zh", "en"]
    assert view.property("scenes") == []
    assert view.panel("none") == {}
    assert view.gallery("none") == {}


def test_the_button_to_a_language_that_the_product_does_not_speak_has_its_own_name() -> None:
    words = words_for(load_words(), ("zh", "ja", "zh-Hant", "tlh"), {})
    named = {"zh": "中文", "ja": "日本語", "zh-Hant": "繁體中文", "tlh": "English"}
    assert words["language-name"] == named
    assert words["change-language"] == named | {"zh": "改用中文", "tlh": "Change to English"}
    assert words["home"]["ja"] == "Home"
