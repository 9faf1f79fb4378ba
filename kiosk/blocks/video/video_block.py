"""Video block: a film played in place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from kiosk.content.issues import Issue, join_hints, see
from kiosk.content.model.base import MediaOf
from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.captions import Captions
from kiosk.content.model.picture import Picture
from kiosk.content.model.scalars import VideoFile
from kiosk.content.model.text import Text


class VideoBlock(BaseBlock):
    """A film, played in its place. Without a poster one of its own frames is shown."""

    noun: ClassVar[str] = "video block"
    kind: ClassVar[str] = "video"
    synonyms: ClassVar[str] = "film movie clip 视频 影片"
    wrapper: ClassVar[str] = "video"
    styled: ClassVar[tuple[str, ...]] = ("transcript",)
    traits: ClassVar[LayoutTraits] = LayoutTraits(in_pieces=True, wide=True, scenic=True)

    file: VideoFile
    captions: Captions | None = None
    poster: Picture | None = None
    title: Text | None = None
    transcript: Text | None = None

    def advice(self) -> Iterator[Issue]:
        """Yield an issue if visitors who cannot hear would miss the speech."""
        if self.captions is None and self.transcript is None:
            fix = join_hints("add captions; where nothing is said, describe in transcript what is seen", see("video"))
            message = "this film has neither captions nor a transcript"
            yield Issue(message, "words for those who cannot hear it", fix, "warning", "unheard", named=False)

    def media(self) -> Iterator[MediaOf]:
        """Yield the film and its captions."""
        yield ("file",), self.file, "video"
        for language, file in self.captions.files if self.captions else ():
            yield ("captions", language), file, "captions"

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        film = make.film(self.file)
        return {
            "film": film,
            "poster": make.picture(self.poster) or (film["still"] if film else None),
            "title": make.text(self.title),
            "captions": make.captions(self.captions),
            "transcript": make.styled(self.transcript) if self.transcript else None,
        }
