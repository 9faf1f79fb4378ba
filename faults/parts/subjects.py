"""Users of a pack's folder while it changes: a preview, and a kiosk that runs from the folder itself."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QMargins
from PySide6.QtGui import QImage

from kiosk.app import Options, Preview
from kiosk.content.screen_sizes import ScreenSize
from kiosk.runtime.preview_updater import PreviewOptions
from kiosk.session.phases import Phase
from kiosk.tour.accessibility_tree import read_screen
from kiosk.tour.synthetic_touch import wait, wait_until
from kiosk.tour.tour_walk import LeapingClock
from tests.screens.visitor import BEAT_MS, Visitor, is_a, items

PAGE = ("water", "first")
EDGE = QMargins(3, 3, 3, 3)  # the edge where the next page is
LOST = "stays on the screen"


class Previewed:
    """`kiosk pack preview`, open on a page; problems appear in the strip below the visitor's screen."""

    def __init__(self, folder: Path, cache: Path) -> None:
        screen = ScreenSize(55, 1920, 1080)
        options = PreviewOptions(folder, screen, "/".join(PAGE), staff_language="zh", moving=False, cache=cache)
        self._preview = Preview(options)
        self._preview.show()
        self._window = self._preview.kiosk.window

    def begin(self) -> tuple[str, ...]:
        """Return the text of the visitor's screen once the page is there."""
        session = self._preview.kiosk.session
        assert wait_until(lambda: session.state.place.panel == PAGE[0], 60)
        wait(500)
        return self.texts()

    def approach(self, is_there: bool) -> None:
        """The page stays open."""

    def changed(self) -> None:
        """Nothing to do: it watches the folder."""

    def texts(self) -> tuple[str, ...]:
        """The text of the visitor's screen, without the strip below."""
        root = next(item for item in items(self._window.contentItem()) if is_a(item, "RootView"))
        frame = root.mapRectToScene(root.boundingRect()).toAlignedRect()
        return read_screen(self._window, frame.marginsRemoved(EDGE)).texts

    def picture(self) -> None:
        """None: the strip makes the screen smaller."""

    def is_told(self) -> bool:
        """Whether the strip shows an error."""
        return bool(self._preview.view.property("grave"))

    def has(self, words: str) -> bool:
        """Whether these words are on the visitor's screen."""
        return any(words in text for text in self.texts())

    def is_content(self) -> bool:
        """Whether the strip shows no error."""
        return not self._preview.view.property("grave")

    def end(self) -> None:
        """Close it."""
        self._preview.close()


class Running(logging.Handler):
    """A kiosk with `--pack`, reloaded as by `kiosk ctl reload`; problems go to its log."""

    def __init__(self, folder: Path, cache: Path) -> None:
        super().__init__(logging.WARNING)
        own = {"cache": cache, "journal": cache / "journal.sqlite", "diagonal": 55, "moving": False}
        self._visitor = Visitor(Options(folder, clock=LeapingClock(), **own))
        self._warnings: list[str] = []
        logging.getLogger("kiosk").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Record a log message."""
        self._warnings.append(record.getMessage())

    def begin(self) -> tuple[str, ...]:
        """Return the text of the page."""
        self._open()
        return self._visitor.texts()

    def approach(self, is_there: bool) -> None:
        """A visitor is at the page, or has left."""
        if is_there:
            self._open()
        else:
            self._visitor.leave()

    def changed(self) -> None:
        """Reload the pack."""
        self._warnings.clear()
        self._visitor.kiosk.switcher.load()

    def texts(self) -> tuple[str, ...] | None:
        """The text of the page; None during the attract loop."""
        return None if self._visitor.phase is Phase.ATTRACT else self._visitor.texts()

    def picture(self) -> QImage:
        """The pixels of the screen."""
        return self._visitor.window.grabWindow()

    def is_told(self) -> bool:
        """Whether the log reports an error, and that the current pack stays."""
        return any(LOST in line for line in self._warnings)

    def has(self, words: str) -> bool:
        """Whether the pack with these words is loaded; only the next visitor sees it."""
        if words in str(self._visitor.kiosk.pack.panel(PAGE[0])):
            self._open()
            return any(words in text for text in self._visitor.texts())
        if self._visitor.kiosk.session.state.waiting is not None:
            self._visitor.leave()
        return False

    def is_content(self) -> bool:
        """Whether the log reported nothing since the last reload."""
        return not self._warnings

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
