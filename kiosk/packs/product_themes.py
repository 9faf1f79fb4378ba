"""Themes of the product, read from resources/themes in the same way as a pack's theme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kiosk.content.theme import Theme
from kiosk.content.validation import validate
from kiosk.content.yaml import read_sheet
from kiosk.content.yaml.contained_files import mapping_of


def load_theme(folder: Path, name: str) -> Theme:
    """Read `folder`/`name`.yaml.

    Raises ValueError if the product's own file is wrong: a fault of the build, not of a pack.
    """
    sheet = read_sheet(folder / f"{name}.yaml", f"{name}.yaml")
    theme, problems = validate(sheet, Theme) if mapping_of(sheet) is not None else (None, sheet.problems)
    if theme is None:
        raise ValueError("\n".join(problem.text() for problem in problems))
    for setting, palette in theme.contrasts.palettes():
        colours = palette.colours
        if lacking := [key for key, field in colours.keys().items() if getattr(colours, field) is None]:
            raise ValueError(f"{name}.yaml has no {', '.join(lacking)} in {setting}")
    return theme


def theme_values(theme: Theme) -> dict[str, Any]:
    """Return a theme in the form QML reads: plain maps with their keys unchanged."""
    return theme.model_dump(by_alias=True)


def theme_names(folder: Path) -> frozenset[str]:
    """Return the names of the themes that ship."""
    return frozenset(path.stem for path in folder.glob("*.yaml"))
