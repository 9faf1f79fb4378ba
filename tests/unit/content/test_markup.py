"""HTML and Markdown in words: visitors would read the tags, so each is reported with the words to write."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.lint import remarks
from kiosk.content.loader import load_pack
from tests.broken.base import KNOWLEDGE, write
from tests.broken.neat import NEAT

TEXT, TITLE = "      - text: {zh: 说明, en: Words}", "title: {zh: 产业, en: Industry}"


def remarked(folder: Path, sound: str, words: str) -> list[Diagnostic]:
    panel = NEAT["panels/industry.yaml"].decode()
    assert sound in panel
    changed = panel.replace(sound, sound.partition("{")[0] + f"{{zh: 说明, en: {json.dumps(words)}}}")
    loaded = load_pack(write(folder, NEAT | {"panels/industry.yaml": changed.encode()}), KNOWLEDGE)
    assert loaded.problems == ()
    return [each for each in remarks(loaded, list(NEAT)) if each.kind == "markup"]


@pytest.mark.parametrize(
    ("words", "reported", "meant"),
    [
        ("One line,\\nand another", "\\n", "One line,\nand another"),
        ("一行，\\n又一行", "\\n", "一行，\n又一行"),
        ("One line\\nAnother", "\\n", "One line\nAnother"),
        ('Welcome to the hall"', '"', "Welcome to the hall"),
        ('“Welcome" ', '"', "“Welcome”"),
        ('One line.\\nAnother"', '\\n "', "One line.\nAnother"),
    ],
)
def test_what_means_something_only_within_quotation_marks_is_told(
    tmp_path: Path, words: str, reported: str, meant: str
) -> None:
    (found,) = remarked(tmp_path, TEXT, words)
    assert (found.severity, found.message) == ("warning", f"visitors would read this as it is: {reported}")
    assert found.fix == f"write {json.dumps(meant, ensure_ascii=False)}"
    assert remarked(tmp_path, TEXT, meant) == []


@pytest.mark.parametrize(
    "words", ['A screen of 55"', 'The "old" hall', 'Say "yes" or "no"', "C:\\new", "dir\\name", '5" wide']
)
def test_quotation_marks_and_backslashes_that_belong_to_words_stay(tmp_path: Path, words: str) -> None:
    assert remarked(tmp_path, TEXT, words) == []


@pytest.mark.parametrize(
    ("words", "reported", "meant"),
    [
        ("First line<br>second line", "<br>", "First line\nsecond line"),
        ("First line<BR/>\nsecond line", "<BR/>", "First line\nsecond line"),
        ("<p>One.</p><p>Two.</p>", "<p>, </p>", "One.\nTwo."),
        ("The <b>old</b> and the <em>new</em> hall", "<b>, </b>, <em>, </em>", "The **old** and the *new* hall"),
        ("The <strong> old </strong>hall", "<strong>, </strong>", "The **old** hall"),
        ('See <a href="https://example.org">the list</a>', '<a href="https://example.org">, </a>', "See the list"),
        ('<span style="color: red">red</span> ink', '<span style="color: red">, </span>', "red ink"),
        ("Salt&nbsp;&amp;&nbsp;tea &#8212; &quot;best&quot;", "&nbsp;, &amp;, &#8212;, &quot;", 'Salt & tea — "best"'),
        ("160 m<sup>2</sup> of CO<sub>2</sub>", "<sup>, </sup>, <sub>, </sub>", "160 m² of CO₂"),
        ("the 2<sup>nd</sup> hall", "<sup>, </sup>", "the 2nd hall"),
        ("<ul><li>tea</li><li>salt</li></ul>", "<ul>, <li>, </li>, </ul>", "tea\nsalt"),
        ("## The hall\nis old", "##", "The hall\nis old"),
        ("See [the list](https://example.org/a) of it", "[the list](https://example.org/a)", "See the list of it"),
        ("We sell\n* tea\n* salt", "*", "We sell\n• tea\n• salt"),
        ("Press `Start` here", "`Start`", "Press Start here"),
    ],
)
def test_what_means_nothing_here_is_told_with_the_words_to_write(
    tmp_path: Path, words: str, reported: str, meant: str
) -> None:
    (found,) = remarked(tmp_path, TEXT, words)
    assert found.severity == "warning"
    assert found.message == f"visitors would read this as it is: {reported}"
    assert found.fix == f"write {json.dumps(meant, ensure_ascii=False)}"
    assert remarked(tmp_path, TEXT, meant) == []


@pytest.mark.parametrize(
    ("words", "reported", "meant"),
    [
        ("The **old** hall", "**old**", "The old hall"),
        ("The <b>old</b><br>hall", "<b>, </b>, <br>", "The old hall"),
        ("江南<br>水乡", "<br>", "江南水乡"),
    ],
)
def test_a_title_knows_neither_bold_nor_lines(tmp_path: Path, words: str, reported: str, meant: str) -> None:
    (found,) = remarked(tmp_path, TITLE, words)
    assert found.message == f"visitors would read this as it is: {reported}"
    assert found.fix == f"write {json.dumps(meant, ensure_ascii=False)}"
    assert remarked(tmp_path, TITLE, meant) == []


@pytest.mark.parametrize(
    "words",
    ["a < b and c > d", "《红楼梦》 <红楼梦>", "AT&T; R&D", "2*3*4 m", "C# and #3", "[1] (2)", "<3 tea", "5 <b 7"],
)
def test_words_that_look_like_markup_and_are_none_stay(tmp_path: Path, words: str) -> None:
    assert remarked(tmp_path, TITLE, words) == []


def test_the_words_to_write_are_whole_or_left_to_the_writer(tmp_path: Path) -> None:
    (found,) = remarked(tmp_path, TEXT, "word " * 200 + "<br>end")
    assert found.fix == "take it out; in running text a line of its own begins a new line, and **bold** is bold"
    (found,) = remarked(tmp_path, TEXT, "word <i>" * 9)
    assert re.fullmatch(r'write "(\*?word \*?)+"', found.fix) is None
    assert "<i>" not in found.fix


@pytest.mark.parametrize("words", ["null", "NULL", "~", "undefined", "NaN"])
@pytest.mark.parametrize("sound", [TEXT, TITLE])
def test_what_programs_write_for_nothing_is_told(words: str, sound: str, tmp_path: Path) -> None:
    (found,) = remarked(tmp_path, sound, words)
    assert found.message == f"visitors would read this as it is: {words}"
    assert found.fix == "write the words, or remove this"


@pytest.mark.parametrize("words", ["* without tax", "The null hypothesis", "5 * 3\nis 15", "about 3 ` long"])
def test_what_only_looks_like_it_is_not_told(words: str, tmp_path: Path) -> None:
    assert remarked(tmp_path, TEXT, words) == []
