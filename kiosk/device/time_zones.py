"""Time zones that this machine knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kiosk.content.issues import Issue


class ZoneChecker:
    """Checks for the reader of device.yaml whether this machine knows a time zone."""

    def check(self, topic: str, value: Any) -> Iterable[Issue]:
        """Return the issues with a time zone's name."""
        if topic != "time zone" or find_zone(value) is not None:
            return ()
        from zoneinfo import available_timezones

        from kiosk.content.device_model import ZONE_ADVICE, ZONE_EXPECTED
        from kiosk.content.issues import Issue, advice, cannot_be

        # A city with a merely similar name may lie hours away.
        fix = advice(value, available_timezones(), ZONE_ADVICE, cutoff=0.8)
        return (Issue(cannot_be(value), ZONE_EXPECTED, fix),)


def find_zone(name: str) -> tzinfo | None:
    """Return the time zone of this name; None where there is none."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
