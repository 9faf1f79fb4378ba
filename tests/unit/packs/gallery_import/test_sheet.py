"""What staff may write in a sheet: any header of a known meaning, any cell, and the words that come of it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.archive.portable_names import name_fault
from kiosk.content.media_files import path_fault
from kiosk.content.yaml import sheet_of
from kiosk.device.message_catalog import catalogue
from kiosk.packs.gallery_import.caption_template import CaptionTemplate
from kiosk.packs.gallery_import.gallery_yaml import new_gallery, scalar
from kiosk.packs.gallery_import.headers import Column, column_of, header_names, known_headers, meant_header
from kiosk.packs.gallery_import.lost_characters import is_lost
from kiosk.packs.gallery_import.naming import by_number, free_name, safe_stem
from kiosk.packs.gallery_import.picture_lookup import Lookup
from kiosk.packs.gallery_import.rows import Rows
from kiosk.packs.gallery_import.sheet_notes import cell_name, column_name
from kiosk.packs.gallery_import.sheet_words import clean, text_of

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
        ("1.文件名", Column("file")),
        ("2、 标题（英文）", Column("title", "en")),
        ("③图片说明", Column("caption")),
        ("(4) Credit line", Column("credit")),
        ("作品名称", Column("title")),
        ("作者", Column("artist")),
        ("作者（英文）", Column("artist", "en")),
        ("年代", Column("date")),
        ("材质", Column("medium")),
        ("尺寸（厘米）", Column("dimensions")),
        ("介绍", Column("caption")),
        ("馆藏号", Column("accession")),
        ("Artist", Column("artist")),
        ("Maker", Column("artist")),
        ("Object Date", Column("date")),
        ("Medium", Column("medium")),
        ("Material(s)", Column("medium")),
        ("Dimensions", Column("dimensions")),
        ("Credit line", Column("credit")),
        ("creditLine", Column("credit")),
        ("Accession number", Column("accession")),
        ("Object number", Column("accession")),
        ("Photographer", Column("credit")),
        ("作品名称 Title", Column("title")),
        ("文件名\n(File name)", Column("file")),
        ("作者/Artist", Column("artist")),
        ("作品名稱", Column("title")),
        ("標題", Column("title")),
        ("標題（英文）", Column("title", "en")),
        ("說明", Column("caption")),
        ("圖說", Column("caption")),
        ("檔案名稱", Column("file")),
        ("檔名", Column("file")),
        ("圖檔", Column("file")),
        ("照片檔名", Column("file")),
        ("替代文字", Column("alt")),
        ("攝影", Column("credit")),
        ("圖片來源", Column("credit")),
        ("標籤", Column("tags")),
        ("關鍵詞", Column("tags")),
        ("類型", Column("kind")),
        ("焦點", Column("focus")),
        ("創作者", Column("artist")),
        ("創作年代", Column("date")),
        ("材質", Column("medium")),
        ("尺寸", Column("dimensions")),
        ("館藏號", Column("accession")),
        ("典藏號", Column("accession")),
        ("登錄號", Column("accession")),
        ("作品名稱 Title", Column("title")),
        ("標題 Artist", None),
        ("標題（繁體）", Column("title", "zh")),
        ("標題（韓文）", Column("title", "ko")),
        ("标题 Artist", None),
        ("中文名", Column("title", "zh")),
        ("英文名", Column("title", "en")),
        ("展品名", Column("title")),
        ("器物名称", Column("title")),
        ("解说词（英文）", Column("caption", "en")),
        ("展签文字", Column("caption")),
        ("详细介绍", Column("caption")),
        ("文物介绍", Column("caption")),
        ("朝代", Column("date")),
        ("时期", Column("date")),
        ("规格尺寸", Column("dimensions")),
        ("照片文件名", Column("file")),
        ("图片路径", Column("file")),
        ("收藏单位", None),
        ("序号", None),
        ("tags-en", None),
        ("", None),
    ],
)
def test_a_header_is_known_however_it_is_written(header: str, column: Column | None) -> None:
    assert column_of(header, BOTH) == column


def test_staff_read_the_names_of_columns_in_their_language_and_may_write_them_so() -> None:
    assert header_names(BOTH) == ", ".join(known_headers(BOTH))
    chinese = header_names(BOTH).in_language(catalogue("zh")).split("，")
    assert chinese[:3] == ["文件", "标题（zh）", "标题（en）"]
    assert [column_of(header, BOTH) for header in chinese] == [column_of(name, BOTH) for name in known_headers(BOTH)]


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
        ("ｈａｌｌ．ｊｐｇ", "hall.jpg"),
        ("\u200btower", "tower.webp"),
        ("tower\u00ad.webp", "tower.webp"),
        ("塔　１", "2026/塔 1.JPG"),
        ("2026／塔\xa01.jpg", "2026/塔 1.JPG"),
        ("C:\\Users\\li\\Pictures\\2026\\hall.png", "2026/hall.png"),
        ("D:\\tower.webp", "tower.webp"),
        ("\\\\server\\share\\塔 1.JPG", "2026/塔 1.JPG"),
        ("/Volumes/usb/tower", "tower.webp"),
        ("E：\\展品\\ｔｏｗｅｒ.webp", "tower.webp"),
        ('"C:\\Users\\li\\tower.webp"', "tower.webp"),
        ("“tower.webp”", "tower.webp"),
        ("2026%2Fhall.png", "2026/hall.png"),
        ("%E5%A1%94%201.JPG", "2026/塔 1.JPG"),
    ],
)
def test_a_picture_is_found_by_its_path_or_its_name(cell: str, file: str) -> None:
    for form in ("NFC", "NFD"):
        assert Lookup(PICTURES).find(unicodedata.normalize(form, cell)) == {PICTURES[file]}


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Screenshot 2024-05-01 at 10.20.30\u202fAM.png", "Screenshot 2024-05-01 at 10.20.30 AM.png"),
        ("O'Neill.jpg", "O’Neill.jpg"),
        ("the “Tower”.jpg", 'the "Tower".jpg'),
        ("1990-1999.jpg", "1990–1999.jpg"),
        ("tower - night.jpg", "tower — night.jpg"),
        ("a\u200bb.jpg", "ab.jpg"),
        ("x .jpg", "x.jpg"),
        ("塔（1）.jpg", "塔(1).jpg"),
    ],
)
def test_what_office_programs_change_in_a_name_does_not_matter(stored: str, typed: str) -> None:
    for one, other in ((stored, typed), (typed, stored)):
        pictures = {one: Path(one), "other.jpg": Path("other.jpg")}
        assert Lookup(pictures).find(other) == {Path(one)}


@pytest.mark.parametrize(
    ("cell", "file"),
    [("1", "001.jpg"), ("12", "0012.png"), ("0012", "0012.png"), ("012", ""), ("2", ""), ("7", "7.jpg")],
)
def test_a_number_that_has_lost_its_zeros_finds_its_picture(cell: str, file: str) -> None:
    pictures = {name: Path(name) for name in ("001.jpg", "0012.png", "007.jpg", "7.jpg", "02.jpg", "002.jpg")}
    found = Lookup(pictures).find(cell)
    assert found == {Path(file)} if file else len(found) != 1


def test_a_file_that_is_no_picture_is_told_as_one() -> None:
    rows = Rows("list.csv", Lookup(PICTURES, ["film/Clip.mp4", "说明.docx"]), BOTH)
    assert rows.read([(1, ["file"]), (2, ["clip.MP4"]), (3, ["./说明.docx"]), (4, ["none.mp4"])]) == []
    assert [problem.message for problem in rows.problems] == [
        '"clip.MP4" is in the folder, but is no picture',
        '"./说明.docx" is in the folder, but is no picture',
        '"none.mp4" is not in the folder of the pictures',
    ]


def test_a_name_that_several_have_is_none_of_them() -> None:
    rows = Rows("list.csv", Lookup(PICTURES), BOTH)
    assert rows.read([(1, ["file"]), (2, ["hall"]), (3, ["../hall.jpg"]), (4, ["/etc/passwd"])]) == []
    assert str(rows.problems[0].expected) == "one of: 2026/hall.png, hall.jpg"
    assert [(problem.location.line, problem.message) for problem in rows.problems] == [
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


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("captoin-zh", "caption-zh"),
        ("Titel (English)", "title-en"),
        ("Credit lin", "credit"),
        ("图片说名", "图片说明"),
        ("Accesion number", "accession"),
        ("Department", ""),
        ("序号", ""),
        ("Fotografka fr", ""),
    ],
)
def test_a_header_is_proposed_in_the_language_and_script_of_the_writer(header: str, meant: str) -> None:
    assert meant_header(header, BOTH, []) == meant


def test_what_the_sheet_has_already_is_not_proposed() -> None:
    assert meant_header("captoin-zh", BOTH, [Column("caption", "zh")]) == ""


def test_a_file_is_proposed_only_of_the_same_sort_or_of_the_same_name() -> None:
    rows = Rows("list.csv", Lookup(PICTURES), BOTH)
    rows.read([(1, ["file"]), (2, ["hal.jpg"]), (3, ["tower.HEIC"]), (4, ["towe.jpg"])])
    assert [problem.fix for problem in rows.problems] == [
        'did you mean "hall.jpg"?',
        'did you mean "tower.webp"?',
        "copy the picture there, fix the name, or give --pictures FOLDER",
    ]


def read(*rows: list[str], languages: tuple[str, ...] = BOTH, caption: str = "") -> tuple[list[Any], list[str]]:
    reader = Rows("list.csv", Lookup(PICTURES), languages, CaptionTemplate.of(caption) if caption else None)
    entries = reader.read(list(enumerate(rows, start=1)))
    reported = [
        f"{problem.location.line}:{problem.location.column} {problem.severity} {problem.message}"
        for problem in sorted(reader.problems)
    ]
    return entries, reported


def captions_as_told(rows: list[list[str]]) -> tuple[list[str], Any]:
    """What is reported of a sheet, and its caption once it is imported with the --caption that the fix says."""
    reader = Rows("list.csv", Lookup(PICTURES), BOTH)
    reader.read(list(enumerate(rows, start=1)))
    fixes = [problem.fix for problem in reader.problems]
    example = next(found[1] for fix in fixes if (found := re.search(r'--caption "(.+)"', fix)))
    entries, reported = read(*rows, caption=example)
    assert [line for line in reported if "error" in line] == []
    return reported, entries[0].texts["caption"]


@pytest.mark.parametrize(
    ("rows", "caption"),
    [
        ([["file", "朝代", "年代", "作者"], ["hall.jpg", "清", "1750", "郎世宁"]], "清，1750，郎世宁"),
        ([["file", "图说", "详细介绍"], ["hall.jpg", "七层塔", "建于唐代。"]], "七层塔 建于唐代。"),
        ([["file", "重量"], ["hall.jpg", "5 克"]], "5 克"),
        (
            [
                ["总登记号", "尺寸（cm）", "", "", "图片"],
                ["", "长", "宽", "高", ""],
                ["0123", "10", "20", "3.5", "hall.jpg"],
            ],
            "0123, 10, 20, 3.5",
        ),
        (
            [
                ["质地", *["尺寸"] * 3, "图片"],
                ["质地", "长", "宽", "高", "图片"],
                ["瓷", "10", "20", "3.5", "hall.jpg"],
            ],
            "瓷，10，20，3.5",
        ),
        ([["file", "图说", "重量"], ["hall.jpg", "七层塔", "5 克"]], "七层塔，5 克"),
    ],
)
def test_columns_that_are_not_read_are_shown_as_the_fix_says(rows: list[list[str]], caption: str) -> None:
    reported, made = captions_as_told(rows)
    assert list(made.values()) == [caption]
    assert reported == []


def test_a_divided_header_is_named_in_a_caption_by_its_parts() -> None:
    rows = [["名称", "尺寸", "", "图片"], ["", "长", "宽", ""], ["瓶", "10", "20", "hall.jpg"]]
    entries, reported = read(*rows, caption="{长} × {尺寸 宽} cm")
    assert entries[0].texts == {"title": {"": "瓶"}, "caption": {"": "10 × 20 cm"}}
    assert reported == []


def test_a_row_of_words_below_a_header_over_two_columns_is_no_header() -> None:
    entries, _ = read(
        ["file", "标题", "标题（英文）", "说明"], ["hall.jpg", "塔", "Tower", "高"], ["tower.webp", "", "", ""]
    )
    assert [entry.file.name for entry in entries] == ["hall.jpg", "tower.webp"]


def test_what_a_catalogue_has_besides_is_not_taken_for_a_mistyped_header() -> None:
    assert meant_header("Object Name", BOTH, []) == ""
    assert column_of("Date Made", BOTH) == Column("date")


def test_the_artist_is_not_the_photographer_and_is_told_how_to_be_shown() -> None:
    entries, reported = read(["file", "作者", "摄影", "年代"], ["hall.jpg", "徐悲鸿", "张三", "1940"])
    assert entries[0].texts == {"credit": {"": "张三"}}
    assert reported == ['1:2 warning understood, but shown nowhere: B "作者", D "年代"']


def test_whoever_does_what_the_fix_says_has_captions_of_the_columns() -> None:
    rows = (["file", "Artist", "Date", "caption"], ["hall.jpg", "A", "1900", "words"])
    reader = Rows("list.csv", Lookup(PICTURES), BOTH)
    reader.read(list(enumerate(rows, start=1)))
    (problem,) = reader.problems
    example = problem.fix.partition('--caption "')[2].partition('"')[0]
    entries, reported = read(*rows, caption=example)
    assert (entries[0].texts["caption"], reported) == ({"": "A, 1900, words"}, [])


def test_chinese_and_english_headers_of_one_field_are_two_languages() -> None:
    entries, reported = read(
        ["文件", "作品名称", "Title", "作者", "Artist"],
        ["hall.jpg", "奔马", "Galloping Horse", "徐悲鸿", "Xu Beihong"],
        caption="{artist}",
    )
    assert entries[0].texts == {
        "title": {"zh": "奔马", "en": "Galloping Horse"},
        "caption": {"zh": "徐悲鸿", "en": "Xu Beihong"},
    }
    assert reported == []


@pytest.mark.parametrize(
    ("cells", "caption"),
    [
        (["Rembrandt", "1642", "Oil on canvas"], "Rembrandt, 1642. Oil on canvas (Amsterdam)"),
        (["Rembrandt", "", "Oil on canvas"], "Rembrandt. Oil on canvas (Amsterdam)"),
        (["", "c. 1900–05", ""], "c. 1900–05 (Amsterdam)"),
        (["Rembrandt", "1642", ""], "Rembrandt, 1642 (Amsterdam)"),
        (["Day, Jr.", "18th c.", "Ink"], "Day, Jr., 18th c. Ink (Amsterdam)"),
    ],
)
def test_a_caption_is_made_of_columns_and_leaves_out_what_is_empty(cells: list[str], caption: str) -> None:
    rows = (["file", "Artist", "Date", "Medium", "City"], ["hall.jpg", *cells, "Amsterdam"])
    entries, reported = read(*rows, caption="{artist}, {date}. {medium} ({City})")
    assert (entries[0].texts["caption"], reported) == ({"": caption}, [])


@pytest.mark.parametrize(
    ("template", "cells", "caption"),
    [
        ("{a}, {b}, {c}", ["徐悲鸿", "1940年", "纸本设色"], "徐悲鸿，1940年，纸本设色"),
        ("{a}, {b}, {c}", ["徐悲鸿", "1940", "纸本设色"], "徐悲鸿，1940，纸本设色"),
        ("{a}, {b}. {c}.", ["徐悲鸿", "1940年", "纸本设色"], "徐悲鸿，1940年。纸本设色。"),
        ("{a}, {b}. {c}.", ["徐悲鸿", "", "纸本设色。"], "徐悲鸿。纸本设色。"),
        ("{a}, {b}, {c}", ["Xu Beihong", "1940", "Ink, paper"], "Xu Beihong, 1940, Ink, paper"),
        ("{a}, {b}, {c}", ["徐悲鸿", "1940", "Ink"], "徐悲鸿，1940, Ink"),
        ("{a}, {b}, {c}", ["徐悲鸿", "1,5 × 2.5", "张三, 李四"], "徐悲鸿，1,5 × 2.5，张三, 李四"),
        ("{a}, {b}, collection {c}", ["徐悲鸿", "1940年", "南京"], "徐悲鸿，1940年, collection 南京"),
        ("{a}, {b}, {c}", ["1940", "2", "3"], "1940, 2, 3"),
    ],
)
def test_commas_and_stops_between_chinese_words_are_full_width(template: str, cells: list[str], caption: str) -> None:
    assert CaptionTemplate.of(template).fill(dict(zip("abc", cells, strict=True))) == caption


HEADING = ["文件", "标题"]


@pytest.mark.parametrize("again", [HEADING, [*HEADING, "说明"], [*HEADING, "说明", "摄影"]])
def test_a_heading_that_is_repeated_for_each_section_loses_no_picture(again: list[str]) -> None:
    entries, reported = read(["一、园"], HEADING, ["前厅"], ["hall.jpg", "甲"], ["二、塔"], again, ["tower", "乙"])
    assert [entry.file.name for entry in entries] == ["hall.jpg", "tower.webp"]
    assert '3:1 warning one heading fills this row, and it is not read: "前厅"' in reported
    assert '5:1 warning one heading fills this row, and it is not read: "二、塔"' in reported
    assert not any("error" in line for line in reported)
    assert '1:1 warning what is above the headers is not read: A1 "一、园"' in reported
    assert any(line.startswith("6:1 warning the headers are repeated here") for line in reported)


def test_a_name_without_a_picture_below_repeated_headers_is_missed_where_files_are_all_there_is() -> None:
    _, reported = read(["file"], ["gone"], ["hall"], ["file"], ["tower"])
    assert '2:1 error "gone" is not in the folder of the pictures' in reported


def test_the_first_heading_counts_though_its_pictures_are_not_there() -> None:
    _, reported = read(HEADING, ["gone.jpg", "甲"], [*HEADING, "说明"], ["tower", "乙", "丙"])
    assert '2:1 error "gone.jpg" is not in the folder of the pictures' in reported


def test_a_second_heading_in_another_order_stops() -> None:
    rows = (["文件", "标题", "说明"], ["hall.jpg", "甲", "乙"])
    _, reported = read(*rows, ["文件", "说明", "标题"], ["tower", "丙", "丁"])
    assert any(line.startswith("3:1 error other headers begin here") for line in reported), reported


def test_two_rows_of_headers_are_passed_over_too() -> None:
    head = (["文件", "标题", ""], ["", "中文", "英文"])
    entries, reported = read(*head, ["hall.jpg", "甲", "A"], *head, ["tower", "乙", "B"])
    assert [entry.texts["title"] for entry in entries] == [{"zh": "甲", "en": "A"}, {"zh": "乙", "en": "B"}]
    assert reported == ["4:1 warning the headers are repeated here, and were passed over: rows 4-5"]


@pytest.mark.parametrize("footer", [["合计：1"], ["", "备注：以上均为馆藏"], ["Total: 2"], ["合计", "2"], ["共 2 件"]])
def test_a_footer_is_told_and_stops_nothing(footer: list[str]) -> None:
    entries, reported = read(["file", "title", "caption"], ["hall.jpg", "A", "B"], footer)
    assert len(entries) == 1
    (line,) = reported
    assert line.startswith("3:1 warning this row is no picture, and was passed over")


@pytest.mark.parametrize(
    "footer", [["Summe: 2 Bilder"], ["Anmerkung: Rechte beim Museum"], ["備考：館蔵品"], ["합계 2"], ["Total : 2"]]
)
def test_a_footer_is_known_in_the_languages_of_museums(footer: list[str]) -> None:
    found, problems = read(["file", "title"], ["hall.jpg", "Hall"], footer)
    assert len(found) == 1
    assert [problem for problem in problems if "was passed over" in problem]


def test_a_sum_that_is_the_number_of_a_picture_is_a_sum() -> None:
    found, problems = read(["序号", "文件", "名称"], ["1", "hall.jpg", "厅"], ["2", "tower", "塔"], ["合计", "tower"])
    assert len(found) == 2
    assert any('passed over: "合计 tower"' in problem for problem in problems)


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("Dateiname", "Titel"),
        ("Fichier", "Titre"),
        ("ファイル名", "作品名"),
        ("画像ファイル", "題名"),
        ("파일명", "제목"),
        ("图片编号", "名称"),
        ("圖片編號", "名稱"),
    ],
)
def test_headers_are_known_in_the_languages_of_museums(header: str, title: str) -> None:
    found, problems = read(["A list"], [header, title], ["hall.jpg", "Hall"])
    assert [(entry.file.name, list(entry.texts["title"].values())) for entry in found] == [("hall.jpg", ["Hall"])]
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("作品説明", "caption"),
        ("説明", "caption"),
        ("作家名", "artist"),
        ("制作年代", "date"),
        ("素材", "medium"),
        ("所蔵品番号", "accession"),
        ("分類", "tags"),
        ("種類", "kind"),
    ],
)
def test_headers_of_japanese_museums_are_known(header: str, field: str) -> None:
    assert column_of(header, BOTH) == Column(field)


def test_a_sheet_without_headers_loses_no_row_by_its_fix() -> None:
    rows = [["hall.jpg", "Hall"], ["tower", "Tower"]]
    reader = Rows("list.csv", Lookup(PICTURES), BOTH)
    assert reader.read(list(enumerate(rows, start=1))) == []
    (problem,) = reader.problems
    assert problem.fix == "insert a row above row 1, write file or 文件 into A1, and a header such as title beside it"
    found, problems = read(["file", "title"], *rows)
    assert (len(found), problems) == (2, [])


def test_the_fix_names_the_cell_that_makes_a_sheet_of_pictures_understood() -> None:
    rows = [["Lista", "", ""], ["nr", "plik", "title"], ["1", "hall.jpg", "Hall"], ["2", "tower", "Tower"]]
    reader = Rows("list.csv", Lookup(PICTURES), BOTH)
    assert reader.read(list(enumerate(rows, start=1))) == []
    (problem,) = reader.problems
    assert str(problem.location) == "list.csv:2:2"
    assert problem.message == "no column says which picture is meant"
    assert problem.fix == 'write file or 文件 into B2, in place of "plik"'
    rows[1][1] = "file"
    found, _ = read(*rows)
    assert len(found) == 2


def test_headers_whose_characters_a_program_has_lost_are_not_to_be_written_again() -> None:
    """As LibreOffice and Excel save a CSV in a code page without Chinese: the other words are lost as well."""
    reader = Rows("list.csv", Lookup(PICTURES), BOTH)
    assert reader.read(list(enumerate([["??", "??"], ["hall.jpg", "??"]], start=1))) == []
    problem = next(each for each in reader.problems if each.severity == "error")
    assert problem.message == "no column says which picture is meant"
    assert problem.fix.startswith("save the sheet that still has them as .xlsx")


def test_a_heading_that_is_merged_across_is_told_once() -> None:
    found, problems = read(["file", "", "title", ""], ["一、展厅"] * 4, ["hall.jpg", "", "Hall", ""])
    assert (len(found), len(problems)) == (1, 1)


def test_a_row_with_one_cell_that_names_no_picture_may_be_deleted() -> None:
    reader = Rows("list.csv", Lookup(PICTURES), BOTH)
    reader.read([(1, ["file", "title"]), (2, ["hall.jpg", "A"]), (3, ["the new wing"]), (4, ["", "the old wing"])])
    assert [problem.severity for problem in reader.problems] == ["error", "error"]
    assert all("delete this row if it is no picture" in problem.fix for problem in reader.problems)


@pytest.mark.parametrize("cell", ["?? Wharf", "The ????", "caf\ufffd", "M?ller", "????"])
def test_question_marks_that_a_program_may_have_written_are_told(cell: str) -> None:
    _, reported = read(["file", "title"], ["hall.jpg", cell])
    assert reported == [f'2:2 warning ? may have replaced other characters: "{cell}"']


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("MÃ¼ller cafÃ©", "Müller café"),
        ("å¡”", "塔"),
        ("â€œHall", "“Hall"),
        ("娴嬭瘯鏂囧瓧", "测试文字"),
        ("å±±", "山"),
    ],
)
def test_words_that_a_program_read_in_another_encoding_are_told(cell: str, meant: str) -> None:
    _, reported = read(["file", "title"], ["hall.jpg", cell])
    assert reported == [
        f'2:2 warning a program may have read these words in another encoding: "{cell}"; meant is "{meant}"'
    ]


@pytest.mark.parametrize("cell", ["Müller", "Ã", "São Tomé", "联通", "新展厅", "ÄÖÜ", "Åre – 1°C", "“x”", "人民公园"])
def test_other_words_are_not_taken_for_misread_ones(cell: str) -> None:
    assert read(["file", "title"], ["hall.jpg", cell])[1] == []


@pytest.mark.parametrize("cell", ["Why? Because", "是吗?不是", "https://museum.org/a?b??c", "x/a?b"])
def test_other_question_marks_are_words(cell: str) -> None:
    assert read(["file", "title"], ["hall.jpg", cell])[1] == []


@pytest.mark.parametrize(
    ("cell", "given", "lost"),
    [
        ("?????", "七层的古塔", True),
        ("???? Hall", "七层 𬀩 Hall", False),
        ("?? ?? Hall", "七层 𬀩 Hall", True),
        ("caf?", "café", True),
        ("caf\ufffd", "café", True),
        ("????,?? 'A'", "三个主题，一个 ‘A’", True),
        ("Hall ? tower", "Hall — tower", True),
        ("这是塔吗?", "这是塔吗？", False),
        ("这是塔?", "这是塔。", False),
        ("Is it?", "Is it…", False),
        ("??", "Is", False),
        ("七层", "七层", False),
        ("", "", False),
    ],
)
def test_words_are_lost_where_all_else_is_as_it_was_given_out(cell: str, given: str, lost: bool) -> None:
    assert is_lost(cell, given) == lost


def test_brackets_around_what_is_empty_go_with_it() -> None:
    template = CaptionTemplate.of("{a} ({b}), {c}!")
    assert template.fill({"a": "A", "b": "B", "c": "C"}) == "A (B), C!"
    assert template.fill({"a": "A", "c": "C"}) == "A, C!"
    assert template.fill({"a": "A", "b": "B"}) == "A (B)!"
    assert template.fill({"b": "B"}) == "(B)!"
    assert template.fill({}) == ""
    assert CaptionTemplate.of("｛作者｝，｛年代｝").fill({"作者": "徐悲鸿", "年代": "1940"}) == "徐悲鸿，1940"


@pytest.mark.parametrize("words", ["no column", "{}", "{a", "a}", "{a} {", "{a{b}}"])
def test_a_template_that_names_no_column_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        CaptionTemplate.of(words)


def test_a_template_that_the_sheet_cannot_fill_is_told() -> None:
    _, reported = read(["file", "Artist", "caption"], ["hall.jpg", "X", "y"], caption="{artst}, {artist}")
    assert reported == [
        '1:1 error no column is "artst", which --caption asks for',
        '1:3 error the words of "caption" would be lost: --caption does not ask for them',
    ]
    entries, reported = read(["file", "Artist", "caption"], ["hall.jpg", "X", "y"], caption="{artist}. {caption}")
    assert (entries[0].texts["caption"], reported) == ({"": "X. y"}, [])


def test_notes_in_brackets_of_a_header_do_not_matter_unless_another_says_the_same() -> None:
    entries, reported = read(["文件名*", "标题（必填）", "Title (raw)"], ["hall.jpg", "厅堂", "x"], languages=("zh",))
    assert entries[0].texts == {"title": {"": "厅堂"}}
    assert reported == ['1:3 warning the column "Title (raw)" is not read']


def test_words_without_a_header_are_told_with_their_cells() -> None:
    _, reported = read(["file", "title"], ["hall.jpg", "A", "lost"], ["tower", "B", "", "too"])
    many = read(["file"], ["hall.jpg", "a"], ["tower", "b"], ["2026/hall.png"], ["塔 1", "c"])[1]
    assert many == ["2:2 warning there is no header above these words, and they are not read: B2:B3, B5"]
    assert reported == [
        "2:3 warning there is no header above these words, and they are not read: C2",
        "3:4 warning there is no header above these words, and they are not read: D3",
    ]


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ("石桥 古建", ("石桥", "古建")),
        ("石桥　古建　园林", ("石桥", "古建", "园林")),
        ("#园林 #苏式", ("园林", "苏式")),
        ("#园林#苏式", ("园林", "苏式")),
        ("#园林##苏式#", ("园林", "苏式")),
        ("#园林、#苏式", ("园林", "苏式")),
        ("C#、F#", ("C#", "F#")),
        ("#garden", ("garden",)),
        ("石塔\n古建", ("石塔", "古建")),
        ("on paper, unique", ("on paper", "unique")),
        ("on paper", ("on paper",)),
        ("A 馆", ("A 馆",)),
        ("江 南", ("江 南",)),
        ("石桥 古建、园林", ("石桥 古建", "园林")),
    ],
)
def test_tags_are_divided_as_staff_divide_them(cell: str, tags: tuple[str, ...]) -> None:
    rows = Rows("list.csv", Lookup(PICTURES), BOTH)
    (entry,) = rows.read([(1, ["file", "tags"]), (2, ["hall.jpg", cell])])
    assert (entry.tags, rows.problems) == (tags, [])


def test_a_table_on_its_side_is_told_to_be_turned() -> None:
    table = [["文件", "hall.jpg", "tower.webp"], ["标题", "厅", "塔"], ["说明", "x", "y"]]
    entries, reported = read(*table)
    assert (entries, reported) == ([], ["1:1 error the headers stand below each other in the first column"])
    turned = [list(column) for column in zip(*table, strict=True)]
    entries, reported = read(*turned)
    assert (len(entries), reported) == (2, [])


def test_a_list_of_files_alone_is_not_on_its_side() -> None:
    entries, reported = read(["file"], ["hall.jpg"], ["tower"])
    assert (len(entries), reported) == (2, [])


@pytest.mark.parametrize("opening", ["“Tower", "”Tower", "„Turm", "「塔"])
def test_a_comma_within_curly_quotation_marks_is_told_to_be_in_straight_ones(opening: str) -> None:
    rows = Rows("list.csv", Lookup(PICTURES), BOTH)
    rows.read([(1, ["file", "title"]), (2, ["hall.jpg", opening, "old”"]), (3, ["tower", "B", "x"])])
    (reported,) = rows.problems
    assert reported.fix == (
        'put quotation marks of the English keyboard (") around words with a comma: only they hold a cell together'
    )


def test_words_of_no_language_are_told_where_none_is_left() -> None:
    rows = (["file", "title", "title-zh", "title-en"], ["hall.jpg", "The hall", "厅堂", "Hall"])
    entries, reported = read(*rows)
    assert entries[0].texts["title"] == {"": "The hall", "zh": "厅堂", "en": "Hall"}
    assert reported == ['2:2 warning no language is left for the words "The hall"']


def test_a_type_of_objects_is_not_the_pictures_kind() -> None:
    entries, reported = read(["file", "Type", "title"], ["hall.jpg", "Painting", "A"])
    assert (entries[0].kind, reported) == ("", ['1:2 warning the column "Type" is not read'])
    assert read(["file", "Type"], ["hall.jpg", "illustration"], ["tower", "photo"])[0][0].kind == "illustration"


def test_an_address_and_several_files_in_one_cell_are_told_as_such() -> None:
    assert read(["file"], ["https://museum.org/media/tower.webp?w=200"])[0][0].file == PICTURES["tower.webp"]
    _, reported = read(["file"], ["https://museum.org/x.jpg"], ["tower.webp; hall.jpg"])
    assert reported == [
        '2:1 error "https://museum.org/x.jpg" is an address on the web, from which nothing is loaded',
        '3:1 error "tower.webp; hall.jpg" are several pictures',
    ]


def test_of_two_columns_of_files_that_with_the_pictures_is_read() -> None:
    entries, reported = read(["Image", "File", "title"], ["https://museum.org/x.jpg", "hall.jpg", "A"])
    assert (len(entries), reported) == (1, ['1:1 warning the column "Image" is not read'])


@pytest.mark.parametrize("number", ["1952/12:3", "1952.12.3", "1952-12-3", "1952 12 3"])
def test_pictures_are_found_by_accession_numbers(number: str) -> None:
    pictures = {name: Path("/p") / name for name in ("1952-12-3.jpg", "195-212-3.jpg")}
    reader = Rows("list.csv", Lookup(pictures), BOTH)
    entries = reader.read([(1, ["Title", "Accession number"]), (2, ["A", number]), (3, ["B", "77"])])
    assert [entry.file.name for entry in entries] == ["1952-12-3.jpg"]
    assert [problem.message for problem in reader.problems] == [
        "records without a picture in the folder were left out (1): rows 3"
    ]


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
        assert (problem.location.file, problem.location.line in numbers, problem.location.column > 0) == (
            "list.csv",
            True,
            True,
        )


WORDS = st.one_of(st.just(""), st.text("abcdefgh塔桥园 ,;.", min_size=1, max_size=8))
HEADS = st.sampled_from(
    [
        *known_headers(BOTH),
        "标题",
        "title",
        "title-fr",
        "作者",
        "Artist",
        "年代",
        "",
        "序号",
        "Department",
        "说明（英文）",
        "中文",
        "type",
    ]
)


@given(
    st.lists(HEADS, min_size=1, max_size=7),
    st.lists(st.lists(WORDS, max_size=9), max_size=5),
    st.lists(st.lists(WORDS, max_size=3), max_size=2),
    st.booleans(),
)
def test_no_word_of_a_sheet_is_lost_in_silence(
    head: list[str], body: list[list[str]], above: list[list[str]], made: bool
) -> None:
    """Each cell is taken, or a problem names its cell, its column or its row."""
    files = iter(PICTURES)
    rows = [*above, ["file", *head]]
    rows += [[next(files, "hall.jpg"), *cells] for cells in body]
    numbered = [(number, [cell.strip() for cell in cells]) for number, cells in enumerate(rows, start=1)]
    caption = CaptionTemplate.of("{artist}, {date}") if made else None
    reader = Rows("list.csv", Lookup(PICTURES), BOTH, caption)
    entries = reader.read(numbered)
    reported = " ".join(f"{problem.message} {problem.fix}" for problem in reader.problems)
    if any(problem.severity == "error" for problem in reader.problems):
        return  # nothing is imported
    columns = {problem.location.column for problem in reader.problems if problem.location.line <= len(above) + 1}
    columns |= {problem.location.column for problem in reader.problems if "no header" in problem.message}
    lines = {problem.location.line for problem in reader.problems}
    by_line = {entry.location.line: entry for entry in entries}
    for number, cells in numbered[len(above) + 1 :]:
        entry = by_line.get(number)
        taken = ""
        if entry is not None:
            texts = [text_of(output, BOTH) for output in entry.texts.values()]
            words = [word for text in texts for word in (text.values() if isinstance(text, dict) else [text or ""])]
            taken = " ".join([*words, *entry.tags, entry.kind, entry.file.name, str(entry.focus)])
        for place, cell in enumerate(cells, start=1):
            parts = clean(cell).replace(",", " ").replace(";", " ").split()
            is_taken = all(part in taken for part in parts)
            is_told = place in columns or number in lines or cell_name(number, place) in reported
            is_told = is_told or f'{column_name(place)} "' in reported  # several columns in one line
            assert is_taken or is_told or (place == 1 and entry), (number, place, cell)


@pytest.mark.parametrize(
    ("output", "languages", "text"),
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
    output: dict[str, str], languages: tuple[str, ...], text: str | dict[str, str] | None
) -> None:
    assert text_of(output, languages) == text


def test_words_over_several_lines_become_one() -> None:
    assert clean("七层，\r\n八角") == "七层，八角"
    assert clean("说\n两行") == "说 两行"
    assert clean("一\r\n \n甲") == "一 甲"
    assert clean("塔\n《园》") == "塔《园》"
    assert clean("塔\nTower") == "塔 Tower"
    assert clean(" seven\n storeys\u3000high\ufeff\x07 ") == "seven storeys high"
    assert clean("cafe\u0301") == "café"


def test_rare_characters_are_kept_though_this_python_does_not_know_them() -> None:
    assert clean("\U00031350\ue123\U0002ebf0") == "\U00031350\ue123\U0002ebf0"
    assert clean("a\ud800\uffffb\u202e") == "ab"


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


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Jahr", "date"),
        ("Entstehungszeit", "date"),
        ("Künstler/in", "artist"),
        ("Inventar-Nr.", "accession"),
        ("Année", "date"),
        ("Auteur", "artist"),
        ("Matériaux", "medium"),
        ("Año", "date"),
        ("Autor", "artist"),
        ("Nº inventario", "accession"),
        ("Número de inventario", "accession"),
        ("Anno", "date"),
        ("Autore", "artist"),
        ("技法・材質", "medium"),
        ("資料名", "title"),
        ("시대", "date"),
        ("展品编号", "accession"),
        ("内容简介", "caption"),
        ("Artist/Maker", "artist"),
    ],
)
def test_headers_of_catalogues_abroad_are_known(header: str, field: str) -> None:
    assert column_of(header, BOTH) == Column(field)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("作品标题*", "title"),
        ("图片标题", "title"),
        ("Photo file name", "file"),
        ("拍摄者/来源", "credit"),
        ("图片作者", "credit"),
        ("照片介绍（100字以内）", "caption"),
    ],
)
def test_headers_of_photo_lists_are_known(header: str, field: str) -> None:
    _, reported = read(["file" if field != "file" else "title-en", header], ["hall.jpg", "hall.jpg"])
    assert reported == []


def test_signs_for_the_words_above_are_read_as_these_words() -> None:
    entries, reported = read(
        ["file", "caption-zh", "credit"],
        ["hall.jpg", "同上", "李"],
        ["tower.webp", "塔", "〃"],
        ["2026/塔 1.JPG", "同上", "〃"],
    )
    assert [entry.texts["credit"] for entry in entries] == [{"": "李"}] * 3
    assert [entry.texts["caption"] for entry in entries] == [{"zh": "同上"}, {"zh": "塔"}, {"zh": "塔"}]
    assert reported == [
        '3:3 warning "〃" was read as the words above it: rows 3-4',
        '4:2 warning "同上" was read as the words above it: rows 4',
    ]


def test_a_comma_that_divides_words_in_a_csv_is_named() -> None:
    reader = Rows("list.csv", Lookup(PICTURES), BOTH)
    reader.read([(1, ["file", "title", "caption"]), (2, ["hall.jpg", "Tower", " old", "x"])])
    [problem] = reader.problems
    assert problem.fix == (
        "where a comma within the words divided them, put the words in quotation marks; else write a header above "
        "them, or move them into a column that has one"
    )


def test_the_column_of_files_is_that_with_endings() -> None:
    pictures = {name: Path(name) for name in ("1.jpg", "tower.webp")}
    reader = Rows("list.csv", Lookup(pictures), BOTH)
    reader.read([(1, ["No.", "Photograph", "Text"]), (2, ["1", "tower.webp", "x"])])
    assert [problem.fix for problem in reader.problems] == ['write file or 文件 into B1, in place of "Photograph"']


def test_the_sum_of_excel_in_chinese_is_a_footer() -> None:
    _, reported = read(["文件", "标题"], ["hall.jpg", "塔"], ["汇总", "1"])
    assert reported == ['3:1 warning this row is no picture, and was passed over: "汇总 1"']
