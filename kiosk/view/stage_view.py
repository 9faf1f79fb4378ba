"""The screen for QML: how large a unit is, what draws it and its words, and the product's own pictures."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import hypot
from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, QLocale, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

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
MM_PER_INCH = 25.4
WALL_UNIT_MM = 0.85  # an 86-inch screen's unit measures 0.99 mm, one of 65 inches' 0.75


def unit_pixels(width: int, height: int, diagonal_inches: float) -> float:
    """Pixels of one unit on a screen of `width` x `height` pixels and this diagonal.

    The short side holds 1080 units, so that a layout fills any screen; on a small one the unit grows until the
    smallest ring measures 20 mm, but by no more than a third, beyond which the layouts would not hold.
    """
    proportional = min(width, height) / REFERENCE_SHORT_SIDE
    if not diagonal_inches or not proportional:
        return proportional or 1.0
    pitch = diagonal_inches * MM_PER_INCH / hypot(width, height)
    reachable = LEAST_RING_MM / pitch / RING_UNITS
    return min(max(proportional, reachable), proportional * LARGEST_GROWTH)


def is_wall(width: int, height: int, diagonal_inches: float) -> bool:
    """Whether a screen is so large that its upper part is out of reach: from some 75 inches on."""
    pixels = hypot(width, height)
    return (
        pixels > 0 and diagonal_inches * MM_PER_INCH / pixels * min(width, height) / REFERENCE_SHORT_SIDE > WALL_UNIT_MM
    )


@dataclass(frozen=True, slots=True)
class Hardware:
    """What draws and sounds. `diagonal_inches` is 0 where unknown; `accelerated` by a graphics card."""

    diagonal_inches: float
    moving: bool
    accelerated: bool = False
    audible: bool = False


class Sounding(StrEnum):
    """Whether films can sound: as far as is known; without a server; not before the program has begun again."""

    HEARD = "heard"
    NO_SERVER = "no-server"
    LOST = "lost"


@QmlElement
class StageView(QObject):
    """What the device gives the screens to stand on. `playerMade`: Qt knows the sound server that is there now.

    `silenced`: the sound of a film stands still.
    """

    changed = Signal()
    playerMade = Signal()
    silenced = Signal()
    dressed = Signal()
    reads = Signal()

    def __init__(self, theme: Value, pictures: Path, hardware: Hardware) -> None:
        super().__init__()
        self._theme = theme
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

    def dress(self, theme: Value, languages: Iterable[str]) -> None:
        """Draw the screens with this theme from now on, and words in these languages in the forms of each."""
        languages = tuple(dict.fromkeys((*languages, *STAFF_LANGUAGES)))
        if (theme, languages) != (self._theme, self._languages):
            self._faces, self._languages = faces_here(theme, languages), languages
            self.dressed.emit()
        if theme != self._theme:
            self._theme = theme
            self.changed.emit()

    def read_in(self, language: str) -> None:
        """Draw words in this language where they do not say which is theirs; tell Qt, before anything is laid out.

        Otherwise Qt would draw Chinese as the language of the system has it (decision 0024).
        """
        if language != self._language:
            self._language = language
            QLocale.setDefault(QLocale(locale_of(language)))
            self.reads.emit()

    def prepare(self, progress: float) -> None:
        """Show how far the pictures of a pack are prepared, from 0 to 1."""
        self._progress = progress
        self.changed.emit()

    def await_pack(self) -> None:
        """Tell visitors that a pack is being made ready, until it is."""
        self._preparing, self._progress = True, 0.0
        self.changed.emit()

    def sound(self, volume: float) -> None:
        """Let films and sounds be at most this loud, from 0 to 1."""
        if volume != self._volume:
            self._volume = volume
            self.changed.emit()

    @Slot(str)
    def delay(self, kind: str) -> None:
        """Say that it takes longer than usual: "installing" or "slow"."""
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
        """Nothing is being prepared any more."""
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
        """A film or sound that the importer found sound does not play here: for the log; visitors are told by QML."""
        log.warning("%s does not play on this device: %s. Run `kiosk pack check`, or convert it to H.264.", file, why)

    @Slot()
    def makePlayer(self) -> None:
        """A player is made: from the first one on, Qt knows the sound server that is there now, and no other."""
        self.playerMade.emit()

    @Slot(str)
    def mediumSilenced(self, file: str) -> None:
        """The sound of a film stands still, and the film with it: told before it goes on without."""
        log.warning(
            "%s plays without sound: the loudspeaker it was played to takes nothing. `kiosk doctor --tone` tries them.",
            file,
        )
        self.silenced.emit()

    @Slot(int, int, result=float)
    def unit(self, width: int, height: int) -> float:
        """Pixels of one unit in a window of this size."""
        return unit_pixels(width, height, self._hardware.diagonal_inches)

    @Slot(int, int, result=bool)
    def isWall(self, width: int, height: int) -> bool:
        """Whether a window of this size is so large that controls must keep to its lower part."""
        return is_wall(width, height, self._hardware.diagonal_inches)

    theme = Property(dict, _theme_values, notify=changed)
    faces = Property(dict, _faces_by_language, notify=dressed)
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
