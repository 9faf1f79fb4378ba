"""Message for a command that fails by a bug: one sentence for staff, the rest for developers."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from kiosk import __version__, paths
from kiosk.cli.console import StaffConsole
from kiosk.content.codes import with_code
from kiosk.content.messages import Message
from kiosk.device.disk import write_whole
from kiosk.device.message_catalog import ENGLISH, catalogue, language_here
from kiosk.packs.hall_blocks import fault_of

FILE = "fault.txt"


def tell_fault(error: Exception, argv: Sequence[str]) -> None:
    """Save the details of an error in a file, replacing the last one's, and print its path.

    A fault of one of the hall's own blocks is reported as such, at its line.
    """
    if (fault := fault_of(error)) is not None:
        StaffConsole().problems([fault], Path())
        return
    details = f"kiosk {__version__}: {' '.join(argv)}\n{''.join(traceback.format_exception(error))}"
    message = Message("this is a fault of the program, and not of yours: {why}", why=f"{type(error).__name__}: {error}")
    kept = _keep(paths.log_dir() / FILE, details)
    where = Message("what its makers need to fix it lies in {file}", file=kept) if kept else Message.of(details)
    try:
        translations = catalogue(language_here())
    except ValueError:  # the fault is in the catalogue itself
        translations = catalogue(ENGLISH)
    print(with_code(message).in_language(translations), where.in_language(translations), sep="\n", file=sys.stderr)


def _keep(file: Path, details: str) -> Path | None:
    """Write it to a file; None if the disk cannot be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, details.encode("utf-8", "replace"))
    except OSError:
        return None
    return file
