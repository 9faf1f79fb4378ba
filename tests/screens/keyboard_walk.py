"""A walk by keyboard alone through every screen of a pack; what is wrong with the focus there.

`python -m tests.screens.keyboard_walk` walks through both packs that ship, in both languages, orientations and at 100
and 200 %, and prints a line for each screen where something is wrong, and a sum.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtQuick import QQuickItem

from kiosk.session.phases import Screen
from tests.screens.typist import Typist, is_framed
from tests.screens.visitor import Visitor

CLOSE = 4  # px by which controls in one line may differ
MOST_PAGES = 60
LAST = "bar:access"  # of every screen
NUMBERED = "point:"  # places on a picture are in the order of their numbers


@dataclass
class Findings:
    """What the walk saw: how many screens and controls, and what was wrong, each with its screen."""

    screens: int = 0
    controls: int = 0
    wrong: list[str] = field(default_factory=list)


class Walk:
    """Walks with one typist, who is at Home."""

    def __init__(self, typist: Typist, findings: Findings, name: str) -> None:
        self.typist = typist
        self.visitor = typist.visitor
        self.findings = findings
        self.name = name

    def everywhere(self) -> None:
        """Home, the sheet, the search, every panel with its pages, every gallery with one picture."""
        self.look("home")
        for tile in [name for name in self.ids() if name.startswith("home:")]:
            self.open(tile)
            self.follow(tile.removeprefix("home:"))
            self.go_back(tile)
        self.open("bar:access")
        self.look("sheet")
        self.strike(Qt.Key.Key_Escape)
        self.expect(self.typist.focused() == "bar:access", "sheet", "the focus did not return to its button")

    def follow(self, name: str) -> None:
        """Look at all of what a tile opened."""
        screen = self.visitor.place.screen
        self.look(name)
        if screen is Screen.SEARCH:
            self.typist.type("a")
            self.look(f"{name} with results")
        elif screen is Screen.GALLERY:
            self.open(next(each for each in self.ids() if each.startswith("picture:")))
            self.look(f"{name}, a picture")
            self.open("viewer:zoom-in", follows=False)
            self.look(f"{name}, a picture enlarged")
            self.strike(Qt.Key.Key_Escape)
        elif screen is Screen.PANEL:
            for _ in range(MOST_PAGES):
                onward = next((each for each in ("step:next", "part:next") if each in self.ids()), None)
                if onward is None:
                    break
                self.open(onward, follows=False)
                self.look(f"{name}, {onward} {self.visitor.place.page + 1}")
            else:
                self.expect(False, name, "the pages do not end")

    def open(self, identifier: str, *, follows: bool = True) -> None:
        """Press a control by keys alone."""
        self.typist.go_to(identifier)
        self.strike(Qt.Key.Key_Return)
        if follows:
            self.expect(self.typist.focused() != identifier, identifier, "the focus stayed behind")

    def go_back(self, tile: str) -> None:
        """Press Escape until Home; the focus must be on the tile then."""
        for _ in range(8):
            if self.visitor.place.screen is Screen.HOME:
                break
            self.strike(Qt.Key.Key_Escape)
        self.expect(self.typist.focused() == tile, tile, f"the focus returned to {self.typist.focused()!r}")

    def strike(self, key: Qt.Key) -> None:
        """Press a key, and wait for what it opens."""
        self.typist.press(key)
        self.typist.await_focus()

    def ids(self) -> list[str]:
        """The ids of what Tab reaches here."""
        return [str(item.property("identifier") or "") for item in self.typist.go_round()]

    def look(self, name: str) -> None:
        """Go round once, and note what is wrong here."""
        reached = self.typist.go_round()
        self.findings.screens += 1
        self.findings.controls += len(reached)
        here = [str(item.property("identifier") or "") for item in reached]
        for item, identifier in zip(reached, here, strict=True):
            self.expect(item.isVisible() and item.isEnabled(), name, f"{identifier} is hidden or disabled")
        self.expect(len(set(map(id, reached))) == len(reached), name, "a control is reached twice")
        usable = [control.id for control in self.visitor.sight().controls if control.usable]
        self.expect(sorted(here) == sorted(usable), name, f"reached {sorted(set(here) ^ set(usable))} or not")
        for problem in misplaced(reached):
            self.expect(False, name, problem)
        for _ in reached:
            self.typist.press(Qt.Key.Key_Tab)
            item = self.typist.item()
            framed = item is not None and item.hasActiveFocus() and is_framed(item)
            self.expect(framed, name, f"{self.typist.focused()} has no frame")

    def expect(self, fine: bool, screen: str, problem: str) -> None:
        """Note a problem of a screen where something is not fine."""
        if not fine:
            self.findings.wrong.append(f"{self.name}: {screen}: {problem}")


def misplaced(reached: list[QQuickItem]) -> Iterator[str]:
    """Neighbours in the order of Tab of which the second would be read first: it is above, or before it in its line.

    A column to the right may begin above the end of the one before it. After the last control of the bar it begins
    again.
    """
    for first, second in pairwise(reached):
        names = [str(item.property("identifier")) for item in (first, second)]
        if names[0] == LAST or all(name.startswith(NUMBERED) for name in names):
            continue
        (left, top, right, bottom), (x, y, x2, y2) = bounds(first), bounds(second)
        together = min(bottom, y2) - max(top, y)
        in_line = together > min(bottom - top, y2 - y) / 2
        is_before = x + x2 < left + right - CLOSE if in_line else y2 <= top + CLOSE and x < right - CLOSE
        if is_before:
            yield f"{names[1]} is read before {names[0]}"


def bounds(item: QQuickItem) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of an item in the window."""
    corner = item.mapToScene(QPointF(0, 0))
    end = item.mapToScene(QPointF(item.width(), item.height()))
    return corner.x(), corner.y(), end.x(), end.y()


def walk(visitor: Visitor, name: str, language: str = "zh", text_size: int = 100) -> Findings:
    """Begin a visit, walk through the pack that is shown, and return what was wrong."""
    findings = Findings()
    visitor.start_again()
    visitor.kiosk.session.goHome()
    visitor.kiosk.session.chooseLanguage(language)
    visitor.kiosk.session.chooseTextSize(text_size)
    Walk(Typist(visitor), findings, name).everywhere()
    return findings


def main(packs: list[Path], make: Callable[[Path, tuple[int, int]], Visitor]) -> int:
    """Walk through the packs in every way; 0 where nothing is wrong."""
    wrong = 0
    for pack in packs:
        for size in ((1920, 1080), (1080, 1920)):
            visitor = make(pack, size)
            for language in ("zh", "en"):
                for text_size in (100, 200):
                    name = f"{pack.name} {size[0]}x{size[1]} {language} {text_size} %"
                    found = walk(visitor, name, language, text_size)
                    print(f"{name}: {found.screens} screens, {found.controls} controls, {len(found.wrong)} wrong")
                    print(*found.wrong, sep="\n", end="\n" if found.wrong else "", flush=True)
                    wrong += len(found.wrong)
            visitor.kiosk.close()
    print(f"{wrong} wrong in all")
    return min(1, wrong)


if __name__ == "__main__":
    import tempfile

    from kiosk import app, paths
    from kiosk.app import Options
    from kiosk.tour.tour_walk import LeapingClock

    application = app.make_application()
    with tempfile.TemporaryDirectory() as folder:

        def _visitor(pack: Path, size: tuple[int, int]) -> Visitor:
            return Visitor(
                Options(pack, size, 55.0, moving=False, journal=Path(folder) / "journal.sqlite", clock=LeapingClock())
            )

        wanted = [Path(each) for each in sys.argv[1:]]
        sys.exit(main(wanted or [paths.content() / "zhenjiang-new-area", paths.content() / "showcase"], _visitor))
