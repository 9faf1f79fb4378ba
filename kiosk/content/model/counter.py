"""A live counter: time since a day, or until it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, model_validator

from kiosk.content.issues import Issue, cannot_be, raise_issues, see
from kiosk.content.model.base import Part
from kiosk.content.model.scalars import SourceId, choice, scalar
from kiosk.content.model.schema_hints import word, written
from kiosk.content.model.text import Text

COUNTS = ("years", "months", "days", "hours", "minutes", "seconds")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?\Z", re.ASCII)
_EXPECTED = "a day such as 2019-05-01, or a day and a time such as 2019-05-01 09:30"


def read_instant(value: Any) -> str:
    """Read YYYY-MM-DD, or YYYY-MM-DD HH:MM, in the device's own time."""
    typed = scalar(_EXPECTED)(value)
    if not _MOMENT.match(typed):
        raise_issues(
            Issue(
                cannot_be(typed),
                _EXPECTED,
                "write year, month and day with - between them",
            )
        )
    try:
        datetime.fromisoformat(typed)
    except ValueError:
        raise_issues(
            Issue(
                cannot_be(typed),
                _EXPECTED,
                "the calendar has no such day, or the clock no such time",
            )
        )
    return typed


Instant = Annotated[str, BeforeValidator(read_instant, written(word(_MOMENT, 16)))]
Counts = Annotated[Literal["years", "months", "days", "hours", "minutes", "seconds"], choice(*COUNTS)]


class Counter(Part):
    """A number that grows with the clock (`since`) or falls to 0 (`until`). `one` is the unit of exactly 1."""

    noun: ClassVar[str] = "counter"

    since: Instant | None = None
    until: Instant | None = None
    counts: Counts = "days"
    before: Text | None = None
    unit: Text | None = None
    one: Text | None = None
    label: Text
    source: SourceId | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Counter:
        if (self.since is None) == (self.until is None):
            both = "this counter has both since and until"
            message = both if self.since else "this counter does not say from when it counts"
            expected = "either since or until"
            raise_issues(Issue(message, expected, see("counter"), kind="counter", named=False))
        return self
