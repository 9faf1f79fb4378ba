"""Running totals of a journal read row by row: counts, and seconds at eight bytes each for medians."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from kiosk.analytics.journal.journal_reader import Row, VisitRow
from kiosk.session.visit_recording import UNANSWERED

Key = tuple[str, ...]
"""What is counted: (pack, kind, name, part) of a title, or one word of the report."""


class Tally:
    """Totals of visits."""

    def __init__(self) -> None:
        self.visits = 0
        self.packs: dict[str, None] = {}
        self.seconds = array("q")
        self.waited = array("q")
        self.stayed = 0
        self.days: Counter[date] = Counter()
        self.hours: Counter[tuple[int, int]] = Counter()
        self.languages: Counter[Key] = Counter()
        self.ends: Counter[Key] = Counter()
        self.settings: Counter[str] = Counter()

    def add(self, visit: VisitRow) -> None:
        """Count a visit."""
        began = visit.began
        self.visits += 1
        self.packs[visit.pack] = None
        self.seconds.append(visit.seconds)
        self.waited.append(visit.waited)
        self.stayed += visit.stayed > 0
        self.days[began.date()] += 1
        self.hours[began.weekday(), began.hour] += 1
        self.languages[visit.language,] += 1
        self.ends[_end(visit)] += 1
        self.settings.update(set(visit.settings.split()))


def _end(visit: VisitRow) -> Key:
    if visit.ended != UNANSWERED:
        return (visit.ended,)
    if not visit.opened:
        return ("nothing-opened",)
    return (visit.pack, visit.kind, visit.name, "") if visit.name else (visit.kind,)


class Opened:
    """How often something was opened, and its seconds if known."""

    def __init__(self) -> None:
        self.number = 0
        self.seconds = array("q")


def openings(rows: Iterable[Row]) -> dict[Key, Opened]:
    """Count openings, from rows as returned by the journal's `Entries.openings`."""
    opened_by_key: dict[Key, Opened] = defaultdict(Opened)
    for pack, kind, name, part, seconds, last in rows:
        opened = opened_by_key[pack, kind, name, part]
        opened.number += 1
        # For the place where a visit ended, the viewing time is unknown.
        if not last:
            opened.seconds.append(seconds)
    return opened_by_key
