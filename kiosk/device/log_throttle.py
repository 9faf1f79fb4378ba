"""Log throttle: messages that a caller or a loop repeats must not push out important ones.

The same message is written ever more rarely, and each place in the code has a limit of lines an hour. Omitted lines are
counted, and the next line written reports how many there were. A message that ends the program is always written.
"""

from __future__ import annotations

import json
import logging
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

LEFT_OUT = "left_out"
"""The attribute of a record that says how many like it were left out since one was written."""

FREE_REPEATS = 5  # times that a message is written before it is thinned out: somebody may switch back and forth
FIRST_INTERVAL, MAX_INTERVAL = 60.0, 6 * 3600.0  # seconds between repeats from then on, doubled each time
FORGET_AFTER = 24 * 3600.0  # seconds after which a message counts as new
MAX_MESSAGES = 500
BURST, PER_HOUR = 150.0, 20.0  # lines of one place in the code: three times what a pack with 51 complaints logs

MessageKey = tuple[int, str]


@dataclass(slots=True)
class _Message:
    """When a message was last written, how often, the interval until it may be again, and how many were left out."""

    written: float
    times: int = 1
    interval: float = 0.0
    left_out: int = 0


@dataclass(slots=True)
class _CallSite:
    """How many lines a place in the code may still write, and how many it could not."""

    tokens: float
    at: float
    left_out: int = 0


class ThrottleFilter(logging.Filter):
    """Filter for one handler. A clock that jumps only lets more through."""

    def __init__(self) -> None:
        super().__init__()
        self._messages: OrderedDict[MessageKey, _Message] = OrderedDict()
        self._call_sites: dict[tuple[str, int], _CallSite] = {}
        self._lock = Lock()

    def restore(self, lines: Iterable[str]) -> None:
        """Restore what was written before from the lines of the log."""
        levels = logging.getLevelNamesMapping()
        for line in lines:
            with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
                entry = json.loads(line)
                key = levels[entry["level"].upper()], str(entry["says"])
                self._admit(key, datetime.fromisoformat(entry["when"]).timestamp())

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a record is written."""
        with self._lock:
            setattr(record, LEFT_OUT, 0)
            if record.levelno >= logging.CRITICAL:
                return True
            call_site = self._refill((record.pathname, record.lineno), record.created)
            message = self._admit((record.levelno, record.getMessage()), record.created)
            if message is None:
                return False
            if call_site.tokens < 1:
                call_site.left_out += 1 + message.left_out
                message.left_out = 0
                return False
            call_site.tokens -= 1
            setattr(record, LEFT_OUT, message.left_out + call_site.left_out)
            message.left_out = call_site.left_out = 0
            return True

    def _admit(self, key: MessageKey, now: float) -> _Message | None:
        """Count a message; return its entry, or None where its interval is not over.

        The longer a message keeps coming, the longer the interval.
        """
        message = self._messages.get(key)
        if message is None or not 0 <= now - message.written < FORGET_AFTER:
            message = self._messages[key] = _Message(now, left_out=message.left_out if message else 0)
            if len(self._messages) > MAX_MESSAGES:
                self._messages.popitem(last=False)
        elif now - message.written < message.interval:
            message.left_out += 1
            return None
        else:
            message.written, message.times = now, message.times + 1
            if message.times > FREE_REPEATS:
                message.interval = min(MAX_INTERVAL, max(FIRST_INTERVAL, 2 * message.interval))
        self._messages.move_to_end(key)
        return message

    def _refill(self, key: tuple[str, int], now: float) -> _CallSite:
        """Return a place in the code with the tokens that it has by now: one for each line."""
        call_site = self._call_sites.setdefault(key, _CallSite(BURST, now))
        call_site.tokens = min(BURST, call_site.tokens + max(0.0, now - call_site.at) * PER_HOUR / 3600)
        call_site.at = now
        return call_site
