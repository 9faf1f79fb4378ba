"""Texts, problems and the reader's public function."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from kiosk.blocks.cards.cards_block import Card
from kiosk.content.diagnostics import Diagnostic, SourceLocation, summary
from kiosk.content.issues import advice, listed, nearest, quoted
from kiosk.content.model import Page, PictureScene, Text
from kiosk.content.model.schema_hints import SCALAR
from kiosk.content.yaml import SourceDocument, read_mapping, sheet_of


def test_a_text_has_words_in_every_language() -> None:
    assert Text.of(" 22 ").by_language(["zh", "en"]) == {"zh": "22", "en": "22"}
    assert Text.of({"zh": "产业", "en": "Industry"}).by_language(["en", "zh"]) == {"en": "Industry", "zh": "产业"}
    assert Text.of({"zh": "产业"}).by_language(["zh", "en"]) == {"zh": "产业", "en": "产业"}
    assert Text.of({"fr": "Industrie"}).by_language(["zh"]) == {"zh": "Industrie"}
    assert Text.of({"zh": ""}).by_language(["zh"]) == {"zh": ""}


def test_the_model_tells_editors_its_schema_and_writes_itself() -> None:
    schema = TypeAdapter(Card).json_schema()
    assert schema["properties"]["title"]["anyOf"][0] == SCALAR
    assert Card(title=Text.of({"zh": "一"})).model_dump(mode="json")["title"] == {"zh": "一"}


def test_an_empty_map_is_no_text() -> None:
    with pytest.raises(ValidationError):
        Card.model_validate({"title": {}})


def test_a_model_can_be_made_from_its_parts() -> None:
    page = Page.model_validate({"id": "a", "title": "A", "blocks": [{"text": "x"}]})
    assert Page(id="a", title=page.title, blocks=page.blocks) == page
    scene = PictureScene.model_validate({"picture": "media/a.png"})
    assert PictureScene(picture=scene.picture) == scene


PROBLEM = Diagnostic(SourceLocation("panels/a.yaml", 14, 12), "is wrong", "right", "fix it")


def test_a_problem_is_told_on_three_lines() -> None:
    assert PROBLEM.text() == "panels/a.yaml:14:12: error: is wrong\n    expected: right\n    fix:     fix it"
    assert Diagnostic(SourceLocation("a.yaml"), "is odd", severity="warning").text() == "a.yaml: warning: is odd"


def test_a_problem_is_data_too() -> None:
    assert PROBLEM.as_dict() == {
        "location": {"file": "panels/a.yaml", "line": 14, "column": 12},
        "message": "is wrong",
        "expected": "right",
        "fix": "fix it",
        "severity": "error",
        "kind": "",
        "code": "",
    }


def test_problems_are_counted_in_words() -> None:
    warning = Diagnostic(SourceLocation("b.yaml"), "is odd", severity="warning")
    assert summary([PROBLEM, PROBLEM, warning]) == "2 errors, 1 warning in 2 files"
    assert summary([warning]) == "1 warning in 1 file"
    assert summary([]) == "no problems"


def test_a_writers_words_are_shown_short_and_on_one_line() -> None:
    assert quoted("a\nb") == '"a\N{REPLACEMENT CHARACTER}b"'
    assert quoted("x" * 90) == f'"{"x" * 57}…"'


def test_what_was_meant_is_guessed_only_where_it_is_near() -> None:
    assert nearest("Caption", ["caption", "file"]) == "caption"
    assert advice("zebra", ["caption"], "remove it") == "remove it"
    assert listed("abc", most=2) == "a, b, … (3 in all)"


def test_any_map_of_the_product_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text("a: {zh: 一}\nb: [1, no]\n", encoding="utf-8")
    assert read_mapping(tmp_path / "words.yaml", tmp_path) == ({"a": {"zh": "一"}, "b": ["1", "no"]}, [])


def test_a_file_outside_the_root_is_called_by_its_name(tmp_path: Path) -> None:
    nothing, problems = read_mapping(tmp_path / "words.yaml", tmp_path / "elsewhere")
    assert nothing is None
    assert [problem.location for problem in problems] == [SourceLocation("words.yaml")]
    nothing, problems = read_mapping(tmp_path / "a\0b.yaml", tmp_path)
    assert "its name has characters that no file can have" in problems[0].message


def test_a_sheet_without_a_root_has_no_places() -> None:
    assert SourceDocument("a.yaml", None, []).location(("x",)) == SourceLocation("a.yaml")


def test_document_marks_alone_are_a_single_value() -> None:
    assert [problem.message for problem in sheet_of("a.yaml", b"...\n").problems] != []
    assert sheet_of("a.yaml", b"---\na: b\n...\n# end\n\n...\n").plain == {"a": "b"}
