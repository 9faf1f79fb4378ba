"""Random visits, one after another: what a visitor's hand does, drawn by a seed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

from kiosk.app import Kiosk
from kiosk.flow.phase import Phase, Screen
from kiosk.tour.glass import Glass, Spot
from kiosk.tour.sight import look
from kiosk.tour.walk import LeapingClock
from soak.driver import Frames, Pause, Script, Until

ACTIONS = 8, 20
FILM_MS = 250
# What leads on is chosen more often than what is always there; the sheet, where it is open, is soon closed again.
WEIGHTS = {
    "bar:home": 0.3,
    "bar:back": 0.3,
    "bar:language": 0.15,
    "bar:access": 0.15,
    "access": 0.4,
    "access:done": 4.0,
}


class Visits:
    """Makes one visit after another; `done` counts them, and `acts` what was done, by kind."""

    def __init__(self, kiosk: Kiosk, clock: LeapingClock, seed: int) -> None:
        self._kiosk = kiosk
        self._session = kiosk.session
        self._clock = clock
        self._chance = random.Random(seed)  # noqa: S311  no secret
        self._hand = Glass(kiosk.window)
        # Where the controls are, by place: asked for once, so that this program leaves nothing in what it measures.
        self._atlas: dict[tuple[object, ...], list[tuple[str, Spot]]] = {}
        self._sheet = False
        self.done = 0
        self.acts: Counter[str] = Counter()

    def visit(self) -> Script:
        """Come, do something, go; some stay away too long, and answer the warning."""
        width, height = self._kiosk.window.width(), self._kiosk.window.height()
        self._sheet = False
        yield from self._tap((width * self._chance.uniform(0.2, 0.8), height * self._chance.uniform(0.2, 0.8)))
        for _ in range(self._chance.randint(*ACTIONS)):
            if self._session.state.phase is Phase.WARNING:
                yield from self._tap((width / 2, height / 2))
            if self._session.state.phase is not Phase.ACTIVE:
                break
            yield from self._act()
            if self._chance.random() < 0.01:
                yield from self._stay_away()
        yield from self.leave()
        self.done += 1

    def leave(self) -> Script:
        """Take all fingers off and stay away until attract is back."""
        self._hand.lift_all()
        yield Frames(1)
        for _ in range(4):
            if self._session.state.phase is Phase.ATTRACT:
                break
            yield from self._stay_away()
        yield Frames(2)

    def _stay_away(self) -> Script:
        self._clock.leap(10_000)
        self._session.wake_up()
        yield Frames(2)

    def _act(self) -> Script:
        chance = self._chance.random()
        screen = self._session.state.place.screen
        if chance < 0.06 and screen in {Screen.PANEL, Screen.VIEWER, Screen.GALLERY}:
            yield from self._swipe()
        elif chance < 0.25 and screen is Screen.VIEWER:
            yield from self._pinch()
        elif chance < 0.10:
            width, height = self._kiosk.window.width(), self._kiosk.window.height()
            self.acts["anywhere"] += 1
            yield from self._tap((self._chance.random() * width, self._chance.random() * height))
        else:
            yield from self._touch()

    def _touch(self) -> Script:
        controls = self._controls()
        if not controls:
            self._sheet = False
            yield Frames(1)
            return
        weights = [WEIGHTS.get(name, WEIGHTS.get(name.split(":")[0], 1.0)) for name, _ in controls]
        name, spot = self._chance.choices(controls, weights)[0]
        self.acts[name if name in WEIGHTS else name.split(":")[0]] += 1
        yield from self._tap(spot)
        if name in {"bar:access", "access:done"}:
            self._sheet = not self._sheet and name == "bar:access"
        elif name.startswith("bar:"):
            self._sheet = False
        if name.split(":")[0] in {"video", "audio"}:
            yield Pause(FILM_MS)

    def _controls(self) -> list[tuple[str, Spot]]:
        state = self._session.state
        place = state.place
        key = (place.screen, place.panel, place.page, place.gallery, bool(place.query), self._sheet)
        key += (state.settings.language, state.settings.text_size, state.outline.pack)
        if key not in self._atlas:
            self._atlas[key] = [
                (control.id, control.centre)
                for control in look(self._kiosk.window).controls
                if control.id and control.usable
            ]
        return self._atlas[key]

    def _tap(self, spot: Spot) -> Script:
        self._hand.press(*spot)
        yield Frames(1)
        self._hand.lift(*spot)
        yield Frames(2)

    def _swipe(self) -> Script:
        width, height = self._kiosk.window.width(), self._kiosk.window.height()
        x, y, by = width / 2, height * 0.5, width * self._chance.choice([-0.2, 0.2])
        self.acts["swipe"] += 1
        self._hand.press(x - by, y)
        for step in range(1, 5):
            yield Pause(8)
            self._hand.move(x - by + by * step / 2, y)
        self._hand.lift(x + by, y)
        yield Frames(2)

    def _pinch(self) -> Script:
        width, height = self._kiosk.window.width(), self._kiosk.window.height()
        x, y = width / 2, height * 0.4
        start, end = self._chance.choice([(0.1, 0.4), (0.4, 0.1), (0.1, 0.3)])
        self.acts["pinch"] += 1

        def pair(apart: float) -> dict[int, Spot]:
            return {0: (x - apart * width / 2, y), 1: (x + apart * width / 2, y)}

        self._hand.touch(pressed=pair(start))
        for step in range(1, 5):
            yield Pause(8)
            self._hand.touch(moved=pair(start + (end - start) * step / 4))
        self._hand.lift_all()
        yield Frames(2)


def scenes(kiosk: Kiosk, count: int, told: Callable[[int], None]) -> Script:
    """Let so many scenes of attract come into view, each as soon as the one before it is there."""
    session = kiosk.session
    for number in range(count):
        kiosk.attract.next()
        yield Until(lambda: session.state.loop.coming is None)
        yield Frames(3)
        told(number + 1)
