"""Display detection: a kiosk that ends for lack of a display has not crashed."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def missing_display(environment: Mapping[str, str]) -> bool:
    """Return whether the named display does not answer, or none is named; always False on other platforms."""
    if not _uses_display(environment):
        return False
    if file := _socket(environment):
        # X servers also listen on an abstract socket, independent of the file system.
        return not _answers(file, "\0" + file)
    return not environment.get("DISPLAY")


def display_identity(environment: Mapping[str, str]) -> object:
    """Return a value that changes when another display server takes over; None where unknown.

    A server that restarts at once leaves no moment without a display, and yet takes the kiosk with it.
    """
    file = _socket(environment) if _uses_display(environment) else ""
    with suppress(OSError):
        stat = Path(file).stat() if file else None
        return stat and (stat.st_dev, stat.st_ino, stat.st_ctime_ns)
    return None


def _uses_display(environment: Mapping[str, str]) -> bool:
    platform = environment.get("QT_QPA_PLATFORM", "xcb")
    return sys.platform.startswith("linux") and platform in {"xcb", "wayland"}


def _socket(environment: Mapping[str, str]) -> str:
    """Return the file at which the display's server listens; empty where it has none on this machine."""
    if wayland := environment.get("WAYLAND_DISPLAY"):
        return str(Path(environment.get("XDG_RUNTIME_DIR", "/"), wayland))
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", environment.get("DISPLAY", ""))
    return f"/tmp/.X11-unix/X{local[1]}" if local else ""


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
