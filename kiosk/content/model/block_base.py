"""The base of every block: its kind, what a page must know before drawing it, and its own checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
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
        """Return a film or sound as it is played; None if it is missing."""

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
    """How a block is placed on a page; each may be left out.

    What the column asks of a block that is already drawn is asked of its QML item instead: see BlockColumn.qml.
    """

    entries: str = ""
    """The key of the entries that may be divided among several parts of a page."""
    joins: str = ""
    """The key of a list of one entry: blocks of a kind one below another are drawn as one, with the entries of all."""
    needs: tuple[str, ...] = ()
    """The properties that its QML file requires besides `block`: accent, polls."""
    in_pieces: bool = False
    """Enlarged text shows it as other blocks, as its `BlockPieces` file defines."""
    wide: bool = False
    """It takes the full width of a page, without a niche or a limit to line length."""
    scenic: bool = False
    """A picture to touch, which needs no other beside it, and alone is shown on a stage."""
    wordy: bool = False
    """Nothing but words."""
    within_reach: bool = False
    """It takes answers: on a wall it is placed low."""
    narrows_picture: bool = False
    """The picture beside it takes a third of the page."""
    fills_upright: bool = False
    """On an upright page it needs the niche's room."""

    def values(self) -> Value:
        """Return the traits that are set, by their names in QML."""
        found: Value = {}
        for each in fields(self):
            if value := getattr(self, each.name):
                first, *rest = each.name.split("_")
                found[first + "".join(map(str.capitalize, rest))] = list(value) if isinstance(value, tuple) else value
        return found


class BaseBlock(Part):
    """A piece of a page. Its `kind` is its key in YAML, and names its QML file: `figures` is drawn by FiguresBlock.

    `synonyms` are what museums and the web call it, in English and in Chinese, with a space between them. The words of
    the `styled` fields may have **bold** and *emphasis*; those of all others are shown as they are typed.
    """

    kind: ClassVar[str] = ""
    synonyms: ClassVar[str] = ""
    styled: ClassVar[tuple[str, ...]] = ()
    traits: ClassVar[LayoutTraits] = LayoutTraits()

    @model_validator(mode="after")
    def _is_sound(self, info: ValidationInfo) -> BaseBlock:
        run_checks(info.context, "block", self)
        return self

    @classmethod
    def blank(cls, words: Any) -> Any:  # noqa: ARG003  for those that make one
        """Return a new block as YAML has it, with `words` to be typed over; None where words alone make none."""
        return None

    @classmethod
    def blank_entries(cls, words: Any) -> dict[str, Any]:  # noqa: ARG003  for those that have such lists
        """Return a new entry for each of its lists that words alone can lengthen, by the list's key."""
        return {}

    def layout_traits(self) -> LayoutTraits:
        """Return the traits of this one block; some depend on its content."""
        return self.traits

    def view_data(self, make: BlockSerializer) -> Value:
        """Return what its QML file draws, besides its kind and its traits."""
        raise NotImplementedError

    def fingerprint(self) -> str:
        """Return what identifies it among the blocks of a pack: the same for the same fields."""
        return sha256(repr(self).encode()).hexdigest()[:12]

    def listed_sources(self) -> tuple[str, ...]:
        """Return the ids of the sources that it shows."""
        return ()

    def advice(self) -> Iterator[Issue]:
        """Yield what a visitor would miss; reported whenever the pack is read."""
        yield from ()

    def remarks(self) -> Iterator[Issue]:
        """Yield remarks on good writing; reported by `kiosk pack check`."""
        yield from ()

    def unseen(self) -> Iterator[Issue]:
        """Yield the fields, by their paths, whose words no screen shows."""
        yield from ()
