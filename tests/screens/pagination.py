"""Comparison of the parts that `pack check` predicts with those on the screen of a running kiosk.

`python -m tests.screens.pagination [SCREEN …]` compares every page of the bundled packs, in each language and text
size, on screens of five sizes in both orientations, and prints how often the prediction was right.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtQuick import QQuickItem

from kiosk import paths
from kiosk.app import Options, make_application
from kiosk.content.page_breaks import PaginatedPage, Setting
from kiosk.content.screen_sizes import ScreenSize, read_screen_size
from kiosk.packs.pack_check import Screens, examine
from kiosk.session.state import TEXT_SIZES
from kiosk.tour.synthetic_touch import wait, wait_until
from kiosk.tour.tour_walk import LeapingClock
from tests.screens.visitor import Visitor, block_columns

PACKS = ("zhenjiang-new-area", "showcase")
LANGUAGES = ("zh", "en")
SCREENS = tuple(f"{inches}in{upright}" for inches in ("21.5", "24", "32", "43", "55") for upright in ("", "-portrait"))
STEADY = 3  # checks at which a page has its parts
PATIENCE = 12  # seconds


class Shown(NamedTuple):
    """The number of parts of a page, 0 if it does not settle, and whether some item is higher than the screen."""

    parts: int
    cut: bool = False


class Seen(NamedTuple):
    """A page in one setting: the prediction, and what the kiosk shows."""

    page: str
    setting: Setting
    foretold: Shown
    shown: Shown


def foretell(pack: Path, cache: Path, screen: ScreenSize) -> tuple[PaginatedPage, ...]:
    """Return `pack check`'s prediction for the pages of a pack on one screen."""
    found = examine(pack, cache, screens=Screens([screen]))
    assert found.pages, [problem.text() for problem in found.problems]
    return found.pages


def compare(visitor: Visitor, pages: Iterable[PaginatedPage], settings: Iterable[Setting]) -> Iterator[Seen]:
    """Open each page of a kiosk in each of these settings for its screen."""
    session = visitor.kiosk.session
    session.pressed()
    pages = tuple(pages)
    for setting in settings:
        session.goHome()
        session.chooseLanguage(setting.language)
        session.chooseTextSize(setting.text_size)
        assert (session.language, session.state.settings.text_size) == (setting.language, setting.text_size)
        for page in pages:
            session.openPanel(page.panel, page.page)
            found = page.settings[setting]
            foretold = Shown(found.parts, bool(found.overfull))
            yield Seen(f"{page.panel}/{page.page}", setting, foretold, _shown(visitor))


def _shown(visitor: Visitor) -> Shown:
    """The visible page, once it and its neighbours have settled."""
    steady = 0

    def bodies() -> list[QQuickItem]:
        return block_columns(visitor.window.contentItem())

    def is_steady() -> bool:
        nonlocal steady
        steady = steady + 1 if visitor.is_composed() and all(body.property("composed") for body in bodies()) else 0
        return steady >= STEADY

    wait(1)
    if not wait_until(is_steady, PATIENCE) and not visitor.is_composed():
        return Shown(0)
    (body,) = (body for body in bodies() if body.property("seen"))
    slots = [slot for slot in body.childItems()[0].childItems() if slot.property("kind")]
    # Parts that an answer reveals are counted, and what reaches only into the margin is not cut off.
    end = body.height() + float(body.property("margin"))
    return Shown(int(body.property("parts")), any(slot.y() + slot.height() > end for slot in slots))


def main(screens: list[str]) -> int:
    """Print wrong predictions, and the number of right ones; return 0 if all were right."""
    make_application()
    right = count = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in screens or SCREENS:
            screen = read_screen_size(name)
            assert screen is not None, name
            for pack in (paths.content() / pack for pack in PACKS):
                pages = foretell(pack, paths.cache(), screen)
                settings = [Setting(screen, language, size) for language in LANGUAGES for size in TEXT_SIZES]
                options = Options(
                    pack,
                    (screen.width, screen.height),
                    moving=False,
                    diagonal=screen.inches,
                    clock=LeapingClock(),
                    journal=Path(folder) / "journal.sqlite",
                )
                visitor = Visitor(options)
                for seen in compare(visitor, pages, settings):
                    count += 1
                    right += seen.foretold == seen.shown
                    if seen.foretold != seen.shown:
                        where = f"{seen.page}, {seen.setting.description}"
                        print(f"{where}: {seen.foretold} foretold, {seen.shown} shown", flush=True)
                visitor.kiosk.close()
            print(f"{name}: {right} of {count} right so far", flush=True)
    print(f"{right} of {count} right")
    return int(right < count)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
