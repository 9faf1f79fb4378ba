"""Panels and their pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field

from kiosk.content.model.base import Part
from kiosk.content.model.blocks import Block
from kiosk.content.model.picture import Picture
from kiosk.content.model.scalars import Accent, Citations, FileId, Icon, Id, Layout
from kiosk.content.model.text import Text


class Page(Part):
    """One screenful of a panel. `layout` says how wide the picture is in landscape.

    `cites` are the passages of the pack's sources that it uses; visitors do not see them.
    """

    noun: ClassVar[str] = "page"
    drawn_words: ClassVar[Mapping[str, frozenset[str]]] = {"picture": frozenset({"caption", "credit"})}

    id: Id
    cites: Citations | None = None
    title: Text
    picture: Picture | None = None
    layout: Layout = "half"
    blocks: tuple[Block, ...] = Field(min_length=1, max_length=12)


class Panel(Part):
    """One theme, one file in panels/."""

    noun: ClassVar[str] = "panel"

    id: FileId
    title: Text
    teaser: Text | None = None
    icon: Icon | None = None
    accent: Accent = "gold"
    cover: Picture | None = None
    object: Picture | None = None
    pages: tuple[Page, ...] = Field(min_length=1, max_length=24)
