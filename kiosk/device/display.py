"""Display detection before Qt starts: Qt itself would abort without a message that helps staff."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping

NO_SCREEN = (
    "There is no screen here that the kiosk could draw on: {reason}.\n"
    "    fix: start it on the device itself (in its graphical session), or walk through the screens without one: "
    "kiosk tour --pack content/zhenjiang-new-area --out screens"
)


def missing_screen(environment: Mapping[str, str] = os.environ) -> str:
    """Return a message for staff where there is no screen, else an empty string."""
    if not sys.platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return ""
    if environment.get("WAYLAND_DISPLAY"):
        return ""
    display = environment.get("DISPLAY", "")
    if not display:
        return NO_SCREEN.format(reason="neither DISPLAY nor WAYLAND_DISPLAY is set")
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if local and not _answers(int(local[1])):
        return NO_SCREEN.format(reason=f"the display {display} does not answer")
    return ""


def _answers(number: int) -> bool:
    path = f"/tmp/.X11-unix/X{number}"
    for address in (path, "\0" + path):
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(address)
                return True
        except OSError:
            continue
    return False
