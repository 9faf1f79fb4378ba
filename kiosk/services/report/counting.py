"""Counts what the journal holds. Nothing leaves here that is not discreet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from kiosk.flow.recording import UNANSWERED
from kiosk.services.journal.reading import Entries, Row
from kiosk.services.report.discretion import LEAST, Counts, alone, discreet, discreet_part, median

MOST_BARS = 70
SETTINGS = (
    "text-135", "text-200", "contrast-rice-paper", "contrast-high", "low-reach", "reduced-motion", "read-aloud",
)  # fmt: skip
MOST_WORDS = 20

Key = tuple[str, ...]
"""What is counted: (pack, kind, name, part) of a title, or one word of the report."""


class Count(NamedTuple):
    """One line: what is counted, how often, and the median of its seconds; None is withheld."""

    key: Key
    number: int | None
    seconds: int | None = None


class Poll(NamedTuple):
    """A poll: its title's key, its votes, and those of each answer."""

    key: Key
    votes: int | None
    answers: tuple[Count, ...]


class Report(NamedTuple):
    """What is told of a period; counts are None where withheld, and `visits` where there were too few for any.

    `days`: of each day, or of each week or month from its first day on, as `step` says; `hours`: for each day of the
    week from Monday, the 24 hours. `ended`: where visits were left, those that opened nothing apart.
    """

    first: date
    last: date
    visits: int | None
    beyond: int
    packs: tuple[str, ...] = ()
    stay: int | None = None
    waited: int | None = None
    stayed: int | None = None
    step: str = "day"
    days: tuple[tuple[date, int | None], ...] = ()
    hours: tuple[tuple[int | None, ...], ...] = ()
    panels: tuple[Count, ...] = ()
    pages: tuple[tuple[Key, tuple[Count, ...]], ...] = ()
    languages: tuple[Count, ...] = ()
    ended: tuple[Count, ...] = ()
    settings: tuple[Count, ...] = ()
    searches: int | None = None
    nothing_found: int | None = None
    words: tuple[Count, ...] = ()
    polls: tuple[Poll, ...] = ()


def count(entries: Entries) -> Report:
    """The report of what was read."""
    visits = [_Visit(row) for row in entries.visits]
    packs = tuple(dict.fromkeys([*(visit.pack for visit in visits), *(row[0] for row in entries.votes)]))
    found = [row[3] for row in entries.searches]
    if len(visits) < LEAST:
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
        stayed=discreet_part(sum(visit.stayed > 0 for visit in visits), len(visits)),
        step=step,
        days=days,
        hours=_hours([visit.began for visit in visits]),
        panels=panels,
        pages=_pages(entries.openings, panels),
        languages=_shares((visit.language,) for visit in visits),
        ended=_shares(visit.end for visit in visits),
        settings=tuple(
            Count((name,), discreet_part(sum(name in visit.settings for visit in visits), len(visits)))
            for name in SETTINGS
        ),
        searches=alone(len(found)),
        nothing_found=discreet_part(found.count(0), len(found)),
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
    if span <= MOST_BARS:
        starts = [first + timedelta(days=number) for number in range(span)]
        numbers = Counter(began)
        counts = [numbers[day] for day in starts]
        # The sum of all Mondays could be read from the hours of the week.
        return "day", tuple(zip(starts, discreet(counts, [day.weekday() for day in starts]), strict=True))
    step, begin = ("week", _monday) if span <= MOST_BARS * 7 else ("month", _month)
    numbers = Counter(begin(day) for day in began)
    starts = sorted({begin(first + timedelta(days=number)) for number in range(span)})
    return step, tuple(zip(starts, discreet([numbers[day] for day in starts]), strict=True))


def _monday(day: date) -> date:
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def _month(day: date) -> date:
    return day.replace(day=1)


def _hours(began: Sequence[datetime]) -> tuple[tuple[int | None, ...], ...]:
    numbers = Counter((each.weekday(), each.hour) for each in began)
    cells = [(weekday, hour) for weekday in range(7) for hour in range(24)]
    shown = discreet([numbers[cell] for cell in cells], [weekday for weekday, _ in cells])
    return tuple(tuple(shown[weekday * 24 : weekday * 24 + 24]) for weekday in range(7))


def _shares(keys: Iterable[Key]) -> tuple[Count, ...]:
    """How often each stands among all, the most frequent first."""
    ranked = sorted(Counter(keys).items(), key=lambda each: (-each[1], each[0]))
    return _lines([key for key, _ in ranked], discreet([number for _, number in ranked]))


def _opened(openings: Iterable[Row], kinds: set[str]) -> tuple[Count, ...]:
    seconds: dict[Key, list[tuple[int, bool]]] = defaultdict(list)
    for pack, kind, name, part, _, lasted, last in openings:
        if kind in kinds:
            seconds[pack, kind, name, part].append((lasted, bool(last)))
    ranked = sorted(seconds, key=lambda key: (-len(seconds[key]), key))
    shown = discreet([len(seconds[key]) for key in ranked])
    # Where a visit ended nobody knows how long it was looked at.
    known = {key: [lasted for lasted, last in seconds[key] if not last] for key in ranked}
    return _lines(ranked, shown, {key: median(known[key]) for key in ranked})


def _pages(openings: Sequence[Row], panels: Sequence[Count]) -> tuple[tuple[Key, tuple[Count, ...]], ...]:
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


def _words(searches: Iterable[Row]) -> tuple[Count, ...]:
    """What was searched for and not found, where words are recorded and more than a few visitors typed them."""
    numbers = Counter(words for _, _, words, found in searches if words is not None and not found)
    ranked = sorted(numbers.items(), key=lambda each: (-each[1], each[0]))
    lines = _lines([(word,) for word, _ in ranked], discreet([number for _, number in ranked]))
    return tuple(line for line in lines if line.number)[:MOST_WORDS]


def _polls(votes: Iterable[Row]) -> tuple[Poll, ...]:
    answers: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for pack, poll, answer in votes:
        answers[pack, poll][answer] += 1
    return tuple(
        Poll((pack, "poll", poll, ""), alone(numbers.total()), _answers(pack, poll, numbers))
        for (pack, poll), numbers in sorted(answers.items())
    )


def _answers(pack: str, poll: str, numbers: Mapping[int, int]) -> tuple[Count, ...]:
    chosen = range(max(numbers) + 1)
    shown = discreet([numbers.get(answer, 0) for answer in chosen])
    return _lines([(pack, "answer", poll, str(answer)) for answer in chosen], shown)


def _lines(
    keys: Sequence[Key], counts: Counts, seconds: Mapping[Hashable, int | None] | None = None
) -> tuple[Count, ...]:
    told = seconds or {}
    return tuple(
        Count(key, number, None if number is None else told.get(key)) for key, number in zip(keys, counts, strict=True)
    )
