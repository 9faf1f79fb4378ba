"""A crowd of visitors who touch anything, while packs are made live and rolled back during their visits."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from kiosk.device.errors import RefusedError
from kiosk.packs.store.installer import Installer
from kiosk.session.actions import Action
from kiosk.session.phases import SESSION, Phase
from kiosk.session.state import State
from kiosk.tour.synthetic_touch import wait
from tests.screens.visitor import Visitor


@dataclass
class Tally:
    """Counts of sessions, of packs made live and shown, and the wrong moments among them."""

    sessions: int = 0
    changes: int = 0
    swaps: int = 0
    under_hand: list[str] = field(default_factory=list)


class Crowd:
    """Sees every action of the session, and what is drawn after each touch."""

    def __init__(self, visitor: Visitor, store: Installer, seed: int) -> None:
        self.tally = Tally()
        self._visitor = visitor
        self._store = store
        self._chance = random.Random(seed)
        visitor.kiosk.session.observe(self._follow)

    def come(self, sessions: int) -> Tally:
        """Simulate this many visitors, one after another."""
        for _ in range(sessions):
            self._visit()
        return self.tally

    def _visit(self) -> None:
        visitor = self._visitor
        self.tally.sessions += 1
        visitor.touch_screen.tap(*visitor.middle)
        wait(5)
        drawn = self._drawn()
        for _ in range(self._chance.randint(1, 5)):
            self._chance.choice([self._touch, self._touch, self._touch, self._linger, self._change])()
            if visitor.phase in SESSION and self._drawn() != drawn:
                self.tally.under_hand.append(f"session {self.tally.sessions}: {drawn} became {self._drawn()}")
        if self._chance.random() < 0.5:
            self._change()
        visitor.leave()
        if self._chance.random() < 0.3:
            self._change()

    def _touch(self) -> None:
        controls = [each for each in self._visitor.sight().controls if each.usable]
        if controls:
            self._visitor.touch_screen.tap(*self._chance.choice(controls).centre)
            wait(5)

    def _linger(self) -> None:
        """Wait for the idle warning, and touch it."""
        self._visitor.let_pass(self._chance.choice([5, 70]))
        if self._visitor.phase is Phase.WARNING:
            self._visitor.touch_screen.tap(*self._visitor.middle)
            wait(5)

    def _change(self) -> None:
        """Make another pack live, or roll one back, and let the kiosk notice."""
        store_index = self._store.store_index()
        try:
            if self._chance.random() < 0.3 and len(store_index.before) > 1:
                self._store.rollback()
            else:
                self._store.use("small", self._chance.choice(store_index.packs).version)
        except RefusedError:
            return
        self.tally.changes += self._store.store_index().live != store_index.live
        self._visitor.kiosk.switcher._watch.look()

    def _drawn(self) -> str:
        return str(self._visitor.kiosk.pack.home["headline"]["zh"])

    def _follow(self, before: State, action: Action, after: State) -> None:
        if after.outline is not before.outline:
            self.tally.swaps += 1
            if after.phase in SESSION:
                self.tally.under_hand.append(f"session {self.tally.sessions}: swapped by {action}")
