from __future__ import annotations

import re

import pytest

from tests.screens.visitor import Visitor

CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")
LATIN = re.compile("[A-Za-z]")
NAMES = {"中文", "改用中文", "English", "Change to English"}
WAYS: dict[str, list[str]] = {
    "home": [],
    "panel": ["home:bronze"],
    "later page": ["home:bronze", "step:next"],
    "long page": ["home:letters"],
    "gallery": ["home:pictures"],
    "viewer": ["home:pictures", "picture:3"],
}


@pytest.mark.parametrize("way", WAYS)
def test_every_word_changes_and_the_place_stays(visitor: Visitor, way: str) -> None:
    for step in WAYS[way]:
        visitor.touch(step)
    place = visitor.place
    assert [words for words in strange(visitor) if LATIN.search(words)] == []
    visitor.touch("bar:language")
    assert (visitor.language, visitor.place) == ("en", place)
    assert [words for words in strange(visitor) if CHINESE.search(words)] == []
    assert visitor.control("bar:language").name == "改用中文"
    visitor.touch("bar:language")
    assert (visitor.language, visitor.place) == ("zh", place)
    assert [words for words in strange(visitor) if LATIN.search(words)] == []


def strange(visitor: Visitor) -> list[str]:
    """The words on the screen, except the names of languages."""
    texts = [words for words in visitor.texts() if words not in NAMES]
    assert len(texts) > 4
    return texts


def test_the_warning_speaks_both(visitor: Visitor) -> None:
    visitor.touch("bar:language")
    visitor.warn()
    texts = visitor.texts()
    assert {"Still there?", "Touch anywhere to stay."} <= set(texts)
    assert "还在看吗？轻触任意处，继续参观。" in texts
