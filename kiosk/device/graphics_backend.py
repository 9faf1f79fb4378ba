"""Graphics backend: the graphics card where there is one, else Qt's software renderer."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path


def choose_renderer(environment: MutableMapping[str, str] = os.environ, devices: Path = Path("/dev/dri")) -> bool:
    """Set QT_QUICK_BACKEND where no card is found, and return whether drawing is accelerated.

    Without a card Qt would use llvmpipe, which moves a 4K page at a fifth of the software renderer's speed. A value
    that the operator has set stays.
    """
    if "QT_QUICK_BACKEND" not in environment and os.name == "posix" and not any(devices.glob("renderD*")):
        environment["QT_QUICK_BACKEND"] = "software"
    return environment.get("QT_QUICK_BACKEND") != "software"
