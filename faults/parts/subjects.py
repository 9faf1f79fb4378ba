"""What stands on a pack's folder while it changes: a writer's preview, and a kiosk that runs from the folder itself."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QMargins
from PySide6.QtGui import QImage

from kiosk.app import Options
from kiosk.content.screen_sizes import ScreenSize
from kiosk.preview import Preview, PreviewOptions
from kiosk.session.phases import Phase
from kiosk.tour.accessibility_tree import look
from kiosk.tour.synthetic_touch import wait, wait_until
from kiosk.tour.tour_walk import LeapingClock
from tests.screens.visitor import BEAT_MS, Visitor, is_a, items

PAGE = ("water", "first")
EDGE = QMargins(3, 3, 3, 3)  # the next page lies at it
LOST = "stays on the screen"


class Previewed:
    """`kiosk pack preview`, open on a page; what is wrong stands in the strip below the visitor's screen."""

    def __init__(self, folder: Path, cache: Path) -> None:
        glass = ScreenSize(55, 1920, 1080)
        self._preview = Preview(PreviewOptions(folder, glass, "/".join(PAGE), staff="zh", moving=False, cache=cache))
        self._preview.show()
        self._window = self._preview.kiosk.window

    def begin(self) -> tuple[str, ...]:
        """Return what the visitor's screen says once the page is there."""
        session = self._preview.kiosk.session
        assert wait_until(lambda: session.state.place.panel == PAGE[0], 60)
        wait(500)
        return self.texts()

    def approach(self, stand: bool) -> None:
        """The page stays open."""

    def changed(self) -> None:
        """It sees by itself."""

    def texts(self) -> tuple[str, ...]:
        """What the visitor's screen says; the strip lies below it."""
        glass = next(item for item in items(self._window.contentItem()) if is_a(item, "RootView"))
        frame = glass.mapRectToScene(glass.boundingRect()).toAlignedRect()
        return look(self._window, frame.marginsRemoved(EDGE)).texts

    def picture(self) -> None:
        """None: what the strip needs the screen is drawn smaller for."""

    def is_told(self) -> bool:
        """Whether the strip tells of an error."""
        return bool(self._preview.view.property("grave"))

    def has(self, words: str) -> bool:
        """Whether these words are on the visitor's screen."""
        return any(words in text for text in self.texts())

    def is_content(self) -> bool:
        """Whether the strip tells of no error."""
        return not self._preview.view.property("grave")

    def end(self) -> None:
        """Close it."""
        self._preview.close()


class Running(logging.Handler):
    """A kiosk with `--pack`, told to read it again as by `kiosk ctl reload`; what is wrong goes to its log."""

    def __init__(self, folder: Path, cache: Path) -> None:
        super().__init__(logging.WARNING)
        own = {"cache": cache, "journal": cache / "journal.sqlite", "diagonal": 55, "moving": False}
        self._visitor = Visitor(Options(folder, clock=LeapingClock(), **own))
        self._said: list[str] = []
        logging.getLogger("kiosk").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Note what the log says."""
        self._said.append(record.getMessage())

    def begin(self) -> tuple[str, ...]:
        """Return what the page says."""
        self._open()
        return self._visitor.texts()

    def approach(self, stand: bool) -> None:
        """A visitor stands at the page, or has gone."""
        if stand:
            self._open()
        else:
            self._visitor.leave()

    def changed(self) -> None:
        """Tell it to read the pack."""
        self._said.clear()
        self._visitor.kiosk.reload()

    def texts(self) -> tuple[str, ...] | None:
        """What the page says; None while the attract loop runs."""
        return None if self._visitor.phase is Phase.ATTRACT else self._visitor.texts()

    def picture(self) -> QImage:
        """What the screen shows, pixel by pixel."""
        return self._visitor.window.grabWindow()

    def is_told(self) -> bool:
        """Whether the log tells of an error, and that the pack that is shown stays."""
        return any(LOST in line for line in self._said)

    def has(self, words: str) -> bool:
        """Whether the pack with these words has come; a visitor gets it after the one who is there."""
        if words in str(self._visitor.kiosk.pack.panel(PAGE[0])):
            self._open()
            return any(words in text for text in self._visitor.texts())
        if self._visitor.kiosk.session.state.waiting is not None:
            self._visitor.leave()
        return False

    def is_content(self) -> bool:
        """Whether the log told of nothing since the last reading."""
        return not self._said

    def end(self) -> None:
        """Close it."""
        logging.getLogger("kiosk").removeHandler(self)
        self._visitor.kiosk.close()

    def _open(self) -> None:
        """The next visitor, at the page."""
        self._visitor.leave()
        self._visitor.begin()
        self._visitor.kiosk.session.openPanel(*PAGE)
        wait(BEAT_MS)
