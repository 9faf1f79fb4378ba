"""Compare block: two pictures of one subject, one over the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.picture import Picture


class CompareBlock(BaseBlock):
    """Two pictures of one thing over one another, with a line to move between them. Their captions name them."""

    noun: ClassVar[str] = "compare block"
    kind: ClassVar[str] = "compare"
    synonyms: ClassVar[str] = "slider before-after comparison 对比 比较"
    wrapper: ClassVar[str] = "compare"
    drawn_words: ClassVar[Mapping[str, frozenset[str]]] = {
        "before": frozenset({"caption"}),
        "after": frozenset({"caption"}),
    }
    traits: ClassVar[LayoutTraits] = LayoutTraits(wide=True, scenic=True, within_reach=True)

    before: Picture
    after: Picture

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        return {"before": make.picture(self.before), "after": make.picture(self.after)}
