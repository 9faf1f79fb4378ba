"""The base of every block: its kind, what a page must know of it before it is drawn, and the checks of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from pydantic import ValidationInfo, model_validator

from kiosk.content.issues import Issue, run_checks
from kiosk.content.model.base import Part
from kiosk.content.model.captions import Captions
from kiosk.content.model.items import Figure
from kiosk.content.model.picture import Picture
from kiosk.content.model.text import Text

if TYPE_CHECKING:
    from kiosk.content.model.pack_model import Pack, Source

Value = dict[str, Any]


class BlockSerializer(Protocol):
    """Turns what blocks are made of into plain values for QML, in all languages of one pack."""

    @property
    def pack(self) -> Pack:
        """The pack that the block is part of."""

    @property
    def languages(self) -> Sequence[str]:
        """The languages of the pack, the first one its own."""

    def text(self, text: Text | None) -> dict[str, str] | None:
        """Return words by language."""

    def styled(self, text: Text) -> dict[str, str]:
        """Return words by language as styled text, with bold and emphasis."""

    def picture(self, picture: Picture | None) -> Value | None:
        """Return a picture with its files and its words."""

    def film(self, file: str) -> Value | None:
        """Return a film or sound as it is played; None where it is not there."""

    def captions(self, captions: Captions | None) -> Value:
        """Return captions as [start, end, words], in ms, by language."""

    def figure(self, figure: Figure) -> Value:
        """Return a figure with its label and its year."""

    def source(self, source: Source) -> Value:
        """Return a source as it is credited."""

    def icon(self, name: str | None) -> Value | None:
        """Return the glyph of an icon."""

    def qr_code(self, address: str) -> Value:
        """Return a QR code as a drawing of whole modules."""


@dataclass(frozen=True, slots=True)
class LayoutTraits:
    """How a block wants to stand on a page; each may be left out.

    What the column asks of a block that is already drawn is asked of its QML item instead: see BlockColumn.qml.
    """

    entries: str = ""
    """The key of the entries that may stand in several parts of a page."""
    needs: tuple[str, ...] = ()
    """What its QML file requires besides `block`: accent, polls."""
    in_pieces: bool = False
    """Where text is enlarged it is told in other blocks, as its `BlockPieces` file says."""
    wide: bool = False
    """It takes the whole width of a page, without a niche or a measure for lines."""
    scenic: bool = False
    """A picture to touch, which needs no other beside it, and alone stands on a stage."""
    wordy: bool = False
    """Nothing but words."""
    within_reach: bool = False
    """It is answered: on a wall it stands low."""
    narrows_picture: bool = False
    """The picture beside it takes a third of the page."""
    fills_upright: bool = False
    """On an upright page it needs the niche's room."""

    def values(self) -> Value:
        """Return those that are set, by their names in QML."""
        found: Value = {}
        for each in fields(self):
            if value := getattr(self, each.name):
                first, *rest = each.name.split("_")
                found[first + "".join(map(str.capitalize, rest))] = list(value) if isinstance(value, tuple) else value
        return found


class BaseBlock(Part):
    """A piece of a page. Its `kind` is its key in YAML, and names its QML file: `figures` is drawn by FiguresBlock.

    `synonyms` are what museums and the web call it, in English and in Chinese, with a space between them.
    """

    kind: ClassVar[str] = ""
    synonyms: ClassVar[str] = ""
    traits: ClassVar[LayoutTraits] = LayoutTraits()

    @model_validator(mode="after")
    def _is_sound(self, info: ValidationInfo) -> BaseBlock:
        run_checks(info.context, "block", self)
        return self

    def layout_traits(self) -> LayoutTraits:
        """Return the traits of this one block; some hang on what it holds."""
        return self.traits

    def view_data(self, make: BlockSerializer) -> Value:
        """Return what its QML file draws, besides its kind and its traits."""
        raise NotImplementedError

    def listed_sources(self) -> tuple[str, ...]:
        """Return the ids of the sources that it shows."""
        return ()

    def advice(self) -> Iterator[Issue]:
        """Yield what a visitor would miss; told whenever the pack is read."""
        yield from ()

    def remarks(self) -> Iterator[Issue]:
        """Yield what good writing asks for; told by `kiosk pack check`."""
        yield from ()

    def unseen(self) -> Iterator[Issue]:
        """Yield the fields, by their paths, whose words no screen shows."""
        yield from ()
