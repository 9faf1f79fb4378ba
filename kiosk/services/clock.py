"""The wall clock of the hall."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo


def hall_time(zone: tzinfo | None) -> Callable[[], datetime]:
    """Return a clock that gives the hall's local time as it stands on a clock there; without a zone, the machine's."""
    return lambda: datetime.now(UTC).astimezone(zone).replace(tzinfo=None)


LOCAL_TIME = hall_time(None)
