"""Audio block: a sound with its transcript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from kiosk.content.model.base import MediaOf
from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.picture import Picture
from kiosk.content.model.scalars import AudioFile
from kiosk.content.model.text import Text


class AudioBlock(BaseBlock):
    """A piece of sound; its transcript says everything that is heard."""

    noun: ClassVar[str] = "audio block"
    kind: ClassVar[str] = "audio"
    synonyms: ClassVar[str] = "sound music recording podcast 音频 声音 录音"
    wrapper: ClassVar[str] = "audio"
    styled: ClassVar[tuple[str, ...]] = ("transcript",)
    traits: ClassVar[LayoutTraits] = LayoutTraits(in_pieces=True)

    file: AudioFile
    transcript: Text
    title: Text | None = None
    picture: Picture | None = None

    def media(self) -> Iterator[MediaOf]:
        """Yield the sound."""
        yield ("file",), self.file, "audio"

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        return {
            "film": make.film(self.file),
            "picture": make.picture(self.picture),
            "title": make.text(self.title),
            "transcript": make.styled(self.transcript) if self.transcript else None,
        }
