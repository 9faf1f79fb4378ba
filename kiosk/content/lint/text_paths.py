"""The texts of a part, each with its path in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kiosk.content.model.base import Part
from kiosk.content.model.text import Text

Path = tuple[str | int, ...]


def texts(part: Part) -> Iterator[tuple[str, Path, Text]]:
    """Yield (key of the field, path within the part, text) for each text of a part, not of the parts within it."""
    for key, value in part.parts():
        for path, text in _texts(value):
            yield key, (key, *path), text


def _texts(value: Any) -> Iterator[tuple[Path, Text]]:
    if isinstance(value, Text):
        yield (), value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            if isinstance(item, Text):
                yield (number,), item
    elif isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, Text):
                yield (key,), item
