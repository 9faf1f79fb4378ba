"""Resource limits that the worker sets on itself, before it loads a decoder."""

from __future__ import annotations

import contextlib
import math
import sys
import time

from kiosk.media.sandbox.limits import CONVERT_DATA_BYTES, DATA_BYTES, FILM_BYTES, OPEN_FILES, RENDITION_BYTES
from kiosk.media.sandbox.seccomp import refuse_sockets


def apply_limits(*, converts: bool = False) -> dict[str, bool]:
    """Set every limit that this system has; return which of them hold: memory, processor, network.

    A worker that converts may write whole films, and hold the pictures between two of their key frames.
    """
    file_bytes = FILM_BYTES if converts else RENDITION_BYTES
    data_bytes = CONVERT_DATA_BYTES if converts else DATA_BYTES
    active = {"memory": False, "processor": False, "network": refuse_sockets()}
    if sys.platform != "win32":
        import resource

        for limit, value in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_NOFILE, OPEN_FILES),
            (resource.RLIMIT_FSIZE, file_bytes),
            (resource.RLIMIT_DATA, data_bytes),
        ):
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(limit, (value, value))
        # except on Linux this limit does not count mapped memory, which is where pictures are
        active["memory"] = sys.platform == "linux" and 0 <= resource.getrlimit(resource.RLIMIT_DATA)[0] <= data_bytes
        active["processor"] = True
    return active


def allow_seconds(seconds: int) -> None:
    """Allow `seconds` more of processor time; the system kills the worker if it uses more."""
    if sys.platform != "win32":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        soft = math.ceil(time.process_time()) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
