"""The touches that lead through the whole article, for a replay from outside: `record_walk.py`.

Prints one line of JSON: `steps`, each with the control's id and its centre in px of the screen, and `places`, the ids
of all pages and pictures that were seen, each once. Exit code 1 if a page of the pack was not reached.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from kiosk import paths
from kiosk.app import Kiosk, Options, make_application
from kiosk.session.phases import Screen
from kiosk.tour.synthetic_touch import wait_until
from kiosk.tour.tour_visitor import TourVisitor
from kiosk.tour.tour_walk import LeapingClock, Walk

PACK = paths.content() / "zhenjiang-new-area"
SIZE = (1920, 1080)
FORWARD = ("part:next", "step:next", "viewer:next")
LEFT_OUT = "home:search"


class Recorder:
    """One kiosk that is walked through, and what was touched."""

    def __init__(self, journal: Path) -> None:
        clock = LeapingClock()
        self.kiosk = Kiosk(Options(PACK, SIZE, journal=journal, clock=clock))
        self.kiosk.show()
        assert wait_until(lambda: not self.kiosk.stage.preparing, 600), "the pack was not ready after ten minutes"
        self._walk = Walk(self.kiosk, clock, TourVisitor())
        self.steps: list[dict[str, object]] = []
        self.places: list[str] = []

    def record(self) -> None:
        """From attract to Home, from there into every tile, to its end and back, and through the languages."""
        self._tap("attract")
        if self.kiosk.session.state.place.screen is not Screen.HOME:
            self._tap("bar:home")
        tiles = [each.id for each in self._walk.read_screen().controls if each.id.startswith("home:")]
        for tile in tiles:
            if tile == LEFT_OUT:
                continue
            self._tap(tile)
            if self._is_usable("picture:0"):
                self._tap("picture:0")
            while following := next((each for each in FORWARD if self._is_usable(each)), None):
                self._tap(following)
            self._tap("bar:home")
        for _ in self.kiosk.session.state.outline.languages:
            self._tap("bar:language")

    def missing(self) -> list[str]:
        """The pages that were not seen."""
        panels = self.kiosk.session.state.outline.panels
        return [f"{panel}/{page}" for panel in panels for page in panels[panel] if f"{panel}/{page}" not in self.places]

    def _is_usable(self, identifier: str) -> bool:
        control = self._walk.read_screen().control(identifier)
        return control is not None and control.usable

    def _tap(self, identifier: str) -> None:
        assert wait_until(lambda: self._is_usable(identifier), 10), f"{identifier} is not on the screen"
        x, y = self._walk.touch(identifier).centre
        self.steps.append({"control": identifier, "x": x, "y": y})
        state = self.kiosk.session.state
        place = state.place
        where = place.screen.value
        if place.panel:
            where = f"{place.panel}/{state.outline.panels[place.panel][place.page]}"
        elif place.screen is Screen.VIEWER:
            where = f"{place.gallery}/{place.picture}"
        if where not in self.places:
            self.places.append(where)


def main() -> int:
    """Walk, and print."""
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        recorder = Recorder(Path(folder) / "journal.sqlite")
        recorder.record()
        missing = recorder.missing()
        recorder.kiosk.close()
    print(json.dumps({"steps": recorder.steps, "places": recorder.places}))
    if missing:
        print(f"not reached: {', '.join(missing)}", file=sys.stderr)
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main())
