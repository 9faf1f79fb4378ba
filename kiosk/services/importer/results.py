"""What the importer hands back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rendition:
    """One size of a picture, ready for the screen: sizes in px, a JPEG (opaque) or a PNG, sRGB, upright, 8 bit."""

    width: int
    height: int
    file: Path


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture that may be shown: its natural size in px after rotation, and its renditions from narrow to wide."""

    width: int
    height: int
    opaque: bool
    renditions: tuple[Rendition, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a picture cannot be shown, in one plain sentence for staff, and how to mend it."""

    reason: str
    mend: str


@dataclass(frozen=True, slots=True)
class Imported:
    """Every file asked for is in `pictures` or in `failures`, never in both; `note` is for the operator's log."""

    pictures: dict[Path, Prepared] = field(default_factory=dict)
    failures: dict[Path, Failure] = field(default_factory=dict)
    note: str = ""
