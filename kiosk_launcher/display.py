"""Whether there is anything to draw on: a kiosk that ends for want of it has not crashed."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path


def missing_display(environment: Mapping[str, str]) -> bool:
    """Tell whether the display that is named does not answer, or none is named; other platforms are believed."""
    if not sys.platform.startswith("linux") or environment.get("QT_QPA_PLATFORM", "xcb") not in {"xcb", "wayland"}:
        return False
    if wayland := environment.get("WAYLAND_DISPLAY"):
        return not _answers(str(Path(environment.get("XDG_RUNTIME_DIR", "/"), wayland)))
    display = environment.get("DISPLAY", "")
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if local:
        path = f"/tmp/.X11-unix/X{local[1]}"
        return not _answers(path, "\0" + path)
    return not display


def _answers(*addresses: str) -> bool:
    for address in addresses:
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.settimeout(2)
                client.connect(address)
                return True
        except OSError:
            continue
    return False
