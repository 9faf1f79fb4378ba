"""resources/schemas: what an editor knows of a pack's files is what `kiosk pack check` knows of one file alone."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings

from kiosk.content.json_schema import SHEETS
from kiosk.content.model import Pack
from kiosk.content.yaml_writer import dump, to_yaml
from setup import schemas
from tests.examples import examples
from tests.property.packs import packs

TOP = Path(__file__).resolve().parents[3]
FOLDERS = ("content/zhenjiang-new-area", "content/showcase", "tests/packs/small")
REPAIR = "run `make schemas`"


class EditorLoader(yaml.CSafeLoader):
    """YAML as an editor reads it: the types of its core schema, where this program reads what was typed.

    The words null and ~ are left out: to an editor they are a field without a value, which is a fault.
    Keys are words, as in JSON, also those that look like numbers.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        return {key.value: self.construct_object(value, deep) for key, value in node.value}


EditorLoader.yaml_implicit_resolvers = {}
for tag, shape, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+0123456789."),
    ("null", r"", [""]),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{shape})$"), list(first))


@cache
def validator(sort: str) -> jsonschema.Draft7Validator:
    schema = schemas.parsed(sort)
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def faults(sort: str, text: str) -> list[str]:
    """What an editor would say, whichever types its YAML has."""
    both = (yaml.load(text, EditorLoader), yaml.load(text, yaml.CBaseLoader))
    return [error.message for value in both for error in validator(sort).iter_errors(value)]


def sort_of(file: str) -> str:
    return {"panels": "panel", "galleries": "gallery"}.get(file.split("/", maxsplit=1)[0], Path(file).stem)


def sheets(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*.yaml")):
        yield sort_of(file.relative_to(folder).as_posix()), file.read_text(encoding="utf-8")


def test_the_files_are_fresh_and_no_others() -> None:
    kept = {file.name: file.read_text(encoding="utf-8") for file in schemas.FOLDER.iterdir()}
    assert kept.keys() == {f"{name}.json" for name in SHEETS}
    assert kept == schemas.made(), REPAIR


def test_every_field_is_explained_in_both_languages() -> None:
    words = schemas.Words()
    schemas.schemas(schemas.product_catalog(), words.explain)
    assert words.used == set(words.parts)
    for name in SHEETS:
        assert '"description": ""' not in (schemas.FOLDER / f"{name}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_packs_that_ship_are_right_to_an_editor_too(folder: str) -> None:
    found = {sort: faults(sort, text) for sort, text in sheets(TOP / folder)}
    assert {"pack", "panel", "gallery"} <= found.keys()
    assert {sort: wrong for sort, wrong in found.items() if wrong} == {}


@settings(max_examples=examples(15))
@given(packs())
def test_whatever_a_pack_may_say_is_right_to_an_editor(pack: Pack) -> None:
    for file, text in dump(pack).items():
        assert faults(sort_of(file), text) == [], text


NAMES = ("08", "0x1f", "0b1", "1e5", "1.5", "no", "null", "2019", "2019-05-01", "12", "a-1", "y")


@pytest.mark.parametrize("name", NAMES)
def test_names_that_look_like_something_else_stay_names(name: str) -> None:
    assert yaml.safe_load(to_yaml({"id": name}))["id"] in {name, int(name) if name.isdecimal() else name}
    assert isinstance(yaml.safe_load(to_yaml({name: "a"})), dict)


FRONT = "format: 1\nid: a\nversion: 1.0\ntitle: A\nlanguages: [zh, en]\n"
HOME = "home: {headline: A, tiles: [a, b]}\nattract: [{panel: a}]\n"
PAGE = "id: a\ntitle: A\npages:\n  - id: a\n    title: A\n    blocks:\n"

SHORT = {
    "a number as a title": ("panel", PAGE.replace("title: A", "title: 2019") + "      - text: 1.10\n"),
    "yes and no as words": ("panel", PAGE + "      - text: {zh: true, no: no}\n"),
    "one hour, or a list": ("pack", FRONT + HOME.replace("panel: a", "panel: a, hours: 9:00-12:00, weekdays: [SAT]")),
    "a picture by its path": ("pack", FRONT + HOME.replace("panel: a", "picture: media/a.png")),
    "a number in quotation marks": ("pack", FRONT + HOME.replace("panel: a", 'panel: a, seconds: "10"')),
    "a theme of its own": ("pack", FRONT + HOME + "theme: ./theme.yaml\n"),
    "an accent of its own": ("panel", PAGE + "      - text: a\naccent: river\n"),
    "colours": ("theme", 'contrasts: {dark: {colours: {ground: "#0C1838", on-gold: "#B80C1838"}}}'),
}  # fmt: skip
WRONG = {
    "a field that is none": ("panel", PAGE + "      - text: a\ncolor: red\n", "'color' was unexpected"),
    "a kind of block that is none": ("panel", PAGE + "      - txt: a\n", "'txt' was unexpected"),
    "two kinds in one block": ("panel", PAGE + "      - text: a\n        gallery: b\n", "too many properties"),
    "a field of a block": ("panel", PAGE + "      - voice: {speaker: a, say: b}\n", "'say' was unexpected"),
    "a missing field": ("panel", PAGE + "      - voice: {speaker: a}\n", "'says' is a required property"),
    "an empty field": ("panel", PAGE + "      - text:\n", "is not valid under any of the given schemas"),
    "a choice that is none": ("pack", FRONT + HOME + "attract-order: random\n", "is not one of"),
    "another format": ("pack", FRONT.replace("format: 1", "format: 2") + HOME, "2 is not one of [1, '1']"),
    "a word of the interface that is none": ("pack", FRONT + HOME + "strings: {begin: a}\n", "'begin' was unexpected"),
    "a colour without marks": ("theme", "contrasts: {dark: {colours: {ground: 0C1838}}}", "does not match"),
}


@pytest.mark.parametrize("case", SHORT)
def test_every_short_form_is_right(case: str) -> None:
    sort, text = SHORT[case]
    assert faults(sort, text) == []


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_refused(case: str) -> None:
    sort, text, output = WRONG[case]
    found = faults(sort, text)
    assert found != []
    assert any(output in message for message in found), found
