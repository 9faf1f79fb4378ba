from __future__ import annotations

import sys

import pytest

from kiosk.device.display import missing_screen


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 and Wayland")
@pytest.mark.parametrize(
    ("environment", "reason"),
    [
        ({}, "neither DISPLAY nor WAYLAND_DISPLAY is set"),
        ({"DISPLAY": ":987"}, "the display :987 does not answer"),
        ({"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "/nonexistent"}, "the display wayland-9 does not answer"),
        ({"DISPLAY": "far.example:0"}, ""),
        ({"QT_QPA_PLATFORM": "offscreen"}, ""),
    ],
)
def test_staff_read_which_display_is_missing(environment: dict[str, str], reason: str) -> None:
    message = missing_screen(environment)
    assert reason in message
    assert bool(message) is bool(reason)
