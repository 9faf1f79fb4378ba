"""How many kinds of blocks there are is reported alike wherever it is reported, and as the model has it."""

from __future__ import annotations

import re

import pytest

from kiosk import paths
from kiosk.content.model.blocks import BLOCKS
from kiosk.content.yaml import sheet_of

ROOT = paths.resources().parent
WORDS = {19: ("nineteen", "十九"), 20: ("twenty", "二十"), 21: ("twenty-one", "二十一"), 22: ("twenty-two", "二十二")}
ENGLISH, CHINESE = WORDS[len(BLOCKS)]


@pytest.mark.parametrize(
    ("file", "reported", "number"),
    [
        ("resources/new-pack/panels/pages.yaml", r"全部(\w+)种见 kiosk help block", CHINESE),
        ("resources/new-pack/panels/pages.yaml", r"All ([\w-]+) are listed by kiosk help block", ENGLISH),
        ("README.md", r"\(([\w-]+) kinds; `content/showcase` shows each\)", ENGLISH),
        ("CHANGELOG.md", r"sources and ([\w-]+) kinds of blocks", ENGLISH),
    ],
)
def test_words_tell_how_many_kinds_of_blocks_there_are(file: str, reported: str, number: str) -> None:
    assert re.findall(reported, (ROOT / file).read_text("utf-8")) == [number]


def test_the_figure_of_a_new_pack_is_the_number_of_kinds() -> None:
    pack = sheet_of("pack.yaml", (ROOT / "resources/new-pack/pack.yaml").read_bytes()).plain
    (figure,) = [scene["figure"] for scene in pack["attract"] if "figure" in scene]
    assert figure["label"]["en"] == "of blocks to choose from"
    assert int(figure["value"]) == len(BLOCKS)


def test_the_showcase_has_each_kind_and_counts_them_right() -> None:
    panels = [
        sheet_of(file.name, file.read_bytes()).plain for file in (ROOT / "content/showcase/panels").glob("*.yaml")
    ]
    blocks = [block for panel in panels for page in panel["pages"] for block in page["blocks"]]
    assert {kind for block in blocks for kind in block} == set(BLOCKS)
    counts = [
        int(one["value"])
        for block in blocks
        for one in block.get("chart", {}).get("series", [])
        if isinstance(one["label"], dict) and one["label"]["en"] == "kinds of blocks"
    ]
    assert counts == [len(BLOCKS)]
