"""QR block: a web address for the visitor's phone."""

from __future__ import annotations

from typing import ClassVar

from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.scalars import WebAddress
from kiosk.content.model.text import Text


class QrBlock(BaseBlock):
    """An address to take along on one's own telephone; the kiosk itself never opens it."""

    noun: ClassVar[str] = "qr block"
    kind: ClassVar[str] = "qr"
    synonyms: ClassVar[str] = "qrcode qr-code url website 二维码 网址"
    wrapper: ClassVar[str] = "qr"
    traits: ClassVar[LayoutTraits] = LayoutTraits(in_pieces=True, joins="codes")

    url: WebAddress
    label: Text

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file: a list, which codes below it join."""
        return {"codes": [{"url": self.url, "label": make.text(self.label), **make.qr_code(self.url)}]}
