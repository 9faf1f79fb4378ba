"""Clock plausibility, for whatever is dated and kept: a device may wake up in 1970, or years ahead.

A clock that the network set is believed. Any other one is evidently wrong where it stands before the program was
installed or before what was dated earlier, and where it leapt or ran back in the last days that the device lived
through: the journal lets go of nothing by such a clock either.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk import paths
from kiosk.content.messages import Message

DOUBTFUL = Message("{when} (in doubt: the clock of this device is not reliable)")
_LATE = timedelta(days=1)  # a clock that is set back for an hour, or by another zone, is not wrong


def is_wrong(now: datetime, known: Iterable[str] = ()) -> bool:
    """Return whether a clock that shows `now` is evidently wrong.

    `known`: when what is there already was dated, as ISO 8601 with its zone, except what a wrong clock dated.
    """
    from kiosk.analytics.journal.journal_reader import days_lived
    from kiosk.analytics.journal.retention import has_leapt
    from kiosk.device.clock import synchronised

    if synchronised():
        return False
    earlier = [_installed(), *(moment for word in known if (moment := _moment(word)) is not None)]
    return any(now < moment - _LATE for moment in earlier) or has_leapt(days_lived(paths.journal()), now.date())


def dated(when: Message | str, *, doubtful: bool) -> Message:
    """Return a date as it is told, with a word of doubt where there is any."""
    return Message(DOUBTFUL.template, when=when) if doubtful else Message("{when}", when=when)


def _installed() -> datetime:
    """When this program came onto the disk; long ago where that is not known."""
    with suppress(OSError, ValueError, OverflowError):
        return datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    return datetime.min.replace(tzinfo=UTC)


def _moment(word: str) -> datetime | None:
    with suppress(ValueError):
        moment = datetime.fromisoformat(word)
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return None
