"""A document and its Chinese version say the same, and each is found from the other and from the README."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from kiosk.content.model.blocks import BLOCKS
from kiosk.content.model.scene import SCENES
from setup.schemas import field_rows, sections

DOCS = Path(__file__).resolve().parents[2] / "docs"
TWINS = sorted(file.name.removesuffix(".zh.md") for file in DOCS.glob("*.zh.md"))
UNITS = {"": 1, "million": 1_000_000, "万": 10_000, "亿": 100_000_000}
CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
FORMAT = "content-format"


def read(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def both(name: str) -> tuple[str, str]:
    return read(name), read(f"{name}.zh")


def prose(text: str) -> str:
    """A text without code and without where its links lead."""
    return re.sub(r"\]\([^)]*\)", "]", CODE.sub("", text))


def numbers(text: str) -> set[float]:
    """The numbers of a text: 20 million and 2000 万 are the same."""
    found = re.findall(r"(\d[\d,]*(?:\.\d+)?)\s?(million|万|亿)?", text)
    return {float(digits.replace(",", "")) * UNITS[unit] for digits, unit in found}


def code_words(text: str) -> set[str]:
    """What a text sets as code, but for samples of emphasis, whose words are of its language."""
    return {word for word in re.findall(r"`([^`]+)`", " ".join(CODE.sub("", text).split())) if word[0] != "*"}


def levels(text: str) -> list[int]:
    return [len(marks) for marks in re.findall(r"^(#+) ", CODE.sub("", text), re.MULTILINE)]


def test_lines_are_short_enough_to_be_read_side_by_side(top: Path, tracked: list[Path]) -> None:
    written = [file for file in tracked if file.suffix == ".md" and file != DOCS / "article.md"]  # made by a program
    long = [
        f"{file.relative_to(top)}: {line}"
        for file in written
        for line in CODE.sub("", file.read_text("utf-8")).splitlines()
        if len(line) > 120 and not line.lstrip().startswith(("|", "![", "[![", "```"))
    ]
    assert long == []


@pytest.mark.parametrize("name", TWINS)
def test_each_version_is_found_from_the_other_and_from_the_readme(name: str, top: Path) -> None:
    english, chinese = both(name)
    assert f"[中文]({name}.zh.md)" in english[:300]
    assert f"[English]({name}.md)" in chinese[:300]
    assert f"[docs/{name}.md](docs/{name}.md), [中文](docs/{name}.zh.md)" in (top / "README.md").read_text("utf-8")
    assert f"[docs/{name}.zh.md](docs/{name}.zh.md)" in (top / "README.zh.md").read_text("utf-8")


@pytest.mark.parametrize("name", ["architecture", FORMAT])
def test_sections_and_tables_correspond_one_to_one(name: str) -> None:
    english, chinese = both(name)
    assert levels(english) == levels(chinese)
    assert len(re.findall(r"^\|", english, re.MULTILINE)) == len(re.findall(r"^\|", chinese, re.MULTILINE))


def test_the_chinese_format_has_the_same_sections_under_the_same_anchors() -> None:
    english, chinese = map(sections, both(FORMAT))
    assert list(english) == list(chinese)
    names = {part.anchor() for part in (*BLOCKS.values(), *SCENES.values())}
    assert names <= set(chinese)


def test_the_chinese_format_has_each_field_with_the_same_limits_and_defaults() -> None:
    english, chinese = (dict(field_rows(text)) for text in both(FORMAT))
    assert list(english) == list(chinese)
    for place, (what, meaning, default) in english.items():
        here = chinese[place]
        assert numbers(f"{what} {default}") == numbers(f"{here[0]} {here[2]}"), place
        assert numbers(meaning) == numbers(here[1]), place
        assert (default == "must be given") == (here[2] == "必填"), place
        assert all(here), place


@pytest.mark.parametrize("anchor", sections(read(FORMAT)))
def test_a_section_of_the_chinese_format_has_the_same_numbers_words_of_code_and_examples(anchor: str) -> None:
    english, chinese = (sections(text)[anchor] for text in both(FORMAT))
    assert numbers(prose(english)) == numbers(prose(chinese))
    assert code_words(english) - code_words(chinese) == set()
    assert examples(english) == examples(chinese)


def test_the_chinese_architecture_names_the_same_code_and_decisions() -> None:
    english, chinese = both("architecture")
    assert code_words(english) == code_words(chinese)
    assert re.findall(r"decision\s+(\d{4})", english) == re.findall(r"决定 (\d{4})", chinese)
    assert numbers(prose(english)) == numbers(prose(chinese))


@pytest.mark.parametrize("file", sorted(DOCS.glob("*.md")), ids=lambda file: file.name)
def test_every_link_of_a_document_leads_somewhere(file: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", CODE.sub("", file.read_text("utf-8"))):
        if link.startswith(("https://", "http://")):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = file.parent / path if path else file
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text("utf-8")), link


def anchors(text: str) -> set[str]:
    """Where a link may lead in a page: anchors that are given, and those of headings as Markdown has them."""
    headings = re.findall(r"^#+ (.+)$", CODE.sub("", text), re.MULTILINE)
    own = {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}
    return own | set(re.findall(r'<a id="([^"]+)">', text))


def examples(section: str) -> list[object]:
    return [yaml.load(code, yaml.CBaseLoader) for code in re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)]
