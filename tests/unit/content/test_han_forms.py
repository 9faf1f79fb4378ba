from __future__ import annotations

import pytest

from kiosk.content.han_forms import drawing_locale, forms_among, forms_of, locale_of


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("zh", "SC"),
        ("zh-CN", "SC"),
        ("zh-SG", "SC"),
        ("zh-Hans", "SC"),
        ("zh-Hans-HK", "SC"),
        ("zh-Hant", "TC"),
        ("zh-hant-tw", "TC"),
        ("zh-TW", "TC"),
        ("zh_TW", "TC"),
        ("zh-HK", "HK"),
        ("zh-MO", "HK"),
        ("zh-Hant-HK", "HK"),
        ("yue", "HK"),
        ("yue-Hans", "SC"),
        ("nan", "TC"),
        ("ja", "JP"),
        ("ja-JP", "JP"),
        ("ja-Latn", "JP"),
        ("ko", "KR"),
        ("ko-KR", "KR"),
        ("und-Jpan", "JP"),
        ("en", None),
        ("en-HK", None),
        ("de", None),
        ("", None),
    ],
)
def test_a_language_has_the_forms_of_where_it_is_written(language: str, forms: str | None) -> None:
    assert forms_of(language) == forms


def test_a_text_without_forms_of_its_own_takes_those_of_the_pack() -> None:
    assert forms_among("ja", ("zh", "ja", "en")) == "JP"
    assert forms_among("en", ("en", "ja", "zh")) == "JP"
    assert forms_among("en", ("en", "fr")) is None


def test_programs_are_told_by_a_locale() -> None:
    reported = [locale_of(language) for language in ("zh", "zh-Hant", "zh-HK", "ja", "ko", "en", "pt-BR")]
    assert reported == ["zh_CN", "zh_TW", "zh_HK", "ja_JP", "ko_KR", "en", "pt_BR"]


def test_drawings_are_drawn_by_the_first_language_that_has_such_characters() -> None:
    reported = [drawing_locale(languages) for languages in (("zh", "en"), ("en", "ja"), ("en", "fr"), ())]
    assert reported == ["zh_CN", "ja_JP", "zh_CN", "zh_CN"]
