"""Simulated visitors of the running kiosk, random by seed, or always the same."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import replace

from kiosk.app import Kiosk
from kiosk.packs.search_index import sound
from kiosk.session.phases import Phase, Screen
from kiosk.tour.accessibility_tree import read_screen
from kiosk.tour.synthetic_touch import Point, SyntheticTouch
from kiosk.tour.tour_walk import LeapingClock
from soak.driver import Frames, Pause, Script, Until

ACTIONS = 8, 16
LONG = 10_000.0  # seconds, after which the visitor is gone
FILM_MS, PAGE_FILM_MS = 250, 1500
LEARN_MS = 400
MOST_STEPS = 40
# Controls that lead on are chosen more often than permanent ones; an open accessibility sheet is soon closed.
WEIGHTS = {
    "bar:home": 0.3,
    "bar:back": 0.3,
    "bar:language": 0.15,
    "bar:access": 0.15,
    "access": 0.4,
    "access:done": 4.0,
}


class Visits:
    """Makes one visit after another; `acts` counts actions by kind. `slow`: at human pace."""

    def __init__(self, kiosk: Kiosk, clock: LeapingClock, seed: int, *, slow: bool = False) -> None:
        self._kiosk = kiosk
        self._session = kiosk.session
        self._clock = clock
        self._slow = slow
        self._chance = random.Random(seed)  # noqa: S311  no secret
        self._hand = SyntheticTouch(kiosk.window)
        # The controls by place: looked up once, so that this program does not affect the measurement.
        self._atlas: dict[Hashable, list[tuple[str, Point]]] = {}
        self._sheet = False
        self.acts: Counter[str] = Counter()

    def visit(self) -> Script:
        """Arrive, do something, leave; some pause too long, and answer the idle warning."""
        yield from self._come()
        for _ in range(self._chance.randint(*ACTIONS)):
            if self._session.state.phase is Phase.WARNING:
                yield from self._tap(self._at(0.5, 0.5))
            if self._session.state.phase is not Phase.ACTIVE:
                break
            yield from self._act()
            if self._chance.random() < 0.01:
                yield from self._stay_away()
        yield from self._leave()

    def panels(self) -> Script:
        """Turn every page of every panel."""
        yield from self._come()
        for panel, pages in self._session.state.outline.panels.items():
            yield from self._open(panel)
            yield from self._turn_to(len(pages) - 1)
            yield from self._touch_all(["bar:home"])
        yield from self._leave()

    def viewer(self) -> Script:
        """Zoom into the pictures of every gallery."""
        yield from self._come()
        for gallery in self._session.state.outline.galleries:
            yield from self._open(gallery)
            yield from self._touch_all(["picture:0"])
            for _ in range(3):
                yield from self._pinch(0.1, 0.4)
                yield from self._touch_all(["viewer:next"])
            yield from self._touch_all(["bar:home"])
        yield from self._leave()

    def search(self) -> Script:
        """Search for the pack's own title, and open a result."""
        yield from self._come()
        word = self._kiosk.pack.heading(self._session.state.settings.language)
        keys = [f"key:{unit[0].lower()}" for unit in sound(word)[:4]]
        yield from self._open("search")
        yield from self._touch_all([*keys, "result:0", "bar:home", "bar:language"])
        yield from self._touch_all(["bar:access", "access:text-size:200", "access:contrast:high", "access:done"])
        yield from self._leave()

    def page_film(self) -> Script:
        """Play the film of the page that has one, and leave while it plays."""
        yield from self._come()
        panel, page = next(
            (panel, number)
            for panel, pages in self._session.state.outline.panels.items()
            for number, page in enumerate(pages)
            if page == "film"
        )
        yield from self._open(panel)
        yield from self._turn_to(page)
        yield from self._touch_all(["video:film"])
        yield Pause(PAGE_FILM_MS)
        yield from self._leave()

    def _come(self) -> Script:
        self._sheet = False
        yield from self._tap(self._at(self._chance.uniform(0.2, 0.8), self._chance.uniform(0.2, 0.8)))
        if self._session.state.place.screen is not Screen.HOME:
            yield from self._touch_all(["bar:home"])

    def _leave(self) -> Script:
        """Lift all fingers and stay away until attract is back."""
        self._hand.lift_all()
        yield Frames(1)
        for _ in range(4):
            if self._session.state.phase is Phase.ATTRACT:
                break
            yield from self._stay_away()
        yield Frames(2)
        if self._slow:
            yield Pause(self._chance.randint(5_000, 60_000))

    def _stay_away(self) -> Script:
        if self._slow:
            phase = self._session.state.phase
            yield Until(lambda: self._session.state.phase is not phase, 300)
        else:
            self._clock.leap(LONG)
            self._session.wake_up()
        yield Frames(2)

    def _act(self) -> Script:
        chance, screen = self._chance.random(), self._session.state.place.screen
        if chance < 0.06 and screen in {Screen.PANEL, Screen.VIEWER, Screen.GALLERY}:
            yield from self._swipe()
        elif chance < 0.25 and screen is Screen.VIEWER:
            yield from self._pinch(*self._chance.choice([(0.1, 0.4), (0.4, 0.1), (0.1, 0.3)]))
        elif chance < 0.10:
            self.acts["anywhere"] += 1
            yield from self._tap(self._at(self._chance.random(), self._chance.random()))
        else:
            yield from self._touch_any()
        if self._slow:
            yield Pause(self._chance.randint(500, 5_000))

    def _touch_any(self) -> Script:
        yield from self._learn()
        controls = self._atlas[self._here()]
        if not controls:
            self._sheet = False
            yield Frames(1)
            return
        weights = [WEIGHTS.get(name, WEIGHTS.get(name.partition(":")[0], 1.0)) for name, _ in controls]
        yield from self._touch(*self._chance.choices(controls, weights)[0])

    def _touch_all(self, names: Iterable[str]) -> Script:
        """Touch one control after another; a missing one counts as `missed`."""
        for name in names:
            yield from self._learn()
            spot = dict(self._atlas[self._here()]).get(name)
            if spot is None:
                self.acts["missed"] += 1
                yield Frames(1)
            else:
                yield from self._touch(name, spot)

    def _open(self, name: str) -> Script:
        """Go from Home to a panel, a gallery or the search; repeat a touch that was not answered."""
        for _ in range(3):
            yield from self._touch_all([f"home:{name}"])
            yield Until(lambda: self._session.state.place.screen is not Screen.HOME, 0.5)
            if self._session.state.place.screen is not Screen.HOME:
                return

    def _turn_to(self, page: int) -> Script:
        """Step to a page; a page with parts takes more than one touch."""
        for _ in range(MOST_STEPS):
            if self._session.state.place.page >= page:
                return
            yield from self._touch_all(["step:next"])

    def _touch(self, name: str, spot: Point) -> Script:
        self.acts[name if name in WEIGHTS else name.partition(":")[0]] += 1
        yield from self._tap(spot)
        if name.startswith("bar:") or name == "access:done":
            self._sheet = name == "bar:access" and not self._sheet
        if name.startswith(("video:", "audio:")):
            yield Pause(FILM_MS)

    def _here(self) -> Hashable:
        state = self._session.state
        settings = state.settings
        # Results are at the same positions whatever is searched for.
        place = replace(state.place, picture=0, query=state.place.query[:1])
        return place, self._sheet, settings.language, settings.text_size, state.outline.pack

    def _learn(self) -> Script:
        """Look up the controls of this place if unknown, once all of it is there."""
        while (here := self._here()) not in self._atlas:
            yield Pause(LEARN_MS)
            yield Frames(2)
            if self._here() != here:  # a swipe was still in progress
                continue
            controls = read_screen(self._kiosk.window).controls
            self._atlas[here] = [(each.id, each.centre) for each in controls if each.id and each.usable]

    def _at(self, x: float, y: float) -> Point:
        return self._kiosk.window.width() * x, self._kiosk.window.height() * y

    def _tap(self, spot: Point) -> Script:
        self._hand.press(*spot)
        yield Frames(1)
        self._hand.lift(*spot)
        yield Frames(2)

    def _swipe(self) -> Script:
        by = self._chance.choice([-0.2, 0.2])
        self.acts["swipe"] += 1
        self._hand.press(*self._at(0.5 - by, 0.5))
        for step in range(1, 5):
            yield Pause(8)
            self._hand.move(*self._at(0.5 - by + by * step / 2, 0.5))
        self._hand.lift(*self._at(0.5 + by, 0.5))
        yield Frames(2)

    def _pinch(self, start: float, end: float) -> Script:
        self.acts["pinch"] += 1
        self._hand.touch(pressed=self._pair(start))
        for step in range(1, 5):
            yield Pause(8)
            self._hand.touch(moved=self._pair(start + (end - start) * step / 4))
        self._hand.lift_all()
        yield Frames(2)

    def _pair(self, apart: float) -> dict[int, Point]:
        return {0: self._at(0.5 - apart, 0.4), 1: self._at(0.5 + apart, 0.4)}
