"""Values as people type them: the fix names the value that is meant, and with it the pack is sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.loader import load_pack
from tests.broken.base import FILES, GALLERY, KNOWLEDGE, PACK, PANEL, write

FRONT = ("pack.yaml", PACK)
PLACES = ("galleries/places.yaml", GALLERY)
INDUSTRY = ("panels/industry.yaml", PANEL)
SCENE = "seconds: 8,"
QUIZ = """\
      - quiz:
          question: {zh: 问, en: Which}
          answers: [{zh: 甲, en: One}, {zh: 乙, en: Two}]
          right: 1
          because: {zh: 因, en: So}
"""


def problems(folder: Path, file: str, text: str) -> list[Diagnostic]:
    return list(load_pack(write(folder, FILES | {file: text.encode()}), KNOWLEDGE).problems)


# File, what is replaced, what people typed, what the fix says to write there.
TYPED = [
    (FRONT, SCENE, "seconds: 8秒,", "8"),
    (FRONT, SCENE, "seconds: ８,", "8"),
    (FRONT, SCENE, "seconds: 8 s,", "8"),
    (PLACES, "focus: [0.5, 0.4]", "focus: [50%, 0.4]", "0.5"),
    (PLACES, "focus: [0.5, 0.4]", "focus: [.5, 0.4]", "0.5"),
    (PLACES, "focus: [0.5, 0.4]", "focus: [0。5, 0.4]", "0.5"),
    (PLACES, "focus: [0.5, 0.4]", "focus: 0.3, 0.7", "[0.3, 0.7]"),
    (PLACES, "focus: [0.5, 0.4]", "focus: 30% 70%", "[0.3, 0.7]"),
    (PLACES, "focus: [0.5, 0.4]", "focus: [0.3，0.7]", "[0.3, 0.7]"),
    (PLACES, "focus: [0.5, 0.4]", "focus: [0,3, 0,7]", "[0.3, 0.7]"),
    (PLACES, "focus: [0.5, 0.4]", "focus: 中间", "[0.5, 0.5]"),
    (PLACES, "focus: [0.5, 0.4]", "focus: top", "[0.5, 0]"),
    (FRONT, SCENE, "hours: 09：00-12：00,", "09:00-12:00"),
    (FRONT, SCENE, "hours: 9-12,", "09:00-12:00"),
    (FRONT, SCENE, "hours: 09:00—12:00,", "09:00-12:00"),
    (FRONT, SCENE, "hours: 09:00至12:30,", "09:00-12:30"),
    (FRONT, SCENE, "hours: 0900-1200,", "09:00-12:00"),
    (FRONT, SCENE, "hours: 9.00-12.00,", "09:00-12:00"),
    (FRONT, SCENE, "hours: 9am-5:30 pm,", "09:00-17:30"),
    (FRONT, SCENE, "hours: 12am-12pm,", "00:00-12:00"),
    (FRONT, SCENE, "hours: 上午9点到下午5点30分,", "09:00-17:30"),
    (FRONT, SCENE, "hours: [9:00-12:00，14:00-17:00],", "[09:00-12:00, 14:00-17:00]"),
    (FRONT, SCENE, "weekdays: 周一,", "mon"),
    (FRONT, SCENE, "weekdays: 星期天,", "sun"),
    (FRONT, SCENE, "weekdays: 周一至周五,", "mon-fri"),
    (FRONT, SCENE, "weekdays: 工作日,", "mon-fri"),
    (FRONT, SCENE, "weekdays: Tuesday,", "tue"),
    (FRONT, SCENE, "weekdays: Monday to Friday,", "mon-fri"),
    (FRONT, SCENE, "weekdays: mon、tue,", "[mon, tue]"),
    (FRONT, SCENE, 'weekdays: "mon, tue",', "[mon, tue]"),
    (FRONT, SCENE, "dates: 2019/5/1,", "2019-05-01"),
    (FRONT, SCENE, "dates: 2019-5-1,", "2019-05-01"),
    (FRONT, SCENE, "dates: 2019年5月1日,", "2019-05-01"),
    (FRONT, SCENE, "dates: 5月1日,", "05-01"),
    (FRONT, SCENE, "dates: 1.5.2019,", "2019-05-01"),
    (FRONT, SCENE, "dates: 2019-05-01~2019-05-07,", "2019-05-01..2019-05-07"),
    (FRONT, SCENE, "dates: 2019-05-01-2019-05-07,", "2019-05-01..2019-05-07"),
    (FRONT, SCENE, "dates: 10月1日至10月7日,", "10-01..10-07"),
    (FRONT, SCENE, 'dates: "2019.5.1, 2019.10.1",', "[2019-05-01, 2019-10-01]"),
    (FRONT, "languages: [zh, en]", "languages: [中文, en]", "zh"),
    (FRONT, "languages: [zh, en]", "languages: [zh, English]", "en"),
    (FRONT, "languages: [zh, en]", "languages: [CN, en]", "zh"),
    (FRONT, "languages: [zh, en]", "languages: [zh，en]", "[zh, en]"),
    (FRONT, "version: 1.0.0", "version: １.０.０", "1.0.0"),
    (FRONT, "version: 1.0.0", "version: 1。0。0", "1.0.0"),
    (FRONT, "version: 1.0.0", "version: 1.0.0.", "1.0.0"),
    (FRONT, "tiles: [industry, places]", "tiles: [industry.yaml, places]", "industry"),
    (FRONT, "tiles: [industry, places]", "tiles: [industry, galleries/places.yaml]", "places"),
    (FRONT, "tiles: [industry, places]", "tiles: [产业, places]", "industry"),
    (FRONT, "tiles: [industry, places]", "tiles: [industry, Places]", "places"),
    (FRONT, "tiles: [industry, places]", "tiles: [industry、places]", "[industry, places]"),
    (FRONT, "opens: industry", "opens: 产业", "industry"),
    (INDUSTRY, "gallery: places", "gallery: 图集", "places"),
    (INDUSTRY, "sources: [article]", "sources: [文章]", "article"),
    (PLACES, "kind: illustration", "kind: 照片", "photo"),
    (PLACES, "kind: illustration", "kind: drawing", "illustration"),
    (INDUSTRY, "      - gallery: places\n", QUIZ.replace("right: 1", "right: B"), "2"),
]


@pytest.mark.parametrize(("file", "replaced", "typed", "meant"), TYPED, ids=[each[2].strip() for each in TYPED])
def test_the_fix_names_the_value_that_is_meant(
    tmp_path: Path, file: tuple[str, str], replaced: str, typed: str, meant: str
) -> None:
    name, text = file
    assert replaced in text
    found = [each for each in problems(tmp_path, name, text.replace(replaced, typed)) if each.severity == "error"]
    assert meant in found[0].fix
    field = "right" if "quiz" in typed else typed.split(":", maxsplit=1)[0]
    fixed = QUIZ.replace("right: 1", f"right: {meant}") if "quiz" in typed else f"{field}: {meant}"
    if field in {"languages", "tiles", "sources"} and not meant.startswith("["):
        fixed = replaced  # one item among others
    elif field == "focus" and not meant.startswith("["):
        fixed = f"focus: [{meant}, 0.4]"
    assert problems(tmp_path, name, text.replace(replaced, fixed + ("," if typed.endswith(",") else ""))) == []


# Where nobody can know what is meant, the fix names no value of its own.
UNKNOWN = [
    (FRONT, SCENE, "seconds: eight,", "write digits only, without a unit"),
    (FRONT, SCENE, "seconds: 8.5,", ""),
    (FRONT, SCENE, "seconds: 90秒,", "write digits only, without a unit"),
    (FRONT, SCENE, "hours: 上午,", "write hours and minutes with : between them, and - between the two times"),
    (FRONT, SCENE, "hours: 9-25,", "write hours and minutes with : between them, and - between the two times"),
    (FRONT, SCENE, "weekdays: 周八,", "write mon, tue, wed, thu, fri, sat, sun"),
    (FRONT, SCENE, "dates: 05/01/2019,", "write year, month and day with - between them, and .. between two days"),
    (FRONT, SCENE, "dates: 2019/2/30,", "write year, month and day with - between them, and .. between two days"),
    (PLACES, "focus: [0.5, 0.4]", "focus: [50, 0.4]", "0.5 is the middle, 1 the right or lower end"),
    (PLACES, "focus: [0.5, 0.4]", "focus: here", "write two numbers, such as focus: [0.5, 0.4]"),
    (PLACES, "focus: [0.5, 0.4]", "focus: [300, 400, 1]", "write two numbers, such as focus: [0.5, 0.4]"),
]


@pytest.mark.parametrize(("file", "replaced", "typed", "fix"), UNKNOWN, ids=[each[2].strip() for each in UNKNOWN])
def test_no_value_is_guessed(tmp_path: Path, file: tuple[str, str], replaced: str, typed: str, fix: str) -> None:
    name, text = file
    found = problems(tmp_path, name, text.replace(replaced, typed))
    assert [each.fix for each in found] == [fix]


def test_words_by_the_name_of_a_language_are_not_to_be_removed(tmp_path: Path) -> None:
    text = PANEL.replace("{zh: 第一页, en: First page}", "{中文: 第一页, 英文: First page}")
    found = problems(tmp_path, "panels/industry.yaml", text)
    assert [each.fix for each in found] == ['write "zh" in its place', 'write "en" in its place']
