"""A storm of inputs over every screen of a kiosk, its content, and the faults that it caused."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait
from tests.screens.storm.grounds import SHORT_MS, Grounds, WallClock
from tests.screens.storm.guard import Guard
from tests.screens.storm.hands import Hands
from tests.screens.visitor import BEAT_MS, Visitor

STAY = 12  # inputs before the next screen
BRIEF = ("attract", "warning")
SIZES = (100, 100, 135, 200)


class GoneError(Exception):
    """The kiosk is gone; the faults say why."""


@dataclass
class Tally:
    """Counts of inputs by kind and screen, and each fault with the input before it."""

    kinds: Counter[str] = field(default_factory=Counter)
    screens: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class Storm:
    """Visits the screens in turn, so that each gets its share, and sends some inputs on each."""

    def __init__(self, visitor: Visitor, clock: WallClock, seed: int, heard: Callable[[], str] = lambda: "") -> None:
        self.tally = Tally()
        self.ends: list[int] = []
        self.begin: Callable[[str], object] = lambda _: None
        self._visitor = visitor
        self._chance = random.Random(seed)
        self.grounds = Grounds(visitor, clock)
        self._hands = Hands(visitor.window, self._chance)
        self._guard = Guard(visitor.window, heard)
        visitor.kiosk.operator.when_ended(self.ends.append)

    def rage(self, inputs: int, report: Callable[[int], None] = lambda _: None) -> Tally:
        """Send this many inputs, then check that a visitor is served."""
        try:
            with suppress(GoneError):
                self._rage(inputs, report)
                self._outlive()
        finally:
            self._guard.end()
        return self.tally

    def _rage(self, inputs: int, report: Callable[[int], None]) -> None:
        names = list(self.grounds.ways)
        stay = max(1, min(STAY, inputs // len(names)))
        done = 0
        while done < inputs:
            self._chance.shuffle(names)
            for name in names:
                self._go(name)
                for _ in range(min(stay, inputs - done)):
                    if self._has_left(name):
                        self._go(name)
                    self._one()
                    done += 1
                report(done)

    def _go(self, name: str) -> None:
        self.grounds.go(name)
        if self._visitor.phase is Phase.ACTIVE and name != "accessibility":
            session = self._visitor.kiosk.session
            session.chooseTextSize(self._chance.choice(SIZES))
            session.chooseLanguage(self._chance.choice(session.state.outline.languages))
            wait(SHORT_MS)
        self._hands.aims = [each.centre for each in self._visitor.sight().controls]
        self._note(f"the way to {name}")

    def _has_left(self, name: str) -> bool:
        """Whether to go back: at once to what one touch takes away, else mostly to see where it all leads."""
        here = self.grounds.here()
        return here != name and (name in BRIEF or self._chance.random() < 0.2)

    def _one(self) -> None:
        here = self.grounds.here()
        self.begin(here)
        kind, what = self._hands.one()
        self.begin(f"{kind} {what}")
        self.tally.kinds[kind] += 1
        self.tally.screens[here] += 1
        self._note(f"{here}: {kind} {what}")

    def _note(self, after: str) -> None:
        faults = self._guard.faults(self._chance.choice([1, 1, 4, 16]))
        self.tally.faults += [f"{fault}  after  {after}" for fault in faults]
        if not self._visitor.window.isVisible():
            raise GoneError

    def _outlive(self) -> None:
        """Check that idling brings attract back, and a tap opens the scene's target."""
        self._hands.let_go()
        self.grounds.clear()
        self._visitor.hand.tap(*self._visitor.middle)
        wait(BEAT_MS)
        if self._visitor.phase is not Phase.ACTIVE:
            self.tally.faults.append(f"a tap does not begin a visit: {self._visitor.phase}")
        self._visitor.kiosk.session.goHome()
        wait(BEAT_MS)
        if not self._visitor.texts():
            self.tally.faults.append("Home is empty")
