"""Graphics backend: the graphics card where there is one, else Qt's software renderer."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path

# Without them Qt waits 5 ms before each frame for further changes, and turns each frame of a film into a picture by
# shaders, which Mesa then computes on the processor: seven frames a second in place of 25, and 90 MB.
WITHOUT_CARD = {
    "QT_QPA_UPDATE_IDLE_TIME": "0",
    "QT_XCB_GL_INTEGRATION": "none",
    "QT_WAYLAND_DISABLE_HW_INTEGRATION": "1",
}


def choose_renderer(environment: MutableMapping[str, str] = os.environ, devices: Path = Path("/dev/dri")) -> bool:
    """Set QT_QUICK_BACKEND where no card is found, and return whether drawing is accelerated.

    Without a card Qt would use llvmpipe, which moves a 4K page at a fifth of the software renderer's speed. A value
    that the operator has set stays.
    """
    if "QT_QUICK_BACKEND" not in environment and os.name == "posix" and not any(devices.glob("renderD*")):
        environment["QT_QUICK_BACKEND"] = "software"
    if environment.get("QT_QUICK_BACKEND") != "software":
        return True
    for name, value in WITHOUT_CARD.items():
        environment.setdefault(name, value)
    return False
