"""A .csv as staff's programs write it: what stands between cells, quotation marks, encodings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.media.sandbox.worker_errors import RejectedFileError
from kiosk.media.sheets.delimited import find_delimiter, read_delimited
from kiosk.media.sheets.encoding_names import codec_of
from kiosk.media.sheets.encodings import decode
from kiosk.media.sheets.sheet_reader import read_table
from kiosk.packs.gallery_import.import_workers import UnreadableSheetError, read_rows
from kiosk.packs.gallery_import.picture_lookup import Lookup
from kiosk.packs.gallery_import.rows import Rows
from kiosk.packs.gallery_import.sheet_messages import word_table_failure
from kiosk.packs.gallery_import.sheet_notes import word_notes

PICTURES = {name: Path("/photos") / name for name in ("a.jpg", "b.jpg", "c.jpg")}


def rows_of(data: bytes, folder: Path) -> tuple[list[Any], list[dict[str, Any]]]:
    read_table(data, folder)
    whole = json.loads((folder / "rows.json").read_text())
    return whole["rows"], whole["notes"]


@pytest.mark.parametrize(
    ("text", "place", "words", "code"),
    [
        ('file,title\r\na.jpg,"Bridge,x\r\nb.jpg,y\r\n', (2, 2), "Bridge,x", "table-quote-open"),
        ('file,title\na.jpg,"Bridge\nb.jpg,"Garden"\n', (2, 2), "Bridge", "table-quote-open"),
        ('file;title\n"a.jpg;x\n', (2, 1), "a.jpg;x", "table-quote-open"),
        ('file,title\n\n"a.jpg","x\ny"\nb.jpg,"The "old" house"\n', (4, 2), 'The "old" house"', "table-quote-inside"),
        ('"', (1, 1), "", "table-quote-open"),
    ],
)
def test_a_quotation_mark_that_is_not_closed_is_told_with_its_cell(
    text: str, place: tuple[int, int], words: str, code: str
) -> None:
    with pytest.raises(RejectedFileError) as refused:
        list(read_delimited(text))
    assert (refused.value.code, refused.value.details) == (code, {"row": place[0], "column": place[1], "words": words})
    reported = word_table_failure(code, **refused.value.details)
    assert f'"{words}"' in reported.reason


def test_what_the_fix_says_leads_to_the_goal() -> None:
    assert list(read_delimited('file,title\na.jpg,"Bridge,x"\n')) == [["file", "title"], ["a.jpg", "Bridge,x"]]
    assert list(read_delimited('file,title\na.jpg,"The ""old"" house"\n'))[1] == ["a.jpg", 'The "old" house']


def test_a_quotation_mark_that_closes_at_another_cells_is_found_by_the_picture_it_swallowed() -> None:
    text = 'file,title,caption\na.jpg,"Bridge,x\nb.jpg,Vase of 12",y\n'
    rows = [(number, row) for number, row in enumerate(read_delimited(text), start=1)]
    reader = Rows("list.csv", Lookup(PICTURES), ("en",))
    reader.read(rows)
    (problem,) = [problem for problem in reader.problems if problem.severity == "error"]
    assert str(problem.location) == "list.csv:2:2"
    assert problem.message == 'the cell holds what looks like a whole row of the sheet, that of "b.jpg"'


def test_spaces_around_quotation_marks_do_not_matter() -> None:
    assert list(read_delimited('file, "title" ,caption\na.jpg, "x, y" ,z\n')) == [
        ["file", "title", "caption"],
        ["a.jpg", "x, y", "z"],
    ]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_line_break_in_quotation_marks_begins_no_row(end: str, tmp_path: Path) -> None:
    data = end.join(["file,title", 'a.jpg,"One', 'two"', "b.jpg,three"]).encode()
    rows, _ = rows_of(data, tmp_path)
    assert rows == [[1, ["file", "title"]], [2, ["a.jpg", f"One{end}two"]], [3, ["b.jpg", "three"]]]
    reader = Rows("list.csv", Lookup(PICTURES), ("en",))
    assert [entry.texts["title"][""].split() for entry in reader.read(rows)] == [["One", "two"], ["three"]]


@pytest.mark.parametrize(
    ("text", "between"),
    [
        ("Halls, towers and bridges\nfile;title\na.jpg;Tower, old\nb.jpg;Bridge\n", ";"),
        ("Our hall, 2019\nfile;title\na.jpg;Tower, old\n", ";"),
        ("Objects; a list\nfile\ttitle\na.jpg\tx\n", "\t"),
        ('file,tags,title\na.jpg,"x;y",A\nb.jpg,"z;w",B\n', ","),
        ("file,title,tags\na.jpg,A,x|y\nb.jpg,B,z|w\n", ","),
        ("file|title\na.jpg|A, the first\n", "|"),
        ("file\na.jpg\n", ","),
        ("文件，标题\na.jpg，塔\n", "，"),
        ("文件；标题\na.jpg；塔，桥\nb.jpg；桥\n", "；"),
        ("展厅，塔和桥\n文件;标题\na.jpg;塔\n", ";"),
        ("文件\n塔，桥.jpg\n", ","),
        ("", ","),
    ],
)
def test_what_stands_between_cells_is_what_divides_the_rows_alike(text: str, between: str) -> None:
    assert find_delimiter(text) == between


def test_full_width_commas_between_cells_are_read_as_meant_and_told(tmp_path: Path) -> None:
    rows, notes = rows_of("文件，标题\na.jpg，塔\n".encode(), tmp_path)
    assert rows == [[1, ["文件", "标题"]], [2, ["a.jpg", "塔"]]]
    (problem,) = word_notes("list.csv", notes)
    assert problem.message == "full-width ， are between the cells of this file, and were read as what divides them"


def test_a_comma_in_a_title_line_does_not_hide_the_headers() -> None:
    text = "Halls, towers and bridges\nfile;title\na.jpg;Tower, old\n"
    reader = Rows("list.csv", Lookup(PICTURES), ("en",))
    (entry,) = reader.read([(number, row) for number, row in enumerate(read_delimited(text), start=1)])
    assert entry.texts == {"title": {"": "Tower, old"}}
    assert [str(problem.location) for problem in reader.problems] == ["list.csv:1:1"]


@pytest.mark.parametrize(
    ("text", "encoding", "sure"),
    [
        ("文件名,标题\r\n塔.jpg,高塔\r\n", "utf-8", True),
        ("文件名,标题\r\n塔.jpg,高塔\r\n", "utf-8-sig", True),
        ("文件名,标题\r\n塔.jpg,高塔\r\n", "utf-16", True),
        ("file,title\r\na.jpg,塔\r\n", "utf-16-le", True),
        ("file,title\r\na.jpg,塔\r\n", "utf-16-be", True),
        ("文件名,标题\r\n塔.jpg,高塔\r\n", "gb18030", True),
        ("file,title\na.jpg,塔\n", "gb18030", False),
        ("文件,标题\na.jpg,王羲之《兰亭序》，纸本·墨书，晋永和九年（353年）\n", "gb18030", True),
        ("文件,署名\na.jpg,张喆摄影\n", "gb18030", False),
        ("file,title\na.jpg,位\n", "gb18030", False),
        ("文件,标题\na.jpg,𠮷野家\n", "gb18030", True),
        ("file,title\na.jpg,𬭎𬬻\n", "gb18030", False),
        ("文件,标题\na.jpg,བོད་ཡིག\nb.jpg,ئۇيغۇر\nc.jpg,ᠮᠣᠩᠭᠣᠯ\n", "gb18030", True),
        ("file,title\na.jpg,😀古塔，江南水乡\n", "gb18030", True),
        ("file,title\na.jpg,图片\n", "gb18030", False),
        ("file,title\na.jpg,平台\n", "gb18030", False),
        ("file,title\na.jpg,¿Qué? 12 × 14 cm\n", "utf-8", True),
        ("file,title\na.jpg,Ελλάδα\n", "utf-8", True),
        ("file,title\na.jpg,Эрмитаж\n", "utf-8", True),
        ("file,title\na.jpg,Łódź Dvořák\n", "utf-8", True),
        ("檔案,標題,說明\r\na.jpg,古塔,七層八角的塔\r\n", "cp950", False),
        ("檔名,標題\na.jpg,塔\n", "cp950", False),
        ("file,title\na.jpg,國立故宮博物院\n", "cp950", False),
        ("ファイル,タイトル\r\na.jpg,七層の塔です\r\n", "cp932", False),
        ("file,title\na.jpg,見返り美人図\n", "cp932", False),
        ("ファイル,タイトル\r\na.jpg,七層の塔です\r\n", "euc_jp", False),
        ("파일,제목,설명\r\na.jpg,탑,일곱 층의 탑입니다\r\n", "euc_kr", False),
        ("file,title\na.jpg,「박물관에」 오신 것을… 환영합니다, “탑”\n", "euc_kr", False),
        ("file,title,credit\r\na.jpg,Müller hall,Photo: M. Müller\r\n", "cp1252", False),
        ('file,title\r\na.jpg,"L’hôtel de ville, détail – façade"\r\n', "cp1252", False),
        ("file,title\na.jpg,c. 1900–05\n", "cp1252", False),
        ("file,title\na.jpg,Größe\n", "cp1252", False),
    ],
)
def test_each_encoding_is_read_and_a_guess_shows_its_first_words(
    text: str, encoding: str, sure: bool, tmp_path: Path
) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.guessed) == (text, not sure)
    rows, notes = rows_of(text.encode(encoding), tmp_path)
    assert len(rows) >= 2
    assert [note["code"] for note in notes] == ([] if sure else ["guessed"])
    if not sure:
        assert decoded.first in text
        assert not decoded.first.isascii()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("file,title\na.jpg,Зимний дворец\n".encode("cp1251"), "table-encoding"),
        ("file,title\na.jpg,Ἀθῆναι Ελλάδα μουσείο\n".encode("cp1253", "replace"), "table-encoding"),
        ("文件,标题\n".encode() * 20 + b"a\xe5.jpg", "table-bytes"),
        ("file\n塔".encode("utf-16") + b"\x00", "table-bytes"),
        (bytes(range(256)), "no-table"),
    ],
)
def test_what_fits_no_encoding_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(RejectedFileError, match=code):
        decode(data)


JAPANESE = [
    *(
        "国宝松林図屏風",
        "東京国立博物館所蔵",
        "重要文化財",
        "平安時代十二世紀",
        "見返美人図",
        "紙本墨画",
        "長谷川等伯筆",
    ),
    *(
        "江戸時代",
        "狩野永徳",
        "火焔型土器",
        "縄文時代中期",
        "金銅仏",
        "法隆寺献納宝物",
        "尾形光琳",
        "国宝",
        "土偶",
        "富嶽三十六景",
    ),
]
HANJA = [
    "國立中央博物館",
    "靑磁象嵌雲鶴文梅甁",
    "金銅彌勒菩薩半跏思惟像",
    "朝鮮時代",
    "高麗時代",
    "國寶",
    "白磁",
    "大韓民國",
]
TAIWANESE = [
    "國立故宮博物院藏",
    "翠玉白菜",
    "毛公鼎",
    "谿山行旅圖",
    "早春圖",
    "清代",
    "紙本水墨",
    "范寬",
    "臺北",
    "黃公望",
]


@pytest.mark.parametrize(
    ("names", "encoding"), [(JAPANESE, "euc_jp"), (JAPANESE, "cp932"), (HANJA, "euc_kr"), (TAIWANESE, "cp950")]
)
@given(drawn=st.data())
def test_no_characters_of_east_asia_alone_are_read_as_others_in_silence(
    names: list[str], encoding: str, drawn: st.DataObject
) -> None:
    """Where each byte may be Chinese, Japanese or Korean alike, the words are right, shown, or refused."""
    text = "file,title\n" + "".join(
        f"a.jpg,{name}\n" for name in drawn.draw(st.lists(st.sampled_from(names), min_size=1))
    )
    try:
        decoded = decode(text.encode(encoding))
    except RejectedFileError:
        return
    assert decoded.guessed
    assert decoded.text == text or not decoded.first.isascii()


@pytest.mark.parametrize(
    ("names", "encoding"), [(JAPANESE, "euc_jp"), (JAPANESE, "cp932"), (HANJA, "euc_kr"), (TAIWANESE, "cp950")]
)
def test_many_characters_of_one_country_are_known_as_its_own(names: list[str], encoding: str) -> None:
    text = "file,title\n" + "".join(f"a.jpg,{name}\n" for name in names)
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, encoding, True)


@pytest.mark.parametrize("encoding", ["gbk", "cp950"])
def test_known_headers_prove_an_encoding(encoding: str, tmp_path: Path) -> None:
    header, other = ("文件,署名", "file,credit") if encoding == "gbk" else ("檔案,標題", "file,title")
    sheet = tmp_path / "list.csv"
    for head, is_proved in ((header, True), (other, False)):
        sheet.write_bytes(f"{head}\na.jpg,王安石\n".encode(encoding))
        read = read_rows(sheet, tmp_path)
        assert read.rows[0] == (1, head.split(","))
        assert read.problems == []
        assert (read.guess is None) == is_proved
    assert read.guess is not None
    assert "王安石" in read.guess.message


def test_a_header_does_not_prove_a_western_encoding(tmp_path: Path) -> None:
    """Czech and German have ß in the same place, and ř where others have ø."""
    sheet = tmp_path / "list.csv"
    sheet.write_bytes("Datei;Maße\na.jpg;Dvořák\n".encode("cp1250"))
    assert read_rows(sheet, tmp_path).guess is not None


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("euc_jp", "EUC-JP"), ("cp932", "Shift_JIS"), ("cp1251", "windows-1251"), ("gbk", "gb2312"), ("utf-8", "utf8")],
)
def test_whoever_gives_the_encoding_has_the_words(encoding: str, name: str, tmp_path: Path) -> None:
    words = "Зимний дворец" if encoding == "cp1251" else "国立中央博物館"
    sheet = tmp_path / "list.csv"
    sheet.write_bytes(f"file,title\na.jpg,{words}\n".encode(encoding))
    read = read_rows(sheet, tmp_path, codec_of(name))
    assert (read.rows[1], read.problems) == ((2, ["a.jpg", words]), [])


def test_an_encoding_that_is_not_the_files_is_told_with_its_line(tmp_path: Path) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_bytes("file,title\na.jpg,国立\n".encode("euc_jp"))
    with pytest.raises(UnreadableSheetError) as refused:
        read_rows(sheet, tmp_path, codec_of("UTF-8"))
    assert str(refused.value) == "in UTF-8 the file cannot be read: line 2 of it has bytes that are not"
    assert "--encoding" in refused.value.problem.fix


def test_an_encoding_is_not_used_where_the_file_says_its_own(tmp_path: Path) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_bytes("file,title\na.jpg,国立\n".encode("utf-8-sig"))
    read = read_rows(sheet, tmp_path, codec_of("GBK"))
    assert read.rows[1] == (2, ["a.jpg", "国立"])
    assert [problem.message for problem in read.problems] == [
        "--encoding was not used: the file says by itself how it is written"
    ]


@pytest.mark.parametrize(
    "name", ["", "unicode_escape", "utf-7", "idna", "rot13", "base64", "nonsense", "punycode", "hex", "mbcs"]
)
def test_what_is_no_encoding_of_files_is_none(name: str) -> None:
    assert codec_of(name) is None


NAMES = (
    "张王李赵陈刘黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏"
    "卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾"
    "侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)


@given(st.text(NAMES, min_size=1, max_size=12))
def test_no_chinese_name_is_read_as_another_without_a_word(name: str) -> None:
    """Never a wrong reading in silence: GBK is right, or the first words are shown, or it is refused."""
    text = f"文件,署名\na.jpg,{name}\n"
    decoded = decode(text.encode("gbk"))
    assert decoded.text == text


WESTERN = st.lists(st.from_regex(r"[A-Z]?[a-z]{0,4}[ÄÖÜäöüßéèàçñ]?[a-z]{1,4}", fullmatch=True), min_size=1, max_size=8)


@given(WESTERN)
def test_western_words_are_never_read_as_chinese_in_silence(words: list[str]) -> None:
    text = f"file,title\na.jpg,{' '.join(words)}\n"
    try:
        decoded = decode(text.encode("cp1252"))
    except RejectedFileError:
        return
    assert decoded.text == text or (decoded.guessed and decoded.first)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [('="007"', "007"), ('"=""007"""', "007"), ('"=""a """"old"""" b"""', 'a "old" b'), ('="x', '="x')],
)
def test_a_text_that_a_program_wrote_as_a_formula_is_the_text(cell: str, shown: str, tmp_path: Path) -> None:
    """Databases write ="007" into a .csv, since Excel would show 7."""
    rows, notes = rows_of(f"file,number\na.jpg,{cell}\n".encode(), tmp_path)
    assert (rows[1], notes) == ([2, ["a.jpg", shown]], [])


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("3.20102E+17", "shortened"),
        ("1E+20", "shortened"),
        ("320102199001011000", "rounded"),
        ("1234567890123450", "rounded"),
        ("320102199001011234", ""),  # as a database writes it
        ("123456789012345", ""),
        ("100000000000000", ""),
        ("E+17", ""),
        ("1.5e3", ""),
        ("00000000000000000", ""),
    ],
)
def test_a_number_that_a_spreadsheet_program_cut_is_told(cell: str, code: str, tmp_path: Path) -> None:
    rows, notes = rows_of(f"file,number\na.jpg,{cell}\n".encode(), tmp_path)
    assert rows[1] == [2, ["a.jpg", cell]]
    assert notes == ([{"code": code, "row": 2, "column": 2, "words": cell}] if code else [])


def test_a_zero_byte_does_not_make_a_csv_utf_16(tmp_path: Path) -> None:
    with pytest.raises(RejectedFileError) as refused:
        read_table(b"file,title\na.jpg,To\x00wer\n", tmp_path)
    assert refused.value.code == "no-table"


@pytest.mark.parametrize("error", ["#N/A", "#VALUE!", "#REF!"])
def test_errors_of_a_csv_are_empty_cells_too(error: str, tmp_path: Path) -> None:
    rows, notes = rows_of(f"file,title\na.jpg,{error}\n".encode(), tmp_path)
    assert rows[1] == [2, ["a.jpg", ""]]
    assert notes == [{"code": "error-value", "row": 2, "column": 2, "words": error}]


def test_cells_that_are_too_far_right_or_too_long_are_told(tmp_path: Path) -> None:
    data = f"file,title\na.jpg,{'x' * 50_000}{',' * 199}far\n".encode()
    _, notes = rows_of(data, tmp_path)
    assert [(note["code"], note["row"], note["column"]) for note in notes] == [
        ("cell-cut", 2, 2),
        ("column-cut", 2, 201),
    ]


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@given(st.lists(st.lists(CELL, min_size=1, max_size=5), min_size=1, max_size=6))
def test_any_cells_that_a_program_quotes_are_read_as_they_are(rows: list[list[str]]) -> None:
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)
    assert list(read_delimited("sep=,\n" + text)) == rows


@given(st.text(max_size=60))
def test_any_text_is_rows_or_a_refusal_and_no_letter_is_lost(text: str) -> None:
    try:
        rows = list(read_delimited(text))
    except RejectedFileError:
        return
    read = "".join(cell for row in rows for cell in row)
    reported = text.partition("\n")[2] if text.lower().lstrip('"').startswith("sep=") else text
    assert {sign for sign in reported if sign.isalnum()} <= {sign for sign in read if sign.isalnum()} | set("sepSEP")
