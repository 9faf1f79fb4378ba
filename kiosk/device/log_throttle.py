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

FREE = 5  # times that a message is written before it is thinned out: somebody may switch back and forth
FIRST_REST, LONGEST_REST = 60.0, 6 * 3600.0  # seconds between repeats from then on, doubled each time
FORGOTTEN = 24 * 3600.0  # seconds after which a message counts as new
MOST_KNOWN = 500
BURST, PER_HOUR = 150.0, 20.0  # lines of one place in the code: three times what a pack with 51 complaints logs

Said = tuple[int, str]


@dataclass(slots=True)
class _Words:
    """When a message was last written, how often, how long it now rests, and how often it came meanwhile."""

    written: float
    times: int = 1
    rest: float = 0.0
    left_out: int = 0


@dataclass(slots=True)
class _Place:
    """How many lines a place in the code may still write, and how many it could not."""

    left: float
    at: float
    left_out: int = 0


class Thinning(logging.Filter):
    """Filter for one handler. A clock that jumps only lets more through."""

    def __init__(self) -> None:
        super().__init__()
        self._words: OrderedDict[Said, _Words] = OrderedDict()
        self._places: dict[tuple[str, int], _Place] = {}
        self._lock = Lock()

    def recall(self, lines: Iterable[str]) -> None:
        """Restore what was written before from the lines of the log."""
        levels = logging.getLevelNamesMapping()
        for line in lines:
            with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
                kept = json.loads(line)
                said = levels[kept["level"].upper()], str(kept["says"])
                self._may_say(said, datetime.fromisoformat(kept["when"]).timestamp())

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a record is written."""
        with self._lock:
            setattr(record, LEFT_OUT, 0)
            if record.levelno >= logging.CRITICAL:
                return True
            place = self._place((record.pathname, record.lineno), record.created)
            words = self._may_say((record.levelno, record.getMessage()), record.created)
            if words is None:
                return False
            if place.left < 1:
                place.left_out += 1 + words.left_out
                words.left_out = 0
                return False
            place.left -= 1
            setattr(record, LEFT_OUT, words.left_out + place.left_out)
            words.left_out = place.left_out = 0
            return True

    def _may_say(self, said: Said, now: float) -> _Words | None:
        """Count a message; return its entry, or None where it has not rested long enough.

        The longer a message keeps coming, the longer it rests.
        """
        known = self._words.get(said)
        if known is None or not 0 <= now - known.written < FORGOTTEN:
            known = self._words[said] = _Words(now, left_out=known.left_out if known else 0)
            if len(self._words) > MOST_KNOWN:
                self._words.popitem(last=False)
        elif now - known.written < known.rest:
            known.left_out += 1
            return None
        else:
            known.written, known.times = now, known.times + 1
            if known.times > FREE:
                known.rest = min(LONGEST_REST, max(FIRST_REST, 2 * known.rest))
        self._words.move_to_end(said)
        return known

    def _place(self, key: tuple[str, int], now: float) -> _Place:
        place = self._places.setdefault(key, _Place(BURST, now))
        place.left = min(BURST, place.left + max(0.0, now - place.at) * PER_HOUR / 3600)
        place.at = now
        return place
