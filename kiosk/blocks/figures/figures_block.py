"""Figures block: big numbers side by side."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.items import Figure


class FiguresBlock(BaseBlock):
    """Figures side by side."""

    noun: ClassVar[str] = "figures block"
    kind: ClassVar[str] = "figures"
    synonyms: ClassVar[str] = "figure numbers number statistics stats facts keyfigures 数字 数据"
    traits: ClassVar[LayoutTraits] = LayoutTraits(entries="figures")

    figures: tuple[Figure, ...] = Field(min_length=1)

    @classmethod
    def blank(cls, words: Any) -> Any:
        """Return a new block, with words to be typed over."""
        return [cls.blank_entries(words)["figures"]]

    @classmethod
    def blank_entries(cls, words: Any) -> dict[str, Any]:
        """Return a new entry, with words to be typed over."""
        return {"figures": {"value": "1", "label": words}}

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        return {"figures": [make.figure(figure) for figure in self.figures]}
