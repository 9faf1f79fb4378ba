"""Gallery entry: a picture being imported."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kiosk.content.diagnostics import SourceLocation

Words = dict[str, str]  # language, empty if not stated → words
FIELDS = ("title", "caption", "alt", "credit")


@dataclass(frozen=True, slots=True)
class GalleryEntry:
    """A requested picture: its file, where it was named, and what a sheet says of it.

    `texts` maps title, caption, alt and credit to words by language. `tags` are as staff typed them. Missing values are
    empty.
    """

    file: Path
    location: SourceLocation
    texts: dict[str, Words] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    kind: str = ""
    focus: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Copied:
    """The copy of a picture for a pack: a file, its size in px, and its embedded descriptions."""

    entry: GalleryEntry
    file: Path
    size: tuple[int, int]
    texts: dict[str, Words]
