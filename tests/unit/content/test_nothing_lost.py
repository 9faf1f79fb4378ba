"""Words typed by people: nothing of them is lost in silence, and what a fix says leads to what was meant."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import paths
from kiosk.content.diagnostics import Diagnostic
from kiosk.content.issues import full_width_key
from kiosk.content.yaml import SourceDocument, sheet_of
from tests.broken.base import PANEL


def read(text: str) -> SourceDocument:
    return sheet_of("a.yaml", text.encode())


def found(sheet: SourceDocument) -> list[Diagnostic]:
    return [*sheet.problems, *sheet.warnings]


def only(text: str) -> Diagnostic:
    problems = found(read(text))
    assert len(problems) == 1, problems
    return problems[0]


# What was typed, what the fix says to write, where it is reported, and what is read once it is written.
CUT = [
    ("title: 展馆 #3\n", '"展馆 #3"', (1, 11), {"title": "展馆 #3"}),
    (
        "en: Go to building #3 and wait.\n",
        '"Go to building #3 and wait."',
        (1, 20),
        {"en": "Go to building #3 and wait."},
    ),
    ("title: Hall # 1\n", '"Hall # 1"', (1, 13), {"title": "Hall # 1"}),
    ("title: Hall  # 1 Hall\n", '"Hall  # 1 Hall"', (1, 14), {"title": "Hall  # 1 Hall"}),
    ("title: Hall # our hall\n", '"Hall # our hall"', (1, 13), {"title": "Hall # our hall"}),
]


@pytest.mark.parametrize(
    "typed",
    [
        "[new] Hall",
        "[1] Smith, 2019",
        "{new} Hall",
        "{a} and {b}",
        '"Hall" of fame',
        "'Hall' of fame",
        "\"Hall\" and 'court'",
        "> 5 people",
        ">5 people",
        "| the bar |",
        "- x",
        "'tis a hall",
        '"Tis a hall',
    ],
)
@pytest.mark.parametrize("key", ["title: ", "  - en: "])
def test_words_that_begin_like_yaml_are_told_and_shown_once_quoted(key: str, typed: str) -> None:
    error = only(f"{key}{typed}\n")
    written = re.search(r"put all of (?:the words|them) in quotation marks: (.+?)(?:; |$)", error.fix)
    assert written is not None, error
    assert (error.severity, error.location.line) == ("error", 1)
    fixed = read(f"{key}{written[1]}\n")
    assert found(fixed) == []
    assert fixed.plain == ({"title": typed} if key == "title: " else [{"en": typed}])


@pytest.mark.parametrize(
    ("typed", "column"),
    [("title: {zh: go to: b、en: c}\n", 21), ("a:\n  title：x\n \u3000 text：y\nx z\n", 8)],
)
def test_lines_with_more_than_one_fault_are_told_at_the_first(typed: str, column: int) -> None:
    assert [problem.location.column for problem in read(typed).problems] == [column]


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("text：｛zh：欢迎，en：Welcome｝", "write text: {zh: 欢迎, en: Welcome}"),
        ("text：" + "字" * 200, "write text: …"),
        ("text：一\n二", "write text: …"),
        ("title： x", "write title: x"),
    ],
)
def test_a_key_with_a_full_width_colon_is_told_as_it_is_written(written: str, fix: str) -> None:
    reported = full_width_key(written)
    assert reported is not None
    assert reported.endswith(fix)
    assert full_width_key("展厅：一") is None


@pytest.mark.parametrize(
    "typed", ["title: [a, b\nen: x", "title: {zh: a} {en: b}", 'title: "a\nen: "b"', "title: 'a': b"]
)
def test_other_broken_lines_are_told_as_before(typed: str) -> None:
    assert all("put all of" not in each.fix for each in found(read(typed)))


@pytest.mark.parametrize(("typed", "words", "place", "meant"), CUT)
def test_words_behind_a_hash_are_told_and_shown_once_quoted(
    typed: str, words: str, place: tuple[int, int], meant: dict[str, str]
) -> None:
    warning = only(typed)
    assert (warning.severity, warning.location.line, warning.location.column) == ("warning", *place)
    assert f"write {words}" in warning.fix
    key = typed.split(":", maxsplit=1)[0]
    fixed = read(f"{key}: {words}\n")
    assert (fixed.plain, found(fixed)) == (meant, [])


@pytest.mark.parametrize(
    "typed",
    [
        'title: "展馆"#3\n',
        "title: Hall 1[ ##a\n",
        "- []#1\n",
        "t: []# a]\n",
        "t: {zh: 11} # ab, en: b}\n",
        "title: From May - # to June\n",
        "title: Hall  ##a\n",
        "title: {zh: 展馆} #3\n",
        "title: Go to\n  building #3\n",
        "en: Go to building\n  #3 and wait\n",
        "text: | #3\n  words\n",
        "- Go to building\n- #3\n- hall #3\n",
        "- Go to building\n  #3\n",
        "zh: 一楼\n#3号楼有茶\n",
        "zh: 一楼\n# 3号楼有茶\n",
        "t:\n  zh: 一楼\n#3号楼有茶\n",
        'zh: "一楼"\n#3号楼有茶\n',
        "t: {zh: 一楼, en: First floor}\n#3号楼有茶\n",
        "text: |\n  一楼\n #3号楼有茶\n",
        "text: |\n  一楼\n\n #3号楼有茶\nid: a\n",
        "text: >-\n  一楼\n #3号楼有茶\nid: a\n",
        "- 一\n#2 二\n- 三\n",
        "a:\n  - 一\n  #2 二\n  - 三\n",
    ],
)
def test_words_behind_a_hash_are_told_wherever_they_stand(typed: str) -> None:
    warning = only(typed)
    assert warning.message.startswith("visitors do not see what is behind #")
    line = typed.splitlines()[warning.location.line - 1]
    assert line[warning.location.column - 1] == "#"


@pytest.mark.parametrize(
    "typed",
    [
        "# 3 halls\ntitle: 展馆\n",
        "title: 展馆  # the hall\n",
        "title: 展馆\n# title: 1\n",
        "  - id: a\n    #layout: third\n".replace("  - id", "pages:\n  - id"),
        "focus: [0.5, 0.5] # what stays in sight\n",
        "pages: # the pages\n  - id: a\n",
        'title: "展馆 #3"\n',
        "text: |\n  #3 is\n  the hall # 3\n",
        "blocks:\n  - text: 一\n  #- text: 二\n  - text: 三\n",
        "blocks:\n  #- text: |\n  #    3 words\n  - text: 三\n",
        "id: a\n#title: x\n#{zh: x}\n#]\n",
        "id: a\n# yaml-language-server: $schema=pack.json\n#yaml-language-server: $schema=pack.json\n",
        "id: a\n#------\n#=== 3 ===\n#\ntitle: b\n",
        "id: a\n# 一楼有茶\n",
        "title: C#\n",
        "title: a  #\n",
        "title: a  ## of it\n",
    ],
)
def test_a_note_is_a_note(typed: str) -> None:
    assert found(read(typed)) == []


def test_a_note_fixed_as_told_is_quiet() -> None:
    assert "two spaces before # and one behind it, and begin the note with a letter" in only("a: b #3 halls\n").fix
    assert found(read("a: b  # halls, 3\n")) == []


def test_each_of_several_lost_lines_is_told() -> None:
    assert [warning.location.line for warning in read("- 一\n#2 二\n#3 三\n- 四\n").warnings] == [2, 3]


def test_very_many_lost_lines_are_told_in_time() -> None:
    for head in ("zh: 一楼\n", "t: |\n  一楼\n"):
        assert len(read(head + "#3\n" * 60_000).warnings) == 60_000
    assert read("t: {a: b" + " " * 1_000_000 + "、c: d}\n").problems


def test_what_a_new_pack_and_the_shipped_packs_note_is_quiet() -> None:
    folders = [paths.resources() / "new-pack", paths.content()]
    files = [file for folder in folders for file in folder.rglob("*.yaml")]
    assert len(files) > 10
    for file in files:
        assert [reported for reported in read(file.read_text("utf-8")).warnings if reported.kind == "comment"] == [], (
            file
        )


def test_a_hash_that_hides_the_closing_brace_is_named() -> None:
    sheet = read("title: {zh: 展馆 #3, en: Hall}\nid: hall\n")
    assert "put the words that have # in them in quotation marks" in sheet.problems[0].fix
    assert read('title: {zh: "展馆 #3", en: Hall}\nid: hall\n').plain == {
        "title": {"zh": "展馆 #3", "en": "Hall"},
        "id": "hall",
    }


@pytest.mark.parametrize(
    ("typed", "words", "meant"),
    [
        ("{value: 86,000, year: 2019}", '"86,000"', {"value": "86,000", "year": "2019"}),
        ("{en: Welcome, all, zh: 欢迎}", '"Welcome, all"', {"en": "Welcome, all", "zh": "欢迎"}),
        ("{en: Welcome, all, friends}", '"Welcome, all, friends"', {"en": "Welcome, all, friends"}),
        ('{en: "Welcome", all}', '"Welcome, all"', {"en": "Welcome, all"}),
        ("{en: “Welcome, all”}", '"“Welcome, all”"', {"en": "“Welcome, all”"}),
        ("{en: Welcome,\n  all}", '"Welcome, all"', {"en": "Welcome, all"}),
    ],
)
def test_a_comma_in_braces_is_told_with_the_whole_of_the_words(typed: str, words: str, meant: dict[str, str]) -> None:
    error = only(f"a: {typed}\n")
    assert error.severity == "error"
    assert "the comma within { } ends the words" in error.message
    assert error.fix.endswith(f": {words}")
    key = typed[1:].split(":", maxsplit=1)[0]
    rest = "".join(f", {other}: {value}" for other, value in meant.items() if other != key)
    assert read(f"a: {{{key}: {words}{rest}}}\n").plain == {"a": meant}


def test_two_cut_texts_are_two_problems_and_hide_nothing_else() -> None:
    sheet = read("a: {en: one, two, zh: 三, 四, 五}\nb: c\n")
    assert [problem.fix[-12:] for problem in sheet.problems] == [': "one, two"', 's: "三, 四, 五"']
    assert sheet.is_legible
    assert sheet.remains is not None
    assert sheet.remains.plain == {"a": {"en": "one", "zh": "三"}, "b": "c"}


@pytest.mark.parametrize("typed", ["tiles: {hall, pages}\n", "tiles: {a: {b: c}, hall}\n", "t: {a: , b}\n"])
def test_a_word_alone_in_braces_is_told_as_such(typed: str) -> None:
    problems = found(read(typed))
    assert all("without a colon and a value" in problem.message for problem in problems)
    assert "words of a list go in [ ]" in problems[0].fix
    assert read("tiles: [hall, pages]\n").plain == {"tiles": ["hall", "pages"]}


@pytest.mark.parametrize(
    ("typed", "place", "words"),
    [
        ("title:欢迎\nid: a\n", (1, 6), "title: 欢迎"),
        ("id: a\ntitle:欢迎\n", (2, 6), "title: 欢迎"),
        ("title: {zh:欢迎}\n", (1, 9), "zh: 欢迎"),
        ("title: {zh:欢迎, en: Welcome}\n", (1, 9), "zh: 欢迎"),
    ],
)
def test_a_missing_space_is_told_at_its_colon(typed: str, place: tuple[int, int], words: str) -> None:
    error = only(typed)
    assert (error.message, error.fix) == ("a space is missing behind the colon", f"write {words}")
    assert (error.location.line, error.location.column) == place
    assert read(typed.replace(words.replace(" ", ""), words)).problems == []


def test_a_second_colon_in_braces_is_told_as_one() -> None:
    error = only("a: {en: Opening: 9:30}\n")
    assert (error.location.column, "second colon" in error.message) == (16, True)
    assert found(read('a: {en: "Opening: 9:30"}\n')) == []


# What was typed, and the same as an English keyboard would have it.
FOREIGN = [
    ("- id:　welcome\n  title: x\n", "- id: welcome\n  title: x\n"),
    ("- id:　welcome\n", "- id: welcome\n"),
    ("-　id: welcome\n  title: x\n", "- id: welcome\n  title: x\n"),
    ("-\u200b id: welcome\n  title: x\n", "- id: welcome\n  title: x\n"),
    (
        "p:\n  - id: a\n    title: W\n　　layout: third\n    blocks: b\n",
        "p:\n  - id: a\n    title: W\n    layout: third\n    blocks: b\n",
    ),
    (
        "p:\n  id: a\n  title: W\n　　layout: third\n  blocks: b\n",
        "p:\n  id: a\n  title: W\n  layout: third\n  blocks: b\n",
    ),
    ("p:\n  id: a\n\n\u00a0 title: W\n", "p:\n  id: a\n\n  title: W\n"),
    ("p:\n  id: a\n\u00a0 title: W\n", "p:\n  id: a\n  title: W\n"),
    ("title\u00a0: x\ny: z\n", "title: x\ny: z\n"),
    ("t: {zh\u00a0: x, \u00a0en:\u00a0y}\n", "t: {zh: x, en: y}\n"),
    ("title：欢迎\nid: a\n", "title: 欢迎\nid: a\n"),
    ("title： 欢迎\nid: a\n", "title: 欢迎\nid: a\n"),
    ("t: {zh：欢迎，en：Welcome}\n", "t: {zh: 欢迎, en: Welcome}\n"),
    ("t: {zh: 欢迎，各位，en: Welcome}\n", "t: {zh: 欢迎，各位, en: Welcome}\n"),
    ("t: {zh: 欢迎, en：Welcome}\n", "t: {zh: 欢迎, en: Welcome}\n"),
    ("t: ｛zh: 欢迎, en: Welcome｝\nid: a\n", "t: {zh: 欢迎, en: Welcome}\nid: a\n"),
    ("t: ｛zh：欢迎，en：Welcome｝\nid: a\n", "t: {zh: 欢迎, en: Welcome}\nid: a\n"),
    ("t: ｛zh：欢迎，en：Welcome｝", "t: {zh: 欢迎, en: Welcome}\n"),
    ("t: {zh: 欢迎, en: Welcome｝\nid: a\n", "t: {zh: 欢迎, en: Welcome}\nid: a\n"),
    ("t: ［hall，pages］\n", "t: [hall, pages]\n"),
    ("t: ［0.5，0.5］\n", "t: [0.5, 0.5]\n"),
    ("a:\n－ id: x\n－ id: y\n", "a:\n- id: x\n- id: y\n"),
    ("a:\n－id: x\n", "a:\n- id: x\n"),
    ('t: {zh: "电话，tel：1"， en：x}\n', 't: {zh: "电话，tel：1", en: x}\n'),
]


@pytest.mark.parametrize(("typed", "meant"), FOREIGN)
def test_signs_of_another_keyboard_are_read_as_meant_and_told_where_they_stand(typed: str, meant: str) -> None:
    sheet = read(typed)
    assert sheet.plain == read(meant).plain
    assert found(read(meant)) == []
    assert sheet.problems == []
    assert {warning.kind for warning in sheet.warnings} == {"confusable"}
    for warning in sheet.warnings:
        sign = typed.split("\n")[warning.location.line - 1][warning.location.column - 1]
        assert f"(U+{ord(sign):04X})" in warning.message


@pytest.mark.parametrize(
    ("typed", "code", "column", "meant"),
    [
        ("p:\n  - id: a\n　　　title: W\n", "U+3000", 1, "p:\n  - id: a\n    title: W\n"),
        ("title: Welcome\n　　layout: x\n", "U+3000", 1, "title: Welcome\nlayout: x\n"),
        ("a: “b: c”\n", "U+201C", 4, 'a: "b: c"\n'),
        ("a: [b, ”c: d: e”]\n", "", 0, 'a: [b, "c: d: e"]\n'),
    ],
)
def test_signs_whose_meaning_is_open_are_named(typed: str, code: str, column: int, meant: str) -> None:
    error = read(typed).problems[0]
    assert code in error.message
    assert column in {0, error.location.column}
    assert found(read(meant)) == []


@pytest.mark.parametrize(
    "typed",
    [
        "text: 时间：上午九点，地点：大厅\n",
        "text: |\n  qq：12\n  {zh：a，b：c}\n  　　two\n",
        "text: “欢迎”\n",
        "text: 10\u00a0km\u200b\n",
        "text: ［图］\n",
        "text: ｛重要｝\n",
        "text: {zh: 好，各位, en: x}\n",
        "- －7\n",
    ],
)
def test_within_words_such_signs_are_right(typed: str) -> None:
    assert found(read(typed)) == []


def test_an_error_elsewhere_is_not_put_down_to_a_full_width_colon_in_words() -> None:
    error = only("text: 时间：九点: 十点\n")
    assert "second colon" in error.message


def test_half_a_file_typed_so_is_read_as_far_as_it_can_be_and_the_rest_is_named() -> None:
    sheet = read("".join(f"key{number}：words\n" for number in range(200)))
    assert sheet.warnings
    assert [problem.kind for problem in sheet.problems] == ["confusable"]


def test_a_long_file_is_not_read_many_times() -> None:
    sheet = read("id:　a\nb: c\n" + "# x\n" * 60_000)
    assert (sheet.warnings, sheet.root) == ([], None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a: b\n\t\nc: d\n", {"a": "b", "c": "d"}),
        ("a: b\n \t \n\n\t\nc: d\n", {"a": "b", "c": "d"}),
        ("-\ta\n-\tb\n", ["a", "b"]),
        ("- -\ta\n", [["a"]]),
        ("a: b\t# note\nc: d\n", {"a": "b", "c": "d"}),
        ("a: b\n\t# note\nc: d\n", {"a": "b", "c": "d"}),
        ("a: b\n  \tc\n", {"a": "b c"}),
        ('a: "b\n\tc"\n', {"a": "b c"}),
        ("a: |\n  b\n  \tc\n", {"a": "b\n\tc\n"}),
        ('a: "\\ud83d\\ude39"\n', {"a": "😹"}),
        ('a: "\\\\ud83d \\ud83d\\ude39"\n', {"a": "\\ud83d 😹"}),
        ('a: "b\\r\\nc\\rd"\n', {"a": "b\nc\nd"}),
        ("%YAML 1.2\n---\na: b\n", {"a": "b"}),
        ("a: |\n  x\n   ", {"a": "x\n \n"}),
    ],
)
def test_what_yaml_allows_and_people_write_is_read(typed: str, meant: object) -> None:
    sheet = read(typed)
    assert (sheet.plain, [p for p in found(sheet) if "note" not in p.message]) == (meant, [])


@pytest.mark.parametrize("typed", ["a:\n\tb: c\n", "a: |\n\tb\n", "p:\n  - id: a\n  \ttitle: b\n"])
def test_a_tab_for_an_indentation_is_called_a_tab(typed: str) -> None:
    error = only(typed)
    assert (error.kind, error.fix) == ("tab", "put two spaces in place of each tab")
    line = typed.split("\n")[error.location.line - 1]
    assert line[error.location.column - 1] == "\t"
    assert found(read(typed.replace("\t", "  "))) == []


def test_half_a_character_is_told_as_one() -> None:
    assert only('a: "\\ud83d"\n').fix == "type the character itself"


@pytest.mark.parametrize("typed", ["a: [?x]\n", "a: { ?b: c}\n"])
def test_a_question_mark_that_would_vanish_is_told(typed: str) -> None:
    assert read(typed).problems[0].fix == "quote words that begin with ?"
    assert read('a: ["?x"]\nb: {"?b": c}\n').plain == {"a": ["?x"], "b": {"?b": "c"}}


WORDS = st.text(st.sampled_from([*"ab1宜展 #,:：，{}[]"]), min_size=1, max_size=14)


@given(WORDS, st.sampled_from(["title: {}\n", "- {}\n", "t: {{zh: {}, en: b}}\n", "t: [{}]\n", "a: {}\nb: c\n"]))
def test_no_letter_is_lost_in_silence(words: str, around: str) -> None:
    """Whatever is typed as a value: all of its letters are read, or somebody is reported."""
    sheet = read(around.format(words))
    kept = repr(sheet.plain)
    if not found(sheet) and "''" not in kept:  # what is empty is reported by what it is for
        comment = [*re.split(r"  #+ ", around.format(words), maxsplit=1), ""][1]
        assert all(letter in kept or letter in comment for letter in words if letter.isalnum())


LIKE = {" ": "\u3000\u00a0\u200b", ":": "：", ",": "，", "{": "｛", "}": "｝", "[": "［", "]": "］", "-": "－"}
PLACES = [(k, other) for k, sign in enumerate(PANEL) for other in LIKE.get(sign, "")]


@given(st.sampled_from(PLACES))
def test_one_foreign_sign_in_a_sound_file_is_read_as_meant_or_named_where_it_stands(place: tuple[int, str]) -> None:
    at, sign = place
    sheet = read(PANEL[:at] + sign + PANEL[at + 1 :])
    line = PANEL[:at].count("\n") + 1
    if sheet.problems:
        assert min(abs(problem.location.line - line) for problem in sheet.problems) <= 1
    assert all(warning.location.line == line for warning in sheet.warnings)


def test_a_key_in_quotation_marks_loses_what_nobody_sees() -> None:
    assert (read('"zh\u00a0": x\n').plain, found(read('"zh\u00a0": x\n'))) == ({"zh": "x"}, [])


def test_a_file_that_is_one_alias_is_told() -> None:
    assert [problem.kind for problem in found(read("*0\n"))] == ["alias"]


def test_a_merge_key_in_braces_is_told_once() -> None:
    assert [problem.kind for problem in found(read("a: {<<, b: c}\n"))] == ["merge"]
