"""`kiosk help TOPIC`: the documents in the staff's language, and the codes of messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.cli import main
from kiosk.cli.help_topics import GUIDES, find, sections
from kiosk.content.codes import CODES
from kiosk.content.model.base import Part
from setup.catalogues import COMPLETE, read_catalogue

SOURCES = Path(__file__).parents[3] / "kiosk"
HAN = re.compile(r"[\u4e00-\u9fff]")
FIELD = re.compile(r"^\| `(.+?)` \|", re.MULTILINE)


def parts_of(part: type[Part]) -> Iterator[type[Part]]:
    for below in part.__subclasses__():
        yield below
        yield from parts_of(below)


def messages() -> list[str]:
    """Every message in English and in Chinese."""
    entries = [message for message in read_catalogue(COMPLETE) if message.id and message.context is None]
    texts = [text for message in entries for text in (message.id, message.string)]
    return [form for text in texts for form in ([text] if isinstance(text, str) else text)]


def hints() -> set[str]:
    """Every topic that a message, or a file that the kiosk writes, sends staff to."""
    sources = [file.read_text("utf-8") for file in SOURCES.rglob("*.py")]
    sources += [file.read_text("utf-8") for file in (paths.resources() / "new-pack").rglob("*.yaml")]
    sources += messages()
    named = re.compile(r"\bsee\(\"([a-z-]+)\"\)|`kiosk help ([A-Za-z0-9-]+)`")
    found = {call or command for text in sources for call, command in named.findall(text)}
    # What is only the base of other parts has no section.
    return (found | {part.anchor() for part in parts_of(Part) if part.noun != Part.noun}) - {"TOPIC"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_topic_that_a_hint_names_is_there(language: str) -> None:
    assert {"picture", "chart", "yaml", "gallery-file"} <= hints()
    assert {topic for topic in hints() if find(topic, language) is None} == set()


def test_no_message_sends_staff_to_a_file_that_they_do_not_have() -> None:
    assert [words for words in messages() if "docs/" in words] == []


def test_every_section_is_written_in_chinese_with_the_same_fields() -> None:
    english, chinese = sections("en"), sections("zh")
    assert list(chinese) == list(english)
    assert {name for name, topic in chinese.items() if not HAN.search(topic.title)} == set()
    for name, topic in chinese.items():
        assert FIELD.findall(topic.text) == FIELD.findall(english[name].text), name


def test_a_topic_is_printed_in_the_language_of_the_staff(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "picture", "--language", "en"]) == 0
    english = capsys.readouterr().out
    assert english.startswith("# picture\n")
    assert "| `alt` |" in english
    assert "](#" not in english
    assert main(["help", "picture", "--language", "zh"]) == 0
    assert capsys.readouterr().out.startswith("# 图片 · picture\n")


@pytest.mark.parametrize("asked", ["YK-207", "yk-207", "yk207", "207"])
def test_a_code_is_explained(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", asked, "--language", "en"]) == 0
    output = capsys.readouterr().out
    assert output.startswith("# YK-207\n\n- cause: No field has this name here.")
    assert "- … is not a field of …\n" in output
    assert main(["help", asked, "--language", "zh"]) == 0
    assert capsys.readouterr().out.startswith("# YK-207\n\n- 原因：")


def test_every_code_is_a_topic() -> None:
    for code in CODES:
        topic = find(code, "zh")
        assert topic is not None
        assert topic.name == code


@pytest.mark.parametrize(
    ("asked", "name"),
    [("gallery file", "gallery-file"), ("图片", "picture"), ("Chart", "chart"), ("yaml", "yaml-in-one-minute")],
)
def test_a_topic_is_found_as_staff_type_it(asked: str, name: str) -> None:
    topic = find(asked, "zh")
    assert topic is not None
    assert topic.name == name


@pytest.mark.parametrize(
    ("asked", "reported"),
    [
        ("pictur", "there is no help on pictur; did you mean `kiosk help picture`?"),
        ("captions-", "did you mean `kiosk help captions`?"),
        ("alt", "alt is a field: `kiosk help picture`, `kiosk help gallery-picture`"),
        ("qwertyuiop", "there is no help on qwertyuiop; `kiosk help` lists all topics"),
        ("YK-999", "there is no help on YK-999"),
    ],
)
def test_a_near_miss_is_told_what_may_be_meant(asked: str, reported: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", asked, "--language", "en"]) == 2
    assert reported in capsys.readouterr().err


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_a_topic_all_are_listed(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "--language", language]) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = {line.split()[0] for line in lines if line.startswith("  ")}
    assert listed == {*GUIDES, *sections(language)}
    assert bool(HAN.search(lines[0])) == (language == "zh")


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_printed_whole_without_its_pictures(name: str) -> None:
    for language in ("en", "zh"):
        topic = find(name, language)
        assert topic is not None
        assert "![" not in topic.text
        assert topic.text.count("\n## ") >= 2 or name == "report"


def test_a_language_without_documents_reads_them_in_english() -> None:
    assert find("picture", "de") == find("picture", "en")
