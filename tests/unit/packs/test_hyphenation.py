"""Words that are too long for a line get places to break at; nothing else of them changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.packs.view_data.hyphenation import SOFT_HYPHEN, hyphenate


@pytest.mark.parametrize(
    ("language", "word", "parts"),
    [
        ("en", "internationalisation", "inter-na-tion-al-isa-tion"),
        ("de", "Bundesausbildungsförderungsgesetz", "Bun-des-aus-bil-dungs-för-de-rungs-ge-setz"),
        ("fr", "anticonstitutionnellement", "anti-cons-ti-tu-tion-nel-le-ment"),
    ],
)
def test_a_long_word_is_broken_as_its_language_does(language: str, word: str, parts: str) -> None:
    assert hyphenate(f"a {word}, b", language) == f"a {parts.replace('-', SOFT_HYPHEN)}, b"


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("counter-internationalisation", "counter-inter|na|tion|al|isa|tion"),
        ("internationalisation-counter", "inter|na|tion|al|isa|tion-counter"),
        ("(counter–internationalisation):", "(counter–inter|na|tion|al|isa|tion):"),
    ],
)
def test_each_long_part_of_a_compound_is_broken(word: str, parts: str) -> None:
    assert hyphenate(word, "en") == parts.replace("|", SOFT_HYPHEN)


def test_a_short_word_stays_whole() -> None:
    assert hyphenate("governance and responsibility", "en") == "governance and responsibility"


@pytest.mark.parametrize(
    "words",
    [
        "www.averyveryverylongdomain.org",
        "https://averyveryverylongdomain",
        "name@averyveryverylongdomain",
        "example.org/a-averyveryverylongdomain",
        "a-averyveryverylongdomain.org",
        "averyveryverylongdomain_a-averyveryverylongdomain",
    ],
)
def test_an_address_stays_as_it_is(words: str) -> None:
    assert hyphenate(words, "en") == words


def test_a_language_without_patterns_changes_nothing() -> None:
    assert hyphenate("kuuluisuudentavoittelu" * 2, "zh") == "kuuluisuudentavoittelu" * 2


@given(st.text(alphabet="abcdeföß .-宜", max_size=120), st.sampled_from(["en", "de", "fr", "zh"]))
def test_no_letter_is_lost(words: str, language: str) -> None:
    assert hyphenate(words, language).replace(SOFT_HYPHEN, "") == words
