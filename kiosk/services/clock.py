"""The wall clock of the hall."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo


def hall_time(zone: tzinfo | None) -> Callable[[], datetime]:
    """Return a clock that gives the hall's local time as it stands on a clock there; without a zone, the machine's."""

    def now() -> datetime:
        if zone is None:
            _read_zone()
        return datetime.now(UTC).astimezone(zone).replace(tzinfo=None)

    return now


def _read_zone() -> None:
    """Have the machine's zone read again: the C library does it once, and it may be set while the kiosk runs."""
    if hasattr(time, "tzset"):
        time.tzset()


LOCAL_TIME = hall_time(None)
