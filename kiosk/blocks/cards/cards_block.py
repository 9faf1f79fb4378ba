"""Cards block: items of one kind side by side."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from kiosk.content.model.base import Part
from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.picture import Picture
from kiosk.content.model.scalars import Icon
from kiosk.content.model.text import Text


class Card(Part):
    """One of a few things side by side."""

    noun: ClassVar[str] = "card"
    prose: ClassVar[str] = "text"
    has_small_pictures: ClassVar[bool] = True

    title: Text
    text: Text | None = None
    icon: Icon | None = None
    picture: Picture | None = None


class CardsBlock(BaseBlock):
    """Cards side by side."""

    noun: ClassVar[str] = "cards block"
    kind: ClassVar[str] = "cards"
    synonyms: ClassVar[str] = "card tiles boxes columns list items 卡片 列表"
    traits: ClassVar[LayoutTraits] = LayoutTraits(entries="cards", needs=("accent",))

    cards: tuple[Card, ...] = Field(min_length=1)

    @classmethod
    def blank(cls, words: Any) -> Any:
        """Return a new block, with words to be typed over."""
        return [cls.blank_entries(words)["cards"]]

    @classmethod
    def blank_entries(cls, words: Any) -> dict[str, Any]:
        """Return a new entry, with words to be typed over."""
        return {"cards": {"title": words}}

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        return {
            "cards": [
                {
                    "title": make.text(card.title),
                    "text": make.text(card.text),
                    "icon": make.icon(card.icon),
                    "picture": make.picture(card.picture),
                }
                for card in self.cards
            ]
        }
