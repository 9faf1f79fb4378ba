"""Typing on a keypad of Latin letters finds Chinese and English alike."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.session.search_engine import Hit, SearchIndex, units
from kiosk.session.search_query import MAX_CHARACTERS, MAX_RESULTS, normalise

VALUE = {
    "entries": [],
    "lines": [
        {
            "language": "zh",
            "title": True,
            "entries": [0, 1, 2, 3, 4],
            "texts": ["镇江新区", "镇江新区管委会", "走进镇江新区", "宜文化", "2332改革"],
            "sounds": ["ZhenJiangXinQu", "ZhenJiangXinQuGuanWeiHui", "ZouJinZhenJiangXinQu", "YiWenHua", "2332GaiGe"],
        },
        {
            "language": "en",
            "title": True,
            "entries": [0, 1, 2, 3, 4],
            "texts": ["Zhenjiang New Area", "The committee", "A tour", "Yi culture", "The 2332 reform"],
            "sounds": ["ZhenjiangNewArea", "TheCommittee", "ATour", "YiCulture", "The2332Reform"],
        },
        {
            "language": "zh",
            "title": False,
            "entries": [3, 3],
            "texts": ["“宜侯”，新区之名。", "传承"],
            "sounds": ["YiHouXinQuZhiMing", "ChuanCheng"],
        },
        {"language": "en", "title": False, "entries": [4], "texts": ["Robots, robots"], "sounds": ["RobotsRobots"]},
    ],
}
INDEX = SearchIndex.of(VALUE)


def found(query: str, language: str = "zh") -> list[tuple[int, str]]:
    """The number of each entry that is found, and the signs that found it."""
    return [(hit.entry, hit.text[hit.start : hit.end]) for hit in INDEX.find(query, language)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("zjxq", [(0, "镇江新区"), (1, "镇江新区"), (2, "镇江新区")]),
        ("ZJXQ", [(0, "镇江新区"), (1, "镇江新区"), (2, "镇江新区")]),
        ("zhenjiang xin", [(0, "镇江新"), (1, "镇江新"), (2, "镇江新")]),
        ("xq", [(0, "新区"), (1, "新区"), (2, "新区"), (3, "新区")]),
        ("ywe", [(3, "宜文")]),
        ("zhenjxq", [(0, "镇江新区"), (1, "镇江新区"), (2, "镇江新区")]),
        ("zhj", [(0, "镇江"), (1, "镇江"), (2, "镇江")]),
        ("zhjxq", [(0, "镇江新区"), (1, "镇江新区"), (2, "镇江新区")]),
        ("chch", [(3, "传承")]),
        ("gwhui", [(1, "管委会")]),
        ("管委", [(1, "管委")]),
        ("2332", [(4, "2332")]),
        ("yh", [(3, "宜侯”")]),
        ("cc", [(3, "传承")]),
        ("hen", []),
        ("henjiang", []),
        ("qq", []),
        ("zzzz", []),
        ("", []),
        ("，。 !", []),
    ],
)
def test_chinese_is_found_by_initials_full_pinyin_both_and_characters(query: str, expected: list) -> None:
    wanted = [(entry, signs.strip("”")) for entry, signs in expected]
    assert [(entry, signs.strip("“”")) for entry, signs in found(query)] == wanted


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("cul", [(3, "cul")]),
        ("newarea", [(0, "New Area")]),
        ("na", [(0, "New A")]),
        ("rob", [(4, "Rob")]),
        ("obots", []),
        ("zhen", [(0, "Zhen"), (1, "镇"), (2, "镇")]),
    ],
)
def test_english_is_found_by_the_beginnings_of_its_words(query: str, expected: list) -> None:
    assert found(query, "en") == expected


def test_a_title_that_begins_so_comes_before_one_that_holds_it_and_that_before_other_texts() -> None:
    assert [hit.entry for hit in INDEX.find("xq", "zh")] == [0, 1, 2, 3]
    assert [hit.title for hit in INDEX.find("xq", "zh")] == [True, True, True, False]


def test_no_more_is_found_than_a_visitor_can_look_through() -> None:
    many = {
        "language": "zh",
        "title": True,
        "entries": list(range(200)),
        "texts": ["宜"] * 200,
        "sounds": ["Yi"] * 200,
    }
    index = SearchIndex.of({"lines": [many]})
    assert len(index.find("y", "zh")) == MAX_RESULTS
    assert len(index.find("yi", "en", limit=7)) == 7


def test_the_initials_stand_over_the_characters_that_they_found() -> None:
    (hit, *_rest) = INDEX.find("jxq", "zh")
    assert hit.initials == ["j", "x", "q"]
    assert INDEX.find("gg", "zh")[0].initials == []


def test_a_title_can_be_shown_as_what_could_be_typed() -> None:
    assert INDEX.title(3, "zh") == Hit(3, "zh", "宜文化", "YiWenHua", True, 0, 3)
    assert INDEX.title(9, "zh") is None


@given(st.text(max_size=40), st.sampled_from(["zh", "en", "fr"]))
def test_whatever_is_typed_nothing_breaks(query: str, language: str) -> None:
    hits = INDEX.find(query, language)
    assert len({hit.entry for hit in hits}) == len(hits)
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(hit.text)
    assert normalise(normalise(query)) == normalise(query)
    assert len(normalise(query)) <= MAX_CHARACTERS


@given(st.text(alphabet="zjxqenhiagw", min_size=1, max_size=9), st.sampled_from("zjxqenhiagw"))
def test_a_further_letter_never_finds_what_the_letters_before_it_did_not(query: str, letter: str) -> None:
    fewer = {hit.entry for hit in INDEX.find(query + letter, "zh")}
    assert fewer <= {hit.entry for hit in INDEX.find(query, "zh")}


@given(st.text(max_size=60))
def test_units_are_in_order_and_apart(text: str) -> None:
    spans = units(text)
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
