"""Hotspots block: a picture with points to touch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import dist
from typing import ClassVar

from pydantic import Field

from kiosk.content.issues import Issue
from kiosk.content.messages import Message
from kiosk.content.model.base import Part
from kiosk.content.model.block_base import BaseBlock, BlockSerializer, LayoutTraits, Value
from kiosk.content.model.picture import Picture
from kiosk.content.model.scalars import Spot
from kiosk.content.model.text import Text

APART = 0.12  # of the picture's width


class Point(Part):
    """One place of a picture: `at` is x and y from 0 to 1, from the left and from the top."""

    noun: ClassVar[str] = "point"
    prose: ClassVar[str] = "text"

    at: Spot
    title: Text
    text: Text | None = None


class HotspotsBlock(BaseBlock):
    """A picture with points; a touch on one shows its text."""

    noun: ClassVar[str] = "hotspots block"
    kind: ClassVar[str] = "hotspots"
    synonyms: ClassVar[str] = "map points annotations image-map 热点 地图"
    wrapper: ClassVar[str] = "hotspots"
    drawn_words: ClassVar[Mapping[str, frozenset[str]]] = {"picture": frozenset({"caption", "credit"})}
    traits: ClassVar[LayoutTraits] = LayoutTraits(
        entries="points", needs=("accent",), in_pieces=True, wide=True, scenic=True
    )

    picture: Picture
    points: tuple[Point, ...] = Field(min_length=1, max_length=8)

    def advice(self) -> Iterator[Issue]:
        """Yield the points too close together for a finger."""
        for number, point in enumerate(self.points):
            if any(dist(point.at, other.at) < APART for other in self.points[:number]):
                message = Message(
                    "point {number} lies so close to another that a finger touches both", number=number + 1
                )
                fix = "move it away, or describe both in one point"
                expected = Message("points at least {apart} of the picture apart", apart=f"{APART:g}")
                yield Issue(message, expected, fix, "warning", "close", ("points", number, "at"), named=False)

    def view_data(self, make: BlockSerializer) -> Value:
        """Return the values for its QML file."""
        return {
            "picture": make.picture(self.picture),
            "points": [
                {"x": point.at[0], "y": point.at[1], "title": make.text(point.title), "text": make.text(point.text)}
                for point in self.points
            ],
        }
