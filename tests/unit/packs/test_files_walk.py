"""The walk of docs/files.md: from a phone's photos, a WPS sheet, a film and its captions to a pack without warnings."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from kiosk.cli import main
from tests.unit.media.test_films import film

DOCS = Path(__file__).parents[3] / "docs"
NAMES = [f"IMG_2026050{number}_101110" for number in range(1, 6)]
HEADERS = [
    "序号",
    "图片编号",
    "作品名称",
    "作品名称（英文）",
    "说明",
    "说明（英文）",
    "替代文字",
    "替代文字（英文）",
    "署名",
]
FILES = {"film.zh.srt": "小桥流水　人家", "film.en.srt": "Bridges and water"}
MISSING = {"馆藏": "The collection", "张三": "Zhang San"}


def hand_over(folder: Path) -> None:
    """Put the files that staff have into a folder."""
    (folder / "phone").mkdir()
    for number, name in enumerate(NAMES):
        shot = Image.effect_noise((2400, 1800), 20 + number).convert("RGB")
        exif = Image.Exif()
        exif[0x112], exif[0x10E] = 6, "hdr"
        exif.get_ifd(0x8825).update({1: "N", 2: (32.0, 12.0, 3.0), 3: "E", 4: (119.0, 27.0, 1.0)})
        shot.save(folder / f"phone/{name}.jpg", exif=exif)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["江南展厅展品清单"])
    sheet.merge_cells("A1:I1")
    sheet.append(HEADERS)
    for number, name in enumerate(NAMES, start=1):
        words = [f"第{number}件展品", f"Exhibit {number}", "清代瓷器。", "Porcelain of the Qing.", "瓷器", "A vase"]
        sheet.append([number, name, *words, "张三" if number == 1 else None])
    sheet.merge_cells("I3:I7")
    sheet.append(["合计", "5件"])
    book.save(folder / "phone/list.xlsx")
    film(folder / "film.mp4", seconds=4.0)
    for name, words in FILES.items():
        (folder / name).write_text(f"\ufeff1\r\n00:00:00,000 --> 00:00:02,600\r\n{words}\r\n\r\n", encoding="utf-8")


def translate(sheet: Path) -> None:
    """Fill in what the sheet of texts lacks in English."""
    book = openpyxl.load_workbook(sheet)
    assert book.active is not None
    for row in book.active.iter_rows(min_row=2):
        if not row[3].value:
            row[3].value = MISSING[str(row[2].value)]
    book.save(sheet)


def walk_in(document: str) -> tuple[str, str]:
    """The commands of a document, and the page that is typed between them."""
    text = (DOCS / document).read_text("utf-8")
    found = re.search(r"```\n(kiosk pack new .+?)```.+?```yaml\n(.+?)```", text, re.DOTALL)
    assert found is not None
    return found[1], found[2]


def test_both_languages_have_the_same_walk() -> None:
    assert walk_in("files.md") == walk_in("files.zh.md")


def test_the_commands_lead_from_files_to_a_pack_without_warnings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands, page = walk_in("files.md")
    hand_over(tmp_path)
    monkeypatch.chdir(tmp_path)
    for line in commands.splitlines():
        verb, *words = shlex.split(line)
        if verb == "cp":
            for name in words[:-1]:
                shutil.copy(name, words[-1])
        elif verb == "rm":
            for name in words:
                Path(name).unlink()
        else:
            if words[:3] == ["pack", "texts", "export"]:
                Path("jiangnan/panels/film.yaml").write_text(page, encoding="utf-8")
                front = Path("jiangnan/pack.yaml")
                front.write_text(front.read_text("utf-8").replace("tiles: [", "tiles: [film, "), encoding="utf-8")
            if words[:3] == ["pack", "texts", "import"]:
                translate(Path("texts.xlsx"))
            assert main([*words, "--language", "en"]) == 0, (line, capsys.readouterr())
    assert capsys.readouterr().out.endswith("jiangnan 1.0.0: no problems\n")
