"""A display that is plugged in where there was none is lit."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from kiosk.runtime.display_hotplug import DisplayHotplug
from kiosk.tour.synthetic_touch import wait, wait_until


class Place:
    """A window on a screen of some name; `xrandr` writes down how it was called."""

    def __init__(self, folder: Path, name: str, turn: str = "none") -> None:
        self.called = folder / "called"
        program = folder / "xrandr"
        reported = 'echo "HDMI-1 connected 1080x1920+0+0"; echo "DP-1 disconnected"; echo "DP-2 connected"'
        program.write_text(f'#!/bin/sh\necho "$@" >>{self.called}\n[ "$1" != --query ] || {{ {reported}; }}\n', "utf-8")
        program.chmod(0o755)
        self.lighting = DisplayHotplug(SimpleNamespace(screen=lambda: SimpleNamespace(name=lambda: name)), turn)


@pytest.fixture
def folder(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def test_where_x_shows_nothing_it_is_told_to_use_what_is_there(folder: Path) -> None:
    place = Place(folder, ":0.0")
    place.lighting.look()
    assert wait_until(place.called.exists, 30)
    wait(50)
    assert place.called.read_text("utf-8") == "--auto\n"
    place.lighting.close()


def test_what_comes_late_is_turned_as_the_others_are(folder: Path) -> None:
    place = Place(folder, ":0.0", "180")
    place.lighting.look()
    turned = "--auto\n--query\n--output HDMI-1 --rotate inverted --output DP-2 --rotate inverted\n"
    assert wait_until(lambda: place.called.exists() and place.called.read_text("utf-8") == turned, 10)
    wait(50)
    assert place.called.read_text("utf-8") == turned
    place.lighting.close()


def test_a_screen_that_is_there_is_left_alone(folder: Path) -> None:
    place = Place(folder, "HDMI-1")
    place.lighting.look()
    wait(200)
    assert not place.called.exists()
    place.lighting.close()


def test_without_xrandr_it_is_said_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    place = Place(folder, ":0.0")
    monkeypatch.setenv("PATH", "/nonexistent")
    for _ in range(3):
        place.lighting.look()
        wait(50)
    assert [record.getMessage() for record in caplog.records if "stays dark" in record.getMessage()][1:] == []
    assert "stays dark" in caplog.text
    place.lighting.close()
