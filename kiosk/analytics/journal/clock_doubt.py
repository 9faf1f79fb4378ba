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
_LATE = timedelta(days=1)  # a clock set back by an hour, or to another zone, is not wrong


def is_wrong(now: datetime, known: Iterable[str] = ()) -> bool:
    """Return whether a clock that shows `now` is evidently wrong.

    `known`: the dates already on record, as ISO 8601 with zone, except those from a wrong clock.
    """
    from kiosk.analytics.journal.journal_reader import days_lived
    from kiosk.analytics.journal.retention import has_leapt
    from kiosk.device.clock import synchronised

    if synchronised():
        return False
    earlier = [_installed(), *(moment for word in known if (moment := _moment(word)) is not None)]
    return any(now < moment - _LATE for moment in earlier) or has_leapt(days_lived(paths.journal()), now.date())


def dated(when: Message | str, *, doubtful: bool) -> Message:
    """Return a date for display, with a note if it is doubtful."""
    return Message(DOUBTFUL.template, when=when) if doubtful else Message("{when}", when=when)


def _installed() -> datetime:
    """When this program was installed; long ago if unknown."""
    with suppress(OSError, ValueError, OverflowError):
        return datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    return datetime.min.replace(tzinfo=UTC)


def _moment(word: str) -> datetime | None:
    with suppress(ValueError):
        moment = datetime.fromisoformat(word)
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return None
