"""Results of the importer."""

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
class Tiles:
    """A very large picture in pieces of `side` px: the file `folder`/<level>_<column>_<row><suffix> is one of them.

    `levels` are the sizes in px of the whole picture, each half as large as the next; level 0 is the smallest. The
    pieces at the right and lower edges are smaller.
    """

    side: int
    suffix: str
    levels: tuple[tuple[int, int], ...]
    folder: Path

    @property
    def count(self) -> int:
        """Return the number of files."""
        return sum(-(-width // self.side) * -(-height // self.side) for width, height in self.levels)

    @property
    def last(self) -> Path:
        """Return one of the files of the largest level."""
        return self.folder / f"{len(self.levels) - 1}_0_0{self.suffix}"


@dataclass(frozen=True, slots=True)
class Film:
    """A playable film: its length in seconds, its codec (`h264`, `opus`, …), and whether it has sound."""

    seconds: float
    codec: str
    sound: bool


@dataclass(frozen=True, slots=True)
class Lettering:
    """Words of a drawing: the families they ask for, the file's first line that does, and characters among them."""

    line: int
    families: tuple[str, ...]
    characters: str


@dataclass(frozen=True, slots=True)
class Loss:
    """What is shown differently than intended: a code of loss_messages.py, and a word of the file that locates it.

    `line` is the first in a drawing's file, from 1; 0 for the picture as a whole. `count`: how often.
    """

    code: str
    line: int = 0
    what: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Prepared:
    """A prepared file: its natural size in px after rotation, and its renditions from narrow to wide.

    For a film these are the renditions of one of its frames, as a poster; sound has none, and is 1 x 1 px. A picture
    much larger than its renditions has `tiles` too. A drawing may have `lettering`; `fonts` are the families drawn in
    place of those that each lettering asks for, "" if one was installed. `losses` are what is not shown as intended.
    """

    width: int
    height: int
    opaque: bool
    renditions: tuple[Rendition, ...]
    film: Film | None = None
    tiles: Tiles | None = None
    lettering: tuple[Lettering, ...] = ()
    fonts: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class MediaFailure:
    """Why a file cannot be shown, in one plain sentence for staff, and how to fix it.

    `passing`: the cause is the present state of the machine, not the file.
    """

    reason: str
    fix: str
    passing: bool = False


PASSING = frozenset({"stuck", "crash", "no-room", "no-reader"})
"""The codes of failures that may pass: a busy machine, no memory, a full disk; a file that was opened once is sound."""


@dataclass(frozen=True, slots=True)
class Imported:
    """Every requested file is in `pictures` or in `failures`, never in both; `note` is for the operator's log."""

    pictures: dict[Path, Prepared] = field(default_factory=dict)
    failures: dict[Path, MediaFailure] = field(default_factory=dict)
    note: str = ""
