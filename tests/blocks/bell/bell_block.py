"""Bell block: a button that counts, and what it says one under another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from kiosk.content.issues import Issue
from kiosk.content.model.base import Part
from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.text import Text


class Peal(Part):
    """One thing that the bell says."""

    noun: ClassVar[str] = "peal"
    prose: ClassVar[str] = "says"

    says: Text


class BellBlock(BaseBlock):
    """A bell to ring, and what it says."""

    noun: ClassVar[str] = "bell block"
    kind: ClassVar[str] = "bell"
    wrapper: ClassVar[str] = "bell"
    synonyms: ClassVar[str] = "chime gong 钟"
    traits: ClassVar[LayoutTraits] = LayoutTraits(entries="peals", needs=("accent",), within_reach=True)

    title: Text
    peals: tuple[Peal, ...] = Field(min_length=1, max_length=20)

    def remarks(self) -> Iterator[Issue]:
        """Yield that a bell which says one thing needs no list."""
        if len(self.peals) == 1:
            yield Issue("this bell says one thing", "two or more", "add another", "warning", "count", ("peals",))

    def view_data(self, make: BlockSerializer) -> Value:
        """Return what its QML file draws."""
        return {"title": make.text(self.title), "peals": [make.text(peal.says) for peal in self.peals]}
