"""Blocks to look at closely: hotspots on a picture, two pictures to compare, a QR code to take along."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, ValidationInfo, model_validator

from kiosk.content.issues import run_checks
from kiosk.content.model.base import Part
from kiosk.content.model.picture import Picture
from kiosk.content.model.scalars import Spot, WebAddress
from kiosk.content.model.text import Text


class Point(Part):
    """One place of a picture: `at` is x and y from 0 to 1, from the left and from the top."""

    noun: ClassVar[str] = "point"

    at: Spot
    title: Text
    text: Text | None = None


class HotspotsBlock(Part):
    """A picture with points; a touch on one tells of it."""

    noun: ClassVar[str] = "hotspots block"
    kind: ClassVar[str] = "hotspots"
    wrapper: ClassVar[str] = "hotspots"

    picture: Picture
    points: tuple[Point, ...] = Field(min_length=1, max_length=8)

    @model_validator(mode="after")
    def _apart(self, info: ValidationInfo) -> HotspotsBlock:
        run_checks(info.context, "hotspots", self)
        return self


class CompareBlock(Part):
    """Two pictures of one thing over one another, with a line to move between them. Their captions name them."""

    noun: ClassVar[str] = "compare block"
    kind: ClassVar[str] = "compare"
    wrapper: ClassVar[str] = "compare"

    before: Picture
    after: Picture


class QrBlock(Part):
    """An address to take along on one's own telephone; the kiosk itself never opens it."""

    noun: ClassVar[str] = "qr block"
    kind: ClassVar[str] = "qr"
    wrapper: ClassVar[str] = "qr"

    url: WebAddress
    label: Text
