"""The log: bounded files in the user's log folder, and stderr for whoever started the kiosk."""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

LARGEST = 1_000_000
KEPT = 4
FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"

log = logging.getLogger("kiosk")


def open_log(folder: Path | None) -> None:
    """Write the log to `folder`/kiosk.log (at most five files of 1 MB) and to stderr; goes on without a file.

    None writes to stderr alone.
    """
    log.setLevel(logging.INFO)
    plain = logging.StreamHandler(sys.stderr)
    plain.setFormatter(logging.Formatter("%(message)s"))
    log.addHandler(plain)
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = RotatingFileHandler(folder / "kiosk.log", maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
    except OSError as fault:
        log.warning("The log cannot be kept in %s (%s); it goes to this terminal only.", folder, fault.strerror)
        return
    kept.setFormatter(logging.Formatter(FORM))
    log.addHandler(kept)
