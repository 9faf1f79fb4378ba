"""A fuzzer of the screens: random inputs on every one, and the faults that they caused."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait
from tests.screens.fuzz.destinations import SHORT_MS, Destinations, WallClock
from tests.screens.fuzz.invariants import InvariantChecker
from tests.screens.fuzz.random_input import RandomInput
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


class Fuzzer:
    """Visits the screens in turn, so that each gets its share, and sends some inputs on each."""

    def __init__(
        self, visitor: Visitor, clock: WallClock, seed: int, read_stderr: Callable[[], str] = lambda: ""
    ) -> None:
        self.tally = Tally()
        self.ends: list[int] = []
        self.begin: Callable[[str], object] = lambda _: None
        self._visitor = visitor
        self._chance = random.Random(seed)
        self.destinations = Destinations(visitor, clock)
        self._input = RandomInput(visitor.window, self._chance)
        self._checker = InvariantChecker(visitor.window, read_stderr)
        visitor.kiosk.operator.when_ended(self.ends.append)

    def run(self, inputs: int, report: Callable[[int], None] = lambda _: None) -> Tally:
        """Send this many inputs, then check that a visitor is served."""
        try:
            with suppress(GoneError):
                self._run_inputs(inputs, report)
                self._outlive()
        finally:
            self._checker.end()
        return self.tally

    def _run_inputs(self, inputs: int, report: Callable[[int], None]) -> None:
        names = list(self.destinations.ways)
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
        self.destinations.go(name)
        if self._visitor.phase is Phase.ACTIVE and name != "accessibility":
            session = self._visitor.kiosk.session
            session.chooseTextSize(self._chance.choice(SIZES))
            session.chooseLanguage(self._chance.choice(session.state.outline.languages))
            wait(SHORT_MS)
        self._input.aims = [each.centre for each in self._visitor.sight().controls]
        self._note(f"the way to {name}")

    def _has_left(self, name: str) -> bool:
        """Whether to go back: at once to what one touch takes away, else mostly to see where it all leads."""
        here = self.destinations.here()
        return here != name and (name in BRIEF or self._chance.random() < 0.2)

    def _one(self) -> None:
        here = self.destinations.here()
        self.begin(here)
        kind, what = self._input.one()
        self.begin(f"{kind} {what}")
        self.tally.kinds[kind] += 1
        self.tally.screens[here] += 1
        self._note(f"{here}: {kind} {what}")

    def _note(self, after: str) -> None:
        faults = self._checker.faults(self._chance.choice([1, 1, 4, 16]))
        self.tally.faults += [f"{fault}  after  {after}" for fault in faults]
        if not self._visitor.window.isVisible():
            raise GoneError

    def _outlive(self) -> None:
        """Check that idling brings attract back, and a tap opens the scene's target."""
        self._input.let_go()
        self.destinations.clear()
        self._visitor.touch_screen.tap(*self._visitor.middle)
        wait(BEAT_MS)
        if self._visitor.phase is not Phase.ACTIVE:
            self.tally.faults.append(f"a tap does not begin a visit: {self._visitor.phase}")
        self._visitor.kiosk.session.goHome()
        wait(BEAT_MS)
        if not self._visitor.texts():
            self.tally.faults.append("Home is empty")
