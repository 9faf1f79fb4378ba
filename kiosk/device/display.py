"""Message for staff where there is no display, before Qt starts: Qt itself would abort without one that helps."""

from __future__ import annotations

import os
from collections.abc import Mapping

from kiosk_launcher.display_probe import missing_display

NO_SCREEN = (
    "There is no screen here that the kiosk could draw on: {reason}.\n"
    "    fix: start it on the device itself (in its graphical session), or walk through the screens without one: "
    "kiosk tour --pack content/zhenjiang-new-area --out screens"
)


def missing_screen(environment: Mapping[str, str] = os.environ) -> str:
    """Return a message for staff where there is no screen, else an empty string."""
    if not missing_display(environment):
        return ""
    display = environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY")
    if not display:
        return NO_SCREEN.format(reason="neither DISPLAY nor WAYLAND_DISPLAY is set")
    return NO_SCREEN.format(reason=f"the display {display} does not answer")
