"""Single instance: a second kiosk reports the first one, and touches nothing of the device.

It locks a file in the device's data folder, and one in the store, which another data folder may share.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from kiosk.content.codes import with_code
from kiosk.content.messages import Message
from kiosk_launcher import instance_lock

log = logging.getLogger("kiosk")

REFUSED = instance_lock.REFUSED  # the exit code of the second kiosk
NAME = "kiosk.lock"
ALREADY = Message(
    "another kiosk of this device runs already: process {number}. `kiosk ctl status` asks it, `kiosk ctl quit` ends "
    "it; to run a second one beside it, give that one folders of its own ({names})"
)
SILENT = Message(
    "a kiosk runs here (process {process}: {command}) and does not answer: it may show it still; look at the screen, "
    "and end it with `kill -KILL {process}`"
)
SUSPENDED = Message(
    "a kiosk runs here (process {process}: {command}) and is suspended: it may show it still; look at the screen, and "
    "let it go on with `kill -CONT {process}`, or end it with `kill -KILL {process}`"
)
FOLDERS = "LOCALAPPDATA" if os.name == "nt" else "XDG_DATA_HOME, XDG_STATE_HOME"
UNLOCKED = "The folder %s takes no lock; that a second kiosk is started beside this one would not be noticed."


def silent(*files: Path) -> Message | None:
    """Return a message for staff if a kiosk holds one of these locks without answering; else None."""
    numbers = (instance_lock.holder(file) for file in files)
    number = next((number for number in numbers if number is not None), None)
    if number is None:
        return None
    from kiosk.device import file_lock

    holder = file_lock.process_of(number)
    message = SUSPENDED if holder.state == file_lock.SUSPENDED else SILENT
    return Message(message.template, process=holder.process, command=holder.command or "?")


def claim(file: Path) -> str:
    """Hold this lock until this process ends; return a message for staff where another kiosk holds it."""
    try:
        if not instance_lock.hold(file):
            log.warning(UNLOCKED, file.parent)
    except instance_lock.HeldByOtherError as error:
        from kiosk.device.message_catalog import catalogue, language_of

        message = Message(ALREADY.template, number=error.holder or "?", names=FOLDERS)
        return with_code(message).in_language(catalogue(language_of()))
    return ""
