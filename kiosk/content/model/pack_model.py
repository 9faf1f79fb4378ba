"""The pack as a whole."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from kiosk.content.model.base import Part
from kiosk.content.model.panel import Panel
from kiosk.content.model.picture import Gallery, Picture
from kiosk.content.model.readings import Readings
from kiosk.content.model.scalars import (
    AttractOrder,
    Citations,
    FileId,
    Format,
    Id,
    PackLanguage,
    PanelId,
    PlaceId,
    StringName,
    Theme,
    Version,
    WebAddress,
    Year,
)
from kiosk.content.model.scene import Scene
from kiosk.content.model.text import Text


class Home(Part):
    """The first screen. `emblem` is shown in the eye of the whorl and opens the panel `opens`.

    `emblem_on_light` takes its place on rice paper; where there is none, the emblem is shown there too.
    `motto` is written vertically beside the headline on a portrait screen, in place of the lead. `cites` is a page's.
    """

    noun: ClassVar[str] = "home"

    headline: Text
    lead: Text | None = None
    motto: Text | None = None
    emblem: Picture | None = None
    emblem_on_light: Picture | None = Field(default=None, alias="emblem-on-light")
    opens: PanelId | None = None
    tiles: tuple[PlaceId, ...] = Field(min_length=2, max_length=8)
    cites: Citations | None = None


class Source(Part):
    """Where facts come from."""

    noun: ClassVar[str] = "source"

    id: Id
    title: Text
    publisher: Text | None = None
    year: Year | None = None
    authors: tuple[Text, ...] = ()
    url: WebAddress | None = None


class PackSheet(Part):
    """What pack.yaml says: who the pack is, home, the attract loop, sources."""

    noun: ClassVar[str] = "pack"

    format: Format
    id: FileId
    version: Version
    title: Text
    languages: tuple[PackLanguage, ...] = Field(min_length=1, max_length=12)
    theme: Theme = "cast"
    home: Home
    attract: tuple[Scene, ...] = Field(min_length=1)
    attract_order: AttractOrder = Field(default="order", alias="attract-order")
    strings: dict[StringName, Text] = Field(default_factory=dict)
    readings: Readings = Field(default_factory=dict)
    sources: tuple[Source, ...] = ()


class Pack(PackSheet):
    """A whole pack. Panels and galleries are in the order of Home's tiles, then of their files' names."""

    panels: tuple[Panel, ...] = ()
    galleries: tuple[Gallery, ...] = ()

    def panel(self, name: str) -> Panel | None:
        """Return the panel with this id."""
        return next((panel for panel in self.panels if panel.id == name), None)

    def gallery(self, name: str) -> Gallery | None:
        """Return the gallery with this id."""
        return next((gallery for gallery in self.galleries if gallery.id == name), None)
