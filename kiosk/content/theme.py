"""Themes: the product's own, whole, and what a pack's theme.yaml changes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from kiosk.content.identifiers import ID
from kiosk.content.issues import Issue, cannot_be, raise_issues
from kiosk.content.model.base import Part
from kiosk.content.model.scalars import ID_EXPECTED, Id, choice, number, scalar, shaped
from kiosk.content.model.schema_hints import word, written

COLOUR = re.compile(r"#([0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}\Z")
_EXPECTED = 'a colour such as "#E8C77A", or "#B80E1B1A" where the first two digits say how much of it covers'
_words = scalar(_EXPECTED)


def _colour(value: object) -> str:
    if isinstance(value, str) and not value.strip():
        # YAML reads what follows a # as a comment.
        raise_issues(Issue("is empty", _EXPECTED, 'put the colour in quotation marks: "#E8C77A"', kind="colour"))
    typed = _words(value)
    if not COLOUR.match(typed):
        fix = "write # and six digits from 0 to 9 and A to F, in quotation marks"
        raise_issues(Issue(cannot_be(typed), _EXPECTED, fix, kind="colour"))
    return typed.upper()


Colour = Annotated[str, BeforeValidator(_colour, written(word(COLOUR, 9)))]
AccentName = Annotated[str, shaped(ID, 64, ID_EXPECTED)]


class Colours(Part):
    """The colours by their role. In a pack's theme, those that are not given stay the product's."""

    noun: ClassVar[str] = "colours map"

    ground: Colour | None = None
    deep: Colour | None = None
    raised: Colour | None = Field(default=None, alias="raise")
    tile: Colour | None = None
    text: Colour | None = None
    muted: Colour | None = None
    gold: Colour | None = None
    patina: Colour | None = None
    on_gold: Colour | None = Field(default=None, alias="on-gold")
    eye: Colour | None = None
    dawn: Colour | None = None
    ring_fill: Colour | None = Field(default=None, alias="ring-fill")
    plate: Colour | None = None
    scrim: Colour | None = None

    @classmethod
    def anchor(cls) -> str:
        """Return the section of the format's documentation."""
        return "colours"


class Accent(Part):
    """The colour of a panel: for words and lines, and for its niche (lit point, edge, rings)."""

    noun: ClassVar[str] = "accent"

    colour: Colour
    lit: Colour
    edge: Colour
    halo: Colour


class Palette(Part):
    """The colours of one contrast setting."""

    noun: ClassVar[str] = "palette"

    colours: Colours = Colours()
    accents: dict[AccentName, Accent] = Field(default_factory=dict)


class Contrasts(Part):
    """A palette for each setting that a visitor may choose."""

    noun: ClassVar[str] = "contrasts map"

    dark: Palette = Palette()
    rice_paper: Palette = Field(default=Palette(), alias="rice-paper")
    high: Palette = Palette()

    @classmethod
    def anchor(cls) -> str:
        """Return the section of the format's documentation."""
        return "contrasts"

    def palettes(self) -> Iterator[tuple[str, Palette]]:
        """Yield (name in the visitors' settings, palette)."""
        for key, name in self.keys().items():
            yield key, getattr(self, name)


class PackTheme(Part):
    """A pack's own theme: what it changes of the product's. Sizes, faces and motion are not a pack's to change."""

    noun: ClassVar[str] = "theme"

    contrasts: Contrasts

    def accents(self) -> frozenset[str]:
        """Return the names of the accents that it adds or changes."""
        return frozenset(name for _, palette in self.contrasts.palettes() for name in palette.accents)


class TypeStyle(Part):
    """A text style; size and line height in units of 0.634 mm."""

    size: Annotated[float, number(1, 400)]
    line: Annotated[float, number(1, 400)]
    font: Annotated[Literal["serif", "sans", "hand"], choice("serif", "sans", "hand")]
    weight: Annotated[int, number(100, 900, whole=True)]


class Theme(Part):
    """What every screen is drawn with; durations in milliseconds."""

    noun: ClassVar[str] = "theme"

    id: Id
    contrasts: Contrasts
    fonts: dict[str, str]
    type: dict[str, TypeStyle]
    motion: dict[str, Annotated[int, number(0, 600_000, whole=True)]]

    def with_pack_theme(self, own: PackTheme) -> Theme:
        """Return this theme with a pack's colours and accents in place of its own."""
        ours = dict(self.contrasts.palettes())
        palettes = {name: _over(ours[name], palette) for name, palette in own.contrasts.palettes()}
        return self.model_copy(update={"contrasts": Contrasts.model_validate(palettes)})


def _over(palette: Palette, own: Palette) -> Palette:
    chosen = {name: value for name, value in own.colours if value is not None}
    return Palette(
        colours=palette.colours.model_copy(update=chosen),
        accents=palette.accents | own.accents,
    )
