"""A visit by keyboard with the screen ignored: the visitor knows only what an AT-SPI client in another process says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.screens.accessibility_walk import QUIET, ROOT, Setting, announcements, running
from tests.screens.atspi_client import Client, missing, until
from tests.screens.visitor import ARTICLE

pytestmark = pytest.mark.skipif(missing() != "", reason=f"no client of AT-SPI can be here: {missing()} is missing")

# https://gitlab.freedesktop.org/xorg/proto/xorgproto: keysymdef.h
TAB, ENTER = 0xFF09, 0xFF0D
MOST_TABS = 60
PATIENCE = 20.0  # seconds until something is said


class Listener:
    """Somebody who strikes keys, and hears announcements and what each control in focus is called."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.heard: list[str] = []

    def strike(self, symbol: int) -> None:
        """Strike a key, hear at least one thing more, and listen to the end."""
        before = len(self.heard)
        self.client.strike(symbol)
        self.client.await_quiet(QUIET)
        self.until(lambda: len(self.heard) > before, f"anything after the key {symbol:#x}")

    def listen(self) -> None:
        """Hear what was said since the last time."""
        events = self.client.events()
        focused = [each.path for each in events if each.detail == "focused"]
        self.heard += announcements(events) + [name for name in self.client.names(focused) if name]

    def until(self, condition: Callable[[], bool], what: str) -> None:
        def met() -> bool:
            self.listen()
            return condition()

        until(met, PATIENCE, f"{what}; heard: {self.heard}")

    def hear(self, words: str) -> None:
        """Wait until something with these words is said."""
        self.until(lambda: any(words in each for each in self.heard), words)

    def go_to(self, words: str) -> None:
        """Strike Tab until a control is called so, then Enter."""
        for _ in range(MOST_TABS):
            if self.heard and words in self.heard[-1]:
                self.heard.clear()
                self.strike(ENTER)
                return
            self.strike(TAB)
        raise AssertionError(f"no control is called {words!r}; heard: {self.heard}")

    def type(self, letters: str) -> None:
        for letter in letters:
            self.client.strike(ord(letter))


@pytest.fixture
def listener(screen_environment: dict[str, str], tmp_path: Path) -> Iterator[Listener]:
    setting = Setting(ARTICLE, (1920, 1080), 55.0, "zh")
    environment = screen_environment | {"PYTHONPATH": str(ROOT)}
    # As on a device: without a window manager, over the whole screen.
    with running(setting, tmp_path, environment, windowed=False) as client:
        yield Listener(client)


def test_how_many_trainings_were_held_in_english(listener: Listener) -> None:
    listener.strike(TAB)
    listener.go_to("English")
    listener.go_to("Home")
    listener.go_to("Search")
    listener.heard.clear()
    listener.type("training")
    listener.hear(" found")
    # What was found, and the button on its page that leads on.
    listener.go_to("How much training")
    listener.go_to("How much training")
    listener.hear("Weekends for learning")
    showing = [node.name for node in listener.client.read() if node.showing]
    assert any(each.startswith("over 440 sessions") for each in showing)
