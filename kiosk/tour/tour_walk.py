"""Walk through the kiosk: attract, Home, every page, every gallery and picture, the warning.

Places without a tile on Home are reached as a visitor reaches them: by a link on a page, by the search, or by a scene.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kiosk.app import Kiosk
from kiosk.packs.search_index import sound
from kiosk.session.phases import Phase, Screen
from kiosk.tour.accessibility_tree import AccessibleControl, ScreenContent, read_screen
from kiosk.tour.stillness import Stillness
from kiosk.tour.synthetic_touch import SyntheticTouch, wait_until
from kiosk.tour.tour_visitor import TourVisitor

# Controls whose touch reveals further content, besides the first of its kind.
_DETAIL = re.compile("(station|level|point):([1-9])")
_LINK = re.compile("(?:link|gallery):([^/]+)(?:/.*)?")


class LostError(Exception):
    """The tour is at a place from which no visitor could go on."""


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
    """A monotonic clock that can be set forward, so that a tour need not wait for the idle limit."""

    def __init__(self, now: float = 1000.0) -> None:
        from time import monotonic

        self._monotonic = monotonic
        self._start = monotonic()
        self._offset = now

    def __call__(self) -> float:
        """Return the time in seconds."""
        return self._monotonic() - self._start + self._offset

    def leap(self, seconds: float) -> None:
        """Advance the time at once."""
        self._offset += seconds


class Walk:
    """Walks through one kiosk as a visitor would: by touching controls on the screen."""

    def __init__(self, kiosk: Kiosk, clock: LeapingClock, visitor: TourVisitor) -> None:
        self.kiosk = kiosk
        self.clock = clock
        self.visitor = visitor
        self.touch_screen = SyntheticTouch(kiosk.window)
        # The panels and galleries without any link.
        self.unreached: tuple[str, ...] = ()
        self._settle = Stillness(kiosk.window).settle
        self._touched: tuple[str, ...] = ()  # since Home
        self._links: dict[str, tuple[str, ...]] = {}  # the touches from Home to a panel or gallery

    def stops(self) -> Iterator[Stop]:
        """Yield screen by screen; at each `yield` the screen is still and may be captured."""
        session, pack = self.kiosk.session, self.kiosk.pack
        if not wait_until(lambda: session.state.phase is not Phase.OUT_OF_SERVICE or not self._is_preparing(), 600):
            raise LostError("the pack was not ready after ten minutes")
        if session.state.phase is Phase.OUT_OF_SERVICE:
            self._settle()
            yield Stop("out-of-service", "out-of-service")
            return
        yield from self._scenes()
        self.touch_screen.tap(self.kiosk.window.width() / 2, self.kiosk.window.height() / 2)
        self._settle()
        yield from self._choose_language()
        if session.state.place.screen is not Screen.HOME:
            self.touch("bar:home")
        yield from self._choose_settings()
        yield Stop("home", "home")
        yield from self._search(pack.heading(session.state.settings.language))
        yield from self._places()
        yield from self._leave_alone()

    def read_screen(self) -> ScreenContent:
        """Return what is on the screen now."""
        return read_screen(self.kiosk.window)

    def touch(self, identifier: str) -> AccessibleControl:
        """Touch a control by its id."""
        control = self.read_screen().control(identifier)
        if control is None:
            raise LostError(f"there is no control {identifier} on this screen")
        self.touch_screen.tap(*control.centre)
        self._settle()
        self._touched = () if identifier == "bar:home" else (*self._touched, identifier)
        return control

    def _scenes(self) -> Iterator[Stop]:
        """Yield every scene of the loop, in the pack's order, whatever the time of day, without waiting."""
        session = self.kiosk.session
        for number in range(len(session.state.outline.scenes)):
            if number:
                self.kiosk.attract.go_to(number)
                wait_until(lambda: session.state.loop.coming is None, 10)
            self._settle()
            yield Stop(f"attract-{number + 1}", "attract")

    def _is_preparing(self) -> bool:
        return bool(self.kiosk.stage.preparing)

    def _choose_language(self) -> Iterator[Stop]:
        languages = self.kiosk.session.state.outline.languages
        language = self.visitor.language or languages[0]
        if language not in languages:
            raise LostError(f'the pack does not speak "{language}"; it speaks {", ".join(languages)}')
        if len(languages) > 2:
            self.touch("bar:language")
            yield Stop("languages", "languages")
            self.touch(f"language:{language}")
        elif self.kiosk.session.state.settings.language != language:
            self.touch("bar:language")

    def _choose_settings(self) -> Iterator[Stop]:
        self.touch("bar:access")
        for choice in self.visitor.choices:
            self.touch(choice)
        yield Stop("accessibility", "accessibility")
        self.touch("access:done")
        self._touched = ()

    def _search(self, word: str) -> Iterator[Stop]:
        self.touch("home:search")
        yield Stop("search", "search")
        self._type(sound(word)[:4])
        yield Stop("search-found", "search")
        self.touch("bar:home")

    def _type(self, sounds: Iterable[str]) -> None:
        for unit in sounds:
            if self._usable(key := f"key:{unit[0].lower()}"):
                self.touch(key)

    def _places(self) -> Iterator[Stop]:
        """Yield every panel and gallery, in the pack's order; one linked only from a later one comes after that."""
        outline, pack = self.kiosk.session.state.outline, self.kiosk.pack
        remaining = [*outline.panels, *outline.galleries]
        pending: list[str] = []
        while remaining != pending:
            pending, remaining = remaining, []
            for place in pending:
                if not self._go(place):
                    remaining.append(place)
                elif place in outline.panels:
                    yield from self._panel(place, outline.panels[place])
                else:
                    yield from self._gallery(place, len(pack.gallery(place)["pictures"]))
        self.unreached = tuple(remaining)

    def _go(self, place: str) -> bool:
        """Go from Home to a panel or a gallery by the first available way; stay on Home where there is none."""
        return self._by_tile(place) or self._by_link(place) or self._by_search(place) or self._by_scene(place)

    def _by_tile(self, place: str) -> bool:
        tile = self._usable(f"home:{place}") or self._usable(f"home:ring:{place}")
        if tile is not None:
            self.touch(tile.id)
        return tile is not None

    def _by_link(self, place: str) -> bool:
        for control in self._links.get(place, ()):
            self.touch(control)
        return place in self._links

    def _by_search(self, place: str) -> bool:
        """Find a panel by the initials of its title, or a gallery by those of its first picture, in any language."""
        outline, pack = self.kiosk.session.state.outline, self.kiosk.pack
        subject = pack.panel(place) if place in outline.panels else pack.gallery(place)["pictures"][0]
        language = self.kiosk.session.language
        titles = dict.fromkeys([subject["title"][language], *subject["title"].values()])
        self.touch("home:search")
        for title in titles:
            self._type(sound(title))
            results: Any = self.kiosk.search.results
            for number, result in enumerate(results):
                if place == result.get("panel", result.get("gallery")) and result.get("page", -1) < 0:
                    while not self._usable(f"result:{number}"):
                        self.touch("results:next")
                    self.touch(f"result:{number}")
                    return True
            if self._usable("key:clear"):
                self.touch("key:clear")
        self.touch("bar:home")
        return False

    def _by_scene(self, place: str) -> bool:
        """Leave the kiosk alone until attract is back, and touch the scene that opens the place."""
        session = self.kiosk.session
        scene = next((at for at, each in enumerate(session.state.outline.scenes) if each.opens == place), None)
        if scene is None:
            return False
        while session.state.phase is not Phase.ATTRACT:
            self.clock.leap(session.rules.times.eased_idle)
            session.wake_up()
        self.kiosk.attract.go_to(scene)
        wait_until(lambda: session.state.loop.coming is None, 10)
        self.touch_screen.tap(self.kiosk.window.width() / 2, self.kiosk.window.height() / 2)
        self._settle()
        self._choose_language()
        for _ in self._choose_settings():
            pass
        return True

    def _note_links(self) -> None:
        """Remember the touches from Home that follow each link in sight."""
        for control in self.read_screen().controls:
            if control.usable and (match := _LINK.fullmatch(control.id)):
                self._links.setdefault(match[1], (*self._touched, control.id))

    def _panel(self, panel: str, pages: tuple[str, ...]) -> Iterator[Stop]:
        # A link may lead to any of its pages.
        while button := self._usable("part:previous") or self._usable("step:previous"):
            self.touch(button.id)
        before, part = -1, 1
        while True:
            number = self.kiosk.session.state.place.page
            part = part + 1 if number == before else 1
            before = number
            name = f"panel-{panel}-{number + 1}-{pages[number]}" + (f"-part-{part}" if part > 1 else "")
            yield Stop(name, "panel", panel, pages[number])
            self._note_links()
            yield from self._details(name, panel, pages[number])
            # At the largest text size the buttons for the parts lead on to the next page too.
            button = next(filter(None, map(self._usable, ("part:next", "step:next"))), None)
            if button is None:
                break
            self.touch(button.id)
            self._settle()
        if number < len(pages) - 1:
            raise LostError(f"page {number + 1} of {panel} leads no further")
        self.touch("bar:home")

    def _details(self, name: str, panel: str, page: str) -> Iterator[Stop]:
        """Yield the details of a page's stations, levels and points; the first is shown without a touch."""
        matches = [_DETAIL.fullmatch(control.id) for control in self.read_screen().controls]
        for kind, number in [match.groups() for match in matches if match]:
            self.touch(f"{kind}:{number}")
            yield Stop(f"{name}-{kind}-{int(number) + 1}", "panel", panel, page)
            self._note_links()

    def _usable(self, identifier: str) -> AccessibleControl | None:
        control = self.read_screen().control(identifier)
        return control if control and control.usable else None

    def _gallery(self, gallery: str, count: int) -> Iterator[Stop]:
        self._settle()
        # The search opens a picture directly.
        if self.kiosk.session.state.place.screen is Screen.GALLERY:
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
