"""Sources block: the origin of the facts."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.scalars import SourceId


class SourcesBlock(BaseBlock):
    """Where the facts come from: title, publisher, year, authors and address of each source."""

    noun: ClassVar[str] = "sources block"
    kind: ClassVar[str] = "sources"
    synonyms: ClassVar[str] = "source references bibliography literature footnotes 出处 参考文献 资料来源"
    traits: ClassVar[LayoutTraits] = LayoutTraits(entries="sources")

    sources: tuple[SourceId, ...] = Field(min_length=1)

    def listed_sources(self) -> tuple[str, ...]:
        """Return all of its sources."""
        return self.sources

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        return {"sources": [make.source(source) for source in make.pack.sources if source.id in self.sources]}
