"""A gallery that is there grows by lines at its end; where that cannot be proved harmless, it is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.yaml import sheet_of
from kiosk.packs.gallery_import.gallery_yaml import new_gallery, with_pictures, with_tile

NEW = [{"file": "media/x/new.jpg", "title": {"zh": "新", "en": "New: at last"}, "focus": ["0.5", "0.25"]}]
LINES = ["- file: media/x/new.jpg", '  title: {zh: 新, en: "New: at last"}', "  focus: [0.5, 0.25]"]
FRAME = "id: x\ntitle: X\npictures:\n"

GROWING = {
    "at the end": ("  - file: a\n    title: A\n", ""),
    "without a last line end": ("  - file: a\n    title: A", ""),
    "without indent": ("- file: a\n  title: A\n", ""),
    "comments within and behind": ("  - file: a  # one\n    # two\n    title: A\n  # three\n", "\n# four\n"),
    "a field behind": ("  - file: a\n    title: A\n", "\n# of the tags\ntags: {a: A}\n"),
    "a folded text": ("  - file: a\n    title: >-\n      A\n      # no comment\n\n      B\n", "lead: L\n"),
    "a flow map an item": ("  - {file: a,\n     title: A}\n", ""),
    "a quoted text over lines": ('  - file: a\n    title: "A\n\n      B"\n', ""),
}


@pytest.mark.parametrize("name", GROWING)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_put_behind_the_last_picture_and_nothing_else_changes(name: str, end: str) -> None:
    items, behind = GROWING[name]
    before = f"{FRAME}{items}{behind}".replace("\n", end)
    indent = "" if items.startswith("-") else "  "
    added = "".join(f"{indent}{line}{end}" for line in LINES)
    within = f"{FRAME}{items}".replace("\n", end)
    whole = within if within.endswith(end) else within + end
    assert with_pictures(before, "x.yaml", NEW, {}) == whole + added + behind.replace("\n", end)


@pytest.mark.parametrize(
    "items",
    [
        "  [{file: a, title: A}]\n",
        '  - file: a\n    title: "A\nB"\n',
        "  []\n",
    ],
)
def test_what_cannot_grow_by_lines_is_left_alone(items: str) -> None:
    assert with_pictures(FRAME + items, "x.yaml", NEW, {}) is None


def test_tags_are_put_behind_the_last_tag() -> None:
    text = "id: x\ntags:\n  a: A\n  b:\n    zh: 乙\n    en: B\n# pictures\npictures:\n  - {file: a, title: A}\n"
    grown = with_pictures(text, "x.yaml", NEW, {"c": {"zh": "丙"}, "no": "No"})
    assert grown is not None
    assert grown.replace('  c: {zh: 丙}\n  "no": "No"\n', "").startswith(text)
    assert with_pictures(text.replace("tags:\n", "tags: {}\nx:\n"), "x.yaml", NEW, {"c": "C"}) is None


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
ITEM = st.fixed_dictionaries(
    {"file": WORDS, "title": WORDS | st.fixed_dictionaries({"zh": WORDS, "en": WORDS})},
    optional={"tags": st.lists(WORDS, min_size=1, max_size=3), "focus": st.just(["0.5", "1"])},
)


@given(st.lists(ITEM, min_size=1, max_size=3), st.lists(ITEM, min_size=1, max_size=3))
def test_what_is_written_and_what_grows_is_read_again(
    first: list[dict[str, object]], more: list[dict[str, object]]
) -> None:
    text = new_gallery("x", "X", {"a": "A"}, first)
    grown = with_pictures(text, "x.yaml", more, {"b": {"zh": "乙"}})
    assert grown is not None
    read = sheet_of("x.yaml", grown.encode()).plain
    assert read["pictures"] == [*first, *more]
    assert read["tags"] == {"a": "A", "b": {"zh": "乙"}}


@pytest.mark.parametrize(
    ("tiles", "after"),
    [
        ("tiles: [a, b]", "tiles: [a, b, x]"),
        ("tiles: [a, 'b' ]  # two", "tiles: [a, 'b', x ]  # two"),
        ('tiles: ["a", b,]', 'tiles: ["a", b, x,]'),
        ("tiles: [\n    a,\n    b\n  ]", "tiles: [\n    a,\n    b, x\n  ]"),
        ("tiles:\n    - a\n    - b  # two\n  lead: L", "tiles:\n    - a\n    - b  # two\n    - x\n  lead: L"),
        ("tiles:\n  - a\n  - b", "tiles:\n  - a\n  - b\n  - x"),
    ],
)
def test_a_tile_is_put_behind_the_last(tiles: str, after: str) -> None:
    frame = "id: p\nhome:\n  headline: H\n  {}\nattract: []\n"
    assert with_tile(frame.format(tiles), "pack.yaml", "x") == frame.format(after)


@pytest.mark.parametrize("front", ["id: p\n", "home: {tiles: []}\n", "home: {tiles: a}\n", "home: [a]\n"])
def test_where_no_tiles_are_none_is_put(front: str) -> None:
    assert with_tile(front, "pack.yaml", "x") is None
