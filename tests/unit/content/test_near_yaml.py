"""What is nearly YAML: each fix says what to write, and the words that were typed are read once it is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.loader import load_pack
from tests.broken.base import FILES, KNOWLEDGE, PANEL, write

TEXT = "      - text: {zh: 说明, en: Words}\n"


def found(folder: Path, block: str) -> list[Diagnostic]:
    text = PANEL.replace(TEXT, "".join(f"      {line}\n" for line in block.split("\n")))
    return list(load_pack(write(folder, FILES | {"panels/industry.yaml": text.encode()}), KNOWLEDGE).problems)


# Block, place of the report, its fix; and the block once that is done.
NEARLY = [
    ("- text: {zh: 欢迎, en: Hi}}", (12, 31), "remove }", "- text: {zh: 欢迎, en: Hi}"),
    ("- text: {zh: 欢迎, en: Hi},", (12, 31), "remove ,", "- text: {zh: 欢迎, en: Hi}"),
    ("- text: {zh: 欢迎, en: Hi}，", (12, 31), "remove ，", "- text: {zh: 欢迎, en: Hi}"),
    ("- text: {zh: 欢迎,, en: Hi}", (12, 23), "remove one of the two commas", "- text: {zh: 欢迎, en: Hi}"),
    (
        "- text:\n    zh: 欢迎\n    en: Come\n    and see",
        (15, 11),
        "where it belongs to the words above it, begin it with 12 spaces; else write a colon and a space after the key",
        "- text:\n    zh: 欢迎\n    en: Come\n      and see",
    ),
    (
        "- text:\n    zh: 一、二\n    en: 1. Welcome\n    2. Come in\n- link: {panel: industry}",
        (15, 11),
        "where it belongs to the words above it, begin it with 12 spaces; else write a colon and a space after the key",
        "- text:\n    zh: 一、二\n    en: 1. Welcome\n      2. Come in\n- link: {panel: industry}",
    ),
    (
        "- text:\n    zh: 欢迎\n    en: Come\n  and see",
        (15, 9),
        "where it belongs to the words above it, begin it with 12 spaces; else write a colon and a space after the key",
        "- text:\n    zh: 欢迎\n    en: Come\n      and see",
    ),
    (
        "- text: zh: 欢迎, en: Come in, all",
        (12, 15),
        'write {zh: 欢迎, en: "Come in, all"}',
        '- text: {zh: 欢迎, en: "Come in, all"}',
    ),
    ("- text: (zh: 欢迎, en: Hi)", (12, 15), "write {zh: 欢迎, en: Hi}", "- text: {zh: 欢迎, en: Hi}"),
    (
        '- text: {zh: 欢迎, en: "Dream" of the Red Chamber}',
        (12, 28),
        "put all of the words in quotation marks: '\"Dream\" of the Red Chamber'",
        "- text: {zh: 欢迎, en: '\"Dream\" of the Red Chamber'}",
    ),
    (
        "- text: {zh: 欢迎, en: [new] hall}",
        (12, 28),
        'put all of the words in quotation marks: "[new] hall"',
        '- text: {zh: 欢迎, en: "[new] hall"}',
    ),
]


@pytest.mark.parametrize(("block", "place", "fix", "fixed"), NEARLY, ids=[each[0] for each in NEARLY])
def test_what_the_fix_says_is_read(tmp_path: Path, block: str, place: tuple[int, int], fix: str, fixed: str) -> None:
    [problem] = [each for each in found(tmp_path, block) if each.severity == "error"]
    assert ((problem.location.line, problem.location.column), problem.fix) == (place, fix)
    assert found(tmp_path, fixed) == []


# Words that visitors would read with the codes of their languages.
CODED = [
    ("- text: |\n    zh: 欢迎\n    en: Welcome", "write it as {zh: 欢迎, en: Welcome}"),
    ("- text: （zh：欢迎，en：Welcome）", "write it as {zh: 欢迎, en: Welcome}"),
    ("- text: 'zh: 欢迎, 来, en: Hi'", 'write it as {zh: "欢迎, 来", en: Hi}'),
]


# A block as staff write it, and what the first report says of it.
SHORT = [
    ("- steps:\n    - 第一步：拿票\n    - 第二步：进门", "write it as - title: 第一步：拿票; see `kiosk help step`"),
    ("- cards: [塔, 桥]", "write it as - title: 塔; see `kiosk help card`"),
    ("- qr: https://example.org", 'write it as qr: {url: "https://example.org"}; see `kiosk help qr`'),
    ("- link: industry", "write it as link: {panel: industry}; see `kiosk help link`"),
    ("- voice: 大家好", "write it as voice: {says: 大家好}; see `kiosk help voice`"),
    ("- title: 小标题", "write it as a text block with **bold** words, or make a page of its own with this title; see"),
    ("- 表格: [一, 二]", "show numbers by - figures: or - chart:, and words by - cards: or - steps:; see"),
    ("- text: 一\n  text: 二", "begin it with -, in the column of the - above: - text: …"),
    ("- quiz: {question: 几层？, answers: [五, 七], right: 七}", "write the number of the one right answer: 1 is"),
    ("- quiz: {question: 几层？, answers: [五, 七], right: 0}", "write the number of the one right answer: 1 is"),
    ("- link: {panel: industry, url: example.org}", "a kiosk opens no web pages: show the address in a block of"),
]


@pytest.mark.parametrize(("block", "fix"), SHORT, ids=[each[0] for each in SHORT])
def test_what_is_written_too_short_is_told_how_it_is_meant(tmp_path: Path, block: str, fix: str) -> None:
    assert found(tmp_path, block)[0].fix.startswith(fix)


@pytest.mark.parametrize(
    ("field", "meant"), [("问题", "question"), ("答案", "answers"), ("正确", "right"), ("解析", "because")]
)
def test_the_chinese_names_of_a_quiz_are_known(tmp_path: Path, field: str, meant: str) -> None:
    quiz = {"question": "几层？", "answers": "[五, 七]", "right": "1", "because": "看塔"}
    inside = ", ".join(f"{field if name == meant else name}: {value}" for name, value in quiz.items())
    reported = [each.fix for each in found(tmp_path, f"- quiz: {{{inside}}}") if "is not a field" in each.message]
    assert len(reported) == 1
    assert reported[0].startswith(f'did you mean "{meant}"?')


def test_nothing_that_was_typed_is_told_to_be_removed_alone(tmp_path: Path) -> None:
    reported = found(tmp_path, "- chart:\n    kind: bar\n    2019: 5\n    series: [{label: 一, value: 5}]")
    assert reported[0].fix.startswith("write what it says into one of these fields, or remove it; see")


WHOLE = [
    (
        "代号：hall\n标题：展厅\n",
        "write each field on a line of its own, with a colon and a space behind its name: id: …",
    ),
    (
        'id = "hall"\ntitle = "展厅"\n',
        "write each field on a line of its own, with a colon and a space behind its name",
    ),
    ("id\thall\ntitle\t展厅\n", "write each field on a line of its own, with a colon and a space behind its name"),
    ("展厅\n欢迎来到展厅。\n", "write key: value in the first column"),
    ('{id:"industry",title:"x",pages:[{id:"a"}]}\n', "write a space behind each colon: pages: […"),
    (
        "id: industry\ntitle: x\ntext: 一段话\npages: []\n",
        "it is a block: write it into the blocks of a page, as - text",
    ),
    ("id: industry\ntitle: x\nlayout: half\npages: []\n", "it is a field of a page: write it into one of the pages"),
    (
        "id: industry\ntitle: x\ntext: |\n    一\n\n    二\n  三\n",
        "begin it, and each other line of these words, with 4",
    ),
    ("id: industry\ntitle: x\ntext: |\n    一\n二\n", "where it belongs to the words above it, begin it with 4 spaces"),
]


@pytest.mark.parametrize(("text", "fix"), WHOLE, ids=[each[0] for each in WHOLE])
def test_a_whole_file_in_another_form_is_told_how_it_is_written(tmp_path: Path, text: str, fix: str) -> None:
    reported = load_pack(write(tmp_path, FILES | {"panels/industry.yaml": text.encode()}), KNOWLEDGE).problems
    assert any(each.fix.startswith(fix) for each in reported), [each.text() for each in reported]


@pytest.mark.parametrize(("block", "fix"), CODED, ids=[each[0] for each in CODED])
def test_codes_of_languages_among_the_words_are_reported(tmp_path: Path, block: str, fix: str) -> None:
    [problem] = found(tmp_path, block)
    assert (problem.severity, problem.fix) == ("warning", fix)
    assert problem.message == '"text" is one text for all languages, and visitors would read the codes in it'
    assert found(tmp_path, f"- text: {re.sub('write it as ', '', fix)}") == []


@pytest.mark.parametrize("words", ["zh: 欢迎", "时间 zh：en", "en: zh", f"zh: {'欢' * 2_000}, en: Hi"])
def test_one_code_alone_is_words(tmp_path: Path, words: str) -> None:
    assert found(tmp_path, f'- text: "{words}"') == []


def test_an_invisible_character_in_a_name_is_named(tmp_path: Path) -> None:
    [problem] = found(tmp_path, "- te\u200bxt: {zh: 欢迎, en: Hi}")
    assert problem.fix == 'did you mean "text"?; it contains invisible character (U+200B): delete it'


def test_fields_of_one_item_that_each_have_a_hyphen(tmp_path: Path) -> None:
    problems = found(
        tmp_path, "- steps:\n    - title: {zh: 一, en: One}\n    - text: {zh: 二, en: Two}\n- link: {panel: industry}"
    )
    [problem] = problems
    assert problem.fix == (
        'where these are fields of one item, write - before "title" alone, and two spaces before the others in its '
        "place; else add title: …; see `kiosk help step`"
    )
