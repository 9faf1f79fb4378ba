"""malloc tuning, so that freed memory returns to the system."""

from __future__ import annotations

import sys
from contextlib import suppress

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of malloc.h (glibc)
PICTURE_BYTES = 256 * 1024


def give_pictures_back() -> bool:
    """Have the C library return every block of PICTURE_BYTES or more once freed; return whether that worked.

    By default, glibc keeps blocks of up to 32 MB once one of that size was freed, and small allocations between them
    pin them for good: after a visit to large pictures some 100 MB more stayed (decision 0013).
    """
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        return bool(ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, PICTURE_BYTES))
    except (OSError, AttributeError):  # another C library
        return False


def give_back() -> None:
    """Return free memory to the system, where the C library can."""
    if sys.platform != "linux":
        return
    import ctypes

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
