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
class Film:
    """What plays: how many seconds, by which codec (`h264`, `opus`, …), and whether it sounds."""

    seconds: float
    codec: str
    sound: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """What may be shown: its natural size in px after rotation, and its renditions from narrow to wide.

    Of a film these are the renditions of one of its frames, for a poster; sound has none, and is 1 x 1 px.
    """

    width: int
    height: int
    opaque: bool
    renditions: tuple[Rendition, ...]
    film: Film | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file cannot be shown, in one plain sentence for staff, and how to mend it."""

    reason: str
    mend: str


@dataclass(frozen=True, slots=True)
class Imported:
    """Every file asked for is in `pictures` or in `failures`, never in both; `note` is for the operator's log."""

    pictures: dict[Path, Prepared] = field(default_factory=dict)
    failures: dict[Path, Failure] = field(default_factory=dict)
    note: str = ""
