"""A whole visit in a process of its own: `kiosk run …` with synthetic touches. Prints what was seen, as JSON.

The kiosk is started as by its command, and runs in real time; only the times of a session are short.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCursor, QGuiApplication, Qt

from kiosk import app
from kiosk.cli import run
from kiosk.session.phases import Phase
from kiosk.session.timeouts import Times
from kiosk.tour.accessibility_tree import read_screen
from kiosk.tour.stillness import Stillness
from kiosk.tour.synthetic_touch import SyntheticTouch, wait, wait_until
from kiosk.tour.tour_walk import LostError

QUICK = Times(idle=2.5, countdown=2.0, reading_factor=0.0)

steps: list[dict[str, object]] = []
words_of_qt: list[str] = []


class Listener(logging.Handler):
    """Collects Qt's warnings."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING:
            words_of_qt.append(record.getMessage())


class Visit:
    """Touches the kiosk and records what it sees."""

    def __init__(self, kiosk: app.Kiosk) -> None:
        self.kiosk = kiosk
        self.touch_screen = SyntheticTouch(kiosk.window)

    def note(self, step: str) -> None:
        """Record what is on the screen now."""
        state, sight = self.kiosk.session.state, read_screen(self.kiosk.window)
        steps.append(
            {
                "step": step,
                "phase": str(state.phase),
                "screen": str(state.place.screen),
                "panel": state.place.panel,
                "page": state.place.page,
                "picture": state.place.picture,
                "language": state.settings.language,
                "texts": sight.texts,
                "controls": [control.id for control in sight.controls if control.usable],
            }
        )

    def touch(self, identifier: str) -> None:
        """Tap a control, once it is there."""
        if not wait_until(lambda: read_screen(self.kiosk.window).control(identifier) is not None, 30):
            raise LostError(f"there is no {identifier}")
        control = read_screen(self.kiosk.window).control(identifier)
        assert control is not None
        self.touch_screen.tap(*control.centre)
        self.rest(500)

    def rest(self, milliseconds: int) -> None:
        """Wait at least so long, and until nothing moves."""
        wait(milliseconds)
        Stillness(self.kiosk.window).settle(20)

    def until(self, phase: Phase, seconds: float) -> None:
        """Wait until the kiosk reaches this phase."""
        if not wait_until(lambda: self.kiosk.session.state.phase is phase, seconds):
            raise LostError(f"the kiosk is {self.kiosk.session.state.phase}, not {phase}, after {seconds} s")
        wait(1300 if phase is Phase.ATTRACT else 400)  # scenes dissolve

    def walk(self) -> Iterator[str]:
        """Go through the whole visit; each step is noted."""
        window = self.kiosk.window
        width, height = window.width(), window.height()
        self.until(Phase.ATTRACT, 60)
        yield "attract"
        self.touch_screen.press(width / 2, height / 2)
        wait(400)
        yield "first touch"
        self.touch_screen.lift(width / 2, height / 2)
        wait(200)
        yield "lifted"
        self.touch("home:bronze")
        yield "panel"
        self.touch_screen.drag((width * 0.7, height * 0.4), (width * 0.3, height * 0.4))
        self.rest(900)
        yield "swiped"
        self.touch("step:previous")
        yield "stepped back"
        self.touch("gallery:pictures")
        yield "gallery"
        self.touch("picture:2")
        yield "viewer"
        self.touch_screen.pinch((width / 2, height * 0.4), 200, 560)
        self.rest(300)
        yield "pinched"
        self.touch("bar:language")
        yield "language"
        self.until(Phase.WARNING, 15)
        yield "left alone"
        self.touch_screen.tap(width - 150, height - 60)
        wait(400)
        yield "stayed"
        self.until(Phase.ATTRACT, 30)
        yield "left alone again"
        window.close()
        wait(200)
        yield "not closed" if window.isVisible() else "closed"
        self.touch_screen.tap(width / 2, height / 2)
        wait(400)
        yield "the next visitor"
        self.touch("home:pictures")
        self.touch("picture:2")
        yield "the next visitor's picture"


def visit(kiosk: app.Kiosk) -> None:
    """Walk, print, and end the program."""
    visitor = Visit(kiosk)
    lost = ""
    try:
        for step in visitor.walk():
            visitor.note(step)
    except LostError as error:
        lost = str(error)
    window = kiosk.window
    report = {
        "platform": QGuiApplication.platformName(),
        "size": [window.width(), window.height()],
        "full": window.windowState() == Qt.WindowState.WindowFullScreen,
        "cursor": (QGuiApplication.overrideCursor() or QCursor(window.cursor())).shape().name,
        "steps": steps,
        "lost": lost,
        "messages": words_of_qt,
    }
    print(json.dumps(report, ensure_ascii=False), flush=True)
    QGuiApplication.exit(0)  # `quit` would ask the window, which refuses


class VisitedKiosk(app.Kiosk):
    """The real kiosk, with short times and a visitor."""

    def __init__(self, options: app.Options) -> None:
        super().__init__(replace(options, times=QUICK))

    def show(self) -> None:
        """Show it, and then visit it."""
        super().show()
        QTimer.singleShot(0, lambda: visit(self))


if __name__ == "__main__":
    logging.getLogger("kiosk").addHandler(Listener())
    app.Kiosk = VisitedKiosk  # type: ignore[misc]
    sys.exit(run.main(sys.argv[1:]))
