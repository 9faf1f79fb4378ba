"""The report as it is plainly counted: every row in a list, one list for each figure. The streamed one must agree."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.analytics.report.aggregation import MAX_BARS, MAX_WORDS, SETTINGS, CountedRow, Poll, Report
from kiosk.analytics.report.small_count_suppression import MIN_COUNT, Counts, suppress, suppress_part, suppress_single
from kiosk.analytics.report.tally import Key
from kiosk.session.visit_recording import UNANSWERED

Row = tuple[Any, ...]
QUESTIONS = {
    "visit": "minute, pack, language, seconds, waited, settings, stayed, opened, kind, name, part, ended",
    "opening": "day, pack, kind, name, part, language, seconds, last",
    "search": "day, pack, language, words, found",
    "vote": "minute, pack, poll, answer",
}


class Entries(NamedTuple):
    """All rows of a period, without the day of those that are not visits."""

    first: date
    last: date
    visits: list[Row]
    openings: list[Row]
    searches: list[Row]
    votes: list[Row]
    beyond: int


def read_plainly(file: Path, first: date, last: date) -> Entries:
    """Read what is dated between two days."""
    with closing(sqlite3.connect(file)) as database:
        rows = {
            table: database.execute(f"SELECT {reported} FROM {table} ORDER BY id").fetchall()
            for table, reported in QUESTIONS.items()
        }
    within = {
        table: [row for row in every if first.isoformat() <= row[0][:10] <= last.isoformat()]
        for table, every in rows.items()
    }
    rest = [[row[1:] for row in within[table]] for table in ("opening", "search", "vote")]
    return Entries(first, last, within["visit"], *rest, beyond=len(rows["visit"]) - len(within["visit"]))


def median(values: Sequence[int]) -> int | None:
    """The median in whole units."""
    if len(values) < MIN_COUNT:
        return None
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) // 2


def count_plainly(entries: Entries) -> Report:
    """The report of what was read."""
    visits = [_Visit(row) for row in entries.visits]
    packs = tuple(dict.fromkeys([*(visit.pack for visit in visits), *(row[0] for row in entries.votes)]))
    found = [row[3] for row in entries.searches]
    if len(visits) < MIN_COUNT:
        return Report(
            entries.first, entries.last, None if visits else 0, entries.beyond, packs, polls=_polls(entries.votes)
        )
    step, days = _days([visit.began.date() for visit in visits], entries.first, entries.last)
    panels = _opened(entries.openings, {"panel", "gallery"})
    return Report(
        first=entries.first,
        last=entries.last,
        visits=len(visits),
        beyond=entries.beyond,
        packs=packs,
        stay=median([visit.seconds for visit in visits]),
        waited=median([visit.waited for visit in visits]),
        stayed=suppress_part(sum(visit.stayed > 0 for visit in visits), len(visits)),
        step=step,
        days=days,
        hours=_hours([visit.began for visit in visits]),
        panels=panels,
        pages=_pages(entries.openings, panels),
        languages=_shares((visit.language,) for visit in visits),
        ended=_shares(visit.end for visit in visits),
        settings=tuple(
            CountedRow((name,), suppress_part(sum(name in visit.settings for visit in visits), len(visits)))
            for name in SETTINGS
        ),
        searches=suppress_single(len(found)),
        nothing_found=suppress_part(found.count(0), len(found)),
        words=_words(entries.searches),
        polls=_polls(entries.votes),
    )


class _Visit:
    def __init__(self, row: Row) -> None:
        minute, self.pack, self.language, self.seconds, self.waited, settings, self.stayed, opened, *rest = row
        kind, name, _, ended = rest
        self.began = datetime.fromisoformat(minute)
        self.settings = frozenset(settings.split())
        if ended != UNANSWERED:
            self.end: Key = (ended,)
        elif not opened:
            self.end = ("nothing-opened",)
        else:
            self.end = (self.pack, kind, name, "") if name else (kind,)


def _days(began: Sequence[date], first: date, last: date) -> tuple[str, tuple[tuple[date, int | None], ...]]:
    """Visits by day; by week or month where the days are too many to stand side by side."""
    span = (last - first).days + 1
    if span <= MAX_BARS:
        starts = [first + timedelta(days=number) for number in range(span)]
        numbers = Counter(began)
        counts = [numbers[day] for day in starts]
        # The sum of all Mondays could be read from the hours of the week.
        return "day", tuple(zip(starts, suppress(counts, [day.weekday() for day in starts]), strict=True))
    step, begin = ("week", _monday) if span <= MAX_BARS * 7 else ("month", _month)
    numbers = Counter(begin(day) for day in began)
    starts = sorted({begin(first + timedelta(days=number)) for number in range(span)})
    return step, tuple(zip(starts, suppress([numbers[day] for day in starts]), strict=True))


def _monday(day: date) -> date:
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def _month(day: date) -> date:
    return day.replace(day=1)


def _hours(began: Sequence[datetime]) -> tuple[tuple[int | None, ...], ...]:
    numbers = Counter((each.weekday(), each.hour) for each in began)
    cells = [(weekday, hour) for weekday in range(7) for hour in range(24)]
    shown = suppress([numbers[cell] for cell in cells], [weekday for weekday, _ in cells])
    return tuple(tuple(shown[weekday * 24 : weekday * 24 + 24]) for weekday in range(7))


def _shares(keys: Iterable[Key]) -> tuple[CountedRow, ...]:
    """How often each stands among all, the most frequent first."""
    ranked = sorted(Counter(keys).items(), key=lambda each: (-each[1], each[0]))
    return _lines([key for key, _ in ranked], suppress([number for _, number in ranked]))


def _opened(openings: Iterable[Row], kinds: set[str]) -> tuple[CountedRow, ...]:
    seconds: dict[Key, list[tuple[int, bool]]] = defaultdict(list)
    for pack, kind, name, part, _, lasted, last in openings:
        if kind in kinds:
            seconds[pack, kind, name, part].append((lasted, bool(last)))
    ranked = sorted(seconds, key=lambda key: (-len(seconds[key]), key))
    shown = suppress([len(seconds[key]) for key in ranked])
    # Where a visit ended nobody knows how long it was looked at.
    known = {key: [lasted for lasted, last in seconds[key] if not last] for key in ranked}
    return _lines(ranked, shown, {key: median(known[key]) for key in ranked})


def _pages(openings: Sequence[Row], panels: Sequence[CountedRow]) -> tuple[tuple[Key, tuple[CountedRow, ...]], ...]:
    """The pages and pictures of each panel and gallery that is not withheld itself."""
    parts = _opened(openings, {"page", "picture"})
    inside = {"panel": "page", "gallery": "picture"}
    groups = []
    for panel in panels:
        pack, kind, name, _ = panel.key
        if panel.number is not None:
            own = [part for part in parts if part.key[:3] == (pack, inside[kind], name)]
            groups.append((panel.key, tuple(own)))
    return tuple(groups)


def _words(searches: Iterable[Row]) -> tuple[CountedRow, ...]:
    """What was searched for and not found, where words are recorded and more than a few visitors typed them."""
    numbers = Counter(words for _, _, words, found in searches if words is not None and not found)
    ranked = sorted(numbers.items(), key=lambda each: (-each[1], each[0]))
    lines = _lines([(word,) for word, _ in ranked], suppress([number for _, number in ranked]))
    return tuple(line for line in lines if line.number)[:MAX_WORDS]


def _polls(votes: Iterable[Row]) -> tuple[Poll, ...]:
    answers: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for pack, poll, answer in votes:
        answers[pack, poll][answer] += 1
    return tuple(
        Poll((pack, "poll", poll, ""), suppress_single(numbers.total()), _answers(pack, poll, numbers))
        for (pack, poll), numbers in sorted(answers.items())
    )


def _answers(pack: str, poll: str, numbers: Mapping[int, int]) -> tuple[CountedRow, ...]:
    chosen = range(max(numbers) + 1)
    shown = suppress([numbers.get(answer, 0) for answer in chosen])
    return _lines([(pack, "answer", poll, str(answer)) for answer in chosen], shown)


def _lines(
    keys: Sequence[Key], counts: Counts, seconds: Mapping[Key, int | None] | None = None
) -> tuple[CountedRow, ...]:
    reported = seconds or {}
    return tuple(
        CountedRow(key, number, None if number is None else reported.get(key))
        for key, number in zip(keys, counts, strict=True)
    )
