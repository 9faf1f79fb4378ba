"""Names for the screens of a tour that do not depend on the order of the pack's pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def name(screen: Mapping[str, Any]) -> str:
    """Return the name of a screen of index.json.

    A page is `industry/four-cards`, with its part and what was touched; another screen has the name of its picture
    without the number: `home`, `viewer-places-3`. Raises ValueError for a picture whose name is not that of a page.
    """
    stop = Path(screen["file"]).stem.partition("-")[2]
    if screen["screen"] != "panel":
        return stop
    panel, page = screen["panel"], screen["page"]
    position, _, rest = stop.removeprefix(f"panel-{panel}-").partition("-")
    if not position.isdecimal():
        raise ValueError(f"{screen['file']} is no page of {panel}")
    return f"{panel}/{page}{rest.removeprefix(page).replace('-', ' ')}"


def pictures(folder: Path) -> list[tuple[Path, str]]:
    """Return the pictures of a tour in `folder`, in the order of the walk, each with its name."""
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    return [(folder / screen["file"], name(screen)) for screen in index["screens"]]
