"""Gallery block: the entrance to a gallery."""

from __future__ import annotations

from typing import ClassVar

from kiosk.content.model.base import Destination
from kiosk.content.model.block_base import BaseBlock, BlockSerializer, Value
from kiosk.content.model.scalars import GalleryId

STRIP = 4  # pictures in its strip


class GalleryBlock(BaseBlock):
    """The way into a gallery."""

    noun: ClassVar[str] = "gallery block"
    kind: ClassVar[str] = "gallery"
    synonyms: ClassVar[str] = "pictures images photos photographs slideshow album carousel 图集 相册"

    gallery: GalleryId

    def leads_to(self) -> Destination:
        """Return the gallery."""
        return Destination(gallery=self.gallery)

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        gallery = make.pack.gallery(self.gallery)
        pictures = gallery.pictures if gallery else ()
        return {
            "gallery": self.gallery,
            "title": make.text(gallery.title) if gallery else None,
            "count": len(pictures),
            "pictures": [make.picture(picture) for picture in pictures[:STRIP]],
        }
