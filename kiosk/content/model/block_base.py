"""The base of every block: its kind, and what a page must know of it before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from kiosk.content.model.base import Part


@dataclass(frozen=True, slots=True)
class LayoutTraits:
    """How a block wants to stand on a page; each may be left out.

    What the column asks of a block that is already drawn is asked of its QML item instead: see BlockColumn.qml.
    """

    entries: str = ""
    """The key of the entries that may stand in several parts of a page."""
    needs: tuple[str, ...] = ()
    """What its QML file requires besides `block`: accent, polls."""
    pieces: str = ""
    """The QML file that says what it is told in where text is enlarged."""
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

    def values(self) -> dict[str, Any]:
        """Return those that are set, by their names in QML."""
        named = ((name.split("_"), getattr(self, name)) for name in self.__dataclass_fields__)
        return {
            first + "".join(word.capitalize() for word in rest): list(value) if isinstance(value, tuple) else value
            for (first, *rest), value in named
            if value
        }


class BaseBlock(Part):
    """A piece of a page. Its `kind` is its key in YAML, and names its QML file: `figures` is drawn by FiguresBlock."""

    kind: ClassVar[str] = ""
    traits: ClassVar[LayoutTraits] = LayoutTraits()

    def layout_traits(self) -> LayoutTraits:
        """Return the traits of this one block; some hang on what it holds."""
        return self.traits
