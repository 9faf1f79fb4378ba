"""Clock plausibility, for all dated data: a device may boot in 1970, or years ahead.

A clock set by the network is trusted. Any other clock is evidently wrong if it lies before the program's installation
or before an earlier date on record, or if it jumped within the last days that the device ran: the journal deletes
nothing by such a clock either.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk import paths
from kiosk.content.messages import Message

DOUBTFUL = Message("{when} (in doubt: the clock of this device is not reliable)")
_TOLERANCE = timedelta(days=1)  # a clock set back by an hour, or to another zone, is not wrong


def is_wrong(now: datetime, dates_on_record: Iterable[str] = ()) -> bool:
    """Return whether a clock that shows `now` is evidently wrong.

    `dates_on_record`: the dates already on record, as ISO 8601 with zone, except those from a wrong clock.
    """
    from kiosk.analytics.journal.journal_reader import days_on_record
    from kiosk.analytics.journal.retention import has_jumped
    from kiosk.device.clock import is_synchronised

    if is_synchronised():
        return False
    earlier = [_installed(), *(moment for text in dates_on_record if (moment := _parse(text)) is not None)]
    if any(now < moment - _TOLERANCE for moment in earlier):
        return True
    return has_jumped(days_on_record(paths.journal()), now.date())


def dated(when: Message | str, *, doubtful: bool) -> Message:
    """Return a date for display, with a note if it is doubtful."""
    return Message(DOUBTFUL.template, when=when) if doubtful else Message("{when}", when=when)


def _installed() -> datetime:
    """When this program was installed; long ago if unknown."""
    with suppress(OSError, ValueError, OverflowError):
        return datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    return datetime.min.replace(tzinfo=UTC)


def _parse(text: str) -> datetime | None:
    with suppress(ValueError):
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return None
