"""A visitor of the running kiosk: touches the screen and reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.app import Kiosk, Options
from kiosk.session.phases import Phase, Screen
from kiosk.session.state import Place
from kiosk.tour.accessibility_tree import AccessibleControl, ScreenContent, read_screen
from kiosk.tour.synthetic_touch import SyntheticTouch, wait, wait_until
from kiosk.tour.tour_walk import LeapingClock
from tests.qml_types import type_name

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests" / "packs" / "small"
ARTICLE = ROOT / "content" / "zhenjiang-new-area"
LANDSCAPE = (1920, 1080)
PORTRAIT = (1080, 1920)
BEAT_MS = 30


class Visitor:
    """One kiosk with a clock that can be advanced, and a touch screen."""

    def __init__(self, options: Options) -> None:
        assert isinstance(options.clock, LeapingClock)
        self.clock = options.clock
        self.kiosk = Kiosk(options)
        self.kiosk.show()
        window = self.kiosk.window
        assert isinstance(window, QQuickWindow)
        self.window = window
        self.touch_screen = SyntheticTouch(window)
        self.await_pack()

    def await_pack(self) -> None:
        """Start once something is visible; without a cache that takes minutes on a busy machine."""
        assert wait_until(lambda: not self.kiosk.stage.preparing, 300)

    @property
    def place(self) -> Place:
        return self.kiosk.session.state.place

    @property
    def phase(self) -> Phase:
        return self.kiosk.session.state.phase

    @property
    def language(self) -> str:
        return self.kiosk.session.language

    @property
    def middle(self) -> tuple[float, float]:
        return self.window.width() / 2, self.window.height() / 2

    def leave(self) -> None:
        """Lift all fingers and stay away until attract is back."""
        self.touch_screen.lift_all()
        wait(1)
        for _ in range(3):
            # Nobody waits longer: each scene that passes is drawn.
            if self.phase is not Phase.ATTRACT:
                self.clock.leap(10_000)
                self.kiosk.session.wake_up()
        wait(BEAT_MS)
        assert wait_until(lambda: self.phase is Phase.ATTRACT, 20)

    def begin(self) -> None:
        """From attract, with one tap, to Home."""
        self.touch_screen.tap(*self.middle)
        wait(BEAT_MS)
        assert wait_until(lambda: (self.phase, self.place.screen) == (Phase.ACTIVE, Screen.HOME), 20)

    def start_again(self) -> None:
        """Stay away until attract is back, and touch it as the next visitor: that leads to its scene's target."""
        self.leave()
        self.touch_screen.tap(*self.middle)
        wait(BEAT_MS)

    def start_at_home(self) -> None:
        """As `start_again`, to Home whatever scene plays: the page that a scene opens would be drawn for nothing."""
        self.leave()
        session = self.kiosk.session
        outline = session.state.outline
        scenes = tuple(replace(scene, opens="") for scene in outline.scenes)
        session._state = replace(session.state, outline=replace(outline, scenes=scenes))
        self.begin()

    def hush(self) -> None:
        """Stop all timers: a file check every 2 s, a message every 20 s while a finger moves."""
        self.kiosk.switcher._watch._timer.stop()
        self.kiosk.folders.close()
        self.find("TouchObserver").setProperty("pause", 600_000)

    def let_pass(self, seconds: float) -> None:
        """Advance time at once, and let the screen follow."""
        self.clock.leap(seconds)
        self.kiosk.session.wake_up()
        wait(BEAT_MS)

    def warn(self) -> None:
        """Stay away until the idle warning."""
        self.let_pass(10_000)
        assert wait_until(lambda: self.phase is Phase.WARNING, 20)

    def open_page(self, panel: str, page: str) -> None:
        """Go to a page, and wait until it is composed."""
        self.kiosk.session.openPanel(panel, page)
        wait(BEAT_MS)
        assert wait_until(self.is_composed, 20)

    def is_composed(self) -> bool:
        """Whether the visible page has its parts."""
        columns = [column for column in block_columns(self.window.contentItem()) if column.property("seen")]
        return len(columns) == 1 and bool(columns[0].property("composed"))

    def sight(self) -> ScreenContent:
        return read_screen(self.window)

    def texts(self) -> tuple[str, ...]:
        return self.sight().texts

    def control(self, identifier: str) -> AccessibleControl:
        control = self.sight().control(identifier)
        assert control is not None, f"{identifier} is not in sight: {[each.id for each in self.sight().controls]}"
        return control

    def touch(self, identifier: str) -> None:
        """Tap the middle of a control."""
        self.touch_screen.tap(*self.control(identifier).centre)
        wait(BEAT_MS)

    def swipe(self, by: float) -> None:
        """Drag across the middle by `by` widths of the window: -0.4 moves on to the right."""
        x, y = self.middle
        half = by * self.window.width() / 2
        self.touch_screen.drag((x - half, y), (x + half, y))
        wait(520)

    def find(self, kind: str) -> QQuickItem:
        """The one visible item of a QML type."""
        found = [item for item in items(self.window.contentItem()) if is_a(item, kind) and item.isVisible()]
        assert len(found) == 1, f"{len(found)} of {kind}"
        return found[0]


def is_a(item: QQuickItem, kind: str) -> bool:
    """Whether an item is an instance of the QML file of this name."""
    return type_name(item) == kind


def block_columns(item: QQuickItem) -> list[QQuickItem]:
    """The visible columns of blocks; most items of a screen are in one, where there is no other."""
    if is_a(item, "BlockColumn"):
        return [item]
    seen = (child for child in item.childItems() if child.isVisible() and child.opacity() > 0)
    return [column for child in seen for column in block_columns(child)]


def items(item: QQuickItem) -> Iterator[QQuickItem]:
    """An item and all visible descendants, parents first."""
    waiting = [item]
    while waiting:
        item = waiting.pop()
        yield item
        waiting += [child for child in reversed(item.childItems()) if child.isVisible() and child.opacity() > 0]
