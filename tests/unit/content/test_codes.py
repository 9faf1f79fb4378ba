"""Codes of the messages for staff: each message that can be raised has one, and each code its cause and fix."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kiosk.content import webvtt
from kiosk.content.codes import CODES, code_of, with_code
from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.messages import Message, in_language
from kiosk.content.yaml import syntax_errors
from kiosk.device.message_catalog import catalogue, code_words, english_texts, phrases
from kiosk.media.films import film_messages
from kiosk.media.pictures import loss_messages, picture_messages
from kiosk.packs.gallery_import import sheet_messages, sheet_notes
from kiosk_launcher import screen
from setup import codes as setup_codes

TOP = Path(__file__).parents[3]
SOURCES = TOP / "kiosk"
CHINESE = catalogue("zh")
# The call → which of its arguments is the message.
RAISED = {
    "Issue": 0,
    "Diagnostic": 1,
    "RefusedError": 0,
    "for_the_disk": 0,
    "refuse": 1,
    "_problem": 1,
    "_fault": 1,
    "CheckResult": 1,
    "warn": 0,
    "alarm": 0,
}
# Screens without a message: the launcher's own, and the black one outside the opening hours.
WITHOUT_MESSAGE = {"YK-805", "YK-806"}
# Words that carry another message, and those of a fault of the program itself.
CARRIERS = {
    "{field} {fault}",
    "{file} {fault}",
    "{file}: {reason}",
    "{message} ({count} times)",
    "{message}; {fix}",
    "{noun}: {name}, of {file}",
    "{what}: {why}",
    "{when}: {what}",
}


def templates(node: ast.expr, names: dict[str, list[ast.expr]]) -> Iterator[str]:
    """The templates that an argument may have: written there, or given to its name in the same function or module."""
    match node:
        case ast.Constant(value=str(words)):
            yield words
        case ast.Call(func=ast.Name(id="Message") | ast.Attribute(attr="plural"), args=[first, *_]):
            yield from templates(first, names)
        case ast.IfExp(body=body, orelse=orelse):
            yield from templates(body, names)
            yield from templates(orelse, names)
        case ast.Name(id=name):
            for value in names.get(name, []):
                yield from templates(value, {})


def assigned(tree: ast.AST, *, deep: bool) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree) if deep else ast.iter_child_nodes(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return found


def raised(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text("utf-8"))
    scopes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for scope in [tree, *scopes]:
        names = assigned(tree, deep=False) | (assigned(scope, deep=True) if scope is not tree else {})
        for call in ast.walk(scope):
            if isinstance(call, ast.Call):
                name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
                at = RAISED.get(name)
                if at is not None and len(call.args) > at and ast.unparse(call.args[0]) != "'well'":
                    yield from templates(call.args[at], names)


def in_tables() -> Iterator[str]:
    for table in (
        picture_messages._SENTENCES,
        film_messages._SENTENCES,
        sheet_messages._WORDS,
        loss_messages.SENTENCES,
    ):
        yield from (message for message, _ in table.values())
    yield from (message for message, *_ in sheet_notes._WORDS.values())
    yield from (known[0] for _, known in syntax_errors._KNOWN)


def test_every_message_that_is_raised_has_a_code() -> None:
    found = {words for file in SOURCES.rglob("*.py") for words in raised(file) if " " in words}
    found |= set(in_tables())
    assert len(found) > 350
    assert {words for words in found - CARRIERS if not code_of(words)} == set()


def test_a_code_is_of_one_kind_and_a_message_of_one_code() -> None:
    assert [code for code in CODES if not re.fullmatch(r"YK-[1-9]\d\d", code)] == []
    assert list(CODES) == sorted(CODES)
    times = Counter(template for of_code in CODES.values() for template in of_code)
    assert [template for template, count in times.items() if count > 1] == []


def test_each_code_is_of_messages_that_the_program_has() -> None:
    constants = {
        node.value
        for file in SOURCES.rglob("*.py")
        if file.name != "codes.py"
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    reported = {template for code, of_code in CODES.items() if code not in WITHOUT_MESSAGE for template in of_code}
    assert reported - constants - english_texts("operator").keys() == set()


def test_each_code_has_cause_and_fix_in_both_languages() -> None:
    english, chinese = code_words("en")[0], code_words("zh")[0]
    assert list(english) == list(chinese) == list(CODES)
    for code in CODES:
        assert all(words[0].isascii() for words in english[code]), code
        assert all(re.search(r"[\u4e00-\u9fff]", words) for words in chinese[code]), code


def test_a_language_without_the_words_of_the_codes_reads_them_in_english() -> None:
    assert code_words("de") == code_words("en")


def test_the_documents_are_those_that_setup_writes() -> None:
    for name, text in setup_codes.made().items():
        assert (TOP / "docs" / name).read_text("utf-8") == text, "run setup/codes.py"


def test_what_was_released_keeps_its_code() -> None:
    """Never renumber: a line is added to the list at a release, and none is changed or taken away."""
    for line in setup_codes.RELEASED.read_text("utf-8").splitlines():
        code, template = line.split(" ", 1)
        assert code in CODES, f"{code} was released: keep it, without messages where it has none any more"
        assert code_of(template) in {"", code}, f"{template!r} was released as {code}"


def test_the_code_is_that_of_the_message_within() -> None:
    fault = Message("{field} {fault}", field=Message("item {number} of {field}", number=2), fault=Message("is empty"))
    problem = Diagnostic(SourceLocation("pack.yaml", 3, 1), fault)
    assert problem.code == "YK-210"
    assert problem.text().startswith("pack.yaml:3:1: error YK-210: ")
    chinese = problem.translated(CHINESE)
    assert (chinese.code, chinese.message != problem.message) == ("YK-210", True)
    assert Diagnostic.of(chinese.as_dict()) == chinese


def test_a_message_without_a_code_is_printed_alone() -> None:
    assert Diagnostic(SourceLocation("a.yaml"), "nobody knows this").text() == "a.yaml: error: nobody knows this"
    assert with_code(Message("nobody knows this")) == "nobody knows this"


def test_what_is_refused_has_its_code_behind_it() -> None:
    reported = with_code(Message("{what}: {why}", what=Message("the pack was not built"), why="no room"))
    assert reported == "the pack was not built: no room [YK-608]"
    assert in_language(reported, CHINESE) == "内容包没有生成：no room [YK-608]"


def test_the_operator_menu_shows_the_codes_of_its_own_words() -> None:
    for words in (phrases("operator", "en"), phrases("operator", "zh")):
        for code, of_code in CODES.items():
            for key in set(of_code) & words.keys():
                assert code in words[key], key


def test_the_launchers_own_screen_shows_its_code() -> None:
    assert "YK-805" in {words for words, _ in screen.LINES}
    assert CODES["YK-805"]


def test_captions_have_codes(tmp_path: Path) -> None:
    cues = "WEBVTT\nwords\n\n00:01.000 -> 00:02.000\nx\n\n00:05.000 --> 00:04.000\ny\n"
    (tmp_path / "a.vtt").write_text(cues, "utf-8")
    found = webvtt.read_captions(tmp_path / "a.vtt", "a.vtt")[1]
    assert found
    assert [problem for problem in found if not problem.code] == []
