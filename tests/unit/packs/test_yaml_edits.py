"""Values of a YAML file change in their places, and every other letter stays."""

from __future__ import annotations

import difflib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.yaml import sheet_of
from kiosk.packs.yaml_edits import UnsafeEditError, YamlEdits, changed_text

TEXT = """\
# head 塔 🗼
id: a
title: {zh: 塔}   # keep
lead: |
  Long words
  in two lines

# about the pictures
pictures:
  - file: media/a.jpg   # first
    title: Tower # t
    caption:
      zh: "七层"  # seven
  # between
  - {file: media/b.jpg, title: {zh: 桥}}
  - file: media/c.jpg
    title: >-
      folded
      words
    tags:
      - a
      - b
    # end comment
  - title: 'it''s'
    file: media/d.jpg
"""
LONG = {"zh": "长" * 60, "en": "Long " * 20 + "end"}


@pytest.mark.parametrize(
    ("path", "value", "removed", "added"),
    [
        (("title", "en"), 'A: "b"', ["title: {zh: 塔}   # keep"], ['title: {zh: 塔, en: "A: \\"b\\""}   # keep']),
        (("lead",), "Short", ["lead: |", "  Long words", "  in two lines"], ["lead: Short"]),
        (
            ("pictures", 0, "title"),
            {"zh": "塔", "en": "Tower"},
            ["    title: Tower # t"],
            ["    title: {zh: 塔, en: Tower} # t"],
        ),
        (("pictures", 0, "caption", "zh"), "八层", ['      zh: "七层"  # seven'], ["      zh: 八层  # seven"]),
        (("pictures", 0, "caption", "en"), "Seven", [], ["      en: Seven"]),
        (("pictures", 0, "credit"), "X", [], ["    credit: X"]),
        (
            ("pictures", 0, "alt"),
            LONG,
            [],
            ["    alt:", f"      zh: {LONG['zh']}", f"      en: {LONG['en']}"],
        ),
        (
            ("pictures", 1, "credit"),
            "Me",
            ["  - {file: media/b.jpg, title: {zh: 桥}}"],
            ["  - {file: media/b.jpg, title: {zh: 桥}, credit: Me}"],
        ),
        (
            ("pictures", 2, "title"),
            "new",
            ["    title: >-", "      folded", "      words"],
            ["    title: new"],
        ),
        (("pictures", 2, "tags"), ["x", "z"], ["      - a", "      - b"], ["      [x, z]"]),
        (
            ("pictures", 3, "title"),
            LONG,
            ["  - title: 'it''s'"],
            ["  - title:", f"      zh: {LONG['zh']}", f"      en: {LONG['en']}"],
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_value_changes_and_nothing_else(
    path: tuple[str | int, ...], value: Any, removed: list[str], added: list[str], end: str
) -> None:
    before = TEXT.replace("\n", end)
    after = changed_text("x.yaml", before, [(path, value)])
    changes = list(difflib.ndiff(before.split(end), after.split(end)))
    assert [line[2:] for line in changes if line.startswith("- ")] == removed
    assert [line[2:] for line in changes if line.startswith("+ ")] == added
    plain = sheet_of("x.yaml", after.encode()).plain
    for part in path:
        plain = plain[part]
    assert plain == value


def test_many_changes_are_made_at_once() -> None:
    edits = YamlEdits("x.yaml", TEXT)
    edits.set(("pictures", 0, "alt"), "A")
    edits.set(("pictures", 0, "credit"), "B")
    edits.set(("pictures", 0, "title"), "C")
    edits.set(("title",), {"zh": "塔", "en": "Tower"})
    picture = sheet_of("x.yaml", edits.made().encode()).plain["pictures"][0]
    assert list(picture) == ["file", "title", "caption", "alt", "credit"]
    assert "    alt: A\n    credit: B\n  # between\n" in edits.made()


def test_what_is_as_it_was_changes_no_letter() -> None:
    assert changed_text("x.yaml", TEXT, [(("pictures", 0, "title"), "Tower"), (("title",), {"zh": "塔"})]) == TEXT


@pytest.mark.parametrize(
    "text",
    ["a:\n  - x  # why\n  - y\n", "a:\n  zh: x  # why\n  en: y\n"],
)
def test_a_comment_is_never_lost(text: str) -> None:
    with pytest.raises(UnsafeEditError):
        changed_text("x.yaml", text, [(("a",), "new")])


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Cn")), min_size=1).map(
    lambda words: " ".join(words.split()) or "x"
)


@given(
    WORDS, WORDS, st.sampled_from(["a: {zh: 塔} # c", "a:\n  zh: 塔  # c", "a: 塔   # c", 'a: "塔" # c', "b: 1 # c"])
)
def test_any_words_can_be_set_anywhere(zh: str, en: str, line: str) -> None:
    text = f"# first\n{line}\n# last\nz: 1\n"
    after = changed_text("x.yaml", text, [(("a",), {"zh": zh, "en": en})])
    assert sheet_of("x.yaml", after.encode()).plain["a"] == {"zh": zh, "en": en}
    assert all(kept in after for kept in ("# first\n", " # c\n", "# last\nz: 1\n"))
