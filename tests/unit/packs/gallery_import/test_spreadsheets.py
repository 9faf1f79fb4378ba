"""What staff see in a spreadsheet program is what is read: the cells of an .xlsx, and what is reported of the rest."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as Drawn
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, GradientFill, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from kiosk.media.sandbox.worker_errors import RejectedFileError
from kiosk.media.sheets.number_formats import UnknownFormatError, format_general, format_number, format_text, sections
from kiosk.media.sheets.sheet_reader import read_table
from kiosk.packs.gallery_import.picture_lookup import Lookup
from kiosk.packs.gallery_import.rows import Rows
from kiosk.packs.gallery_import.sheet_notes import cell_name, word_notes
from tests.examples import examples
from tests.unit.packs.gallery_import import photos

BOTH = ("zh", "en")
DRAWING = b"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
PICTURES = {name: Path("/photos") / name for name in ("a.jpg", "b.jpg", "c.jpg", "001.jpg")}
Read = tuple[dict[int, list[str]], list[dict[str, Any]]]


@pytest.fixture
def book() -> Any:
    return openpyxl.Workbook()


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Read]:
    """The rows of a workbook by their number, and the notes, once its parts are changed where asked."""

    def run(book: Any, change: Callable[[str, bytes], bytes] = lambda _, data: data) -> Read:
        written = io.BytesIO()
        book.save(written)
        packed = io.BytesIO()
        with zipfile.ZipFile(written) as before, zipfile.ZipFile(packed, "w") as after:
            for name in before.namelist():
                after.writestr(name, change(name, before.read(name)))
        read_table(packed.getvalue(), tmp_path)
        whole = json.loads((tmp_path / "rows.json").read_text())
        return dict(whole["rows"]), whole["notes"]

    return run


def entries(rows: dict[int, list[str]], languages: tuple[str, ...] = BOTH) -> tuple[list[Any], list[str]]:
    reader = Rows("list.xlsx", Lookup(PICTURES), languages)
    found = reader.read(sorted(rows.items()))
    return found, [
        f"{problem.location.line}:{problem.location.column} {problem.message}" for problem in sorted(reader.problems)
    ]


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (1, "000", "001"),
        (0.4, "0 %", "40 %"),
        (0.405, "0.0%", "40.5%"),
        (dt.date(2019, 1, 1), 'yyyy"年"m"月"', "2019年1月"),
        (dt.date(2019, 3, 1), '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇一九年三月一日"),
        (dt.time(12, 0), "h:mm", "12:00"),
        (dt.timedelta(hours=36, minutes=5), "[h]:mm", "36:05"),
        (True, "General", "TRUE"),
        (12345.678, "#,##0.00", "12,345.68"),
        (1234567, "#,##0", "1,234,567"),
        (-12, "¥#,##0.00;[Red]-¥#,##0.00", "-¥12.00"),
        (3.25, '0.0"米"', "3.3米"),
        (0, '0;-0;"无"', "无"),
        (7, '"第"0"号"', "第7号"),
        (2.25, "# ?/?", "2 1/4"),
        (123.45, "# ?/10", "123 5/10"),
        (3.14159, ".00", "3.14"),
        (12345678, "#,##0.0,,", "12.3"),
        (-1, '"foo";"bar";@', "bar"),
        (0.5, "hh:mm:ss am/pm", "12:00:00 PM"),
        (7, "@", "7"),
        (1500, '[<1000]0"米";0.0,"千米"', "1.5千米"),
        (0.6, '上午/下午h"时"mm"分"', "下午2时24分"),
        (0.6, "h:mm AM/PM", "2:24 PM"),
        (43466, "mmm d, yyyy", "Jan 1, 2019"),
        (43466, "aaaa", "星期二"),
        (12345.678, "0.00E+00", "1.23E+04"),
        (2122000, "000-0000", "212-2000"),
        (dt.date(2019, 1, 1), "mm-dd-yy", "2019-01-01"),
        (0.1 + 0.2, "General", "0.3"),
        (123456789012, "General", "123456789012"),
        ("001", "General", "001"),
        (5, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', "5"),
        (1.005, "0.00", "1.01"),
        (-0.04, "0.0", "0.0"),
        ("5", '"No. "@', "No. 5"),
        ("塔", "[$-804]@", "塔"),
        (5, '"No. "@', "5"),
        (-0.5, '"约"@"件"', "-0.5"),
        (12345.678, "@* -", "12345.678"),
        (43466, "ddddd", "Tuesday"),
        ("塔", "[DBNum1][$-804]General;@", "塔"),
        ("塔", '[>5][$-404]"第"@', "第塔"),
        ("塔", "yyyy@", "塔"),
        (0, "0.00E+00", "0.00E+00"),
        ("七层_x000D_\n八角", "General", "七层\n八角"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(
    value: object, code: str, seen: str, book: Any, read: Callable[..., Read]
) -> None:
    book.active["B2"] = value
    book.active["B2"].number_format = code
    assert read(book) == ({2: ["", seen]}, [])


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("[$-F800]dddd, mmmm dd, yyyy", "2019-01-01"),
        ("[$-x-sysdate]dddd, mmmm dd, yyyy", "2019-01-01"),
        ("[$-F400]h:mm:ss AM/PM", "14:24:00"),
        ("[$-x-systime]h:mm:ss AM/PM", "14:24:00"),
        ('[$-804]yyyy"年"m"月"d"日";@', "2019年1月1日"),
        ('[$-zh-CN]yyyy"年"m"月"d"日"', "2019年1月1日"),
        ("[$-804]yyyy mmmm d dddd", "2019 一月 1 星期二"),
        ("[$-804]mmm d ddd AM/PM h:mm", "1月 1 周二 下午 2:24"),
        ("[$-404]dddd h:mm AM/PM", "星期二 2:24 下午"),
        ('[$-404]e"年"m"月"d"日"', "108年1月1日"),
        ("[$-zh-TW]e/m/d", "108/1/1"),
        ('[$-804]e"年"', "2019年"),
        ("[$-404]aaa", "週二"),
        ('[$-411]yyyy"年"mmmm d"日"(aaa)', "2019年1月 1日(火)"),
        ("[$-411]dddd aaaa", "火曜日 火曜日"),
        ("[$-412]yyyy mmmm dddd AM/PM", "2019 1월 화요일 오후"),
        ("[$-407]d. mmmm yyyy", "1. Januar 2019"),
        ("[$-40C]dddd d mmmm yyyy", "mardi 1 janvier 2019"),
        ("[$-C0A]d mmmm yyyy", "1 enero 2019"),
        ("[$-409]mmmm d, yyyy", "January 1, 2019"),
        ("[$-en-GB]d mmmm yyyy", "1 January 2019"),
        ("[$-407]dd.mm.yyyy", "01.01.2019"),
        ("[$-419]dd.mm.yyyy", "01.01.2019"),
        ("[$€-407]#,##0.00", "43,466.60"),
    ],
)
def test_dates_are_in_the_language_that_their_format_says(
    code: str, seen: str, book: Any, read: Callable[..., Read]
) -> None:
    book.active["B2"] = 43466.6
    book.active["B2"].number_format = code
    rows, notes = read(book)
    assert (rows[2][1].removeprefix("€"), notes) == (seen, [])


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (43466, "[$-419]d mmmm yyyy", "2019-01-01"),
        (43466.5, "[$-407]ddd, d. mmm h:mm", "2019-01-01 12:00"),
        (43466, '[$-411]ggge"年"', "2019-01-01"),
        (43466, "[$-ja-JP]e.m.d", "2019-01-01"),
        (43466, '[DBNum1][$-404]e"年"', "2019-01-01"),
        (2000, '[$-404]e"年"', "1905-06-22"),
        (43466, "[$-D070000]d/mm/yyyy", "2019-01-01"),
        (0.5, "[$-41E]ggg h:mm", "12:00"),
    ],
)
def test_a_date_whose_format_is_not_known_is_read_as_a_date_and_told(
    value: float, code: str, seen: str, book: Any, read: Callable[..., Read]
) -> None:
    book.active["A1"] = value
    book.active["A1"].number_format = code
    rows, notes = read(book)
    assert rows == {1: [seen]}
    (problem,) = word_notes("list.xlsx", notes)
    assert problem.message.startswith(f'the number was read as "{seen}"; its format')


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("秘密", ";;;"),
        ("秘密", "0;0;0;"),
        (7, ";;;"),
        (-7, ";;;"),
        (-7, "0;;"),
        (7, '""'),
        (43466, ";;"),
        (7, '[Red]"  "'),
    ],
)
def test_a_cell_of_which_its_format_shows_nothing_is_told_and_not_read(
    value: object, code: str, book: Any, read: Callable[..., Read]
) -> None:
    book.active.append(["file", "title"])
    book.active.append(["a.jpg", value])
    book.active["B2"].number_format = code
    rows, notes = read(book)
    assert rows[2][0] == "a.jpg"
    assert "".join(rows[2][1:]) == ""
    (problem,) = word_notes("list.xlsx", notes)
    assert str(problem.location) == "list.xlsx:2:2"
    assert problem.message == f'the format of the cell hides it, and it was not read: "{value}"'
    book.active["B2"].number_format = "General"  # what the fix says
    assert read(book) == ({1: ["file", "title"], 2: ["a.jpg", str(value)]}, [])


def test_words_that_are_struck_through_are_read_and_told(book: Any, read: Callable[..., Read]) -> None:
    sheet = book.active
    for row in (["file", "title", "caption"], ["a.jpg", "", "The old words"], ["b.jpg", "Bridge", "x"]):
        sheet.append(row)
    struck = TextBlock(InlineFont(strike=True), "old ")
    sheet["B2"] = CellRichText("The ", struck, TextBlock(InlineFont(strike=False, b=True), "new"), " tower")
    sheet["C2"].font = Font(strike=True)
    rows, notes = read(book)
    assert rows[2] == ["a.jpg", "The old new tower", "The old words"]
    problems = word_notes("list.xlsx", notes)
    assert [(str(each.location), each.message, each.severity) for each in problems] == [
        ("list.xlsx:2:2", 'these words are struck through, and are read like all others: "old"', "warning"),
        ("list.xlsx:2:3", 'these words are struck through, and are read like all others: "The old words"', "warning"),
    ]
    sheet["B2"], sheet["C2"] = "The new tower", ""  # what the fix says
    runs = b"<r><rPr><strike/></rPr><t>The </t></r><r><rPr><strike val='0'/></rPr><t>new tower</t></r>"
    shared = read(book, lambda _, data: data.replace(b"<t>The new tower</t>", runs))  # as Excel writes it
    assert shared[0][2] == ["a.jpg", "The new tower"]
    assert [each["words"] for each in shared[1]] == ["The"]
    assert read(book)[0][2] == ["a.jpg", "The new tower"]
    assert read(book)[1] == []


@pytest.mark.parametrize(
    "code", ["ggge", "[DBNum1]0", "[DBNum2][$-804]General", "[unknown]0", "[h]General", "yyyy", "0@"]
)
def test_a_format_that_is_not_known_is_told_and_the_number_read(
    code: str, book: Any, read: Callable[..., Read]
) -> None:
    with pytest.raises(UnknownFormatError):
        format_number(-7, code)
    with pytest.raises(UnknownFormatError):
        format_number(7, "d mmm bbbb")
    book.active["A1"] = -7
    book.active["A1"].number_format = code
    rows, notes = read(book)
    assert rows == {1: ["-7"]}
    problem = word_notes("list.xlsx", notes)[0]
    assert str(problem.location) == "list.xlsx:1:1"
    assert problem.message.startswith('the number was read as "-7"; its format')


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (0, "1900-01-00 Sat 周六"),
        (0.5, "1900-01-00 Sat 周六"),
        (1, "1900-01-01 Sun 周日"),
        (59, "1900-02-28 Tue 周二"),
        (60, "1900-02-29 Wed 周三"),
        (61, "1900-03-01 Thu 周四"),
    ],
)
def test_the_first_days_are_those_of_excel_whose_1900_is_a_leap_year(value: float, seen: str) -> None:
    assert f"{format_number(value, 'yyyy-mm-dd ddd')} {format_number(value, '[$-804]aaa')}" == seen
    assert format_number(0, "yyyy-mm-dd ddd", since_1904=True) == "1904-01-01 Fri"


def test_numbers_of_any_size_have_all_their_digits() -> None:
    assert [format_general(each) for each in (10**17 + 1, 0.000012, 1e-9, 2.0)] == [
        "100000000000000001",
        "0.000012",
        "1E-09",
        "2",
    ]
    assert format_text("x", "0;0;0;[unknown]@") == "x"
    assert format_text("x", "0;0;0;") == ""


@pytest.mark.parametrize(
    ("cell", "seen", "reported"),
    [
        ((320102199001011000, "General"), "320102199001011000", True),
        ((3.20102199001011e17, "0"), "320102199001011000", True),
        ((-(10**15), "#,##0"), "-1,000,000,000,000,000", True),
        ((999_999_999_999_999, "0"), "999999999999999", False),
        (("320102199001011234", "@"), "320102199001011234", False),
    ],
)
def test_a_number_of_more_digits_than_a_spreadsheet_keeps_is_told(
    cell: tuple[float | str, str], seen: str, reported: bool, book: Any, read: Callable[..., Read]
) -> None:
    book.active["B2"], book.active["B2"].number_format = cell
    rows, notes = read(book)
    assert rows == {2: ["", seen]}
    assert [(note["code"], note["row"], note["column"]) for note in notes] == [("rounded", 2, 2)] * reported


def test_merged_cells_count_for_all_they_cover(book: Any, read: Callable[..., Read]) -> None:
    sheet = book.active
    for row in (["文件", "标题", "署名"], ["a.jpg", "塔", "张三"], ["b.jpg", "桥"], ["c.jpg", "园"]):
        sheet.append(row)
    sheet.merge_cells("C2:C4")
    sheet.merge_cells("A6:C9")
    found, problems = entries(read(book)[0])
    assert [entry.texts["credit"] for entry in found] == [{"": "张三"}] * 3
    assert problems == []


@pytest.mark.parametrize("merged", [True, False])
def test_two_rows_of_headers_are_understood(merged: bool, book: Any, read: Callable[..., Read]) -> None:
    sheet = book.active
    for row in (
        ["江边的图片"],
        ["文件", "标题", None, "说明", None],
        [None, "中文", "英文", "中文", "英文"],
        ["a.jpg", "塔", "Tower", "七层", "Seven storeys"],
    ):
        sheet.append(row)
    if merged:
        for cells in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
            sheet.merge_cells(cells)
    found, problems = entries(read(book)[0])
    assert found[0].texts == {"title": {"zh": "塔", "en": "Tower"}, "caption": {"zh": "七层", "en": "Seven storeys"}}
    assert [problem for problem in problems if "above the headers" not in problem] == []
    assert problems[0].startswith('1:1 what is above the headers is not read: A1 "江边的图片"')


def test_headers_in_both_languages_are_one_head(book: Any, read: Callable[..., Read]) -> None:
    for row in (["文件", "标题", "说明"], ["File", "Title", "Caption"], ["a.jpg", "塔", "七层"]):
        book.active.append(row)
    found, problems = entries(read(book)[0])
    assert (found[0].texts, problems) == ({"title": {"": "塔"}, "caption": {"": "七层"}}, [])


def test_a_header_over_two_columns_without_languages_loses_neither(book: Any, read: Callable[..., Read]) -> None:
    sheet = book.active
    for row in (["文件", "标题", None], ["a.jpg", "塔", "Tower"]):
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    assert entries(read(book)[0])[1] == ['1:3 "标题" says the same as column 2']


def test_a_heading_across_the_table_is_told_and_no_picture_is_missed(book: Any, read: Callable[..., Read]) -> None:
    sheet = book.active
    for row in (["文件", "标题", "说明"], ["第一展厅"], ["a.jpg", "塔", "七层"]):
        sheet.append(row)
    sheet.merge_cells("A2:C2")
    found, problems = entries(read(book)[0])
    assert len(found) == 1
    assert problems == ['2:1 one heading fills this row, and it is not read: "第一展厅"']


@pytest.mark.parametrize("how", ["hidden", 'width="0"', 'width="0.00"'])
def test_hidden_rows_and_columns_are_told(how: str, book: Any, read: Callable[..., Read]) -> None:
    sheet = book.active
    sheet.append(["file", "title", "caption"])
    for number in range(2, 9):
        sheet.append(["a.jpg", f"T{number}", "x"])
    for number in (3, 5, 6, 7):
        sheet.row_dimensions[number].hidden = True
    if how == "hidden":
        sheet.column_dimensions["C"].hidden = True

    def change(name: str, data: bytes) -> bytes:
        columns = f'<cols><col min="3" max="3" {how} customWidth="1"/></cols><sheetData>'.encode()
        return data if how == "hidden" or "sheet1" not in name else data.replace(b"<sheetData>", columns)

    rows, notes = read(book, change)
    assert list(rows) == [1, 2, 4, 8]
    assert [f"{problem.location} {problem.message}" for problem in word_notes("list.xlsx", notes)] == [
        "list.xlsx:3:1 hidden rows were not read: 3, 5-7",
        'list.xlsx:1:3 a hidden column was not read; it begins with "caption"',
    ]
    assert all(len(row) == 2 for row in rows.values())


@pytest.mark.parametrize("value", ["#N/A", "#VALUE!", "#REF!", "#DIV/0!"])
def test_an_error_is_an_empty_cell_and_told(value: str, book: Any, read: Callable[..., Read]) -> None:
    book.active.append(["a.jpg", value])
    rows, notes = read(book)
    assert rows == {1: ["a.jpg"]}
    assert word_notes("l.xlsx", notes)[0].message == f'the cell shows the error "{value}", and counts as empty'


def test_a_formula_without_its_result_is_told(book: Any, read: Callable[..., Read]) -> None:
    book.active.append(["a.jpg", "=UPPER(A1)"])
    rows, notes = read(book)
    assert rows == {1: ["a.jpg"]}
    problem = word_notes("l.xlsx", notes)[0]
    assert problem.message == 'the result of the formula "=UPPER(A1)" is not in the file, and the cell counts as empty'


def test_a_formula_with_an_empty_result_is_an_empty_cell(book: Any, read: Callable[..., Read]) -> None:
    book.active.append(["a.jpg", '=IF(A2="","",A2)', "x"])
    excel = b'<c r="B1" t="str"><f>IF(A2="","",A2)</f><v></v></c>'
    assert read(book, lambda _, data: re.sub(rb'<c r="B1".*?</c>', lambda _: excel, data)) == (
        {1: ["a.jpg", "", "x"]},
        [],
    )


@pytest.mark.parametrize(("order", "rows"), [(b'fullCalcOnLoad="1"', ["a.jpg", "", "7"]), (b"", ["a.jpg", "0", "7"])])
def test_a_zero_that_a_program_wrote_in_place_of_a_result_is_no_result(
    order: bytes, rows: list[str], book: Any, read: Callable[..., Read]
) -> None:
    book.active.append(["a.jpg", "=LEN(A2)", "=LEN(A1)+2"])

    def change(_: str, data: bytes) -> bytes:
        data = data.replace(b'fullCalcOnLoad="1"', order)
        data = re.sub(rb"(<f>LEN\(A2\)</f>)<v ?/>", rb"\1<v>0</v>", data)
        return re.sub(rb"(<f>LEN\(A1\)\+2</f>)<v ?/>", rb"\1<v>7</v>", data)

    read_rows, notes = read(book, change)
    assert read_rows == {1: rows}
    assert [each["words"] for each in notes] == ["=LEN(A2)"] * bool(order)


def test_pictures_within_cells_are_told(book: Any, read: Callable[..., Read]) -> None:
    book.active.append(["a.jpg", "x", "y"])

    def change(name: str, data: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return data
        excel = b'<c r="B1" t="e" vm="1"><v>#VALUE!</v></c>'
        wps = b'<c r="C1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
        data = re.sub(rb'<c r="B1".*?</c>', lambda _: excel, data)
        return re.sub(rb'<c r="C1".*?</c>', lambda _: wps, data)

    rows, notes = read(book, change)
    assert rows == {1: ["a.jpg"]}
    assert [(note["code"], note["row"], note["column"]) for note in notes] == [
        ("picture-in-cell", 1, 2),
        ("picture-in-cell", 1, 3),
    ]


def test_what_lies_on_the_sheet_is_told(book: Any, read: Callable[..., Read], tmp_path: Path) -> None:
    sheet = book.active
    sheet.append(["a.jpg", "x"])
    sheet["B1"].comment = Comment("ask 张三", "me")
    sheet.add_image(Drawn(str(photos.save(tmp_path / "p.png"))), "C4")
    reported = [f"{problem.location} {problem.message}" for problem in word_notes("l.xlsx", read(book)[1])]
    assert sorted(reported) == [
        "l.xlsx:1:2 a comment was not read: " + '"ask 张三"',
        "l.xlsx:4:3 a picture lies on the sheet here; it was not read",
    ]


def test_a_thread_of_comments_is_told_once(book: Any, read: Callable[..., Read]) -> None:
    book.active.append(["a.jpg"])
    book.active["A1"].comment = Comment("[Threaded comment] Your version of Excel …", "me")
    thread = b"""<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">
    <threadedComment ref="A1" id="{1}"><text>which bridge?</text></threadedComment></ThreadedComments>"""

    def change(name: str, data: bytes) -> bytes:
        if name == "xl/worksheets/_rels/sheet1.xml.rels":
            kind = b"http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
            relation = b'<Relationship Id="t" Type="' + kind + b'" Target="/docProps/core.xml"/></Relationships>'
            return data.replace(b"</Relationships>", relation)
        return thread if name == "docProps/core.xml" else data

    _, notes = read(book, change)
    assert [(note["code"], note["words"]) for note in notes] == [("comment", "which bridge?")]


@pytest.mark.parametrize(
    "rename",
    [lambda name: name.replace("/", "\\"), str.lower, lambda name: name.replace("sharedStrings", "SharedStrings")],
)
def test_parts_are_found_however_a_program_writes_their_names(
    rename: Callable[[str], str], book: Any, tmp_path: Path
) -> None:
    book.active.append(["a.jpg", "塔"])
    written, packed = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            info = zipfile.ZipInfo("x")
            info.filename = rename(name)  # zipfile itself would write /
            after.writestr(info, before.read(name))
    read_table(packed.getvalue(), tmp_path)
    assert json.loads((tmp_path / "rows.json").read_text())["rows"] == [[1, ["a.jpg", "塔"]]]


def test_a_cell_with_an_empty_style_is_read(book: Any, read: Callable[..., Read]) -> None:
    book.active.append([7])
    assert read(book, lambda _, data: data.replace(b'<c r="A1"', b'<c r="A1" s=""')) == ({1: ["7"]}, [])


def test_a_sheet_with_a_picture_alone_is_not_the_list(book: Any, read: Callable[..., Read], tmp_path: Path) -> None:
    book.active.title = "cover"
    book.active.add_image(Drawn(str(photos.save(tmp_path / "p.png"))), "C4")
    book.create_sheet("list").append(["a.jpg"])
    assert read(book) == ({1: ["a.jpg"]}, [])


def test_strict_open_xml_is_read(book: Any, read: Callable[..., Read]) -> None:
    book.active.append(["a.jpg", "塔", None])
    book.active["C1"].number_format = 'yyyy"年"'
    names = (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )

    def change(name: str, data: bytes) -> bytes:
        for transitional, strict in names:
            data = data.replace(transitional, strict)
        return re.sub(rb'<c r="C1"([^>]*?)(?: t="n")?\s*/>', rb'<c r="C1"\1 t="d"><v>2019-01-01</v></c>', data)

    assert read(book, change) == ({1: ["a.jpg", "塔", "2019年"]}, [])


def with_shared_strings(book: Any, words: list[str]) -> bytes:
    """The workbook with these words in its first column, kept as Excel keeps them: in a part of their own."""
    for row, _ in enumerate(words, start=1):
        book.active.cell(row, 1).value = row - 1
    written, packed = io.BytesIO(), io.BytesIO()
    book.save(written)
    items = "".join(f"<si><t>{each}</t></si>" for each in words)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name.startswith("xl/worksheets/"):
                data = re.sub(rb'<c r="(A[0-9]+)"( t="n")?>', rb'<c r="\1" t="s">', data)
            after.writestr(name, data.replace(b"</Types>", part.encode()) if "Content_Types" in name else data)
        after.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{items}</sst>')
    return packed.getvalue()


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("scan_x005F_x1920_2.jpg", "scan_x1920_2.jpg"),
        ("maxx005F_2.jpg", "maxx005F_2.jpg"),
        ("_x005F_x005F_", "_x005F_"),
        ("七层_x000D_\n八角", "七层\n八角"),
        ("_x5854_", "塔"),
    ],
)
def test_words_that_look_like_escapes_are_read_as_they_were_typed(
    kept: str, typed: str, book: Any, tmp_path: Path
) -> None:
    read_table(with_shared_strings(book, [kept, "b"]), tmp_path)
    assert json.loads((tmp_path / "rows.json").read_text())["rows"] == [[1, [typed]], [2, ["b"]]]


def test_rows_that_were_merged_over_millions_cost_nothing(book: Any, read: Callable[..., Read]) -> None:
    sheet = book.active
    sheet.append(["文件", "署名"])
    sheet.append(["a.jpg", "张三"])
    sheet["B1000000"] = None

    def change(name: str, data: bytes) -> bytes:
        merged = b'<mergeCells count="1"><mergeCell ref="B2:XFD1048576"/></mergeCells>'
        return data.replace(b"</sheetData>", b"</sheetData>" + merged) if name.endswith("sheet1.xml") else data

    rows, _ = read(book, change)
    assert rows[2][:3] == ["a.jpg", "张三", "张三"]
    assert list(rows) == [1, 2]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html><table><tr><td>file</td></tr></table></html>", "table-page"),
        ("\ufeff<!DOCTYPE html><table>".encode(), "table-page"),
        (b'<?xml version="1.0"?><html xmlns="x"><table/></html>', "table-page"),
        (b'<?xml version="1.0"?>\n<!-- of a museum -->\n<records><file>a.jpg</file></records>', "table-foreign"),
        (b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "x" "y"><svg xmlns="x"/>', "table-picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "table-picture"),
        (b'<lido:lidoWrap xmlns:lido="x"><lido:lido/></lido:lidoWrap>', "table-foreign"),
    ],
)
def test_a_web_page_is_no_sheet(data: bytes, code: str, tmp_path: Path) -> None:
    with pytest.raises(RejectedFileError, match=code):
        read_table(data, tmp_path)


def test_a_binary_workbook_is_told_by_its_name(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as whole:
        whole.writestr("xl/workbook.bin", b"x")
    with pytest.raises(RejectedFileError, match="table-binary"):
        read_table(packed.getvalue(), tmp_path)


def test_of_many_alike_every_place_is_told() -> None:
    notes = [{"code": "comment", "row": row, "column": 28, "words": "x"} for row in range(1, 31)]
    problems = word_notes("l.xlsx", notes, more=2)
    assert len(problems) == 22
    assert problems[20].message == "the same is true of " + ", ".join(f"AB{row}" for row in range(21, 31))
    assert problems[21].severity == "error"
    assert [cell_name(1, column) for column in (1, 26, 27, 702, 703)] == ["A1", "Z1", "AA1", "ZZ1", "AAA1"]


PIECES = [
    *"0#?.,%/; :-@[",
    *("General", "yyyy", "yy", "m", "mm", "mmm", "d", "dddd", "h", "ss", "s.00", "[h]", "[mm]", "AM/PM", "上午/下午"),
    *("_)", "*-", "E+", "[Red]", "[>=100]", "aaaa", "ggg"),
    *('"年"', "\\x", "[$¥-804]", "[DBNum1]", '"'),
]
CODES = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)
NUMBERS = st.one_of(st.integers(-(10**16), 10**16), st.floats(allow_nan=False, allow_infinity=False))


@given(NUMBERS, CODES, st.booleans())
def test_any_number_in_any_format_is_shown_or_said_to_be_unknown(value: float, code: str, since_1904: bool) -> None:
    try:
        words = format_number(value, code, since_1904=since_1904)
    except (UnknownFormatError, ArithmeticError, ValueError):
        return
    assert words.strip() == words
    assert words or not value


@given(st.text(min_size=1, max_size=8), CODES)
def test_words_are_never_lost_by_a_format(words: str, code: str) -> None:
    is_hidden = len(parts := sections(code)) > 3 and not re.sub(r"[\s*_-]|\[[^]]*\]|\"[^\"]*\"", "", parts[3])
    assert words in format_text(words, code) or is_hidden


FORMATS = [
    *(
        "General",
        "@",
        "0",
        "0.0%",
        "000",
        "yyyy-mm-dd",
        '[$-804]yyyy"年"m"月"',
        "[$-419]d mmmm",
        ";;;",
        "0;;",
        '"No. "0',
    ),
    *('"No. "@', "[$-F800]dddd", "ggge", "[Red]0.00", "[unknown]0"),
]
VALUES = st.one_of(
    st.none(),
    st.sampled_from(
        ["file", "标题", "title-en", "说明", "标签", "备注", "a.jpg", "b.jpg", "001.jpg", "合计", "#N/A", "_x000D_x"]
    ),
    st.text("甲乙ab 1,，\n", max_size=6),
    st.integers(-3, 50_000),
    st.floats(-10, 50_000),
    st.booleans(),
)
CELLS = st.tuples(VALUES, st.sampled_from(FORMATS))
BOXES = st.tuples(st.integers(1, 6), st.integers(1, 5), st.integers(0, 3), st.integers(0, 3))


def workbook_of(
    drawn: list[list[tuple[Any, str]]],
    boxes: list[tuple[int, int, int, int]],
    hidden_rows: set[int],
    hidden_columns: set[int],
) -> tuple[Any, bytes]:
    """A sheet of these values and formats, with merged boxes where they do not meet, and its file."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row, cells in enumerate(drawn, start=1):
        for column, (value, code) in enumerate(cells, start=1):
            sheet.cell(row, column).value = value
            sheet.cell(row, column).number_format = code
    taken: set[tuple[int, int]] = set()
    for top, left, high, wide in boxes:
        box = {(row, column) for row in range(top, top + high + 1) for column in range(left, left + wide + 1)}
        if not box & taken:
            taken |= box
            sheet.merge_cells(start_row=top, start_column=left, end_row=top + high, end_column=left + wide)
    for row in hidden_rows:
        sheet.row_dimensions[row].hidden = True
    for column in hidden_columns:
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    written = io.BytesIO()
    book.save(written)
    return sheet, written.getvalue()


@settings(max_examples=examples(40))
@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6),
    st.lists(BOXES, max_size=2),
    st.sets(st.integers(1, 6), max_size=2),
    st.sets(st.integers(1, 5), max_size=2),
)
def test_no_cell_of_a_workbook_is_lost_in_silence(
    drawn: list[list[tuple[Any, str]]],
    boxes: list[tuple[int, int, int, int]],
    hidden_rows: set[int],
    hidden_columns: set[int],
) -> None:
    """Merged, hidden, formatted: each cell is read as it is shown, or a note names it, its row or its column.

    And what is read becomes pictures, or problems at places of the sheet.
    """
    sheet, data = workbook_of(drawn, boxes, hidden_rows, hidden_columns)
    with tempfile.TemporaryDirectory() as folder:
        read_table(data, Path(folder))
        whole = json.loads(Path(folder, "rows.json").read_text())
    rows, notes = dict(whole["rows"]), whole["notes"]
    reported = {(note["row"], note["column"]) for note in notes}
    told_rows = {row for note in notes for row in note.get("rows", [])}
    told_columns = {note["column"] for note in notes if note["code"] == "hidden-column"}
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        if cell.value is None or not str(cell.value).strip() or cell.row in told_rows or cell.column in told_columns:
            continue
        read = (rows.get(cell.row, []) + [""] * 5)[cell.column - 1]
        if isinstance(cell.value, str):
            is_read = "".join(cell.value.split()).replace("_x000D_", "") in "".join(read.split())
        else:
            is_read = bool(read) or float(cell.value) == 0
        assert is_read or (cell.row, cell.column) in reported, (cell.coordinate, cell.value, cell.number_format, read)
        assert not read or not {cell.row} & hidden_rows
        assert not read or not {cell.column} & hidden_columns
    for merged in sheet.merged_cells.ranges:
        words = (rows.get(merged.min_row, []) + [""] * 5)[merged.min_col - 1]
        places = [(row, column) for column in range(merged.min_col, merged.max_col + 1) for row in rows]
        for row, column in places if words else ():
            if merged.min_row <= row <= merged.max_row and column not in hidden_columns:
                assert rows[row][column - 1] == words, (row, column)
    reader = Rows("list.xlsx", Lookup(PICTURES), BOTH, problems=word_notes("list.xlsx", notes))
    found = reader.read(sorted(rows.items()))
    assert found or reader.problems
    assert all(problem.message and 0 <= problem.location.line <= 9 for problem in reader.problems)


def test_a_hidden_sheet_is_told_and_the_first_visible_one_read(book: Any, read: Callable[..., Read]) -> None:
    book.active.title = "old"
    book.active.append(["x"])
    book.active.sheet_state = "hidden"
    lists = book.create_sheet("lists")
    lists.append(["y"])
    lists.sheet_state = "veryHidden"
    book.create_sheet("empty").sheet_state = "veryHidden"
    book.create_sheet("now").append(["a.jpg"])
    book.active = 2
    rows, notes = read(book)
    assert rows == {1: ["a.jpg"]}
    assert [problem.message for problem in word_notes("l.xlsx", notes)] == [
        'a hidden sheet was not read: "old"',
        'a sheet that no menu shows was not read: "lists"',
    ]


WHITE_ON_WHITE = "these words have the colour of their cell, or are tiny, and are read like all others: "
THEME_WHITE, LIGHT = Color(theme=0), Color(theme=0, tint=-0.05)


@pytest.mark.parametrize(
    ("font", "fill"),
    [
        (Font(color="FFFFFF"), None),
        (Font(color=THEME_WHITE), None),
        (Font(color=Color(indexed=9)), None),
        (Font(color=LIGHT), None),
        (Font(color="1F3864"), PatternFill("solid", fgColor="1F3864")),
        (Font(color=Color(theme=4)), PatternFill("solid", fgColor=Color(theme=4))),
        (Font(), PatternFill("solid", fgColor=Color(theme=1))),
        (Font(size=1), None),
    ],
)
def test_words_in_the_colour_of_their_cell_are_read_and_told(
    font: Font, fill: PatternFill | None, book: Any, read: Callable[..., Read]
) -> None:
    sheet = book.active
    sheet.append(["file", "title"])
    sheet.append(["a.jpg", "内部"])
    sheet["B2"].font = font
    if fill:
        sheet["B2"].fill = fill
    rows, notes = read(book)
    assert rows[2] == ["a.jpg", "内部"]
    assert [f"{each.location} {each.message}" for each in word_notes("l.xlsx", notes)] == [
        f'l.xlsx:2:2 {WHITE_ON_WHITE}"内部"'
    ]


@pytest.mark.parametrize(
    ("font", "fill"),
    [
        (Font(color="FFFFFF", bold=True), PatternFill("solid", fgColor=Color(theme=4))),
        (Font(color="FFFFFF"), PatternFill("solid", fgColor=Color(theme=4, tint=-0.25))),
        (Font(color="FFFFFF"), PatternFill("solid", fgColor=Color(indexed=8))),
        (Font(color="FFFFFF"), PatternFill("gray125")),
        (Font(color="FFFFFF"), GradientFill(stop=("000000", "FFFFFF"))),
        (Font(color="808080"), None),
        (Font(color=Color(indexed=64)), None),
        (Font(color=Color(theme=99)), None),
        (Font(), PatternFill("solid", fgColor="FFFF00")),
    ],
)
def test_words_that_stand_out_are_not_told(
    font: Font, fill: PatternFill | GradientFill | None, book: Any, read: Callable[..., Read]
) -> None:
    sheet = book.active
    sheet.append(["file", "title"])
    sheet["A1"].font = font
    if fill:
        sheet["A1"].fill = fill
    assert read(book) == ({1: ["file", "title"]}, [])


def test_a_part_of_a_cell_in_its_own_colour_is_told(book: Any, read: Callable[..., Read]) -> None:
    white, red = InlineFont(color="FFFFFF"), InlineFont(color="FF0000")
    sheet = book.active
    sheet["A1"] = CellRichText("Tower", TextBlock(white, " (draft)"), TextBlock(red, " of 1900"))
    sheet["A2"] = CellRichText("hidden ", TextBlock(red, "seen"))
    sheet["A2"].font = Font(color="FFFFFF")
    sheet["A3"] = 5
    sheet["A3"].number_format = "[White]0"
    rows, notes = read(book)
    assert rows == {1: ["Tower (draft) of 1900"], 2: ["hidden seen"], 3: ["5"]}
    assert [(note["code"], note["row"], note["words"]) for note in notes] == [
        ("unseen", 1, "(draft)"),
        ("unseen", 2, "hidden"),
        ("unseen", 3, "5"),
    ]


HIDES = "a rule of the sheet (conditional formatting) may hide these words; they are read like all others: "


def rule(kind: str = "expression", formula: str = "TRUE", operator: str | None = None, **looks: Any) -> Rule:
    return Rule(type=kind, operator=operator, formula=[formula], dxf=DifferentialStyle(**looks))


WHITE_FONT = Font(color="FFFFFF")
HIDING = {
    "white": rule(font=WHITE_FONT),
    "no format": rule(numFmt=NumberFormat(numFmtId=170, formatCode=";;;")),
    "its own ground": rule(font=Font(color="FF0000"), fill=PatternFill(bgColor="FF0000")),
    "a value": rule("cellIs", '"内部"', "equal", font=WHITE_FONT),
    "the same as above": rule(formula="A2=A1", font=WHITE_FONT),
}
HARMLESS = {
    "red": rule(font=Font(color="FF0000")),
    "bold": rule(font=Font(bold=True)),
    "white on red": rule(font=WHITE_FONT, fill=PatternFill(bgColor="FF0000")),
    "errors": rule(formula="ISERROR(A2)", font=WHITE_FONT),
    "kind of errors": rule("containsErrors", "ISERROR(A2)", font=WHITE_FONT),
    "zeros": rule("cellIs", "0", "equal", font=WHITE_FONT),
    "thousands": rule(numFmt=NumberFormat(numFmtId=170, formatCode="#,##0")),
}


@pytest.mark.parametrize("name", [*HIDING, *HARMLESS])
def test_words_that_a_rule_of_the_sheet_may_hide_are_read_and_reported(
    name: str, book: Any, read: Callable[..., Read]
) -> None:
    sheet = book.active
    for row in (["file", "title"], ["a.jpg", "内部"], ["b.jpg", ""], ["c.jpg", "桥"]):
        sheet.append(row)
    sheet["B4"].fill = PatternFill("solid", fgColor="FF0000")
    sheet.conditional_formatting.add("B2:B9", {**HIDING, **HARMLESS}[name])
    rows, notes = read(book)
    assert rows[2] == ["a.jpg", "内部"]
    reported = [f"{each.location} {each.message}" for each in word_notes("l.xlsx", notes)]
    words = ["2:2", "4:2"] if name in {"no format", "its own ground"} else ["2:2"]
    assert reported == [f'l.xlsx:{at} {HIDES}"{"内部" if at == "2:2" else "桥"}"' for at in words if name in HIDING]


def test_rows_and_columns_too_narrow_to_read_are_read_and_told(book: Any, read: Callable[..., Read]) -> None:
    sheet = book.active
    for row in (["file", "title", "remark"], ["a.jpg", "塔", "ask 张三"], ["b.jpg", "桥"]):
        sheet.append(row)
    sheet.column_dimensions["C"].width = 0.5
    sheet.column_dimensions["D"].width = 0.5
    sheet.row_dimensions[3].height = 1.5
    rows, notes = read(book)
    assert rows[2] == ["a.jpg", "塔", "ask 张三"]
    assert [f"{each.location} {each.message}" for each in word_notes("l.xlsx", notes)] == [
        "l.xlsx:3:1 rows so low that nobody can read them were read like all others: 3",
        'l.xlsx:1:3 a column so narrow that nobody can read it was read like all others; it begins with "remark"',
    ]


def test_words_below_a_merged_cell_are_told(book: Any, read: Callable[..., Read]) -> None:
    sheet = book.active
    for row in (["file", "credit"], ["a.jpg", "张三"], ["b.jpg", "李四"], ["c.jpg", "张三"]):
        sheet.append(row)
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="B2:B4"/></mergeCells>'
    rows, notes = read(book, lambda name, data: data.replace(b"</sheetData>", merge) if "sheet1" in name else data)
    assert [rows[number][1] for number in (2, 3, 4)] == ["张三"] * 3
    assert [f"{each.location} {each.message}" for each in word_notes("l.xlsx", notes)] == [
        'l.xlsx:3:2 these words are below a merged cell, and were not read: "李四"'
    ]


@pytest.mark.parametrize(
    ("words", "address", "reported"),
    [
        ("塔", "https://example.org/tower", "https://example.org/tower"),
        ("", "https://example.org/tower", "https://example.org/tower"),
        ("https://example.org/塔", "https://example.org/%E5%A1%94", ""),
        ("example.org", "http://example.org/", ""),
        ("hall@example.org", "mailto:hall@example.org", ""),
        ("a.jpg", r"file:///C:\photos\a.jpg", ""),
        ("photos/a.jpg", "photos/a.jpg", ""),
        ("塔", "photos/a.jpg", "photos/a.jpg"),
    ],
)
def test_an_address_behind_words_is_told(
    words: str, address: str, reported: str, book: Any, read: Callable[..., Read]
) -> None:
    sheet = book.active
    sheet.append(["file", "title"])
    sheet["B2"].hyperlink = address
    sheet["B2"] = words
    sheet["A3"] = "b.jpg"
    _, notes = read(book)
    expected = [f'l.xlsx:2:2 the link behind these words was not read: "{reported}"'] if reported else []
    assert [f"{each.location} {each.message}" for each in word_notes("l.xlsx", notes)] == expected


def test_the_words_of_a_link_and_the_address_in_a_formula_are_told(book: Any, read: Callable[..., Read]) -> None:
    sheet = book.active
    sheet.append(["塔", "桥", "x"])
    sheet["A1"].hyperlink = Hyperlink(ref="A1:A2", location="Other!B2", tooltip="七层的塔")
    sheet["A2"] = "see there"
    sheet["A2"].hyperlink = Hyperlink(ref="A2", location="Other!B2")
    formula = b'<c r="B1" t="str"><f>HYPERLINK("https://example.org/?q=""%s""","&#26725;")</f><v>&#26725;</v></c>'
    plain = b'<c r="C1" t="str"><f>HYPERLINK("x")</f><v>x</v></c>'

    def change(_: str, data: bytes) -> bytes:
        data = re.sub(rb'<c r="B1".*?</c>', lambda _: formula, data)
        return re.sub(rb'<c r="C1".*?</c>', lambda _: plain, data)

    rows, notes = read(book, change)
    assert rows == {1: ["塔", "桥", "x"], 2: ["see there"]}
    assert {(note["code"], note["column"], note["words"]) for note in notes} == {
        ("link", 1, "七层的塔"),
        ("link", 2, 'https://example.org/?q="%s"'),
    }


def test_charts_and_drawings_on_the_sheet_are_told(book: Any, read: Callable[..., Read]) -> None:
    sheet = book.active
    sheet.append([1, 2])
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_col=2))
    sheet.add_chart(chart, "D5")
    shape = b'<xdr:sp xmlns:xdr="%s"><xdr:nvSpPr/></xdr:sp>' % DRAWING
    assert [f"{each.location} {each.message}" for each in word_notes("l.xlsx", read(book)[1])] == [
        "l.xlsx:5:4 a chart lies on the sheet here; it was not read"
    ]

    def change(name: str, data: bytes) -> bytes:
        return re.sub(rb"<graphicFrame>.*</graphicFrame>", shape, data) if "drawings/drawing" in name else data

    assert [each.message for each in word_notes("l.xlsx", read(book, change)[1])] == [
        "a drawing or another object lies on the sheet here; it was not read"
    ]


def test_words_that_are_only_printed_are_told(book: Any, read: Callable[..., Read]) -> None:
    sheet = book.active
    sheet.append(["a.jpg"])
    sheet.oddHeader.center.text = "内部资料 &P / &N"
    sheet.oddFooter.right.text = "&D"
    assert [f"{each.location} {each.message}" for each in word_notes("l.xlsx", read(book)[1])] == [
        'l.xlsx words that are only printed above or below the sheet were not read: "内部资料 /"'
    ]


def test_what_a_cell_tells_when_it_is_chosen_is_reported(book: Any, read: Callable[..., Read]) -> None:
    sheet = book.active
    sheet.append(["file", "title"])
    asked = DataValidation(type="whole", promptTitle="注意", prompt="请填中文\n标题")
    asked.add("B2:B9")
    silent = DataValidation(type="list", formula1='"a,b"')
    silent.add("A2:A9")
    for rule in (asked, silent):
        sheet.add_data_validation(rule)
    assert [f"{each.location} {each.message}" for each in word_notes("l.xlsx", read(book)[1])] == [
        'l.xlsx:2:2 what the sheet tells whoever chooses this cell was not read: "注意 请填中文 标题"'
    ]


def test_a_sheet_that_is_a_chart_is_named(book: Any, tmp_path: Path) -> None:
    sheet = book.active
    sheet.append(["file", 1, 2])
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_col=3))
    book.create_chartsheet("Visitors").add_chart(chart)
    written = io.BytesIO()
    book.save(written)
    assert read_table(written.getvalue(), tmp_path)["others"] == ["Visitors"]
