"""The way in for screen readers, where device.yaml opens it: docs/decisions/0074."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

BUS = Path("/run/yi-kiosk-bus/bus")  # of yi-kiosk-bus.service


def open_to_screen_readers(environment: MutableMapping[str, str], bus: Path = BUS) -> None:
    """Have Qt give its accessibility tree to assistive clients; call it before the application is made.

    They meet on the session bus: that of the device where there is one, else that of this login.
    """
    environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    if bus.exists():
        environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={bus}"
