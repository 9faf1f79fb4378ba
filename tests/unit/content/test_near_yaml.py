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
