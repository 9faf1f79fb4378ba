"""The limits that the worker sets on itself, before it loads a decoder."""

from __future__ import annotations

import contextlib
import math
import sys
import time

from kiosk.services.importer.bounds import DATA_BYTES, OPEN_FILES, RENDITION_BYTES


def close_in() -> dict[str, bool]:
    """Set every limit that this system has; tell which of them hold."""
    holds = {"memory": False, "processor": False, "network": False}
    if sys.platform != "win32":
        import resource

        for limit, value in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_NOFILE, OPEN_FILES),
            (resource.RLIMIT_FSIZE, RENDITION_BYTES),
            (resource.RLIMIT_DATA, DATA_BYTES),
        ):
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(limit, (value, value))
        holds["memory"] = resource.getrlimit(resource.RLIMIT_DATA)[0] == DATA_BYTES and sys.platform == "linux"
        holds["processor"] = True
    return holds


def allow_seconds(seconds: int) -> None:
    """From now on `seconds` of processor time may be used; the system ends the worker that uses more."""
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        soft = math.ceil(time.process_time()) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))
