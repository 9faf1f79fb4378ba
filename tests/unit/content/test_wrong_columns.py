"""Lines in the wrong column, items without their - and fields in the wrong map: the fix that is reported is enough."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.loader import load_pack
from tests.broken.base import FILES, KNOWLEDGE, PACK, PANEL, write

HEAD = PANEL[: PANEL.index("    blocks:")]
TEXT = "      - text: {zh: 说明, en: Words}\n"


def found(folder: Path, files: dict[str, str]) -> list[Diagnostic]:
    texts = {name: text.encode() for name, text in files.items()}
    return [each for each in load_pack(write(folder, FILES | texts), KNOWLEDGE).problems if each.severity == "error"]


def followed(text: str, problem: Diagnostic) -> str:
    """Return a file after exactly what a fix says."""
    lines = text.split("\n")
    number = problem.location.line - 1
    if spaces := re.match(r"begin it with (\d+|one) spaces?, ", problem.fix):
        lines[number] = " " * int(spaces[1].replace("one", "1")) + lines[number].lstrip()
    elif problem.fix.startswith("begin it at the left edge"):
        lines[number] = lines[number].lstrip()
    elif dashes := re.match(r'write - and a space before "(\w+)"\Z', problem.fix):
        column = problem.location.column - 1
        assert lines[number][column:].startswith(f"{dashes[1]}:")
        lines[number] = f"{lines[number][:column]}- {lines[number][column:]}"
    else:
        raise AssertionError(problem.fix)
    return "\n".join(lines)


COLUMNS = {
    "a page's title, one less": PANEL.replace("    title: {zh: 第一页", "   title: {zh: 第一页"),
    "a page's title, one more": PANEL.replace("    title: {zh: 第一页", "     title: {zh: 第一页"),
    "an item, one more": PANEL.replace("      - gallery: places", "       - gallery: places"),
    "an item, one less": PANEL.replace("      - gallery: places", "     - gallery: places"),
    "an item, two less": PANEL.replace("      - gallery: places", "    - gallery: places"),
    "an item, three less": PANEL.replace("      - gallery: places", "   - gallery: places"),
    "a field of the panel": PANEL.replace("icon: mdi6", " icon: mdi6"),
    "the second field": PANEL.replace("title: {zh: 产业", "  title: {zh: 产业"),
    "a picture's caption, more": PANEL.replace("  caption: {zh: 园区", "   caption: {zh: 园区"),
    "a picture's caption, less": PANEL.replace("\n  caption", "\n caption"),
    "blocks, deeper": PANEL.replace("    blocks:", "      blocks:"),
    "blocks, less": PANEL.replace("    blocks:", "  blocks:"),
    "a language, less": PANEL.replace(TEXT, "      - text:\n          zh: 说明\n         en: Words\n"),
    "a language, more": PANEL.replace(TEXT, "      - text:\n         zh: 说明\n          en: Words\n"),
    "a list item above that has no -": PANEL.replace(TEXT, TEXT.replace("- ", "")),
    "an item in the midst that has no -": PANEL.replace("- gallery", "gallery"),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_line_in_the_wrong_column_is_told_how_it_begins(tmp_path: Path, name: str) -> None:
    assert COLUMNS[name] != PANEL
    (reported,) = found(tmp_path, {"panels/industry.yaml": COLUMNS[name]})
    assert found(tmp_path, {"panels/industry.yaml": followed(COLUMNS[name], reported)}) == [], reported.fix


def test_a_column_is_told_by_what_stands_in_it(tmp_path: Path) -> None:
    (reported,) = found(tmp_path, {"panels/industry.yaml": COLUMNS["a page's title, one less"]})
    assert reported.message == "this line begins in another column than those that it belongs to"
    assert reported.fix == 'begin it with 4 spaces, in the column of "id"'
    (reported,) = found(tmp_path, {"panels/industry.yaml": COLUMNS["a field of the panel"]})
    assert reported.fix == 'begin it at the left edge, in the column of "title"'


def test_what_fits_in_no_column_is_told_as_before(tmp_path: Path) -> None:
    (reported,) = found(tmp_path, {"panels/industry.yaml": PANEL.replace("icon: mdi6.factory", "icon: a: b: c\n d: {")})
    assert "column" not in reported.message


@pytest.mark.parametrize(
    ("blocks", "fix"),
    [
        ("      text: {zh: 说明, en: Words}\n", 'write - and a space before "text"'),
        (
            "      text: {zh: 说明, en: Words}\n      gallery: places\n",
            'write - and a space before "text", "gallery"',
        ),
        (
            "      text: {zh: 说明, en: Words}\n      text: {zh: 说明, en: W}\n",
            'write - and a space before each "text"',
        ),
    ],
)
def test_blocks_without_their_items_are_told_each_with_its_own(tmp_path: Path, blocks: str, fix: str) -> None:
    (reported,) = found(tmp_path, {"panels/industry.yaml": f"{HEAD}    blocks:\n{blocks}"})
    assert reported.fix == f"{fix}; see `kiosk help page`"
    fixed = blocks.replace("      ", "      - ")
    assert found(tmp_path, {"panels/industry.yaml": f"{HEAD}    blocks:\n{fixed}"}) == []


@pytest.mark.parametrize("bullet", ["-", "– ", "— ", "•\t", "· ", "・", "● ", "1. ", "1、", "1) ", "①"])
@pytest.mark.parametrize(
    "blocks",
    [
        ["text: {zh: 说明, en: Words}"],
        ["text: {zh: 说明, en: Words}", "gallery: places"],
        ["text: {zh: 说明, en: Words}", "text: {zh: 说明二, en: More words}"],
    ],
)
def test_a_list_of_bullets_is_told_what_to_write_for_each(tmp_path: Path, bullet: str, blocks: list[str]) -> None:
    typed = "".join(f"      {bullet.replace('1', str(number))}{block}\n" for number, block in enumerate(blocks, 1))
    (reported,) = found(tmp_path, {"panels/industry.yaml": f"{HEAD}    blocks:\n{typed}"})
    names = ", ".join(f"- {block.partition(':')[0]}: …" for block in blocks)
    assert reported.fix == f"write {names}; see `kiosk help page`"
    fixed = "".join(f"      - {block}\n" for block in blocks)
    assert found(tmp_path, {"panels/industry.yaml": f"{HEAD}    blocks:\n{fixed}"}) == []


@pytest.mark.parametrize("bullet", ["-", "• ", "2. "])
def test_one_bullet_in_a_list_is_told_what_to_write(tmp_path: Path, bullet: str) -> None:
    typed = f"      - text: {{zh: 说明, en: Words}}\n      {bullet}text: {{zh: 说明二, en: More}}\n"
    (reported,) = found(tmp_path, {"panels/industry.yaml": f"{HEAD}    blocks:\n{typed}"})
    assert reported.fix == "write - text: {zh: 说明二, en: More}"


@pytest.mark.parametrize(
    ("file", "broken", "fix", "fixed"),
    [
        (
            "panels/industry.yaml",
            PANEL.replace("  - id: first\n    title", "    id: first\n    title"),
            'write - before "id", two columns to the left',
            PANEL,
        ),
        (
            "panels/industry.yaml",
            f"{HEAD}    blocks: {{text: {{zh: 说明, en: Words}}}}\n",
            "write [ before the { and ] behind its }",
            f"{HEAD}    blocks: [{{text: {{zh: 说明, en: Words}}}}]\n",
        ),
        (
            "pack.yaml",
            PACK.replace("tiles: [industry, places]", "tiles:\n    industry\n    places"),
            "write it as tiles: [industry, places]",
            PACK,
        ),
        (
            "pack.yaml",
            PACK.replace("languages: [zh, en]", "languages: zh en"),
            "write it as languages: [zh, en]",
            PACK,
        ),
        (
            "panels/industry.yaml",
            f"{HEAD}    blocks: text: {{zh: 说明, en: Words}}\n",
            "begin a new line before it, and write - text: {zh: 说明, en: Words}",
            f"{HEAD}    blocks:\n      - text: {{zh: 说明, en: Words}}\n",
        ),
        (
            "panels/industry.yaml",
            f"{HEAD}    blocks:\n      - voice:\n        speaker: 周\n        says: 好\n",
            'write two spaces more before "speaker", "says": they belong to "voice"',
            f"{HEAD}    blocks:\n      - voice:\n          speaker: 周\n          says: 好\n",
        ),
        (
            "panels/industry.yaml",
            f"{HEAD}    blocks:\n      - text:\n        zh: 说明\n        en: Words\n",
            'write two spaces more before "zh", "en": they belong to "text"',
            f"{HEAD}    blocks:\n      - text:\n          zh: 说明\n          en: Words\n",
        ),
        (
            "panels/industry.yaml",
            f"{HEAD}    blocks:\n      - steps:\n        title: {{zh: 一, en: One}}\n",
            'write - and a space before "title": it is an item of "steps"',
            f"{HEAD}    blocks:\n      - steps:\n        - title: {{zh: 一, en: One}}\n",
        ),
    ],
)
def test_what_stands_in_the_wrong_map_is_told_where_it_belongs(
    tmp_path: Path, file: str, broken: str, fix: str, fixed: str
) -> None:
    reported = found(tmp_path, {file: broken})
    assert fix in {each.fix.partition("; see ")[0] for each in reported}
    assert len(reported) == 1
    assert found(tmp_path, {file: fixed}) == []


@pytest.mark.parametrize(
    ("broken", "message", "fix", "fixed"),
    [
        (
            PANEL.replace("    blocks:", "blocks:"),
            '"blocks" is not a field of a panel',
            'it is a field of a page: begin it in the column of "title" of line 10',
            PANEL,
        ),
        (
            PANEL.replace("  file: media", "file: media").replace("  caption", "caption"),
            '"file" is not a field of a panel',
            'it is a field of a picture: write two spaces before it, so that it belongs to "cover"',
            PANEL,
        ),
        (
            PANEL.replace("cover:\n  file: media/park.png\n  caption", "cover: media/park.png\ncaption"),
            '"caption" is not a field of a panel',
            'it is a field of a picture: write it into the map of "cover"',
            PANEL,
        ),
        (
            f"{HEAD}    text: {{zh: 说明, en: Words}}\n",
            '"text" is not a field of a page',
            "it is a block: write it below blocks, as - text: …",
            f"{HEAD}    blocks:\n      - text: {{zh: 说明, en: Words}}\n",
        ),
    ],
)
def test_a_field_of_another_map_is_not_told_to_be_removed(
    tmp_path: Path, broken: str, message: str, fix: str, fixed: str
) -> None:
    reported = {
        each.message: each.fix.partition("; see ")[0] for each in found(tmp_path, {"panels/industry.yaml": broken})
    }
    assert reported[message] == fix
    assert not any(each.startswith("remove it") for each in reported.values())
    assert found(tmp_path, {"panels/industry.yaml": fixed}) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("industry;", "industry"),
        ("industry，", "industry"),
        ("“industry”", "industry"),
        ("Industry", "industry"),
        ("in_dustry", "in-dustry"),
        ("In Dustry", "in-dustry"),
        ("产业", ""),
    ],
)
def test_an_id_that_is_none_is_one_problem_with_the_id_to_write(tmp_path: Path, typed: str, meant: str) -> None:
    (reported,) = found(tmp_path, {"panels/industry.yaml": PANEL.replace("id: industry\n", f"id: {typed}\n")})
    assert reported.message == f'"id" cannot be "{typed}"'
    assert reported.fix == (
        f"write {meant}" if meant else "write a name in such letters, and the same wherever it is named"
    )


@pytest.mark.parametrize(
    ("file", "sound", "typed", "fix"),
    [
        ("panels/industry.yaml", "accent: industry", "accent: industry;", "write industry"),
        ("panels/industry.yaml", "file: media/park.png", "file: media/park.png;", "write media/park.png"),
        ("pack.yaml", "version: 1.0.0", "version: v1.0.0", "write 1.0.0"),
        ("pack.yaml", "version: 1.0.0", "version: 1.0.0；", "write 1.0.0"),
    ],
)
def test_a_sign_too_much_is_told_with_the_value_to_write(
    tmp_path: Path, file: str, sound: str, typed: str, fix: str
) -> None:
    text = FILES[file].decode().replace(sound, typed)
    (reported,) = found(tmp_path, {file: text})
    assert reported.fix == fix
    assert found(tmp_path, {file: text.replace(typed, sound)}) == []


@pytest.mark.parametrize(
    "broken",
    [
        PANEL.replace("    title: {zh: 第一页, en: First page}", '   title: "第" 一页'),
        PANEL.replace("- gallery: places", 'gallery: "a" places'),
        PANEL.replace("icon: mdi6.factory", ' icon: "mdi6" factory'),
    ],
)
def test_a_line_that_reads_on_from_no_column_is_told_by_what_is_wrong_with_it(tmp_path: Path, broken: str) -> None:
    reported = found(tmp_path, {"panels/industry.yaml": broken})
    assert reported
    assert not any("column than" in each.message or "begins with -" in each.message for each in reported)


def test_a_line_one_column_from_the_edge_is_told_so(tmp_path: Path) -> None:
    text = PANEL.replace("cover:\n  file", "cover:\n file")
    (reported,) = found(tmp_path, {"panels/industry.yaml": text})
    assert reported.fix == 'begin it with one space, in the column of "file"'
    assert (
        found(tmp_path, {"panels/industry.yaml": followed(text.replace("\n  caption", "\n   caption"), reported)}) == []
    )


def test_a_map_of_keys_that_were_refused_is_told_without_them(tmp_path: Path) -> None:
    reported = found(tmp_path, {"panels/industry.yaml": f"{HEAD}    blocks:\n      text:甲: 乙\n"})
    assert "a space is missing behind the colon" in {each.message for each in reported}


def test_blocks_with_deeper_lines_are_told_to_move_them_too(tmp_path: Path) -> None:
    (reported,) = found(
        tmp_path, {"panels/industry.yaml": f"{HEAD}    blocks:\n      text:\n        zh: 说明\n        en: W\n"}
    )
    assert reported.fix.startswith('write - and a space before "text", and two spaces more before the lines below it')
    fixed = f"{HEAD}    blocks:\n      - text:\n          zh: 说明\n          en: W\n"
    assert found(tmp_path, {"panels/industry.yaml": fixed}) == []


@pytest.mark.parametrize(
    ("block", "fix"),
    [
        ("voice: 好\n        loud: yes", "begin each block with its own -"),
        (
            "timeline:\n        when: 2019\n        text: 好",
            (
                'write - and a space before "when", and two spaces more before the other lines: '
                'it is an item of "timeline"'
            ),
        ),
    ],
)
def test_a_block_with_other_keys_is_told_what_they_are(tmp_path: Path, block: str, fix: str) -> None:
    (reported,) = found(tmp_path, {"panels/industry.yaml": f"{HEAD}    blocks:\n      - {block}\n"})
    assert reported.fix.partition("; see ")[0] == fix
