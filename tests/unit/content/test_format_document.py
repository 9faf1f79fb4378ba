"""docs/content-format.md tells of every field of every map, and its examples are sound YAML."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.blocks.cards.cards_block import Card
from kiosk.blocks.chart.chart_block import ChartEntry
from kiosk.blocks.flow.flow_block import Station
from kiosk.blocks.hotspots.hotspots_block import Point
from kiosk.blocks.match.match_block import MatchPair
from kiosk.blocks.rings.rings_block import Level
from kiosk.blocks.steps.steps_block import Step
from kiosk.blocks.timeline.timeline_block import Moment
from kiosk.content.device_model import (
    Device,
    OpeningSettings,
    OpeningTime,
    RecordSettings,
    ScreenSettings,
    SessionSettings,
    Sound,
    StoreSettings,
)
from kiosk.content.model import (
    Counter,
    Figure,
    Gallery,
    GalleryPicture,
    Home,
    Link,
    PackSheet,
    Page,
    Panel,
    Picture,
    Source,
)
from kiosk.content.model.base import Part
from kiosk.content.model.block_base import BaseBlock
from kiosk.content.model.blocks import BLOCKS
from kiosk.content.model.scene import SCENES
from kiosk.content.theme import Accent, Colours, Contrasts, PackTheme, Palette
from kiosk.content.yaml import sheet_of

DOCUMENT = (Path(__file__).parents[3] / "docs" / "content-format.md").read_text(encoding="utf-8")
MAPS = [
    Card,
    Counter,
    ChartEntry,
    Figure,
    Gallery,
    GalleryPicture,
    Home,
    Level,
    Link,
    Moment,
    PackSheet,
    Page,
    MatchPair,
    Panel,
    Picture,
    Point,
    Source,
    Station,
    Step,
    PackTheme,
    Contrasts,
    Palette,
    Colours,
    Accent,
]
DEVICE: list[type[Part]] = [
    Device,
    ScreenSettings,
    SessionSettings,
    OpeningSettings,
    OpeningTime,
    Sound,
    RecordSettings,
    StoreSettings,
]
PARTS: list[type[Part]] = [*MAPS, *BLOCKS.values(), *SCENES.values(), *DEVICE]


def sections() -> dict[str, str]:
    pieces = re.split(r"^##+ (.+)\n", DOCUMENT, flags=re.MULTILINE)[1:]
    titles = [title.lower().replace(" ", "-") for title in pieces[::2]]
    assert len(set(titles)) == len(titles)
    return dict(zip(titles, pieces[1::2], strict=True))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.noun)
def test_every_field_is_told_in_the_section_that_messages_name(part: type[Part]) -> None:
    section = sections()[part.anchor()]
    rows = re.findall(r"^\| `(.+?)` \|.*\| (.*) \|$", section, flags=re.MULTILINE)
    assert [key for key, _ in rows] == list(part.keys())
    assert [key for key, default in rows if default == "must be given"] == part.required()
    assert "```yaml" in section


@pytest.mark.parametrize("kind", BLOCKS)
def test_every_kind_of_block_has_its_model_its_drawing_and_its_section(kind: str) -> None:
    drawing = f"{kind.capitalize()}Block"
    folder = Path(__file__).parents[3] / "kiosk" / "blocks" / kind
    assert BLOCKS[kind].__name__ == drawing
    assert (folder / f"{drawing}.qml").is_file()
    assert (folder / f"{kind.capitalize()}Pieces.qml").is_file() == BLOCKS[kind].traits.in_pieces
    assert BLOCKS[kind].anchor() in sections()
    assert BLOCKS[kind].view_data is not BaseBlock.view_data


def test_every_link_leads_to_a_section() -> None:
    links = set(re.findall(r"\]\(#([^)]+)\)", DOCUMENT)) | {"block", "scene", "strings"}
    assert links <= set(sections())


@pytest.mark.parametrize("example", re.findall(r"```yaml\n(.*?)```", DOCUMENT, flags=re.DOTALL))
def test_every_example_can_be_read(example: str) -> None:
    assert sheet_of("example.yaml", example.encode()).problems == []
