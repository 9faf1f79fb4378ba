"""Link block: a link to another page."""

from __future__ import annotations

from typing import ClassVar

from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.items import Link


class LinkBlock(Link, BaseBlock):
    """A link as a block of its own."""

    noun: ClassVar[str] = "link block"
    kind: ClassVar[str] = "link"
    synonyms: ClassVar[str] = "button goto panel page 链接 按钮"
    wrapper: ClassVar[str] = "link"
    traits: ClassVar[LayoutTraits] = LayoutTraits(wordy=True, joins="links")

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file: a list, which links below it join."""
        return {"links": [super().view_data(make)]}
