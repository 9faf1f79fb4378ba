"""Voice block: a quotation."""

from __future__ import annotations

from typing import Any, ClassVar

from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.text import Text


class VoiceBlock(BaseBlock):
    """What somebody says, with inline emphasis."""

    noun: ClassVar[str] = "voice block"
    kind: ClassVar[str] = "voice"
    synonyms: ClassVar[str] = "quote quotation blockquote testimonial statement 引语 引文 寄语 人物"
    wrapper: ClassVar[str] = "voice"
    prose: ClassVar[str] = "says"
    styled: ClassVar[tuple[str, ...]] = ("says",)
    traits: ClassVar[LayoutTraits] = LayoutTraits(needs=("accent",), wordy=True)

    speaker: Text
    role: Text | None = None
    says: Text

    @classmethod
    def blank(cls, words: Any) -> Any:
        """Return a new block, with words to be typed over."""
        return {"speaker": words, "says": words}

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        return {"speaker": make.text(self.speaker), "role": make.text(self.role), "says": make.styled(self.says)}
