"""Steps block: measures or stages."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from kiosk.content.model.base import Part
from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.text import Text


class Step(Part):
    """One of several measures or stages."""

    noun: ClassVar[str] = "step"
    prose: ClassVar[str] = "text"

    title: Text
    text: Text | None = None


class StepsBlock(BaseBlock):
    """Steps side by side."""

    noun: ClassVar[str] = "steps block"
    kind: ClassVar[str] = "steps"
    synonyms: ClassVar[str] = "step process stages bullets measures 步骤 举措"
    traits: ClassVar[LayoutTraits] = LayoutTraits(entries="steps")

    steps: tuple[Step, ...] = Field(min_length=1)

    @classmethod
    def blank(cls, words: Any) -> Any:
        """Return a new block, with words to be typed over."""
        return [cls.blank_entries(words)["steps"]]

    @classmethod
    def blank_entries(cls, words: Any) -> dict[str, Any]:
        """Return a new entry, with words to be typed over."""
        return {"steps": {"title": words}}

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        return {"steps": [{"title": make.text(step.title), "text": make.text(step.text)} for step in self.steps]}
