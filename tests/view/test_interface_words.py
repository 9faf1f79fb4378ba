"""Words of a pack on their way to the screen: none is ever a tag, and a pack may replace those of the interface."""

from __future__ import annotations

import pytest

from kiosk.content.loader import load_pack
from kiosk.content.model import Text
from kiosk.device.message_catalog import english_texts, visitor_languages
from kiosk.packs.interface_words import counted, load_words, words_for
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.view_data.values import PreparedMedia, Serializer
from kiosk.view.pack_view import PackView
from setup.catalogues import VISITORS, faults, read_catalogue
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


def test_where_a_pack_replaces_a_word_in_some_languages_the_others_keep_that_of_the_product() -> None:
    own = {"home": Text.of({"zh": "开头", "en": "Start"}), "back": Text.of("←")}
    words = words_for(load_words(), ("zh", "ja", "fi", "en"), own)
    assert words["home"] == {"zh": "开头", "ja": "ホーム", "fi": "开头", "en": "Start"}
    assert set(words["back"].values()) == {"←"}


def test_what_counts_has_its_plural_form_and_what_a_pack_writes_has_one() -> None:
    words = words_for(load_words(), ("zh", "en", "ar", "fi"), {})
    one, three = counted(words, "pictures-count", 1), counted(words, "pictures-count", 3)
    assert one == {"zh": "{count}幅", "en": "{count} picture", "ar": "{count} صورة", "fi": "{count} picture"}
    assert three == {"zh": "{count}幅", "en": "{count} pictures", "ar": "{count} صور", "fi": "{count} pictures"}
    own = words_for(
        load_words(), ("zh", "en"), {"pictures-count": Text.of({"zh": "{count}张", "en": "{count} photos"})}
    )
    assert counted(own, "pictures-count", 1) == {"zh": "{count}张", "en": "{count} photos"}


def test_a_language_that_the_product_does_not_speak_falls_back_to_english() -> None:
    words = words_for(load_words(), ("zh", "fi"), {})
    assert words["back"] == {"zh": "返回", "fi": "Back"}


def test_a_language_has_the_words_of_the_nearest_one() -> None:
    languages = ("zh", "zh-SG", "zh-TW", "zh-HK", "yue", "zh-Hant-HK", "de-AT", "pt-BR", "en-GB")
    words = words_for(load_words(), languages, {})
    chinese = {"zh": "首页", "zh-SG": "首页", **dict.fromkeys(("zh-TW", "zh-HK", "yue", "zh-Hant-HK"), "首頁")}
    assert words["home"] == chinese | {"de-AT": "Start", "pt-BR": "Home", "en-GB": "Home"}
    assert counted(words, "pictures-count", 2)["de-AT"] == "{count} Bilder"
    assert {code: words["language-name"][code] for code in ("zh-TW", "de-AT", "pt-BR", "en-GB")} == {
        "zh-TW": "繁體中文", "de-AT": "Deutsch", "pt-BR": "português", "en-GB": "English",
    }  # fmt: skip


@pytest.mark.parametrize("language", sorted(file.stem for file in VISITORS.glob("*.po")))
def test_a_language_of_visitors_has_every_word_of_the_screens_and_no_other(language: str) -> None:
    catalog = read_catalogue(VISITORS / f"{language}.po")
    assert list(faults(catalog)) == []
    translated = {message.context: message.string for message in catalog if message.id}
    assert translated.keys() == {f"interface/{key}" for key in english_texts("interface")}
    assert [key for key, text in translated.items() if not all([text] if isinstance(text, str) else text)] == []


@pytest.mark.parametrize("language", visitor_languages())
def test_lists_of_words_have_as_many_in_each_language(language: str) -> None:
    words = words_for(load_words(), (language,), {})
    lists = {key: str(words[key][language]).split() for key in ("numerals", "small-numbers", "answer-letters")}
    assert {key: len(each) for key, each in lists.items()} == {"numerals": 8, "small-numbers": 10, "answer-letters": 5}
    assert [key for key, each in lists.items() if len(set(each)) < len(each)] == []


def test_before_there_is_a_pack_the_screens_have_words_and_nothing_else() -> None:
    view = PackView(load_words())
    assert view.property("words")["out-of-service"] == {"zh": "暂停服务", "en": "Out of service"}
    assert view.property("languages") == ["zh", "en"]
    assert view.property("scenes") == []
    assert view.panel("none") == {}
    assert view.gallery("none") == {}


def test_without_words_there_are_none() -> None:
    assert words_for({}, ("zh", "ar"), {}) == {}


def test_the_button_to_a_language_has_its_own_name() -> None:
    words = words_for(load_words(), ("zh", "ja", "zh-Hant", "fi", "tlh"), {})
    named = {"zh": "中文", "ja": "日本語", "zh-Hant": "繁體中文", "fi": "suomi", "tlh": "English"}
    assert words["language-name"] == named
    assert words["change-language"] == named | {
        "zh": "改用中文", "ja": "日本語に切り替える", "zh-Hant": "改用繁體中文", "tlh": "Change to English",
    }  # fmt: skip
    assert words["home"]["fi"] == "Home"
