from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QFont, QFontDatabase

from kiosk import paths
from kiosk.device.font_families import faces, faces_here
from kiosk.packs.product_themes import load_theme, theme_values
from kiosk.system.doctor.graphics_checks import FAMILIES

CAST = {"serif": "Noto Serif CJK SC", "sans": "Noto Sans CJK SC", "hand": "LXGW WenKai"}
FIVE = ("zh", "zh-Hant", "zh-HK", "ja", "ko")


def families(language: str, fonts: dict[str, str], **more: Any) -> list[str]:
    languages = more.get("languages", (*FIVE, "en"))
    return [face["family"] for face in faces(fonts, languages, more.get("installed", bool))[language].values()]


@pytest.mark.parametrize(("language", "mark"), list(zip(FIVE, ("SC", "TC", "HK", "JP", "KR"), strict=True)))
def test_each_language_is_drawn_by_its_own_sibling(language: str, mark: str) -> None:
    serif, sans, hand = families(language, CAST)
    assert (serif, sans) == (f"Noto Serif CJK {mark}", f"Noto Sans CJK {mark}")
    # The Chinese hand writes no other forms.
    assert hand == ("LXGW WenKai" if language == "zh" else sans)


def test_other_makers_mark_theirs_in_another_way() -> None:
    fonts = {"sans": "Source Han Sans SC", "serif": "Source Han Serif"}
    assert families("ja", fonts) == ["Source Han Sans", "Source Han Serif"]
    assert families("zh-HK", fonts) == ["Source Han Sans HC", "Source Han Serif HC"]
    assert families("ko", {"sans": "Noto Sans SC"}) == ["Noto Sans KR"]


def test_a_chinese_name_in_english_looks_as_in_the_first_language_that_has_such_characters() -> None:
    assert families("en", CAST, languages=("en", "ja", "zh"))[0] == "Noto Serif CJK JP"
    assert families("en", CAST, languages=("en",))[0] == "Noto Serif CJK SC"


def test_what_is_not_installed_is_left_to_the_locale() -> None:
    only = "Noto Sans CJK SC"
    found = faces(CAST, ("zh", "ja"), lambda family: family == only)
    assert found["zh"]["sans"] == {"family": only, "features": {"locl": 0}, "settled": True}
    assert found["ja"]["sans"] == {"family": only, "features": {}, "settled": False}
    assert faces({"sans": "DejaVu Sans"}, ("ja",), bool)["ja"]["sans"]["settled"] is False


def test_curly_quotes_are_as_wide_as_characters_in_chinese_and_japanese_alone() -> None:
    found = faces(CAST, ("zh", "zh-Hant", "ja", "ko", "en"), bool)
    assert [language for language in found if "pwid" in found[language]["sans"]["features"]] == ["ko", "en"]


@pytest.mark.parametrize(
    ("language", "serif", "sans"),
    [
        ("ar", "Noto Naskh Arabic", "Noto Sans Arabic"),
        ("ug", "Noto Naskh Arabic", "Noto Sans Arabic"),
        ("fa-IR", "Noto Naskh Arabic", "Noto Sans Arabic"),
        ("he", "Noto Serif Hebrew", "Noto Sans Hebrew"),
        ("th", "Noto Serif Thai", "Noto Sans Thai"),
        ("bo-CN", "Noto Serif Tibetan", "Noto Serif Tibetan"),
        ("hi", "Noto Serif Devanagari", "Noto Sans Devanagari"),
        ("uz-Arab", "Noto Naskh Arabic", "Noto Sans Arabic"),
    ],
)
def test_a_language_of_another_script_has_a_face_of_that_script(language: str, serif: str, sans: str) -> None:
    assert families(language, CAST, languages=("zh", language)) == [serif, sans, sans]


def test_a_chinese_name_in_arabic_is_drawn_by_the_theme_s_family(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "hasFamily", bool)
    theme = theme_values(load_theme(paths.resources() / "themes", "cast"))
    assert faces_here(theme, ("zh-Hant", "ar"))["ar"]["sans"]["family"] == "Noto Sans Arabic"
    first = [QFont.substitutes(family)[0] for family in ("Noto Sans Arabic", "Noto Naskh Arabic")]
    assert [family.lower() for family in first] == ["noto sans cjk tc", "noto serif cjk tc"]


def test_a_script_without_its_face_on_this_device_keeps_the_faces_of_the_theme() -> None:
    here = {*CAST.values()}.__contains__
    assert families("th", CAST, languages=("zh", "th"), installed=here)[:2] == ["Noto Serif CJK SC", "Noto Sans CJK SC"]
    assert families("ug-Latn", CAST, languages=("zh", "ug-Latn"))[1] == "Noto Sans CJK SC"
    assert families("uz", CAST, languages=("zh", "uz"))[1] == "Noto Sans CJK SC"


def test_a_theme_of_a_halls_own_family_is_kept_in_any_script() -> None:
    assert families("ar", {"sans": "DejaVu Sans"}, languages=("zh", "ar")) == ["DejaVu Sans"]


def test_debians_fonts_have_every_sibling(qapp: object) -> None:
    theme = theme_values(load_theme(paths.resources() / "themes", "cast"))
    assert set(theme["fonts"].values()) == set(FAMILIES)
    found = faces_here(theme, FIVE)
    assert all(QFontDatabase.hasFamily(face["family"]) for each in found.values() for face in each.values())
    assert all(found[language]["sans"]["settled"] for language in FIVE)
