"""The search index of a pack: what can be found in it, and how it sounds."""

from __future__ import annotations

import pytest

from kiosk.content.loader import load_pack
from kiosk.flow.search import Index, units
from kiosk.services.knowledge import knowledge
from kiosk.services.searching import other_sounds, search_index, sound
from tests.screens.visitor import ARTICLE


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("镇江新区", ["Zhen", "Jiang", "Xin", "Qu"]),
        ("“宜”文化，3000年", ["Yi", "Wen", "Hua", "3", "0", "0", "0", "Nian"]),
        ("重庆的重点", ["Chong", "Qing", "De", "Zhong", "Dian"]),
        ("绿色GDP增长", ["Lv", "Se", "Gdp", "Zeng", "Zhang"]),
        ("The 2332 reform", ["The", "2", "3", "3", "2", "Reform"]),
        ("\u3400\u9fee宜", ["Qiu", "?", "Yi"]),
        ("Ωmega — é", ["Mega", "?"]),
        ("", []),
    ],
)
def test_every_unit_has_one_reading(text: str, sounds: list[str]) -> None:
    read = sound(text)
    assert len(read) == len(units(text))
    assert [heard for heard in read if heard != "?"] == [heard for heard in sounds if heard != "?"]


def test_a_character_of_several_readings_is_found_by_each_of_them() -> None:
    others = ["".join(each) for each in other_sounds("行", ["Xing"])]
    assert "Hang" in others
    assert "Xing" not in others


def test_what_the_article_tells_is_found_in_both_languages() -> None:
    pack = load_pack(ARTICLE, knowledge()).pack
    assert pack is not None
    value = search_index(pack)
    index = Index.of(value)

    def leads(query: str, language: str) -> list[dict]:
        return [value["entries"][hit.entry] for hit in index.find(query, language)]

    assert leads("zjxq", "zh")[0] == {"kind": "home"}
    assert {"kind": "picture", "gallery": "places", "picture": 2} in leads("guanweihui", "zh")
    assert leads("chanye", "zh")[0] == {"kind": "panel", "panel": "industry", "page": -1}
    assert leads("robot", "en")[0] == {"kind": "picture", "gallery": "places", "picture": 6}
    assert any(lead["kind"] == "panel" for lead in leads("2332", "en"))
