"""The scenes of the attract loop."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Discriminator
from pydantic import Tag as Kind

from kiosk.content.findings import DOCS, Finding, listed, refuse
from kiosk.content.model.items import Figure
from kiosk.content.model.part import Part
from kiosk.content.model.picture import Picture
from kiosk.content.model.text import Text
from kiosk.content.model.types import PanelId, PlaceId, Seconds


def _file(value: Any) -> Any:
    return {"file": value} if isinstance(value, str) else value


class PictureScene(Part):
    """A picture, slowly moving, with one line."""

    noun: ClassVar[str] = "picture scene"
    kind: ClassVar[str] = "picture"

    picture: Annotated[Picture, BeforeValidator(_file)]
    line: Text | None = None
    seconds: Seconds = 10
    opens: PlaceId | None = None


class FigureScene(Part):
    """One big figure."""

    noun: ClassVar[str] = "figure scene"
    kind: ClassVar[str] = "figure"

    figure: Figure
    seconds: Seconds = 10
    opens: PlaceId | None = None


class PanelScene(Part):
    """A panel's tile."""

    noun: ClassVar[str] = "panel scene"
    kind: ClassVar[str] = "panel"

    panel: PanelId
    seconds: Seconds = 10
    opens: PlaceId | None = None


SCENES: dict[str, type[Part]] = {scene.kind: scene for scene in (PictureScene, FigureScene, PanelScene)}


def _one_kind(value: Any) -> Any:
    if isinstance(value, Part):
        return value
    kinds = [kind for kind in SCENES if isinstance(value, dict) and kind in value]
    if len(kinds) != 1:
        message = f"this scene has both {' and '.join(kinds)}" if kinds else "this scene does not say what it shows"
        refuse(Finding(message, f"a map with one of: {listed(SCENES)}", f"see {DOCS}#scene", code="scene", named=False))
    return value


def _kind(value: Any) -> str:
    scene = type(value) if isinstance(value, Part) else SCENES[next(kind for kind in SCENES if kind in value)]
    return scene.tag()


Scene = Annotated[
    Annotated[PictureScene, Kind("<picture>")]
    | Annotated[FigureScene, Kind("<figure>")]
    | Annotated[PanelScene, Kind("<panel>")],
    Discriminator(_kind),
    BeforeValidator(_one_kind),
]
