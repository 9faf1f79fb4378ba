"""What a block hands to its QML file, and what identifies it."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from kiosk.blocks.link.link_block import LinkBlock
from kiosk.content.loader import load_pack
from kiosk.content.model import Pack, Text
from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits
from tests.broken.base import KNOWLEDGE, write


class WordSerializer:
    """Serializes only words, in the languages of one pack."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def text(self, text: Text | None) -> dict[str, str] | None:
        return text.by_language(self.pack.languages) if text else None


@pytest.fixture
def make(tmp_path: Path) -> BlockSerializer:
    loaded = load_pack(write(tmp_path), KNOWLEDGE)
    assert loaded.pack is not None
    return cast("BlockSerializer", WordSerializer(loaded.pack))


def link(panel: str, page: str | None = None, label: Text | None = None) -> LinkBlock:
    return LinkBlock.model_construct(panel=panel, page=page, label=label)


@pytest.mark.parametrize(
    ("page", "label", "words"),
    [
        ("first", None, {"zh": "第一页", "en": "First page"}),
        (None, None, {"zh": "产业", "en": "Industry"}),
        ("first", Text.of("Onward"), {"zh": "Onward", "en": "Onward"}),
    ],
)
def test_a_link_is_labelled_like_its_page_or_panel_unless_it_has_a_label(
    page: str | None, label: Text | None, words: dict[str, str], make: BlockSerializer
) -> None:
    value = link("industry", page, label).view_data(make)
    assert value == {"links": [{"panel": "industry", "page": page or "", "label": words}]}


def test_a_link_to_nothing_has_no_label(make: BlockSerializer) -> None:
    assert link("gone").view_data(make) == {"links": [{"panel": "gone", "page": "", "label": None}]}


def test_traits_go_to_qml_by_the_names_that_they_have_there() -> None:
    assert LayoutTraits().values() == {}
    assert LayoutTraits(needs=("accent",), in_pieces=True).values() == {"needs": ["accent"], "inPieces": True}


def test_a_block_is_identified_by_its_fields_and_draws_nothing_by_itself(make: BlockSerializer) -> None:
    assert link("a").fingerprint() == link("a").fingerprint() != link("b").fingerprint()
    assert link("a").layout_traits() == LinkBlock.traits
    with pytest.raises(NotImplementedError):
        BaseBlock.model_construct().view_data(make)
