"""Walk over a model along the paths of its YAML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kiosk.content.model.base import Part

Path = tuple[str | int, ...]


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Part]]:
    """Yield (path in the file, map) for a map and all maps within it, outer first."""
    if isinstance(value, Part):
        if value.wrapper and path:
            path = (*path, value.wrapper)
        yield path, value
        for key, inner in value.parts():
            yield from walk(inner, (*path, key))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from walk(inner, (*path, number))
