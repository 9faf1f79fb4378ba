"""Blocks to look at closely: hotspots on a picture, two pictures to compare, a QR code to take along."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, ValidationInfo, model_validator

from kiosk.content.issues import run_checks
from kiosk.content.model.base import Part
from kiosk.content.model.block_base import BaseBlock, LayoutTraits
from kiosk.content.model.picture import Picture
from kiosk.content.model.scalars import Spot, WebAddress
from kiosk.content.model.text import Text


class Point(Part):
    """One place of a picture: `at` is x and y from 0 to 1, from the left and from the top."""

    noun: ClassVar[str] = "point"

    at: Spot
    title: Text
    text: Text | None = None


class HotspotsBlock(BaseBlock):
    """A picture with points; a touch on one tells of it."""

    noun: ClassVar[str] = "hotspots block"
    kind: ClassVar[str] = "hotspots"
    wrapper: ClassVar[str] = "hotspots"
    traits: ClassVar[LayoutTraits] = LayoutTraits(
        entries="points", needs=("accent",), pieces="HotspotsPieces.qml", wide=True, scenic=True
    )

    picture: Picture
    points: tuple[Point, ...] = Field(min_length=1, max_length=8)

    @model_validator(mode="after")
    def _apart(self, info: ValidationInfo) -> HotspotsBlock:
        run_checks(info.context, "hotspots", self)
        return self


class CompareBlock(BaseBlock):
    """Two pictures of one thing over one another, with a line to move between them. Their captions name them."""

    noun: ClassVar[str] = "compare block"
    kind: ClassVar[str] = "compare"
    wrapper: ClassVar[str] = "compare"
    traits: ClassVar[LayoutTraits] = LayoutTraits(wide=True, scenic=True, within_reach=True)

    before: Picture
    after: Picture


class QrBlock(BaseBlock):
    """An address to take along on one's own telephone; the kiosk itself never opens it."""

    noun: ClassVar[str] = "qr block"
    kind: ClassVar[str] = "qr"
    wrapper: ClassVar[str] = "qr"
    traits: ClassVar[LayoutTraits] = LayoutTraits(pieces="QrPieces.qml")

    url: WebAddress
    label: Text
