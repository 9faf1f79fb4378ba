"""Every screen of a kiosk that a visitor or an operator may see, by name, and the way to each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtQuick import QQuickItem

from kiosk.device.settings import Hours
from kiosk.session import actions, operator_actions
from kiosk.session.day_override import NO_OVERRIDE
from kiosk.session.opening_hours import OpeningHours, Slot
from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.qml_types import type_name
from tests.screens.visitor import Visitor, is_a, items

SHORT_MS = 5
SOON = 0.5  # seconds

HOURS = Hours(OpeningHours((Slot((("09:00", "17:00"),)),)))
OVER = {"AccessSheet": "accessibility", "ColourTest": "operator: colours", "TouchTest": "operator: fingers"}


class WallClock:
    """The time of day, in a hall that is open from nine to five."""

    def __init__(self) -> None:
        self.hour = 12

    def __call__(self) -> datetime:
        return datetime(2027, 6, 1, self.hour)


class Destinations:
    """The screens of one kiosk, which keeps `HOURS` by `clock`."""

    def __init__(self, visitor: Visitor, clock: WallClock) -> None:
        self._visitor = visitor
        self._clock = clock
        self._session = visitor.kiosk.session
        # If an operator may switch the pack on the screen, what restores it.
        self.restore: Callable[[], object] = lambda: None
        session, outline = self._session, self._session.state.outline
        self.ways: dict[str, Callable[[], object]] = {
            "attract": lambda: None,
            "home": self._enter,
            "search": lambda: self._enter() or session.openSearch(),
            "search, typed": lambda: self._enter() or session.openSearch() or session.type("z"),
            "accessibility": lambda: self._enter() or visitor.touch("bar:access"),
            "warning": lambda: self._enter() or visitor.warn(),
            "out of service": lambda: session.dispatch(actions.BreakDown(session.now(), "a test")),
            "closed": self._shut,
            "keypad": self._call,
        }
        for panel, pages in outline.panels.items():
            for number, page in enumerate(pages):
                self.ways[f"panel {panel}/{page}"] = self._panel(panel, number)
        for gallery in outline.galleries:
            self.ways[f"gallery {gallery}"] = self._gallery(gallery)
            self.ways[f"viewer {gallery}"] = self._viewer(gallery)
        for page in self._pages():
            self.ways[f"operator: {page}"] = self._operator(page)
        self.ways["operator: colours"] = lambda: self._operator("screen")() or visitor.touch("screen:colours")
        self.ways["operator: fingers"] = lambda: self._operator("screen")() or visitor.touch("screen:touch")
        if visitor.kiosk.options.store is not None:
            self.ways["preview"] = self._look_at
        self.ways["operator: leave?"] = lambda: self._operator("device")() or visitor.touch("device:exit")

    def go(self, name: str) -> None:
        """Go to a screen, from wherever the kiosk is."""
        self.clear()
        self.ways[name]()
        wait(SHORT_MS)

    def clear(self) -> None:
        """Return to attract from any state."""
        session = self._session
        self._clock.hour = 12
        self._visitor.kiosk.opening_hours.override_day(NO_OVERRIDE)
        for action in (
            actions.Repaired,
            operator_actions.ReturnToService,
            operator_actions.EndPreview,
            actions.CloseOperatorMenu,
        ):
            session.dispatch(action(session.now()))
        self._visitor.touch_screen.lift_all()
        wait(1)
        for _ in range(3):
            self._visitor.clock.leap(10_000)
            session.wake_up()
        assert session.state.phase is Phase.ATTRACT
        self.restore()

    def here(self) -> str:
        """The current screen, by one of the names above if it has one."""
        state = self._session.state
        place = state.place
        if state.phase is Phase.ACTIVE:
            over = self._over()
            page = f"{place.panel}/{state.outline.panels[place.panel][place.page]}" if place.panel else place.gallery
            return over or f"{place.screen} {page}".strip()
        if state.phase is Phase.OPERATOR:
            return (self._over() or "operator: panel") if state.authenticated else "keypad"
        return str(state.phase).replace("-", " ")

    def _over(self) -> str:
        found = ""
        for item in items(self._visitor.window.contentItem()):
            name = type_name(item)
            if name in OVER:
                return OVER[name]
            if name == "OperatorMenu":
                found = f"operator: {item.property('page')}"
        return found

    def _enter(self) -> None:
        self._session.dispatch(actions.Pressed(self._session.now()))
        self._session.goHome()
        wait(SHORT_MS)

    def _panel(self, panel: str, number: int) -> Callable[[], object]:
        return lambda: self._enter() or self._session.openPanelAt(panel, number)

    def _gallery(self, gallery: str) -> Callable[[], object]:
        return lambda: self._enter() or self._session.openGallery(gallery)

    def _viewer(self, gallery: str) -> Callable[[], object]:
        return lambda: self._enter() or self._session.openPicture(gallery, 0)

    def _shut(self) -> None:
        self._clock.hour = 20
        self._visitor.kiosk.opening_hours.look()

    def _call(self) -> None:
        self._session.dispatch(actions.OpenOperatorMenu(self._session.now()))
        wait(SHORT_MS)

    def _admit(self) -> QQuickItem:
        """Open the operator menu, by the PIN or without it, and return it."""
        self._call()
        self._session.dispatch(operator_actions.Authenticate(self._session.now()))
        wait(SHORT_MS)
        return next(item for item in items(self._visitor.window.contentItem()) if is_a(item, "OperatorMenu"))

    def _look_at(self) -> None:
        """View a pack that is not live; if there is none, stay on the page of packs."""
        self._operator("packs")()
        for identifier in ("packs:1", "pack:look"):
            wait_until(lambda wanted=identifier: self._visitor.sight().control(wanted) is not None, SOON)
            if self._visitor.sight().control(identifier):
                self._visitor.touch(identifier)

    def _pages(self) -> list[str]:
        """All pages of the operator menu, by their names."""
        pages = self._admit().property("pages").toVariant()
        self.clear()
        return [page[0] for page in pages]

    def _operator(self, page: str) -> Callable[[], None]:
        def go() -> None:
            self._admit().setProperty("page", page)
            wait(SHORT_MS)

        return go
