"""The pieces of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic import Tag as Kind
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from kiosk.content.field_synonyms import meant_block
from kiosk.content.issues import Issue, before_each, full_width_key, join_hints, one_of, quoted, raise_issues, see
from kiosk.content.messages import Message
from kiosk.content.model.base import Part
from kiosk.content.model.chart import ChartBlock
from kiosk.content.model.diagrams import FlowBlock, RingsBlock
from kiosk.content.model.image_blocks import CompareBlock, HotspotsBlock, QrBlock
from kiosk.content.model.items import Card, Figure, Link, Moment, Step
from kiosk.content.model.media_blocks import AudioBlock, VideoBlock
from kiosk.content.model.quiz_poll import MatchBlock, PollBlock, QuizBlock
from kiosk.content.model.scalars import GalleryId, SourceId
from kiosk.content.model.text import Text
from kiosk.content.model_lookup import item_of


class TextBlock(Part):
    """Running text, with inline emphasis."""

    noun: ClassVar[str] = "text block"
    kind: ClassVar[str] = "text"

    text: Text


class FiguresBlock(Part):
    """Figures side by side."""

    noun: ClassVar[str] = "figures block"
    kind: ClassVar[str] = "figures"

    figures: tuple[Figure, ...] = Field(min_length=1)


class CardsBlock(Part):
    """Cards side by side."""

    noun: ClassVar[str] = "cards block"
    kind: ClassVar[str] = "cards"

    cards: tuple[Card, ...] = Field(min_length=1)


class VoiceBlock(Part):
    """What somebody says, with inline emphasis."""

    noun: ClassVar[str] = "voice block"
    kind: ClassVar[str] = "voice"
    wrapper: ClassVar[str] = "voice"

    speaker: Text
    role: Text | None = None
    says: Text


class TimelineBlock(Part):
    """Moments in their order."""

    noun: ClassVar[str] = "timeline block"
    kind: ClassVar[str] = "timeline"

    moments: tuple[Moment, ...] = Field(alias="timeline", min_length=1)


class StepsBlock(Part):
    """Steps side by side."""

    noun: ClassVar[str] = "steps block"
    kind: ClassVar[str] = "steps"

    steps: tuple[Step, ...] = Field(min_length=1)


class GalleryBlock(Part):
    """The way into a gallery."""

    noun: ClassVar[str] = "gallery block"
    kind: ClassVar[str] = "gallery"

    gallery: GalleryId


class LinkBlock(Link):
    """A link as a block of its own."""

    noun: ClassVar[str] = "link block"
    kind: ClassVar[str] = "link"
    wrapper: ClassVar[str] = "link"


class SourcesBlock(Part):
    """Where the facts come from: title, publisher, year, authors and address of each source."""

    noun: ClassVar[str] = "sources block"
    kind: ClassVar[str] = "sources"

    sources: tuple[SourceId, ...] = Field(min_length=1)


BLOCKS: dict[str, type[Part]] = {
    block.kind: block
    for block in (
        TextBlock,
        FiguresBlock,
        CardsBlock,
        VoiceBlock,
        TimelineBlock,
        StepsBlock,
        ChartBlock,
        CompareBlock,
        HotspotsBlock,
        FlowBlock,
        RingsBlock,
        QuizBlock,
        MatchBlock,
        PollBlock,
        VideoBlock,
        AudioBlock,
        GalleryBlock,
        LinkBlock,
        QrBlock,
        SourcesBlock,
    )
}


def _belonging(names: list[str]) -> str:
    """Return how to fix a block with several keys: the others are blocks too, or belong to the first one."""
    kind, *others = names
    block = BLOCKS.get(kind)
    each = item_of(block, kind) if block else None
    own = set(each.keys() if each else ()) | set(block.keys() if block else ())
    # `text` is a block, and a field of a moment too: beside another field of it, it is that.
    if block is None or set(others) <= set(BLOCKS) or set(others) & set(BLOCKS) - own:
        return "begin each block with its own -"
    if each is not None and set(others) <= set(each.keys()):
        first = before_each("write - and a space", others[:1])
        if len(others) > 1:
            first = Message("{fix}, and two spaces more before the other lines", fix=first)
        return Message("{fix}: it is an item of {kind}", fix=first, kind=quoted(kind))
    if set(others) <= set(block.keys()) or kind == "text":
        return Message(
            "{fix}: they belong to {kind}", fix=before_each("write two spaces more", others), kind=quoted(kind)
        )
    return "begin each block with its own -"


def _one_key(value: Any) -> Any:
    if isinstance(value, Part):
        return value
    expected = one_of(BLOCKS)
    if not isinstance(value, dict):
        raise_issues(
            Issue(
                "a block is a map of one key, its kind",
                expected,
                join_hints(
                    full_width_key(value) or Message("write it as {example}", example="- text: …"), see("block")
                ),
                code="block",
                named=False,
            )
        )
    if len(value) != 1:
        many = Message(
            "a block has one key, its kind; this one has {names}", names=", ".join(quoted(name) for name in value)
        )
        raise_issues(
            Issue(
                many if value else "a block has one key, its kind; this one has none",
                expected,
                join_hints(_belonging(list(value)) if value else "begin each block with its own -", see("block")),
                code="block",
                named=False,
            )
        )
    kind = next(iter(value))
    if kind not in BLOCKS:
        near = meant_block(kind, BLOCKS)
        fix = Message("did you mean {name}?", name=quoted(near)) if near else see("block")
        if not near and kind in {"picture", "image", "img", "photo", "图片", "照片"}:
            fix = join_hints(
                "a page shows a picture by picture: … beside its title, and several by a gallery", see("page")
            )
        finding = Issue(
            Message("{name} is not a kind of block", name=quoted(kind)),
            expected,
            fix,
            code="block",
            path=(kind,),
            at_key=True,
            named=False,
        )
        raise_issues(finding)
    return value


def _kind(value: Any) -> str:
    block = type(value) if isinstance(value, Part) else BLOCKS[next(iter(value))]
    return block.tag()


@dataclass(frozen=True, slots=True)
class Inside:
    """A block whose fields stand below its key."""

    key: str

    def __get_pydantic_core_schema__(self, source: type[Part], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of the part, which is looked for below the key."""
        return core_schema.no_info_before_validator_function(_inside, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return a map of the one key."""
        return {"type": "object", "properties": {self.key: handler(schema)}}


def _inside(value: Any) -> Any:
    return next(iter(value.values())) if isinstance(value, dict) else value


Block = Annotated[
    Annotated[TextBlock, Kind("<text>")]
    | Annotated[FiguresBlock, Kind("<figures>")]
    | Annotated[CardsBlock, Kind("<cards>")]
    | Annotated[VoiceBlock, Inside("voice"), Kind("voice")]
    | Annotated[TimelineBlock, Kind("<timeline>")]
    | Annotated[StepsBlock, Kind("<steps>")]
    | Annotated[ChartBlock, Inside("chart"), Kind("chart")]
    | Annotated[CompareBlock, Inside("compare"), Kind("compare")]
    | Annotated[HotspotsBlock, Inside("hotspots"), Kind("hotspots")]
    | Annotated[FlowBlock, Inside("flow"), Kind("flow")]
    | Annotated[RingsBlock, Inside("rings"), Kind("rings")]
    | Annotated[QuizBlock, Inside("quiz"), Kind("quiz")]
    | Annotated[MatchBlock, Inside("match"), Kind("match")]
    | Annotated[PollBlock, Inside("poll"), Kind("poll")]
    | Annotated[QrBlock, Inside("qr"), Kind("qr")]
    | Annotated[VideoBlock, Inside("video"), Kind("video")]
    | Annotated[AudioBlock, Inside("audio"), Kind("audio")]
    | Annotated[GalleryBlock, Kind("<gallery>")]
    | Annotated[LinkBlock, Inside("link"), Kind("link")]
    | Annotated[SourcesBlock, Kind("<sources>")],
    Discriminator(_kind),
    BeforeValidator(_one_key),
]
