"""The screen for QML: the size of a unit, the renderer, the typefaces, and the product's own pictures."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import hypot
from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, QLocale, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.content.device_defaults import HIGHEST_MM, MM_PER_INCH
from kiosk.content.han_forms import locale_of
from kiosk.device.font_families import faces_here
from kiosk.packs.view_data import Value

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1

log = logging.getLogger("kiosk")

STAFF_LANGUAGES = ("zh", "en")  # of the operator menu and the preview, whatever the pack's are

REFERENCE_SHORT_SIDE = 1080
RING_UNITS = 72
LEAST_RING_MM = 20.0
LARGEST_GROWTH = 1.35
WALL_UNIT_MM = 0.85  # a unit measures 0.99 mm on an 86-inch screen, 0.75 on one of 65 inches


def unit_pixels(width: int, height: int, diagonal_inches: float) -> float:
    """Return the pixels of one unit on a screen of `width` x `height` pixels and this diagonal.

    The short side holds 1080 units, so that a layout fills any screen; on a small one the unit grows until the smallest
    ring measures 20 mm, but by no more than a third, beyond which the layouts would not hold.
    """
    proportional = min(width, height) / REFERENCE_SHORT_SIDE
    if not diagonal_inches or not proportional:
        return proportional or 1.0
    pitch = diagonal_inches * MM_PER_INCH / hypot(width, height)
    reachable = LEAST_RING_MM / pitch / RING_UNITS
    return min(max(proportional, reachable), proportional * LARGEST_GROWTH)


def is_wall(width: int, height: int, diagonal_inches: float) -> bool:
    """Return whether a screen is so large that its upper part is out of reach: from some 75 inches on."""
    pixels = hypot(width, height)
    return (
        pixels > 0 and diagonal_inches * MM_PER_INCH / pixels * min(width, height) / REFERENCE_SHORT_SIDE > WALL_UNIT_MM
    )


def is_high(width: int, height: int, diagonal_inches: float, lower_edge_mm: float) -> bool:
    """Return whether the upper part of a screen is out of reach for somebody who sits.

    `lower_edge_mm`: how high above the floor it begins; below 0 where nobody said, then its size alone decides.
    """
    if lower_edge_mm < 0 or not diagonal_inches or not height:
        return is_wall(width, height, diagonal_inches)
    return lower_edge_mm + height * diagonal_inches * MM_PER_INCH / hypot(width, height) > HIGHEST_MM


@dataclass(frozen=True, slots=True)
class Hardware:
    """Display and sound hardware. `diagonal_inches` is 0 where unknown; `accelerated` by a graphics card.

    `lower_edge_mm`: how high above the floor the display begins; below 0 where nobody said.
    """

    diagonal_inches: float
    moving: bool
    accelerated: bool = False
    audible: bool = False
    lower_edge_mm: float = -1.0


class Sounding(StrEnum):
    """Whether films can sound: yes, as far as is known; not without a server; not before a restart of the program."""

    HEARD = "heard"
    NO_SERVER = "no-server"
    LOST = "lost"


@QmlElement
class StageView(QObject):
    """The device's properties for the screens. `playerMade`: Qt has connected to the current sound server.

    `silenced`: the sound of a film has stalled.
    """

    changed = Signal()
    playerMade = Signal()
    silenced = Signal()
    themeApplied = Signal()
    reads = Signal()

    def __init__(
        self, theme: Value, pictures: Path, hardware: Hardware, block_folders: Mapping[str, str] | None = None
    ) -> None:
        """`block_folders`: by the hall's own kinds of block, the addresses of their QML files' folders."""
        super().__init__()
        self._block_folders = dict(block_folders or {})
        self._own_theme = self._theme = theme
        self._languages: tuple[str, ...] = STAFF_LANGUAGES
        self._faces: dict[str, Any] = faces_here(theme, STAFF_LANGUAGES)
        self._language = ""
        self._pictures = pictures
        self._hardware = hardware
        self._preparing = True
        self._progress = 0.0
        self._delay = ""
        self._volume = 1.0
        self._sounding = Sounding.HEARD

    def apply_theme(self, theme: Value | None, languages: Iterable[str]) -> None:
        """Use this theme from now on, None: the product's, and draw text in these languages in the forms of each."""
        theme = theme or self._own_theme
        languages = tuple(dict.fromkeys((*languages, *STAFF_LANGUAGES)))
        if (theme, languages) != (self._theme, self._languages):
            self._faces, self._languages = faces_here(theme, languages), languages
            self.themeApplied.emit()
        if theme != self._theme:
            self._theme = theme
            self.changed.emit()

    def read_in(self, language: str) -> None:
        """Draw text in this language unless it declares its own; set it in Qt before anything is laid out.

        Otherwise Qt would draw Chinese in the forms of the system's language (decision 0024).
        """
        if language != self._language:
            self._language = language
            QLocale.setDefault(QLocale(locale_of(language)))
            self.reads.emit()

    @Slot(float, int)
    def prepare(self, done: float, total: int = 1) -> None:
        """Show how many of the pictures of a pack are prepared, of how many."""
        self._progress = done / max(1, total)
        self.changed.emit()

    def await_pack(self) -> None:
        """Show visitors that a pack is being prepared, until it is ready."""
        self._preparing, self._progress = True, 0.0
        self.changed.emit()

    def sound(self, volume: float) -> None:
        """Limit films and sounds to this volume, from 0 to 1."""
        if volume != self._volume:
            self._volume = volume
            self.changed.emit()

    @Slot(str)
    def delay(self, kind: str) -> None:
        """Show that it takes longer than usual: "installing" or "slow"."""
        if kind != self._delay:
            self._delay = kind
            self.changed.emit()

    @property
    def sounding(self) -> Sounding:
        """Whether films can sound."""
        return self._sounding

    def hear(self, sounding: Sounding) -> None:
        """Let films sound, or not."""
        if sounding is not self._sounding:
            self._sounding = sounding
            self.changed.emit()

    def finish(self) -> None:
        """End the preparation."""
        self._preparing = False
        self._delay = ""
        self.changed.emit()

    def _picture_folder(self) -> str:
        return self._pictures.as_uri() + "/"

    def _is_moving(self) -> bool:
        return self._hardware.moving

    def _is_accelerated(self) -> bool:
        return self._hardware.accelerated

    def _is_audible(self) -> bool:
        return self._hardware.audible and self._volume > 0 and self._is_heard()

    def _is_heard(self) -> bool:
        return self._sounding is Sounding.HEARD

    def _loudest(self) -> float:
        return self._volume

    def _is_preparing(self) -> bool:
        return self._preparing

    def _progress_share(self) -> float:
        return self._progress

    def _patience_words(self) -> str:
        return f"still-{self._delay}" if self._delay else "one-moment"

    def _theme_values(self) -> Value:
        return self._theme

    def _faces_by_language(self) -> dict[str, Any]:
        return self._faces

    def _language_read(self) -> str:
        return self._language

    @Slot(str, str)
    def mediumFailed(self, file: str, why: str) -> None:
        """Log that a film or sound accepted by the importer does not play here; QML informs visitors."""
        log.warning("%s does not play on this device: %s. Run `kiosk pack check`, or convert it to H.264.", file, why)

    @Slot()
    def makePlayer(self) -> None:
        """Note a new player: from the first one on, Qt knows the current sound server, and no other."""
        self.playerMade.emit()

    @Slot(str)
    def mediumSilenced(self, file: str) -> None:
        """Report that a film's sound, and with it the film, has stalled; the film then goes on without sound."""
        log.warning(
            "%s plays without sound: the loudspeaker it was played to takes nothing. `kiosk doctor --tone` tries them.",
            file,
        )
        self.silenced.emit()

    @Slot(int, int, result=float)
    def unit(self, width: int, height: int) -> float:
        """Return the pixels of one unit in a window of this size."""
        return unit_pixels(width, height, self._hardware.diagonal_inches)

    @Slot(int, int, result=float)
    def millimetre(self, width: int, height: int) -> float:
        """Return the pixels of a millimetre in a window of this size, 0 where its diagonal is unknown."""
        inches = self._hardware.diagonal_inches
        return hypot(width, height) / (inches * MM_PER_INCH) if inches else 0.0

    @Slot(int, int, result=bool)
    def isHigh(self, width: int, height: int) -> bool:
        """Return whether a window of this size reaches so high that controls must keep to its lower part."""
        return is_high(width, height, self._hardware.diagonal_inches, self._hardware.lower_edge_mm)

    def _folders_of_blocks(self) -> dict[str, str]:
        return self._block_folders

    theme = Property(dict, _theme_values, notify=changed)
    faces = Property(dict, _faces_by_language, notify=themeApplied)
    language = Property(str, _language_read, notify=reads)
    pictures = Property(str, _picture_folder, notify=changed)
    moving = Property(bool, _is_moving, notify=changed)
    preparing = Property(bool, _is_preparing, notify=changed)
    patience = Property(str, _patience_words, notify=changed)
    progress = Property(float, _progress_share, notify=changed)
    accelerated = Property(bool, _is_accelerated, notify=changed)
    audible = Property(bool, _is_audible, notify=changed)
    heard = Property(bool, _is_heard, notify=changed)
    volume = Property(float, _loudest, notify=changed)
    blockFolders = Property(dict, _folders_of_blocks, constant=True)
