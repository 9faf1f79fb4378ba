"""One kiosk a device: whoever comes second is told who was first, and touches nothing of the device.

What is claimed is a file in the device's data folder, and one in the store, which another data folder may share.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from kiosk.content.telling import Told
from kiosk_launcher import instance_lock

log = logging.getLogger("kiosk")

REFUSED = instance_lock.REFUSED  # the exit code of who comes second
NAME = "kiosk.lock"
ALREADY = Told(
    "another kiosk of this device runs already: process {number}. `kiosk ctl status` asks it, `kiosk ctl quit` ends "
    "it; to run a second one beside it, give that one folders of its own ({names})"
)
FOLDERS = "LOCALAPPDATA" if os.name == "nt" else "XDG_DATA_HOME, XDG_STATE_HOME"
UNLOCKED = "The folder %s takes no lock; that a second kiosk is started beside this one would not be noticed."


def claim(file: Path) -> str:
    """Be the only kiosk with this lock until this process ends; return a message for staff where another one is."""
    try:
        if not instance_lock.hold(file):
            log.warning(UNLOCKED, file.parent)
    except instance_lock.HeldByOtherError as other:
        from kiosk.services.problem_words import catalogue, language_of

        told = Told(ALREADY.template, number=other.holder or "?", names=FOLDERS)
        return told.in_language(catalogue(language_of()))
    return ""
