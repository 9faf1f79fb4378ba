"""Blocks of a hall's own in the model: their kinds join those of the program, and a wrong one is refused alone."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.blocks.registry import forget, register
from kiosk.content.block_source import BlockSource
from kiosk.content.diagnostics import Diagnostic
from kiosk.content.issues import Issue
from kiosk.content.json_schema import schemas, with_blocks
from kiosk.content.loader import ParsedPack, load_pack
from kiosk.content.messages import in_language
from kiosk.content.model.blocks import BLOCKS
from kiosk.content.yaml.full_width_keys import block_kinds
from kiosk.device.message_catalog import catalogue
from tests.blocks.samples import PLATE, spying_plate
from tests.broken.base import FILES, KNOWLEDGE, write

FOLDER = Path("/hall/plate")
SAYS = {"zh": "铭牌", "en": "A plate"}


@pytest.fixture(autouse=True)
def _program() -> Iterator[None]:
    """Leave the kinds of the program alone behind."""
    yield
    forget()
    assert "plate" not in {*BLOCKS, *block_kinds()}


def source(python: str | bytes = PLATE, kind: str = "plate", **more: bytes) -> BlockSource:
    data = python if isinstance(python, bytes) else python.encode()
    return BlockSource(kind, FOLDER.with_name(kind), {f"{kind}_block.py": data, **more})


def load(folder: Path, *blocks: object, refused: dict[str, Issue] | None = None) -> ParsedPack:
    """Load a pack with a page of these blocks."""
    page = {"id": "first", "title": SAYS, "blocks": blocks}
    panel = json.dumps({"id": "industry", "title": SAYS, "pages": [page]}, ensure_ascii=False).encode()
    catalog = replace(KNOWLEDGE, refused_blocks=refused or {})
    return load_pack(write(folder, FILES | {"panels/industry.yaml": panel}), catalog)


def errors(loaded: ParsedPack) -> list[Diagnostic]:
    return [problem for problem in loaded.problems if problem.severity == "error"]


def test_a_kind_joins_those_of_the_program_until_it_is_forgotten(tmp_path: Path) -> None:
    (reported,) = errors(load(tmp_path, {"plate": {"says": SAYS}}))
    assert reported.code == "YK-214"
    assert reported.fix.endswith("; for a block of the hall's own see `kiosk help blocks`")
    assert register([source()]) == {}
    assert "plate" in block_kinds()
    assert errors(load(tmp_path, {"plate": {"says": SAYS}})) == []
    forget()
    assert errors(load(tmp_path, {"plate": {"says": SAYS}})) == [reported]
    assert "hall_blocks.plate" not in sys.modules


@pytest.mark.parametrize(
    ("python", "line", "reported"),
    [
        ("x = (\n\n", 1, "SyntaxError: '(' was never closed"),
        ("\nraise SystemExit(3)\n", 2, "SystemExit: 3"),
        ("import nowhere_at_all\n", 1, "ModuleNotFoundError: No module named 'nowhere_at_all'"),
        ("from . import other\n", 1, "ImportError: attempted relative import with no known parent package"),
        ("\n\ndef f():\n    return 1 / 0\nf()\n", 4, "ZeroDivisionError: division by zero"),
        ("raise ValueError", 1, "ValueError"),
        ("名 = 1".encode("gbk"), 1, "SyntaxError: "),
        (PLATE.replace("says: Text", "says: Txt"), 19, "PydanticUndefinedAnnotation: name 'Txt' is not defined"),
        (PLATE.replace("says: Text", "says: object()"), 14, "PydanticSchemaGenerationError: Unable to"),
        (PLATE.replace("class PlateBlock", "class Plate"), 0, "it has no class PlateBlock, made from BaseBlock"),
        (PLATE.replace('kind: ClassVar[str] = "plate"', 'kind: ClassVar[str] = "dish"'), 14, "`kind` of PlateBlock"),
        (PLATE.replace('wrapper: ClassVar[str] = "plate"', ""), 14, "`wrapper` of PlateBlock must be"),
        (PLATE.replace('"plate block"', '"dish"'), 14, "`noun` of PlateBlock must be"),
        (PLATE.replace("def view_data", "def data"), 14, "PlateBlock has no view_data"),
        (PLATE.replace("    says: Text", "    traits: ClassVar = {}\n    says: Text", 1), 14, "`traits` of PlateBlock"),
        (
            PLATE.replace("    says: Text", "    traits: ClassVar = LayoutTraits(in_pieces=True)\n    says: Text", 1),
            14,
            "its traits say in_pieces, and PlatePieces.qml is missing",
        ),
    ],
)
def test_a_wrong_block_is_refused_at_its_line_and_the_others_stay(
    tmp_path: Path, python: str | bytes, line: int, reported: str
) -> None:
    dish = source(PLATE.replace("plate", "dish").replace("Plate", "Dish"), "dish")
    (refused,) = register([dish, source(python)]).values()
    assert reported in refused.message
    assert (refused.location.file, refused.location.line) == (str(FOLDER / "plate_block.py"), line)
    assert refused.code == "YK-785"
    assert errors(load(tmp_path, {"dish": {"says": SAYS}}, {"text": SAYS})) == []
    assert "plate" not in block_kinds()


@pytest.mark.parametrize("kind", ["title", "picture", "blocks"])
def test_a_field_of_a_page_cannot_be_a_kind(kind: str) -> None:
    (refused,) = register([source(PLATE.replace("plate", kind).replace("Plate", kind.capitalize()), kind)]).values()
    assert (refused.code, refused.message) == ("YK-783", f'"{kind}" is a word of the format already')


def test_pieces_are_named_by_the_kind() -> None:
    python = PLATE.replace("    says: Text", "    traits: ClassVar = LayoutTraits(in_pieces=True)\n    says: Text", 1)
    assert register([source(python, **{"PlatePieces.qml": b""})]) == {}


def test_messages_about_its_fields_are_those_of_any_block(tmp_path: Path) -> None:
    register([source()])
    reported = {
        str(problem.message): problem
        for problem in errors(load(tmp_path, {"plate": {"sais": "X", "makers": [{"nam": "X"}]}}))
    }
    assert '"sais" is not a field of a plate block' in reported
    assert '"nam" is not a field of a maker' in reported
    needs = reported['a plate block needs "says"']
    assert needs.fix.endswith("see `kiosk help blocks`")
    assert in_language(needs.message, catalogue("zh")).startswith("plate 内容块")


def test_a_kind_is_named_with_its_article(tmp_path: Path) -> None:
    python = PLATE.replace("plate", "ear").replace("Plate", "Ear").replace('"maker"', '"ear part"')
    register([source(python, "ear")])
    reported = [str(problem.message) for problem in errors(load(tmp_path, {"ear": {"a": "X", "makers": [{"b": "X"}]}}))]
    assert '"a" is not a field of an ear block' in reported
    assert '"b" is not a field of an ear part' in reported


def test_what_a_pack_may_not_use_is_refused_and_its_code_sees_nothing_of_the_pack(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    register([source(spying_plate(seen))])
    issue = Issue("the plate is not for this pack", path=("plate",), at_key=True, named=False)
    # A second fault has the rest of the file read without what is wrong.
    blocks = ({"plate": {"says": SAYS}}, {"text": {"de": "Wort"}}, {"gong": "X"})
    reported = {
        problem.message: problem.location for problem in errors(load(tmp_path, *blocks, refused={"plate": issue}))
    }
    assert reported["the plate is not for this pack"].file == "panels/industry.yaml"
    assert len(reported) > 1
    assert not seen.exists()
    # A kind that was refused when it was read has no code at all, and the reason counts before what else is wrong.
    (problem,) = errors(load(tmp_path, {"drum": {}}, refused={"drum": replace(issue, path=("drum",))}))
    assert problem.message == issue.message
    load(tmp_path, *blocks)
    assert seen.exists()


def test_editors_know_it_beside_the_parts_of_the_program() -> None:
    register([source()])
    panel = schemas(KNOWLEDGE, lambda part, key: f"{part.noun} {key}")["panel"]
    choices = panel["$defs"]["Page"]["properties"]["blocks"]["items"]["properties"]
    del choices["plate"]
    found = with_blocks(panel, ["plate"], lambda part, key: f"{part.noun} {key}")
    plate = found["$defs"]["Page"]["properties"]["blocks"]["items"]["properties"]["plate"]
    assert plate["properties"]["picture"]["$ref"] == "#/$defs/Picture"
    # It has a part of its own that is named as one of the program's.
    assert plate["properties"]["makers"]["items"]["$ref"] == "#/$defs/plate.Figure"
    assert set(found["$defs"]["plate.Figure"]["properties"]) == {"name"}
    assert "plate" not in choices


def test_a_kind_whose_key_is_its_own_field_has_the_schema_of_that_field() -> None:
    bare = {"$defs": {"Page": {"properties": {"blocks": {"items": {"properties": {}}}}}}}
    found = with_blocks(bare, ["text"], lambda *_: "")
    assert found["$defs"]["Page"]["properties"]["blocks"]["items"]["properties"]["text"]["$ref"] == "#/$defs/Text"


def test_its_mark_is_that_of_every_byte_and_of_its_place() -> None:
    plain = source()
    others = [source(PLATE + "\n"), source(x=b""), replace(plain, kind="dish"), replace(plain, folder=Path("/other"))]
    fingerprints = {each.fingerprint() for each in (plain, *others)}
    assert len(fingerprints) == 5
    assert source().fingerprint() == plain.fingerprint()
    assert (plain.module, plain.qml("Block")) == ("plate_block.py", "PlateBlock.qml")
