"""Rings block: levels around a centre."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from pydantic import Field

from kiosk.content.model.base import Part
from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.items import Link
from kiosk.content.model.text import Text

MOST_LEVELS = 5


class Level(Part):
    """One level of concentric rings, and the page that says more about it."""

    noun: ClassVar[str] = "level"
    prose: ClassVar[str] = "text"

    title: Text
    text: Text | None = None
    link: Link | None = None


class RingsBlock(BaseBlock):
    """Levels around a middle, the innermost first; a touch on one shows its text."""

    noun: ClassVar[str] = "rings block"
    kind: ClassVar[str] = "rings"
    synonyms: ClassVar[str] = "circles levels onion 圈层 同心圆"
    wrapper: ClassVar[str] = "rings"
    traits: ClassVar[LayoutTraits] = LayoutTraits(
        entries="levels", needs=("accent",), in_pieces=True, wide=True, within_reach=True
    )

    levels: tuple[Level, ...] = Field(min_length=2, max_length=MOST_LEVELS)

    def layout_traits(self) -> LayoutTraits:
        """Five rings of a finger's width need as much room as the niche of an upright page."""
        return replace(self.traits, fills_upright=len(self.levels) == MOST_LEVELS)

    @classmethod
    def blank_entries(cls, words: Any) -> dict[str, Any]:
        """Return a new entry, with words to be typed over."""
        return {"levels": {"title": words}}

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        return {
            "levels": [
                {
                    "title": make.text(level.title),
                    "text": make.text(level.text),
                    "link": level.link.view_data(make) if level.link else None,
                }
                for level in self.levels
            ]
        }
