"""Process liveness: files that a killed program left behind carry its process number."""

from __future__ import annotations

import os


def has_ended(process: int) -> bool:
    """Return whether a process has certainly ended; False where that is not known."""
    if os.name != "posix" or process < 1:  # on Windows the check would end the process
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):  # another user's process, or an invalid process number
        return False
    return False
