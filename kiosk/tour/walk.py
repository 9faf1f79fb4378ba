"""The way through the kiosk: attract, Home, every page, every gallery and picture, the warning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.app import Kiosk
from kiosk.flow.phase import Phase, Screen
from kiosk.services.searching import sound
from kiosk.tour.glass import Glass, wait_until
from kiosk.tour.reader import Reader
from kiosk.tour.sight import Control, Sight, look
from kiosk.tour.stillness import Stillness

# What a touch tells of, beside the first of its kind.
_TOLD = re.compile("(station|level|point):([1-9])")


class LostError(Exception):
    """The tour stands before something that no visitor could go on from."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One screen of the tour: where it is, and a name for its picture."""

    name: str
    screen: str
    panel: str | None = None
    page: str | None = None
    gallery: str | None = None
    picture: int | None = None


class LeapingClock:
    """A monotonic clock that a program may set forward, so that a tour need not wait for the idle limit."""

    def __init__(self, now: float = 1000.0) -> None:
        from time import monotonic

        self._read = monotonic
        self._from = monotonic()
        self._ahead = now

    def __call__(self) -> float:
        """Seconds."""
        return self._read() - self._from + self._ahead

    def leap(self, seconds: float) -> None:
        """Let time go by at once."""
        self._ahead += seconds


class Walk:
    """Walks one kiosk as a visitor would: by touching what is on the screen."""

    def __init__(self, kiosk: Kiosk, clock: LeapingClock, reader: Reader) -> None:
        self.kiosk = kiosk
        self.clock = clock
        self.reader = reader
        self.glass = Glass(kiosk.window)
        self._settle = Stillness(kiosk.window).settle

    def stops(self) -> Iterator[Stop]:
        """Go from screen to screen; at each `yield` the screen is still and may be looked at."""
        session, pack = self.kiosk.session, self.kiosk.pack
        if not wait_until(lambda: session.state.phase is not Phase.OUT_OF_SERVICE or not self._waits(), 600):
            raise LostError("the pack was not ready after ten minutes")
        if session.state.phase is Phase.OUT_OF_SERVICE:
            self._settle()
            yield Stop("out-of-service", "out-of-service")
            return
        yield from self._scenes()
        self.glass.tap(self.kiosk.window.width() / 2, self.kiosk.window.height() / 2)
        self._settle()
        self._speak()
        if session.state.place.screen is not Screen.HOME:
            self.touch("bar:home")
        yield from self._choose()
        yield Stop("home", "home")
        yield from self._search(pack.heading(session.state.settings.language))
        for panel, pages in session.state.outline.panels.items():
            yield from self._panel(panel, pages)
        for gallery in session.state.outline.galleries:
            yield from self._gallery(gallery, len(pack.gallery(gallery)["pictures"]))
        yield from self._leave_alone()

    def sight(self) -> Sight:
        """What is on the screen now."""
        return look(self.kiosk.window)

    def touch(self, identifier: str) -> Control:
        """Touch a control by its id."""
        control = self.sight().control(identifier)
        if control is None:
            raise LostError(f"there is no control {identifier} on this screen")
        self.glass.tap(*control.centre)
        self._settle()
        return control

    def _scenes(self) -> Iterator[Stop]:
        """Every scene of the loop, in the pack's order, whatever the time of day; none is waited for."""
        session = self.kiosk.session
        for number in range(len(session.state.outline.scenes)):
            if number:
                self.kiosk.attract.go_to(number)
                wait_until(lambda: session.state.loop.coming is None, 10)
            self._settle()
            yield Stop(f"attract-{number + 1}", "attract")

    def _waits(self) -> bool:
        return bool(self.kiosk.stage.preparing)

    def _speak(self) -> None:
        languages = self.kiosk.session.state.outline.languages
        language = self.reader.language or languages[0]
        if language not in languages:
            raise LostError(f'the pack does not speak "{language}"; it speaks {", ".join(languages)}')
        while self.kiosk.session.state.settings.language != language:
            self.touch("bar:language")

    def _choose(self) -> Iterator[Stop]:
        self.touch("bar:access")
        for choice in self.reader.choices:
            self.touch(choice)
        yield Stop("accessibility", "accessibility")
        self.touch("access:done")

    def _search(self, word: str) -> Iterator[Stop]:
        self.touch("home:search")
        yield Stop("search", "search")
        for unit in sound(word)[:4]:
            self.touch(f"key:{unit[0].lower()}")
        yield Stop("search-found", "search")
        self.touch("bar:home")

    def _panel(self, panel: str, pages: tuple[str, ...]) -> Iterator[Stop]:
        self.touch(f"home:{panel}")
        before, part = -1, 1
        while True:
            number = self.kiosk.session.state.place.page
            part = part + 1 if number == before else 1
            before = number
            name = f"panel-{panel}-{number + 1}-{pages[number]}" + (f"-part-{part}" if part > 1 else "")
            yield Stop(name, "panel", panel, pages[number])
            yield from self._told(name, panel, pages[number])
            # In the largest text the buttons for the parts lead on to the next page too.
            further = next(filter(None, map(self._usable, ("part:next", "step:next"))), None)
            if further is None:
                break
            self.touch(further.id)
            self._settle()
        if number < len(pages) - 1:
            raise LostError(f"page {number + 1} of {panel} leads no further")
        self.touch("bar:home")

    def _told(self, name: str, panel: str, page: str) -> Iterator[Stop]:
        """What a page tells of each of its stations, levels and points; of the first it tells at once."""
        for kind, number in [found.groups() for each in self.sight().controls if (found := _TOLD.fullmatch(each.id))]:
            self.touch(f"{kind}:{number}")
            yield Stop(f"{name}-{kind}-{int(number) + 1}", "panel", panel, page)

    def _usable(self, identifier: str) -> Control | None:
        control = self.sight().control(identifier)
        return control if control and control.usable else None

    def _gallery(self, gallery: str, count: int) -> Iterator[Stop]:
        self.touch(f"home:{gallery}")
        self._settle()
        yield Stop(f"gallery-{gallery}", "gallery", gallery=gallery)
        self.touch("picture:0")
        for number in range(count):
            if number:
                self.touch("viewer:next")
            self._settle()
            yield Stop(f"viewer-{gallery}-{number + 1}", "viewer", gallery=gallery, picture=number)
        self.touch("bar:home")

    def _leave_alone(self) -> Iterator[Stop]:
        session = self.kiosk.session
        times = session.rules.times
        self.clock.leap(times.eased_idle if session.eased else times.idle)
        session.wake_up()
        self.clock.leap(times.countdown * 0.4)
        session.wake_up()
        self._settle()
        if session.state.phase is not Phase.WARNING:
            raise LostError("left alone, the kiosk gives no warning")
        yield Stop("warning", "warning")
