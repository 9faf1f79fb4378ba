"""`kiosk pack texts`: a pack's texts go to a translator in a sheet, and come back without touching anything else."""

from __future__ import annotations

import difflib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kiosk.cli import main
from kiosk.content.lint.text_paths import texts
from kiosk.content.loader import load_pack
from kiosk.content.model_walk import walk
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.translation.placed_texts import Key, fingerprint
from tests.unit.packs.gallery_import import photos

Say = Callable[..., tuple[int, str, str]]
SHOWCASE = Path(__file__).parents[3] / "content/showcase"
Edit = Callable[[Any], None]


@pytest.fixture
def say(pack: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["pack", "texts", *words])
        output = capsys.readouterr()
        return code, output.out, output.err

    return run


@pytest.fixture
def translate(pack: Path, say: Say) -> Callable[[Edit], None]:
    """Export the texts and let a translator change the sheet."""

    def run(edit: Edit) -> None:
        assert say("export", "hall")[0] == 0
        book = openpyxl.load_workbook("texts.xlsx")
        edit(book.active)
        book.save("back.xlsx")

    return run


def row_of(sheet: Any, words: str) -> int:
    return next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == words)


def texts_of(part: Any) -> list[str]:
    return [words for _, each in walk(part) for _, _, text in texts(each) for _, _, words in text.worded()]


def leave(_sheet: Any) -> None:
    """What a translator does who changes nothing."""


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[:2] in {"- ", "+ "}]


def test_the_sheet_has_every_text_of_the_pack_with_its_limit_and_place(pack: Path, say: Say) -> None:
    code, output, _ = say("export", "hall", "--out", "all.xlsx")
    assert code == 0
    sheet = openpyxl.load_workbook("all.xlsx").active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("place", "what it is", "zh", "en", "at most", "key (leave it as it is)")
    assert output.splitlines()[0] == f"all.xlsx: {len(rows) - 1} texts"
    assert output.splitlines()[-1] == "    kiosk pack texts import all.xlsx --into hall"
    written = {words for row in rows for words in row[2:4]}
    for file in [pack / "pack.yaml", *pack.glob("*/*.yaml")]:
        for words in re.findall(r"\ben: \"?([A-Z][^}\"\n]+)", file.read_text("utf-8")):
            assert words.strip() in written, words
    panel = next(row for row in rows if row[1] == "a panel: title")
    assert panel[4] == "zh 6, en 24"
    line = (
        (pack / str(panel[0]).partition(":")[0])
        .read_text("utf-8")
        .splitlines()[int(str(panel[0]).partition(":")[2]) - 1]
    )
    assert str(panel[3]) in line
    assert sheet.freeze_panes == "C2"


def test_each_text_leads_to_the_screen_that_shows_it(pack: Path, say: Say) -> None:
    Path("tour").mkdir()
    for name in ("01-home", "02-search", "03-panel-hall-1"):
        photos.save(Path(f"tour/{name}.png"), size=(1920, 1080))
    screens = [
        {"file": "02-search.png", "screen": "search", "texts": ["Begin here"]},
        {"file": "01-home.png", "screen": "home", "texts": ["新展厅", "Begin\u00ad here"]},
        {"file": "03-panel-hall-1.png", "screen": "panel", "texts": ["A court\nwith trees"]},
        {"file": "../04-gone.png", "screen": "panel", "texts": ["Welcome"]},
    ]
    Path("tour/index.json").write_text(json.dumps({"screens": screens}), encoding="utf-8")
    assert say("export", "hall", "--screens", "tour")[0] == 0
    book = openpyxl.load_workbook("texts.xlsx")
    sheet, drawn = book.worksheets
    assert [image.anchor._from.row for image in drawn._images] == [1, 22, 43]
    assert (drawn["A1"].value, drawn["A22"].value) == ("02-search", "01-home")
    assert sheet.cell(row_of(sheet, "Begin here"), 1).hyperlink.location == "'screens'!A22"
    assert sheet.cell(row_of(sheet, "Welcome"), 1).hyperlink is None
    assert say("import", "texts.xlsx", "--into", "hall") == (0, "filled: 0, changed: 0\n", "")


def test_a_folder_without_a_tour_is_told(pack: Path, say: Say) -> None:
    code, _, complained = say("export", "hall", "--screens", "hall")
    assert code == 1
    assert "hall holds no pictures of a tour; make them with kiosk tour --pack PACK --out FOLDER" in complained
    assert not Path("texts.xlsx").exists()


def test_a_file_that_is_there_is_not_written_over(pack: Path, say: Say) -> None:
    Path("texts.xlsx").write_bytes(b"a translator's work")
    code, _, complained = say("export", "hall")
    assert (code, complained) == (1, "texts.xlsx is there already; give another --out [YK-531]\n")
    assert Path("texts.xlsx").read_bytes() == b"a translator's work"


def test_what_was_not_changed_changes_no_letter(pack: Path, say: Say, translate: Callable[[Edit], None]) -> None:
    before = {file: file.read_bytes() for file in pack.rglob("*") if file.is_file()}
    translate(leave)
    code, output, complained = say("import", "back.xlsx", "--into", "hall")
    assert (code, output, complained) == (0, "filled: 0, changed: 0\n", "")
    assert {file: file.read_bytes() for file in pack.rglob("*") if file.is_file()} == before


def test_translated_words_come_into_their_places_and_nothing_else_changes(
    pack: Path, say: Say, translate: Callable[[Edit], None]
) -> None:
    file = pack / "pack.yaml"
    lacking = file.read_text("utf-8").replace(
        "headline: {zh: 从这里开始, en: Begin here}", "headline: {zh: 从这里开始}  # soon"
    )
    file.write_text(lacking, encoding="utf-8")

    def edit(sheet: Any) -> None:
        sheet.cell(row_of(sheet, "从这里开始"), 4).value = 'Start: "here"'
        sheet.cell(row_of(sheet, "New hall"), 4).value = "=The hall"
        sheet.cell(row_of(sheet, "=The hall"), 4).data_type = "s"

    translate(edit)
    code, output, _ = say("import", "back.xlsx", "--into", "hall", "--dry-run")
    assert (code, file.read_text("utf-8")) == (0, lacking)
    assert 'pack.yaml:12 (en): "New hall" becomes "=The hall"' in output
    assert 'pack.yaml:18 (en): new: "Start: "here""' in output
    assert "filled: 1, changed: 1" in output
    assert say("import", "back.xlsx", "--into", "hall")[0] == 0
    assert changed_lines(lacking, file.read_text("utf-8")) == [
        "- title: {zh: 新展厅, en: New hall}",
        '+ title: {zh: 新展厅, en: "=The hall"}',
        "-   headline: {zh: 从这里开始}  # soon",
        '+   headline: {zh: 从这里开始, en: "Start: \\"here\\""}  # soon',
    ]
    assert [problem for problem in load_pack(pack, product_catalog()).problems if problem.severity == "error"] == []


def test_every_text_of_a_large_pack_can_be_changed_at_once(tmp_path: Path, say: Say) -> None:
    pack = Path(shutil.copytree(SHOWCASE, tmp_path / "showcase"))
    before = {file: file.read_text("utf-8") for file in [pack / "pack.yaml", *pack.glob("*/*.yaml")]}
    assert say("export", "showcase", "--out", "all.xlsx")[0] == 0
    book = openpyxl.load_workbook("all.xlsx")
    cells = [cell for row in book.active.iter_rows(2, min_col=3, max_col=4) for cell in row if cell.value]
    for cell in cells:
        cell.value = f'{" ".join(cell.value.split())} # new: "改"'
    book.save("back.xlsx")
    code, output, complained = say("import", "back.xlsx", "--into", "showcase")
    assert (code, complained, f"filled: 0, changed: {len(cells)}" in output) == (0, "", True)
    words = {
        re.sub(r"\s", "", text) for loaded in load_pack(pack, product_catalog()).parts for text in texts_of(loaded[1])
    }
    assert all(text.endswith('#new:"改"') for text in words)
    for file, text in before.items():
        comments = [line for line in text.splitlines() if line.lstrip().startswith("#")]
        assert [line for line in file.read_text("utf-8").splitlines() if line.lstrip().startswith("#")] == comments


def test_what_was_changed_on_both_sides_is_told_and_kept(
    pack: Path, say: Say, translate: Callable[[Edit], None]
) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(row_of(sheet, "Begin here"), 4).value = "Start here"
        sheet.cell(row_of(sheet, "New hall"), 4).value = "The hall"

    translate(edit)
    file = pack / "pack.yaml"
    fixed = file.read_text("utf-8").replace("Begin here", "Begin now").replace("新展厅", "大展厅")
    file.write_text(fixed, encoding="utf-8")
    code, output, complained = say("import", "back.xlsx", "--into", "hall")
    assert code == 1
    assert 'error YK-533: the words were changed in the pack too, and are "Begin now" there' in complained
    assert "write the right ones by hand at pack.yaml:18, or export the texts again" in complained
    assert "filled: 0, changed: 1" in output
    assert file.read_text("utf-8") == fixed.replace("New hall", "The hall")


def test_words_find_their_place_where_others_came_before_it(
    pack: Path, say: Say, translate: Callable[[Edit], None]
) -> None:
    file = pack / "galleries/places.yaml"
    pictures = file.read_text("utf-8").partition("pictures:\n")
    first = pictures[2].partition("\n  - ")[2].partition("\n  - ")[0]
    title = re.search(r"title: \{zh: (.+?), en: (.+?)\}", first)
    assert title is not None
    translate(lambda sheet: setattr(sheet.cell(row_of(sheet, title[2]), 4), "value", "Another title"))
    swapped = pictures[0] + pictures[1] + f"  - {first}\n" + pictures[2].replace(f"  - {first}\n", "", 1)
    file.write_text(swapped, encoding="utf-8")
    code, _, complained = say("import", "back.xlsx", "--into", "hall")
    assert (code, complained) == (0, "")
    assert file.read_text("utf-8") == swapped.replace(f"en: {title[2]}}}", "en: Another title}", 1)


def test_a_line_break_that_is_not_taken_is_told(pack: Path, say: Say, translate: Callable[[Edit], None]) -> None:
    rows: dict[str, int] = {}

    def edit(sheet: Any) -> None:
        rows["alone"] = row_of(sheet, "Begin here")
        sheet.cell(rows["alone"], 4).value = "Begin\nhere"
        rows["new"] = row_of(sheet, "New hall")
        sheet.cell(rows["new"], 4).value = "The new\nhall"
        rows["several"] = row_of(sheet, "三个主题，一个图集，\n改成您的内容。")
        sheet.cell(rows["several"], 4).value = "Three panels, one gallery:\nmake them\nyours."

    translate(edit)
    code, output, complained = say("import", "back.xlsx", "--into", "hall")
    assert code == 0
    reported = [line for line in complained.splitlines() if line.startswith("back.xlsx")]
    alone = 'this cell has other line breaks than the pack, which keeps its own: "Begin here"'
    assert set(reported) == {
        f"back.xlsx:{rows['alone']}:4: warning YK-533: {alone}",
        f'back.xlsx:{rows["new"]}:4: warning YK-533: the line break in this cell was not taken: "The new hall"',
    }
    assert '"The new hall"' in output
    assert "make them" in output


def test_what_cannot_be_taken_is_told_with_its_cell(pack: Path, say: Say, translate: Callable[[Edit], None]) -> None:
    rows: dict[str, int] = {}

    def edit(sheet: Any) -> None:
        lines = row_of(sheet, "三个主题，一个图集，\n改成您的内容。")
        sheet.cell(lines, 3).value = None
        rows["emptied"] = row_of(sheet, "Begin here")
        sheet.cell(rows["emptied"], 4).value = None
        rows["keyless"] = row_of(sheet, "New hall")
        sheet.cell(rows["keyless"], 6).value = None
        rows["gone"] = sheet.max_row
        sheet.cell(rows["gone"], 3).value = "新的文字"
        sheet.cell(rows["gone"], 6).value = "pack.yaml strings/back zh=00000000 en=-"
        sheet.cell(1, 7).value = "fr"

    translate(edit)
    before = (pack / "pack.yaml").read_bytes()
    code, _, complained = say("import", "back.xlsx", "--into", "hall")
    assert code == 1
    assert (
        f'back.xlsx:{rows["emptied"]}:4: warning YK-533: the cell was emptied; the pack keeps its words "Begin here"'
        in complained
    )
    assert (
        f'back.xlsx:{rows["keyless"]}:4: error YK-532: this row has no key, and its words were not taken: "New hall"'
        in complained
    )
    assert (
        f"back.xlsx:{rows['gone']}:3: error YK-533: the text that these words are for is no longer in the pack"
        in complained
    )
    assert 'back.xlsx:1:7: error YK-219: "fr" is not a language of this pack' in complained
    assert 'the pack keeps its words "三个主题，一个图集， 改成您的内容。"' in complained
    assert (pack / "pack.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "reported"),
    [
        (["import", "none.xlsx", "--into", "hall"], "none.xlsx does not exist; give the sheet that came back"),
        (["import", "other.csv", "--into", "hall"], "no column has the keys by which texts are found again"),
        (["export", "nowhere"], "the pack's folder does not exist"),
    ],
)
def test_what_is_no_sheet_of_texts_is_refused_in_words(words: list[str], reported: str, pack: Path, say: Say) -> None:
    Path("other.csv").write_text("zh,en\n塔,Tower\n", encoding="utf-8")
    code, output, complained = say(*words)
    assert (code, output) == (1, "")
    assert reported in complained


def test_a_csv_of_the_sheet_comes_back_as_well(pack: Path, say: Say, translate: Callable[[Edit], None]) -> None:
    translate(leave)
    rows = openpyxl.load_workbook("texts.xlsx").active.iter_rows(values_only=True)
    lines = ["\t".join(f'"{cell or ""}"'.replace("Begin here", "Start") for cell in row) for row in rows]
    Path("back.csv").write_text("\n".join(lines), encoding="utf-16")
    code, output, _ = say("import", "back.csv", "--into", "hall")
    assert (code, "filled: 0, changed: 1" in output) == (0, True)


def test_words_that_were_given_out_prove_the_encoding_and_else_it_must_be_said(
    pack: Path, say: Say, translate: Callable[[Edit], None]
) -> None:
    """Words once written into the pack would stand in the way of the right ones, so none are written by a guess."""
    translate(leave)
    rows = [list(row) for row in openpyxl.load_workbook("texts.xlsx").active.iter_rows(values_only=True)]

    def write(name: str, rows: list[list[Any]], encoding: str) -> None:
        lines = ["\t".join(f'"{cell or ""}"' for cell in row) for row in rows]
        Path(name).write_bytes("\n".join(lines).encode(encoding))

    write("back.csv", rows, "gbk")
    code, _, complained = say("import", "back.csv", "--into", "hall")
    assert (code, complained) == (0, "")
    new = [[row[3], row[-1]] for row in rows]
    new[[row[0] for row in new].index("Begin here")][0] = "国立博物館"
    write("new.csv", new, "euc_jp")
    before = {file: file.read_bytes() for file in pack.rglob("*.yaml")}
    code, output, complained = say("import", "new.csv", "--into", "hall")
    assert (code, output) == (1, "")
    assert "new.csv: error YK-514: the file does not say in which encoding its words are; as " in complained
    assert "give the same command with --encoding and its name (GBK, Big5, " in complained
    assert {file: file.read_bytes() for file in pack.rglob("*.yaml")} == before
    assert say("import", "new.csv", "--into", "hall", "--encoding", "EUC-JP")[0] == 0
    assert "国立博物館" in "".join(file.read_text("utf-8") for file in pack.rglob("*.yaml"))


def test_words_that_no_translator_will_see_are_told(pack: Path, say: Say, translate: Callable[[Edit], None]) -> None:
    panel = next((pack / "panels").glob("*.yaml"))
    lines = panel.read_text("utf-8").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith("title:"))
    lines[at] = "title: Hall #3\n"
    panel.write_text("".join(lines), encoding="utf-8")
    reported = f"panels/{panel.name}:{at + 1}:13: warning YK-113: "
    code, _, complained = say("export", "hall")
    assert (code, reported in complained) == (0, True)
    sheet = openpyxl.load_workbook("texts.xlsx")
    sheet.save("back.xlsx")
    code, _, complained = say("import", "back.xlsx", "--into", "hall")
    assert (code, reported in complained) == (0, True)


def test_an_alt_that_is_missing_comes_back_filled_in_at_its_own_picture(pack: Path, say: Say) -> None:
    gallery = next((pack / "galleries").glob("*.yaml"))
    text = re.sub(r"\n +alt: [^\n]*", "", gallery.read_text("utf-8"))
    assert "alt" not in text.partition("pictures:")[2]
    gallery.write_text(text, encoding="utf-8")
    code, output, _ = say("export", "hall")
    assert code == 0
    assert re.search(r"without words in zh: [1-9]", output)
    book = openpyxl.load_workbook("texts.xlsx")
    sheet: Any = book.active
    files = re.findall(r"- file: (\S+)", text)
    for number, file in enumerate(files):
        row = row_of(sheet, f"a gallery picture: alt, of {file}")
        assert (sheet.cell(row, 3).value, sheet.cell(row, 4).value) == (None, None)
        sheet.cell(row, 3).value = f"画面{number}" if number else None
        sheet.cell(row, 4).value = f"Seen {number}"
    book.save("back.xlsx")
    head, _, below = text.partition("  - file: ")
    first, _, others = below.partition("  - file: ")
    gallery.write_text(f"{head}  - file: {others}\n  - file: {first}", encoding="utf-8")  # staff moved one meanwhile
    code, _, complained = say("import", "back.xlsx", "--into", "hall")
    row = row_of(sheet, f"a gallery picture: alt, of {files[0]}")
    assert code == 1
    assert f'back.xlsx:{row}:4: error YK-517: these words have none in zh beside them: "Seen 0"' in complained
    sheet.cell(row, 3).value = "画面0"  # what the fix says
    book.save("back.xlsx")
    assert say("import", "back.xlsx", "--into", "hall")[0] == 0
    found = load_pack(pack, product_catalog()).pack
    assert found is not None
    alts = {picture.file: picture.alt for gallery_ in found.galleries for picture in gallery_.pictures}
    assert {file: dict(alt.words) if alt else {} for file, alt in alts.items()} == {
        file: {"zh": f"画面{number}", "en": f"Seen {number}"} for number, file in enumerate(files)
    }


def test_a_sheet_for_a_picture_that_is_gone_says_so(pack: Path, say: Say) -> None:
    gallery = next((pack / "galleries").glob("*.yaml"))
    text = re.sub(r"\n +alt: [^\n]*", "", gallery.read_text("utf-8"))
    gallery.write_text(text, encoding="utf-8")
    assert say("export", "hall")[0] == 0
    book = openpyxl.load_workbook("texts.xlsx")
    sheet: Any = book.active
    files = re.findall(r"- file: (\S+)", text)
    row = row_of(sheet, f"a gallery picture: alt, of {files[0]}")
    sheet.cell(row, 3).value = "画面"
    book.save("back.xlsx")
    head, _, below = text.partition("  - file: ")
    gallery.write_text(f"{head}  - file: {below.partition('  - file: ')[2]}", encoding="utf-8")
    before = gallery.read_text("utf-8")
    code, _, complained = say("import", "back.xlsx", "--into", "hall")
    assert (code, gallery.read_text("utf-8")) == (1, before)
    reported = f'back.xlsx:{row}:3: error YK-533: the text that these words are for is no longer in the pack: "画面"'
    assert reported in complained


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_sheet_whose_chinese_became_question_marks_changes_nothing(
    encoding: str, pack: Path, say: Say, translate: Callable[[Edit], None]
) -> None:
    """Excel's plain CSV, saved where the code page has no Chinese."""
    translate(lambda sheet: setattr(sheet.cell(row_of(sheet, "Begin here"), 4), "value", "Start here"))
    rows = list(openpyxl.load_workbook("back.xlsx").active.iter_rows(values_only=True))
    lines = [",".join(f'"{cell or ""}"' for cell in row) for row in rows]
    Path("back.csv").write_bytes("\n".join(lines).encode(encoding, "replace"))
    before = {file: file.read_bytes() for file in pack.rglob("*.yaml")}
    code, output, complained = say("import", "back.csv", "--into", "hall")
    assert (code, output) == (1, "")
    row = next(number for number, cells in enumerate(rows, start=1) if cells[3])
    reported = f"back.csv:{row + 1}:3: error YK-516: a program could not save these characters and wrote ? instead: "
    assert reported in complained
    assert "CSV UTF-8" in complained
    assert complained.count("a program could not save") == 5
    assert re.search(r"error YK-519: the same is true of .*C9[0-9]", complained)
    assert {file: file.read_bytes() for file in pack.rglob("*.yaml")} == before


def test_new_words_with_runs_of_question_marks_are_told(
    pack: Path, say: Say, translate: Callable[[Edit], None]
) -> None:
    rows: list[int] = []

    def edit(sheet: Any) -> None:
        rows.append(row_of(sheet, "New hall"))
        sheet.cell(rows[0], 4).value = "The ?? hall"

    translate(edit)
    code, output, complained = say("import", "back.xlsx", "--into", "hall")
    assert (code, "changed: 1" in output) == (0, True)
    reported = 'warning YK-516: ? may have replaced other characters: "The ?? hall"'
    assert f"back.xlsx:{rows[0]}:4: {reported}" in complained


def test_a_translators_remarks_and_second_sheet_are_told(
    pack: Path, say: Say, translate: Callable[[Edit], None]
) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(1, 7).value = "备注"
        sheet.cell(3, 7).value = "这里请馆方确认"
        sheet.cell(4, 9).value = "too wide"
        sheet.parent.create_sheet("译者说明").append(["两处拿不准"])

    translate(edit)
    code, _, complained = say("import", "back.xlsx", "--into", "hall")
    assert code == 0
    assert 'back.xlsx:1:7: warning YK-502: the column "备注" is not read' in complained
    assert (
        "back.xlsx:4:9: warning YK-502: there is no header above these words, and they are not read: I4" in complained
    )
    assert "back.xlsx: warning YK-508: only the first sheet was read, not 译者说明" in complained


def test_a_text_that_comes_back_twice_with_other_words_is_left_and_told(
    pack: Path, say: Say, translate: Callable[[Edit], None]
) -> None:
    rows: list[int] = []

    def edit(sheet: Any) -> None:
        rows[:] = [row_of(sheet, "Begin here"), row_of(sheet, "New hall"), sheet.max_row + 1, sheet.max_row + 2]
        for row, copy in zip(rows[:2], rows[2:], strict=True):
            for column in range(1, 7):
                sheet.cell(copy, column).value = sheet.cell(row, column).value
        sheet.cell(rows[0], 4).value, sheet.cell(rows[2], 4).value = "Start here", "Begin with this"
        sheet.cell(rows[1], 4).value = sheet.cell(rows[3], 4).value = "The hall"

    translate(edit)
    before = (pack / "pack.yaml").read_text("utf-8")
    code, output, complained = say("import", "back.xlsx", "--into", "hall")
    assert code == 1
    assert f'back.xlsx:{rows[2]}:4: error YK-533: row {rows[0]} has other words for the same text: "Start' in complained
    assert "fix:      keep one of the two rows, and import again" in complained
    assert output.splitlines()[-3] == "filled: 0, changed: 1"
    after = before.replace("en: New hall", "en: The hall")
    assert (pack / "pack.yaml").read_text("utf-8") == after
    book = openpyxl.load_workbook("back.xlsx")  # what the fix says
    book.active.delete_rows(rows[2])
    book.save("back.xlsx")
    assert say("import", "back.xlsx", "--into", "hall")[0] == 0
    assert (pack / "pack.yaml").read_text("utf-8") == after.replace("en: Begin here", "en: Start here")


@pytest.mark.parametrize("heads", [("中文", "英文"), ("Chinese", "English"), ("zh", "EN"), ("简体中文", "en-GB")])
def test_a_translator_may_write_languages_as_words(
    heads: tuple[str, str], pack: Path, say: Say, translate: Callable[[Edit], None]
) -> None:
    def edit(sheet: Any) -> None:
        row = row_of(sheet, "Begin here")
        sheet["C1"], sheet["D1"] = heads
        sheet.cell(row, 4).value = "Start here"
        sheet.cell(1, 7).value, sheet.cell(row, 7).value = "English", "an older draft"

    translate(edit)
    code, output, complained = say("import", "back.xlsx", "--into", "hall")
    assert 'pack.yaml:18 (en): "Begin here" becomes "Start here"' in output
    assert "filled: 0, changed: 1" in output
    assert (code, complained.count("warning")) == (0, 2)
    assert 'back.xlsx:1:7: warning YK-502: the column "English" is not read' in complained


def test_a_sheet_put_before_the_texts_is_told_to_go_behind(
    pack: Path, say: Say, translate: Callable[[Edit], None]
) -> None:
    translate(lambda sheet: sheet.parent.create_sheet("译者说明", 0).append(["两处拿不准"]))
    code, _, complained = say("import", "back.xlsx", "--into", "hall")
    assert code == 1
    assert "only the first sheet was read, not texts" in complained
    assert "fix:      move the sheet with the keys to the front; only the first one is read" in complained


def test_the_heads_of_an_exported_sheet_are_no_unknown_columns(
    pack: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert say("export", "hall")[0] == 0
    assert say("import", "texts.xlsx", "--into", "hall")[2] == ""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert say("import", "texts.xlsx", "--into", "hall")[2] == ""


def test_a_key_tells_where_and_what() -> None:
    assert Key.of("panels/a.yaml pages/0/title zh=9f86d081 en=-") == Key(
        "panels/a.yaml", ("pages", 0, "title"), {"zh": "9f86d081", "en": "-"}
    )
    assert Key.of("title") is None
    assert fingerprint("a  b\n") == fingerprint("a b") != fingerprint("")
