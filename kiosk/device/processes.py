"""Process liveness: files that a killed program left behind bear its process number."""

from __future__ import annotations

import os


def has_ended(process: int) -> bool:
    """Return whether a process surely is no more; False where nobody can tell."""
    if os.name != "posix" or process < 1:  # on Windows the question would end it
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):  # another user's, or no number of a process at all
        return False
    return False
