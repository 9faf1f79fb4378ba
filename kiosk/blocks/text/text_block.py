"""Text block: running text."""

from __future__ import annotations

from typing import Any, ClassVar

from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.text import Text


class TextBlock(BaseBlock):
    """Running text, with inline emphasis."""

    noun: ClassVar[str] = "text block"
    kind: ClassVar[str] = "text"
    synonyms: ClassVar[str] = "paragraph p body content description words 正文 文字 文本 段落"
    prose: ClassVar[str] = "text"
    styled: ClassVar[tuple[str, ...]] = ("text",)
    traits: ClassVar[LayoutTraits] = LayoutTraits(wordy=True)

    text: Text

    @classmethod
    def blank(cls, words: Any) -> Any:
        """Return a new block, with words to be typed over."""
        return words

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        return {"text": make.styled(self.text)}
