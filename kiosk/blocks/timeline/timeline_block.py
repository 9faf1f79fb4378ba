"""Timeline block: moments in order."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import Field

from kiosk.content.model.base import Part
from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.text import Text


class Moment(Part):
    """One entry of a timeline."""

    noun: ClassVar[str] = "moment"
    prose: ClassVar[str] = "text"

    when: Text
    title: Text
    text: Text | None = None


class TimelineBlock(BaseBlock):
    """Moments in their order."""

    noun: ClassVar[str] = "timeline block"
    kind: ClassVar[str] = "timeline"
    synonyms: ClassVar[str] = "history chronology events dates 时间轴 时间线 大事记"
    traits: ClassVar[LayoutTraits] = LayoutTraits(entries="timeline")

    moments: tuple[Moment, ...] = Field(alias="timeline", min_length=1)

    @classmethod
    def blank(cls, words: Any) -> Any:
        """Return a new block, with words to be typed over."""
        return [cls.blank_entries(words)["timeline"]]

    @classmethod
    def blank_entries(cls, words: Any) -> dict[str, Any]:
        """Return a new entry, with words to be typed over."""
        return {"timeline": {"when": words, "title": words}}

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        return {
            "moments": [
                {"when": make.text(moment.when), "title": make.text(moment.title), "text": make.text(moment.text)}
                for moment in self.moments
            ]
        }
