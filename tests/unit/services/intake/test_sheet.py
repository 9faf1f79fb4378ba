"""What staff may write in a sheet: any header of a known meaning, any cell, and the words that come of it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.archive.names import name_fault
from kiosk.content.media import path_fault
from kiosk.content.reader import sheet_of
from kiosk.services.intake.headers import Column, column_of, known_headers
from kiosk.services.intake.lookup import Lookup
from kiosk.services.intake.naming import by_number, free_name, safe_stem
from kiosk.services.intake.rows import Rows
from kiosk.services.intake.sheet_text import new_gallery, scalar
from kiosk.services.intake.words import clean, text_of

BOTH = ("zh", "en")
PICTURES = {name: Path("/photos") / name for name in ("hall.jpg", "2026/塔 1.JPG", "2026/hall.png", "tower.webp")}


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("file", Column("file")),
        ("\ufeff File Name", Column("file")),
        ("文件名", Column("file")),
        ("title-zh", Column("title", "zh")),
        ("Title (English)", Column("title", "en")),
        ("标题（中文）", Column("title", "zh")),
        ("标题(英)", Column("title", "en")),
        ("英文标题", Column("title", "en")),
        ("CAPTION_EN", Column("caption", "en")),
        ("图片说明／英文", Column("caption", "en")),
        ("Alt text: zh-CN", Column("alt", "zh")),
        ("Ｃｒｅｄｉｔ", Column("credit")),
        ("摄影", Column("credit")),
        ("title fr", Column("title", "fr")),
        ("繁体标题", Column("title", "zh")),
        ("标签", Column("tags")),
        ("序号", None),
        ("tags-en", None),
        ("", None),
    ],
)
def test_a_header_is_known_however_it_is_written(header: str, column: Column | None) -> None:
    assert column_of(header, BOTH) == column


def test_a_language_of_the_pack_is_known_by_its_own_code() -> None:
    assert column_of("标题（繁体）", ("zh-Hant", "en")) == Column("title", "zh-Hant")
    assert column_of("title zh_hant", ("zh", "zh-Hant")) == Column("title", "zh-Hant")
    assert column_of("title-nl", ("nl",)) == Column("title", "nl")


@given(
    st.sampled_from(known_headers(BOTH)),
    st.text(" _-\t（）():：\u3000\ufeff", max_size=3),
    st.text(" _-（(: ", max_size=2),
    st.booleans(),
)
def test_signs_and_capitals_in_a_header_do_not_matter(header: str, around: str, between: str, loud: bool) -> None:
    field, _, language = header.partition("-")
    written = f"{around}{field}{between}{language}{around[::-1]}"
    assert column_of(written.upper() if loud else written, BOTH) == Column(field, language)


@pytest.mark.parametrize(
    ("cell", "file"),
    [
        ("hall.jpg", "hall.jpg"),
        ("HALL.JPG", "hall.jpg"),
        ("tower", "tower.webp"),
        ("塔 1", "2026/塔 1.JPG"),
        (".\\2026\\hall.PNG", "2026/hall.png"),
        ("2026/hall", "2026/hall.png"),
    ],
)
def test_a_picture_is_found_by_its_path_or_its_name(cell: str, file: str) -> None:
    for form in ("NFC", "NFD"):
        assert Lookup(PICTURES).find(unicodedata.normalize(form, cell)) == {PICTURES[file]}


def test_a_name_that_several_have_is_none_of_them() -> None:
    rows = Rows("list.csv", Lookup(PICTURES), BOTH)
    assert rows.read([(1, ["file"]), (2, ["hall"]), (3, ["../hall.jpg"]), (4, ["/etc/passwd"])]) == []
    assert [(problem.mark.line, problem.message) for problem in rows.problems] == [
        (2, '"hall" may be one of several pictures'),
        (3, '"../hall.jpg" is not in the folder of the pictures'),
        (4, '"/etc/passwd" is not in the folder of the pictures'),
    ]


@pytest.mark.parametrize(
    ("cell", "focus"),
    [
        ("0.5, 0.4", (0.5, 0.4)),
        ("[0.5,0.4]", (0.5, 0.4)),
        ("50% 40%", (0.5, 0.4)),
        ("0,5; 0,4", (0.5, 0.4)),
        ("０．５，０．４", (0.5, 0.4)),
        ("1 0", (1.0, 0.0)),
        ("x 0.5 y 0.4", (0.5, 0.4)),
        ("0.5", None),
        ("50, 40", None),
        ("0.1 0.2 0.3", None),
        ("middle", None),
    ],
)
def test_a_focus_is_two_shares(cell: str, focus: tuple[float, float] | None) -> None:
    rows = Rows("list.csv", Lookup(PICTURES), BOTH)
    entries = rows.read([(1, ["file", "focus"]), (2, ["hall.jpg", cell])])
    assert [entry.focus for entry in entries] == [focus]
    assert bool(rows.problems) == (focus is None)


CELLS = st.one_of(
    st.sampled_from([*known_headers(BOTH), "标题", "hall.jpg", "tower", "0.5,0.4", "photo", ""]), st.text()
)


@given(st.lists(st.tuples(st.integers(1, 10**6), st.lists(CELLS, max_size=6)), max_size=6))
def test_any_sheet_gives_pictures_or_problems_with_their_places(rows: list[tuple[int, list[str]]]) -> None:
    reader = Rows("list.csv", Lookup(PICTURES), BOTH)
    entries = reader.read(rows)
    assert {entry.file for entry in entries} <= set(PICTURES.values())
    assert len({entry.file for entry in entries}) == len(entries)
    assert entries or reader.problems
    numbers = {number for number, _ in rows} | {1}
    for problem in reader.problems:
        assert (problem.mark.file, problem.mark.line in numbers, problem.mark.column > 0) == ("list.csv", True, True)


@pytest.mark.parametrize(
    ("said", "languages", "text"),
    [
        ({"zh": "塔", "en": "Tower"}, BOTH, {"zh": "塔", "en": "Tower"}),
        ({"en": "Tower", "zh": "塔"}, BOTH, {"zh": "塔", "en": "Tower"}),
        ({"": "塔", "en": "Tower"}, BOTH, {"zh": "塔", "en": "Tower"}),
        ({"": "Tower", "zh": "塔"}, BOTH, {"zh": "塔", "en": "Tower"}),
        ({"": "塔"}, BOTH, {"zh": "塔"}),
        ({"": "塔"}, ("zh",), "塔"),
        ({"": "塔"}, ("en", "zh"), "塔"),
        ({"": "Tower"}, BOTH, "Tower"),
        ({"en": "Tower"}, BOTH, "Tower"),
        ({"en": "Tower", "fr": "Tour"}, ("zh", "en", "fr"), {"zh": "Tower", "en": "Tower", "fr": "Tour"}),
        ({"zh-CN": "塔", "zh-TW": "塔樓"}, BOTH, {"zh": "塔"}),
        ({"de": "Turm"}, BOTH, None),
        ({"zh": " \n", "": "\u200b"}, BOTH, None),
    ],
)
def test_words_become_a_text_that_has_the_first_language(
    said: dict[str, str], languages: tuple[str, ...], text: str | dict[str, str] | None
) -> None:
    assert text_of(said, languages) == text


def test_words_over_several_lines_become_one() -> None:
    assert clean("七层，\r\n八角") == "七层，八角"
    assert clean(" seven\n storeys\u3000high\ufeff\x07 ") == "seven storeys high"
    assert clean("cafe\u0301") == "café"


@given(st.text())
def test_any_words_can_stand_in_a_gallery_and_are_read_as_they_are(words: str) -> None:
    written = clean(words)
    if written:
        text = new_gallery("a", written, {}, [{"file": "media/a.jpg", "title": {"zh": written, "en": scalar(written)}}])
        sheet = sheet_of("a.yaml", text.encode())
        assert sheet.problems == []
        assert sheet.plain["title"] == sheet.plain["pictures"][0]["title"]["zh"] == written


@given(st.text())
def test_any_name_becomes_one_that_every_disk_can_hold(name: str) -> None:
    stem = safe_stem(name)
    file = free_name(stem, ".jpg", {f"{stem}.jpg".casefold()})
    assert file == f"{stem}-2.jpg"
    assert (name_fault(f"media/a/{file}"), path_fault(f"media/a/{file}")) == (None, None)
    assert file == file.lower()
    assert " " not in file


def test_numbers_in_names_are_counted() -> None:
    names = ["10.jpg", "2.jpg", "b 1.jpg", "a 12 3.jpg", "a 2 30.jpg", "１.jpg"]
    assert sorted(names, key=by_number)[:3] == ["１.jpg", "2.jpg", "10.jpg"]
    assert sorted(names, key=by_number)[3:] == ["a 2 30.jpg", "a 12 3.jpg", "b 1.jpg"]
