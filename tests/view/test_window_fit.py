"""The window is as large as its screen, whatever is plugged in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QRect, Signal

from kiosk.runtime import window_fit
from kiosk.runtime.idle_restart import IdleRestart
from kiosk.runtime.window_fit import WindowFit
from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.view.fake_session import FakeSession


class Screen(QObject):
    """A screen of which the test sets the size."""

    geometryChanged = Signal(QRect)

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.place = QRect(0, 0, width, height)

    def geometry(self) -> QRect:
        return self.place

    def become(self, width: int, height: int) -> None:
        self.place = QRect(0, 0, width, height)
        self.geometryChanged.emit(self.place)


class Window(QObject):
    """A window that can be moved to another screen."""

    screenChanged = Signal(QObject)

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self.at = screen
        self.place = screen.geometry()

    def screen(self) -> Screen:
        return self.at

    def geometry(self) -> QRect:
        return self.place

    def setGeometry(self, place: QRect) -> None:
        self.place = place

    def move(self, screen: Screen) -> None:
        self.at = screen
        self.screenChanged.emit(screen)


class Place:
    """A window on a small screen, and what was reported of it."""

    def __init__(self) -> None:
        self.screen, self.session = Screen(800, 600), FakeSession()
        self.window = Window(self.screen)
        self.restart = IdleRestart(self.session)
        self.fitting = WindowFit(self.window, self.restart)
        self.reported: list[str] = []
        self.restart.due.connect(lambda: self.reported.append("outgrown"))


@pytest.fixture
def place(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.setattr(window_fit, "REST_MS", 50)
    place = Place()
    yield place
    place.fitting.close()


def test_it_grows_with_its_screen_and_begins_again_for_finer_pictures(place: Place) -> None:
    place.screen.become(1920, 1080)
    assert place.window.geometry() == QRect(0, 0, 1920, 1080)
    assert place.reported == []
    assert wait_until(lambda: place.reported == ["outgrown"], 20)


def test_a_display_that_goes_and_comes_back_changes_nothing(place: Place) -> None:
    place.screen.become(64, 64)
    wait(100)
    place.screen.become(1920, 1080)
    place.screen.become(800, 600)
    assert place.window.geometry() == QRect(0, 0, 800, 600)
    wait(150)
    assert place.reported == []


def test_under_a_hand_it_only_grows(place: Place) -> None:
    place.session.become(Phase.ACTIVE)
    place.screen.become(1920, 1080)
    wait(150)
    assert (place.window.geometry().width(), place.reported) == (1920, [])
    place.session.become(Phase.WARNING)
    assert place.reported == []
    place.session.become(Phase.ATTRACT)
    assert place.reported == ["outgrown"]


def test_it_follows_to_another_screen(place: Place) -> None:
    other = Screen(1024, 600)
    place.window.move(other)
    assert place.window.geometry() == QRect(0, 0, 1024, 600)
    other.become(1280, 800)
    assert place.window.geometry() == QRect(0, 0, 1280, 800)
