"""A panel broken as staff break files: one message, at its place, with the words that fix it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.loader import load_pack
from kiosk.content.yaml import sheet_of
from tests.broken.base import FILES, KNOWLEDGE, PACK, PANEL, write

TITLE = "title: {zh: 产业, en: Industry}"
TEXT = "      - text: {zh: 说明, en: Words}"


def found(tmp_path: Path, files: dict[str, bytes]) -> list[Diagnostic]:
    return list(load_pack(write(tmp_path, files), KNOWLEDGE).problems)


@pytest.mark.parametrize(
    ("sound", "broken", "message", "fix"),
    [
        ("id: industry\n", "id industry\n", "a key without its colon", "write id: industry"),
        (TITLE, TITLE.replace(": {", " {"), "a key without its colon", f"write {TITLE}"),
        (TITLE, TITLE.replace(": {", " = {"), "a key without its colon", f"write {TITLE}"),
        (TITLE, TITLE.replace("title: ", "标题："), "a key without its colon", f"write {TITLE}"),
        (TEXT, TEXT.replace("- ", "-"), "an item of a list begins with - and a space", f"write {TEXT.strip()}"),
        (TEXT, TEXT.replace("- ", "— "), "an item of a list begins with - and a space", f"write {TEXT.strip()}"),
        (TEXT, TEXT.replace("- ", "• "), "an item of a list begins with - and a space", f"write {TEXT.strip()}"),
        (
            TITLE,
            "title: Hall: the big one",
            "a second colon, or a deeper line, is where none can be",
            'put all of the words in quotation marks: "Hall: the big one"',
        ),
    ],
)
def test_what_is_to_be_written_is_told_whole(tmp_path: Path, sound: str, broken: str, message: str, fix: str) -> None:
    assert sound in PANEL
    text = PANEL.replace(sound, broken)
    reported = found(tmp_path, FILES | {"panels/industry.yaml": text.encode()})[0]
    assert (reported.message, reported.fix) == (message, fix)
    written = fix.removeprefix("write ").removeprefix("put all of the words in quotation marks: ")
    if written.startswith('"'):
        fixed = text.replace(broken, f"title: {written}")
    else:
        fixed = text.replace(broken.strip("\n "), written)
    assert found(tmp_path, FILES | {"panels/industry.yaml": fixed.encode()}) == []


@pytest.mark.parametrize("character", ["|", ">", "|-"])
@pytest.mark.parametrize("lines", [["第一行"], ["第一行", "", "第二行，长一些"]])
def test_lines_below_a_stroke_that_are_not_deeper_are_told_where_to_begin(
    tmp_path: Path, character: str, lines: list[str]
) -> None:
    words = "\n".join(f"          {line}".rstrip() for line in lines)
    text = PANEL.replace(TEXT, f"      - text:\n          zh: {character}\n{words}\n          en: Words")
    (reported,) = found(tmp_path, FILES | {"panels/industry.yaml": text.encode()})
    assert reported.message == "this line begins in another column than those that it belongs to"
    assert reported.location.line == text[: text.index("第一行")].count("\n") + 1
    assert reported.fix == "begin it, and each other line of these words, with 12 spaces"
    fixed = text.replace(words, words.replace("          ", " " * 12))
    assert found(tmp_path, FILES | {"panels/industry.yaml": fixed.encode()}) == []


def test_a_colon_in_a_further_line_of_words_is_told_with_all_of_the_words(tmp_path: Path) -> None:
    broken = "en: the first line\n            of words: and more\n            at the end"
    text = PANEL.replace(TEXT, f"      - text:\n          zh: 说明\n          {broken}")
    (reported,) = found(tmp_path, FILES | {"panels/industry.yaml": text.encode()})
    assert reported.message == "a second colon, or a deeper line, is where none can be"
    written = '"the first line of words: and more at the end"'
    assert reported.fix == f"put all of the words in quotation marks: {written}"
    fixed = text.replace(broken, f"en: {written}")
    assert found(tmp_path, FILES | {"panels/industry.yaml": fixed.encode()}) == []


def test_words_that_are_no_field_are_told_to_lack_a_colon(tmp_path: Path) -> None:
    text = PANEL.replace(TITLE, f"{TITLE}\njust words", 1)
    (reported,) = found(tmp_path, FILES | {"panels/industry.yaml": text.encode()})
    assert (reported.message, reported.location.line) == (
        "a key without its colon",
        PANEL[: PANEL.index(TITLE)].count("\n") + 2,
    )


def test_a_deeper_field_is_still_told_to_go_into_its_column(tmp_path: Path) -> None:
    text = PANEL.replace(TEXT, "      - text:\n          zh: 说明\n            en: Words")
    (reported,) = found(tmp_path, FILES | {"panels/industry.yaml": text.encode()})
    assert reported.fix == 'begin it with 10 spaces, in the column of "zh"'


@pytest.mark.parametrize(
    ("name", "fixes"), [("内容块", ["write blocks:"]), ("内容块 ", ["write blocks:"]), ("blocks", [])]
)
def test_a_name_with_a_full_width_colon_above_its_list_is_told_or_read(
    tmp_path: Path, name: str, fixes: list[str]
) -> None:
    text = PANEL.replace("    blocks:\n", f"    {name}：\n")
    reported = found(tmp_path, FILES | {"panels/industry.yaml": text.encode()})
    assert [each.fix for each in reported if each.severity == "error"] == fixes


def test_a_text_that_is_there_twice_is_told_once(tmp_path: Path) -> None:
    text = PANEL.replace(TITLE, f"{TITLE}\ntitle: {{zh: 园区, en: Park}}", 1)
    reported = found(tmp_path, FILES | {"panels/industry.yaml": text.encode()})
    assert [each.message for each in reported] == ['"title" is here for the second time']


@pytest.mark.parametrize(
    ("broken", "fix", "fixed"),
    [
        ("en: 'The hall's words'", "write ’ for it", "en: 'The hall’s words'"),
        (
            'en: "The "big" hall"',
            "write “ ” for the quotation marks within the words",
            'en: "The “big” hall"',
        ),
    ],
)
def test_a_quotation_mark_within_words_is_told_as_one(tmp_path: Path, broken: str, fix: str, fixed: str) -> None:
    text = PANEL.replace("en: Words", broken)
    (reported,) = found(tmp_path, FILES | {"panels/industry.yaml": text.encode()})
    assert "within the words ends them" in reported.message
    assert reported.fix == fix
    line = text.split("\n")[reported.location.line - 1]
    assert line[reported.location.column - 1] in {"'", '"'}
    assert found(tmp_path, FILES | {"panels/industry.yaml": text.replace(broken, fixed).encode()}) == []


@pytest.mark.parametrize("code", ["zh-cn", "cn"])
def test_a_language_by_another_code_is_told_to_be_written_as_in_the_texts(tmp_path: Path, code: str) -> None:
    text = PACK.replace("languages: [zh, en]", f"languages: [{code}, en]")
    reported = [each for each in found(tmp_path, FILES | {"pack.yaml": text.encode()}) if each.severity == "error"]
    assert {each.fix for each in reported} == {f"write zh for {code} in languages of pack.yaml"}


def test_a_list_without_brackets_is_told_as_one(tmp_path: Path) -> None:
    text = PACK.replace("tiles: [industry, places]", "tiles: industry，places")
    (reported,) = found(tmp_path, FILES | {"pack.yaml": text.encode()})
    assert reported.fix.startswith("write it as tiles: [industry, places]; see ")


@pytest.mark.parametrize(
    ("cover", "fix"),
    [
        ("file：media/park.png", "write it as cover: {file: media/park.png}"),
        ("media/park.png", "write it as cover: {file: media/park.png}"),
        ("园区：门口", "the colon after a key is : with a space, not the full-width ："),
        ("caption：园区", "the colon of the key is a full-width one (：): write caption: 园区"),
    ],
)
def test_words_in_place_of_a_picture_are_told_as_the_map_that_is_meant(tmp_path: Path, cover: str, fix: str) -> None:
    begin, end = PANEL.index("cover:"), PANEL.index("pages:")
    text = f"{PANEL[:begin]}cover: {cover}\n{PANEL[end:]}"
    (reported,) = found(tmp_path, FILES | {"panels/industry.yaml": text.encode()})
    assert reported.message == '"cover" must be a map, not a single value'
    assert reported.fix.startswith(fix)


@pytest.mark.parametrize("place", ["panels/industry.yaml.txt", "panels/panels/industry.yaml"])
def test_a_file_in_the_wrong_place_is_one_problem(tmp_path: Path, place: str) -> None:
    files = dict(FILES)
    files[place] = files.pop("panels/industry.yaml")
    (reported,) = found(tmp_path, files)
    assert reported.fix in {"rename it to industry.yaml", "move its .yaml files into panels/, and the folder away"}


MANY = "".join(
    f"  - id: page-{number}\n    title: {{zh: 页, ja: 頁}}\n    blocks:\n      - text: {{zh: 说明, ja: 説明}}\n"
    for number in range(150)
)


@pytest.mark.parametrize(
    ("code", "fix"),
    [("jp", "write ja for jp in languages of pack.yaml"), ("en", "add it to languages in pack.yaml, or remove it")],
)
def test_a_wrong_language_is_told_once_however_many_texts_have_the_right_one(
    tmp_path: Path, code: str, fix: str
) -> None:
    pack = PACK.replace("languages: [zh, en]", f"languages: [zh, {code}]").replace(" en: ", " ja: ")
    panel = PANEL.replace(" en: ", " ja: ") + MANY[: MANY.index("  - id: page-20\n")]
    gallery = FILES["galleries/places.yaml"].decode().replace(" en: ", " ja: ")
    files = {"pack.yaml": pack, "panels/industry.yaml": panel, "galleries/places.yaml": gallery}
    reported = found(tmp_path, FILES | {name: text.encode() for name, text in files.items()})
    (error,) = [each for each in reported if each.severity == "error"]
    further = sum(text.count(" ja: ") for text in files.values()) - 1
    assert error.message == f'"ja" is not a language of this pack, here and at {further} further places'
    assert error.fix == fix
    assert str(error.location) == "pack.yaml:4:17"


def test_so_many_texts_in_another_language_hide_no_other_fault(tmp_path: Path) -> None:
    panel = PANEL.replace("icon: mdi6.factory", "icon: mdi6.fabric") + MANY
    panel = panel.replace("pages:\n", "pagess: x\npages:\n").replace("page-140\n", "page-140\n    titel: x\n")
    reported = found(tmp_path, FILES | {"panels/industry.yaml": panel.encode()})
    assert not any("further problems" in each.message for each in reported)
    assert '"titel" is not a field of a page' in {each.message for each in reported}


@pytest.mark.parametrize(("typed", "meant"), [("cn", "zh"), ("eng", "en"), ("zh-CN", "zh")])
def test_a_text_in_another_code_is_told_the_packs_own(tmp_path: Path, typed: str, meant: str) -> None:
    sound = "title: {zh: 第一页, en: First page}"
    text = PANEL.replace(sound, sound.replace(f"{meant}:", f"{typed}:"))
    (reported,) = found(tmp_path, FILES | {"panels/industry.yaml": text.encode()})
    assert reported.fix in {f'write "{meant}" in its place', f'did you mean "{meant}"?'}


@pytest.mark.parametrize(("front", "behind"), [("{id: industry}", " x"), ('"id: industry"', "\ntitle: x")])
def test_a_value_around_the_first_line_ends_the_file(tmp_path: Path, front: str, behind: str) -> None:
    (reported,) = found(tmp_path, FILES | {"panels/industry.yaml": f"{front}{behind}\n".encode()})
    assert reported.message == "the file is one value that ends before this, and what is here is not read"
    assert reported.fix == "take away the quotation marks, or the { }, around what is before it"


def test_a_full_width_colon_before_words_with_a_colon_is_told_as_both(tmp_path: Path) -> None:
    text = PANEL.replace("title: {zh: 第一页, en: First page}", "title: {zh：开馆: 九点, en: Opening}")
    reported = found(tmp_path, FILES | {"panels/industry.yaml": text.encode()})
    assert "write zh: and a space, and put its words in quotation marks" in {each.fix for each in reported}
    fixed = text.replace("zh：开馆: 九点", 'zh: "开馆: 九点"')
    assert found(tmp_path, FILES | {"panels/industry.yaml": fixed.encode()}) == []


def test_a_bracket_that_is_closed_below_is_not_told_to_be_closed(tmp_path: Path) -> None:
    text = PANEL.replace("title: {zh: 产业, en: Industry}", "title: {\nzh: 产业: 一,\nen: Industry\n}")
    (reported,) = found(tmp_path, FILES | {"panels/industry.yaml": text.encode()})
    assert reported.message == "there is a second colon within { }, and begins a new value"
    assert found(tmp_path, FILES | {"panels/industry.yaml": text.replace("产业: 一", '"产业: 一"').encode()}) == []


def test_a_name_of_two_words_before_words_with_a_colon_is_no_key_without_its_colon(tmp_path: Path) -> None:
    text = PANEL.replace("icon: mdi6.factory", "icon mdi6: a: b")
    (reported,) = found(tmp_path, FILES | {"panels/industry.yaml": text.encode()})
    assert reported.message == "a second colon, or a deeper line, is where none can be"


def test_words_with_a_colon_within_a_wrongly_divided_map_are_told_alone(tmp_path: Path) -> None:
    text = PANEL.replace("title: {zh: 产业, en: Industry}", "title: {zh: 开馆: 九点; en: Opening}")
    (reported,) = found(tmp_path, FILES | {"panels/industry.yaml": text.encode()})
    assert reported.message == "there is a second colon within { }, and begins a new value"


def test_the_place_in_a_file_that_could_not_be_read_is_the_file() -> None:
    sheet = sheet_of("pack.yaml", b"")
    assert str(sheet.location(("title", "zh"), at_key=True)) == "pack.yaml"
    assert sheet.node(("title",)) is None


@pytest.mark.parametrize(
    ("typed", "messages"),
    [
        ("{zh:说明, en: Words}", ["a space is missing behind the colon"]),
        ("{zh: 说明, en:Words}", ["a space is missing behind the colon"]),
        ("{zh:说明,en:Words}", ["a space is missing behind the colon"] * 2),
        ("{zh:说明，en:Words}", ["a space is missing behind the colon"]),
        ('{zh "说明", en: Words}', ['"zh "说明"" is in { } without a colon and a value']),
    ],
)
@pytest.mark.parametrize("sound", [TITLE, TEXT])
def test_a_field_that_is_not_read_is_not_called_missing_too(
    sound: str, typed: str, messages: list[str], tmp_path: Path
) -> None:
    """Nobody is told to write what is there, or to remove the rest."""
    broken = sound[: sound.index("{")] + typed
    text = PANEL.replace(sound, broken)
    reported = found(tmp_path, FILES | {"panels/industry.yaml": text.encode()})
    assert [each.message for each in reported if each.severity == "error"] == messages
    for problem in reported:
        words = problem.fix.removeprefix("write ")
        if problem.message == "a space is missing behind the colon" and not words.startswith("the whole"):
            text = text.replace(words.replace(": ", ":"), words)
    if all(message == "a space is missing behind the colon" for message in messages) and "，" not in typed:
        assert found(tmp_path, FILES | {"panels/industry.yaml": text.encode()}) == []
