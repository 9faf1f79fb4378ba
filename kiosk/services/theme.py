"""Themes of the product: colours, type and motion, read from resources/themes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kiosk.content.reader import read_mapping

# As Qt writes it: #RRGGBB, or #AARRGGBB where it lets the ground through.
Colour = Annotated[str, StringConstraints(pattern=r"^#([0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}$")]


class ThemeModel(BaseModel):
    """Base of a theme's parts: nothing unknown, nothing changed after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Accent(ThemeModel):
    """One theme colour: for text, and for the niche (lit point, edge, rings)."""

    colour: Colour
    lit: Colour
    edge: Colour
    halo: Colour


class Palette(ThemeModel):
    """The colours of one contrast setting: by role, and by accent."""

    colours: dict[str, Colour]
    accents: dict[str, Accent]


class TypeStyle(ThemeModel):
    """A text style; size and line height in units of 0.634 mm."""

    size: float = Field(gt=0)
    line: float = Field(gt=0)
    font: Literal["serif", "sans", "hand"]
    weight: int = Field(ge=100, le=900)


class Theme(ThemeModel):
    """What every screen is drawn with."""

    id: str
    contrasts: dict[str, Palette]
    fonts: dict[str, str]
    type: dict[str, TypeStyle]
    motion: dict[str, int]


def load_theme(folder: Path, name: str) -> Theme:
    """Read `folder`/`name`.yaml.

    Raises ValueError where the product's own file is wrong: a fault of the build, not of a pack.
    """
    nodes, problems = read_mapping(folder / f"{name}.yaml", folder)
    if nodes is None:
        raise ValueError("\n".join(problem.text() for problem in problems))
    return Theme.model_validate(nodes)


def theme_names(folder: Path) -> frozenset[str]:
    """Names of the themes that ship."""
    return frozenset(path.stem for path in folder.glob("*.yaml"))
