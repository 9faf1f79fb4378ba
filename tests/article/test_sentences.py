"""Each sentence of the article is reported in the pack, in all its languages, or it says why not."""

from __future__ import annotations

import re
from typing import Any

import pytest

from kiosk.content.model import Pack, Text
from setup import article
from tests.article.test_facts import LANGUAGES, find, readable

SENTENCES: dict[str, Any] = article.listed("sentences")
QUESTIONS: list[dict[str, Any]] = article.listed("questions")["questions"]
MAKE = "run `make article`"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return article.pack()


@pytest.fixture(scope="module")
def places(pack: Pack) -> list[article.Place]:
    return list(article.places(pack, SENTENCES["source"]))


def in_both(why: dict[str, str]) -> bool:
    return bool(re.search("[\u4e00-\u9fff]", why["zh"]) and re.search("[A-Za-z]{2}", why["en"])) and set(why) == {
        "zh",
        "en",
    }


def test_sentences_are_numbered_one_by_one_and_named_by_their_first_words_alone() -> None:
    sentences = SENTENCES["sentences"]
    assert [sentence["number"] for sentence in sentences] == list(range(1, 63))
    begins = [sentence["begins"] for sentence in sentences]
    assert len(set(begins)) == len(begins)
    assert [words for words in begins if len(words.rstrip("…")) > 15] == []
    kinds = {sentence.get("kind", "text") for sentence in sentences}
    assert kinds == {"caption", "headline", "heading", "byline", "damaged", "text"}


def test_what_a_sentence_says_stands_whole_in_the_list() -> None:
    known = {"number", "kind", "begins", "gist", "left-out"}
    # A comma ends a value between braces, so that what follows it would be a key of its own.
    assert [sentence["number"] for sentence in SENTENCES["sentences"] if set(sentence) - known] == []
    assert [sentence["number"] for sentence in SENTENCES["sentences"] if not sentence["gist"]] == []


def test_every_sentence_is_told_somewhere_or_says_why_not(places: list[article.Place]) -> None:
    reported = {number for place in places for number in place.cites}
    reasons = {sentence["number"]: sentence.get("left-out") for sentence in SENTENCES["sentences"]}
    assert [number for number, why in reasons.items() if number not in reported and not why] == []
    assert [number for number, why in reasons.items() if why and not in_both(why)] == []
    assert reported - set(reasons) == set()


def test_every_page_and_picture_cites_a_sentence_or_says_why_not(places: list[article.Place]) -> None:
    silent = {place.name for place in places if not place.cites and "/" in place.name}
    assert silent == set(SENTENCES["uncited"])
    assert [name for name, why in SENTENCES["uncited"].items() if not in_both(why)] == []


def test_what_cites_a_sentence_has_all_its_words_in_every_language(places: list[article.Place]) -> None:
    citing = [place for place in places if place.cites]
    assert len(citing) >= 45
    half = [
        (place.name, text)
        for place in citing
        for text in [place.title, *find(place.part, Text)]
        if text.words and {language for language, _ in text.words} != set(LANGUAGES)
    ]
    assert half == []


def test_the_document_is_fresh() -> None:
    assert article.DOCUMENT.read_text(encoding="utf-8") == article.made(), MAKE


def test_there_are_ten_questions_on_ten_pages_of_every_panel(pack: Pack) -> None:
    assert len({question["page"] for question in QUESTIONS}) == len(QUESTIONS) == 10
    assert {question["page"].split("/")[0] for question in QUESTIONS} == {panel.id for panel in pack.panels}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS, ids=[question["page"] for question in QUESTIONS])
def test_the_answer_to_a_question_stands_on_its_page(pack: Pack, question: dict[str, Any], language: str) -> None:
    panel, name = question["page"].split("/")
    page = next(page for theme in pack.panels if theme.id == panel for page in theme.pages if page.id == name)
    words = readable(page, pack, language)
    assert question[language]
    assert [answer for answer in question["answer"][language] if answer.lower() not in words.lower()] == []
