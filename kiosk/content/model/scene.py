"""The scenes of the attract loop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Discriminator
from pydantic import Tag as Kind

from kiosk.content.issues import Issue, listed, raise_issues, see
from kiosk.content.messages import Message
from kiosk.content.model.base import Destination, MediaOf, Part
from kiosk.content.model.counter import Counter
from kiosk.content.model.items import Figure
from kiosk.content.model.picture import Picture
from kiosk.content.model.scalars import Citations, PanelId, PictureFile, PlaceId, Seconds, VideoFile
from kiosk.content.model.scene_schedule import Dates, Hours, Weekdays, one_or_more
from kiosk.content.model.text import Text


def _file(value: Any) -> Any:
    return {"file": value} if isinstance(value, str) else value


class BaseScene(Part):
    """What every scene may say besides what it shows: how long, what a touch opens, when it is due, what it cites."""

    kind: ClassVar[str]

    seconds: Seconds = 10
    opens: PlaceId | None = None
    hours: Annotated[tuple[Hours, ...], BeforeValidator(one_or_more, Hours | tuple[Hours, ...])] = ()
    dates: Annotated[tuple[Dates, ...], BeforeValidator(one_or_more, Dates | tuple[Dates, ...])] = ()
    weekdays: Annotated[tuple[Weekdays, ...], BeforeValidator(one_or_more, Weekdays | tuple[Weekdays, ...])] = ()
    cites: Citations | None = None

    @classmethod
    def keys(cls) -> dict[str, str]:
        """Return the fields as written, the content of the scene first."""
        keys = super().keys()
        common = {key: name for key, name in keys.items() if name in BaseScene.model_fields}
        return {key: name for key, name in keys.items() if key not in common} | common


class PictureScene(BaseScene):
    """A picture, slowly moving, with one line."""

    noun: ClassVar[str] = "picture scene"
    kind: ClassVar[str] = "picture"

    picture: Annotated[Picture, BeforeValidator(_file, PictureFile | Picture)]
    line: Text | None = None


class VideoScene(BaseScene):
    """A film without its sound, from its beginning and over again, with one line."""

    noun: ClassVar[str] = "video scene"
    kind: ClassVar[str] = "video"

    video: VideoFile
    line: Text | None = None

    def media(self) -> Iterator[MediaOf]:
        """Yield the film."""
        yield ("video",), self.video, "video"


class FigureScene(BaseScene):
    """One big figure."""

    noun: ClassVar[str] = "figure scene"
    kind: ClassVar[str] = "figure"

    figure: Figure


class CounterScene(BaseScene):
    """One big figure that the clock counts."""

    noun: ClassVar[str] = "counter scene"
    kind: ClassVar[str] = "counter"

    counter: Counter


class PanelScene(BaseScene):
    """A panel's tile."""

    noun: ClassVar[str] = "panel scene"
    kind: ClassVar[str] = "panel"

    panel: PanelId

    def leads_to(self) -> Destination:
        """Return the panel."""
        return Destination(panel=self.panel)


SCENES: dict[str, type[BaseScene]] = {
    scene.kind: scene for scene in (PictureScene, VideoScene, FigureScene, CounterScene, PanelScene)
}


def _one_kind(value: Any) -> Any:
    if isinstance(value, Part):
        return value
    kinds = [kind for kind in SCENES if isinstance(value, dict) and kind in value]
    if len(kinds) != 1:
        message = "this scene does not say what it shows"
        if kinds:
            message = Message("this scene has both {one} and {other}", one=kinds[0], other=listed(kinds[1:]))
        raise_issues(
            Issue(
                message,
                Message("a map with one of: {names}", names=listed(SCENES)),
                see("scene"),
                kind="scene",
                named=False,
            )
        )
    return value


def _kind(value: Any) -> str:
    scene = type(value) if isinstance(value, Part) else SCENES[next(kind for kind in SCENES if kind in value)]
    return scene.tag()


Scene = Annotated[
    Annotated[PictureScene, Kind("<picture>")]
    | Annotated[VideoScene, Kind("<video>")]
    | Annotated[FigureScene, Kind("<figure>")]
    | Annotated[CounterScene, Kind("<counter>")]
    | Annotated[PanelScene, Kind("<panel>")],
    Discriminator(_kind),
    BeforeValidator(_one_kind),
]
