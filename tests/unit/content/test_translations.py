"""Messages in the language of the staff: each has both, with the same places to fill."""

from __future__ import annotations

import ast
import copy
import pickle
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.cli.help_words import CONTEXT
from kiosk.content.device_model import Device
from kiosk.content.diagnostics import Diagnostic, SourceLocation, summary
from kiosk.content.loader import load_pack
from kiosk.content.messages import FIELD, LANGUAGE, FieldName, Message, UserText, harmless, in_language, together
from kiosk.content.model import PackSheet
from kiosk.content.model.base import Part
from kiosk.content.theme import PackTheme
from kiosk.content.yaml import sheet_of
from kiosk.device.message_catalog import catalogue, english_texts, language_of, staff_languages
from kiosk.media.films import film_messages
from kiosk.media.pictures import loss_messages, picture_messages
from kiosk.media.pictures.picture_messages import word_failure
from kiosk.packs.gallery_import import sheet_messages as table_reasons
from kiosk.packs.gallery_import import sheet_notes
from setup.catalogues import COMPLETE, compile_catalogue, faults, read_catalogue
from tests.broken.base import KNOWLEDGE, write
from tests.broken.cases import CASES

SOURCES = Path(__file__).parents[3] / "kiosk"


def one_of(english: str | tuple[str, ...]) -> str:
    return english if isinstance(english, str) else english[0]


CHINESE = catalogue("zh")
ENTRIES = [message for message in read_catalogue(COMPLETE) if message.id]
# The English of each message without a context; of one that counts, for one.
TEMPLATES = {one_of(message.id) for message in ENTRIES if message.context is None}
# Words between others' words: names of fields, examples of YAML, numbers.
ASCII_WORDS = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")


def messages_of(file: Path) -> Iterator[str]:
    """Words that a module hands to what tells the staff."""
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "plural":
            yield ast.literal_eval(call.args[0])
        elif isinstance(call, ast.Call) and getattr(call.func, "id", "") in {
            "Message",
            "Issue",
            "Diagnostic",
            "_problem",
            "join_hints",
        }:
            for argument in call.args:
                choices = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
                for choice in choices:
                    if isinstance(choice, ast.Constant) and isinstance(choice.value, str) and " " in choice.value:
                        yield choice.value


def test_every_message_in_the_source_has_its_chinese_words() -> None:
    found = {words for file in SOURCES.rglob("*.py") for words in messages_of(file)}
    failures = [
        *picture_messages._SENTENCES.values(),
        *film_messages._SENTENCES.values(),
        *table_reasons._WORDS.values(),
    ]
    failures += loss_messages.SENTENCES.values()
    reported = {words.template if isinstance(words, Message) else words for pair in failures for words in pair}
    reported |= set(sheet_notes.all_words())
    assert len(found) > 100
    assert (found | reported) - TEMPLATES == set()


@pytest.mark.parametrize("name", CASES)
def test_a_broken_pack_is_told_in_chinese(name: str, tmp_path: Path) -> None:
    CASES[name](write(tmp_path))
    for problem in load_pack(tmp_path, KNOWLEDGE).problems:
        chinese = problem.translated(CHINESE)
        for english, words in (
            (problem.message, chinese.message),
            (problem.expected, chinese.expected),
            (problem.fix, chinese.fix),
        ):
            template = english.template if isinstance(english, Message) else english
            assert template in TEMPLATES or not ASCII_WORDS.search(template), f"no Chinese words for {template!r}"
            assert not ASCII_WORDS.search(re.sub(r"[“《`].*?[”》`]", "", words)), words
        assert (chinese.location, chinese.severity, chinese.kind) == (problem.location, problem.severity, problem.kind)
        assert chinese.code == problem.code != ""


def test_each_entry_is_translated_with_the_same_places_to_fill() -> None:
    assert [message.id for message in ENTRIES if not message.string or message.fuzzy] == []
    assert list(faults(read_catalogue(COMPLETE))) == []


def test_the_same_catalogue_is_compiled_to_the_same_bytes_at_any_time(tmp_path: Path) -> None:
    file = tmp_path / "zh.po"
    file.write_text('msgid ""\nmsgstr "Language: zh\\n"\n\nmsgid "done"\nmsgstr "已完成"\n', "utf-8")
    compiled = compile_catalogue(file).read_bytes()
    assert "已完成".encode() in compiled
    assert f"{datetime.now(UTC).year}-".encode() not in compiled


def test_no_words_are_left_over_in_the_catalogue() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in SOURCES.rglob("*.py"))
    constants = {
        node.value
        for file in SOURCES.rglob("*.py")
        if file.name != "codes.py"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    nouns = {
        f"{article} {noun}"
        for noun in re.findall(r'noun: ClassVar\[str\] = "(.+?)"', source)
        for article in ("a", "an")
    }
    counted = {many for message in ENTRIES if message.pluralizable for many in message.id[1:] if not message.context}
    assert (TEMPLATES | counted) - constants - nouns - {"{message} [{code}]"} == set()


def test_each_text_with_a_key_has_its_chinese_words_and_no_key_is_left_over() -> None:
    families = {"interface", "operator", "report", "codes", "desk"}
    keyed = {
        message.context: message.id for message in ENTRIES if (message.context or "").partition("/")[0] in families
    }
    assert keyed == {f"{family}/{key}": text for family in families for key, text in english_texts(family).items()}
    assert {message.context for message in ENTRIES} - keyed.keys() == {None, FIELD, LANGUAGE, CONTEXT}


def parts_of(part: type[Part]) -> Iterator[type[Part]]:
    for below in part.__subclasses__():
        yield below
        yield from parts_of(below)


def test_each_name_of_a_field_is_one_that_can_be_typed() -> None:
    parts = list(parts_of(Part))
    assert {Device, PackTheme, PackSheet} <= set(parts)
    typed = set().union(*(part.keys() for part in parts))
    assert typed >= {"languages", "tiles", "idle", "blocks"}
    assert {message.id for message in ENTRIES if message.context == FIELD} - typed == set()


def test_a_field_is_named_in_both_ways() -> None:
    reported = Message("{field} {fault}", field=FieldName("title"), fault=Message("is empty"))
    assert reported == '"title" is empty'
    assert in_language(reported, CHINESE).startswith("“title”（标题）")
    assert in_language(FieldName("no-such"), CHINESE) == "“no-such”"


def test_what_is_not_in_the_catalogue_stays_as_it_is() -> None:
    assert in_language("nobody translated this", CHINESE) == "nobody translated this"
    assert in_language(Message("{what} of nobody", what=Message("a list")), CHINESE) == "列表 of nobody"


def test_the_writers_own_words_are_never_translated() -> None:
    assert in_language(UserText("a list"), CHINESE) == "“a list”"
    assert in_language(Message("{name} is not {what}", name="a list", what="a map"), CHINESE) == "a list不是a map"


def test_a_place_that_nothing_fills_stays() -> None:
    assert Message("write {zh: …} for {what}") == "write {zh: …} for {what}"


@pytest.mark.parametrize(
    "words",
    [
        Message("must be a map, not {was}", was=Message("a list")),
        Message.plural("{count} error", "{count} errors", count=3),
        UserText("a list"),
    ],
)
def test_a_copy_can_still_be_told_in_another_language(words: str) -> None:
    for other in (copy.deepcopy(words), pickle.loads(pickle.dumps(words))):
        assert other == words
        assert in_language(other, CHINESE) == in_language(words, CHINESE) != words


def test_a_problem_as_data_is_plain() -> None:
    problem = Diagnostic(SourceLocation("pack.yaml", 1, 1), Message("must be a map, not {was}", was=Message("a list")))
    assert asdict(problem)["message"] == "must be a map, not a list"


def test_many_are_told_as_few_and_their_number() -> None:
    several = [Message("a list"), Message("a map"), Message("a file")]
    assert together(several[:1], 2) == "a list"
    assert together(several, 3) == "a list, a map, a file"
    assert together(several, 2) == "a list, a map, … (3 in all)"
    assert in_language(together(several, 2), CHINESE) == "列表，一组字段……（共 3 个）"


def test_what_counts_has_the_form_for_its_number() -> None:
    reported = {count: Message.plural("{count} error", "{count} errors", count=count) for count in (0, 1, 2)}
    assert reported == {0: "0 errors", 1: "1 error", 2: "2 errors"}
    assert [in_language(words, CHINESE) for words in reported.values()] == ["0 个错误", "1 个错误", "2 个错误"]


def test_nothing_said_is_nothing_in_every_language() -> None:
    assert in_language("", CHINESE) == ""


def test_the_summary_in_chinese() -> None:
    problem = Diagnostic(SourceLocation("pack.yaml"), "the file is missing")
    warning = Diagnostic(SourceLocation("a.yaml"), "the file is empty", severity="warning")
    assert in_language(summary([problem, problem, warning]), CHINESE) == "2 个错误，1 个警告，分布在 2 个文件"
    assert in_language(summary([]), CHINESE) == "没有问题"


def test_pictures_that_fail_are_told_in_chinese() -> None:
    failure = word_failure("foreign", looks="it is a PDF")
    assert in_language(failure.reason, CHINESE) == "这不是图片：是 PDF"
    assert in_language(word_failure("slow").reason, CHINESE).startswith("画这张图的计算超过 ")


def test_the_language_is_that_of_the_environment() -> None:
    assert staff_languages() == ("en", "zh")
    assert language_of({"LANG": "zh_CN.UTF-8"}) == "zh"
    assert language_of({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}) == "en"
    assert language_of({"LC_MESSAGES": "zh-Hans"}) == "zh"
    assert language_of({"LANG": "de_DE.UTF-8"}) == "en"
    assert language_of({}) == "en"
    assert catalogue("en").gettext("error") == "error"


def test_a_language_that_is_not_spoken_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match=r"xx\.mo is missing: `make setup`"):
        catalogue("xx")


@pytest.mark.parametrize(
    ("typed", "output"),
    [
        ("t: ｛zh: 甲, en: B｝\n", "改成 { 和 }"),
        ("t: {zh：甲，en：B}\n", "冒号、逗号改成半角，后面各空一格"),
        ("t：甲\nid: a\n", "改成半角冒号，后面空一格"),
        ("a:\n－ id: x\n", "改成半角的“-”，后面空一格"),
        ("t: ｛zh：甲，en：B｝\n", "括号改成 { 和 }；冒号、逗号改成半角，后面各空一格"),
        ("t: ［hall，pages］\n", "括号改成 [ 和 ]；逗号改成半角，后面空一格"),
    ],
)
def test_what_to_type_for_a_full_width_sign_is_said_as_people_say_it(typed: str, output: str) -> None:
    fixes = {each.translated(CHINESE).fix for each in sheet_of("a.yaml", typed.encode()).warnings}
    assert fixes == {f"切换到英文输入法，{output}"}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("plain words", "plain words"),
        ("a tab\tand a\nline", "a tab\tand a\nline"),
        ("red \x1b[31m", "red \\x1b[31m"),
        ("turned \u202eback", "turned \\u202eback"),
        ("half \ud83d", "half \\ud83d"),
        ("wide\u3000space", "wide\u3000space"),
    ],
)
def test_a_terminal_obeys_nothing_of_the_words_that_are_told(words: str, shown: str) -> None:
    assert harmless(words) == shown
