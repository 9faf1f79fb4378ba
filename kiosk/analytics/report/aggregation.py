"""Aggregation of the journal, row by row. Every result has small counts suppressed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from kiosk.analytics.journal.journal_reader import Entries, Row
from kiosk.analytics.report.small_count_suppression import LEAST, Counts, alone, discreet, discreet_part, median
from kiosk.analytics.report.tally import Key, Opened, Tally, openings

MOST_BARS = 70
SETTINGS = (
    "text-135", "text-200", "contrast-rice-paper", "contrast-high", "low-reach", "reduced-motion", "read-aloud",
)  # fmt: skip
MOST_WORDS = 20


class CountedRow(NamedTuple):
    """One line: what is counted, its count, and its median seconds; None means withheld."""

    key: Key
    number: int | None
    seconds: int | None = None


class Poll(NamedTuple):
    """A poll: its title's key, its votes, and the votes for each answer."""

    key: Key
    votes: int | None
    answers: tuple[CountedRow, ...]


class Report(NamedTuple):
    """The report of a period; withheld counts are None, and so is `visits` if there were too few to report any.

    `days`: by day, or by week or month from its first day, as `step` says; `hours`: for each day of the week from
    Monday, the 24 hours. `ended`: where visits ended; those that opened nothing are separate.
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
    panels: tuple[CountedRow, ...] = ()
    pages: tuple[tuple[Key, tuple[CountedRow, ...]], ...] = ()
    languages: tuple[CountedRow, ...] = ()
    ended: tuple[CountedRow, ...] = ()
    settings: tuple[CountedRow, ...] = ()
    searches: int | None = None
    nothing_found: int | None = None
    words: tuple[CountedRow, ...] = ()
    polls: tuple[Poll, ...] = ()


def count(entries: Entries) -> Report:
    """Build the report in one pass, without keeping single visits.

    Seconds are kept for medians, at eight bytes each. Raises sqlite3.Error.
    """
    tally = Tally()
    for visit in entries.visits():
        tally.add(visit)
    answers = _votes(entries.votes())
    packs = tuple(dict.fromkeys([*tally.packs, *(pack for pack, _ in answers)]))
    beyond = entries.total - tally.visits
    polls = _polls(answers)
    if tally.visits < LEAST:
        return Report(entries.first, entries.last, None if tally.visits else 0, beyond, packs, polls=polls)
    step, days = _days(tally.days, entries.first, entries.last)
    opened = openings(entries.openings())
    panels = _opened(opened, {"panel", "gallery"})
    searches, in_vain = entries.searches()
    return Report(
        first=entries.first,
        last=entries.last,
        visits=tally.visits,
        beyond=beyond,
        packs=packs,
        stay=median(tally.seconds),
        waited=median(tally.waited),
        stayed=discreet_part(tally.stayed, tally.visits),
        step=step,
        days=days,
        hours=_hours(tally.hours),
        panels=panels,
        pages=_pages(opened, panels),
        languages=_shares(tally.languages),
        ended=_shares(tally.ends),
        settings=tuple(CountedRow((name,), discreet_part(tally.settings[name], tally.visits)) for name in SETTINGS),
        searches=alone(searches),
        nothing_found=discreet_part(in_vain, searches),
        words=_words(entries.words()),
        polls=polls,
    )


def _days(numbers: Counter[date], first: date, last: date) -> tuple[str, tuple[tuple[date, int | None], ...]]:
    """Visits by day; by week or month if there are too many days for one chart."""
    span = (last - first).days + 1
    if span <= MOST_BARS:
        starts = [first + timedelta(days=number) for number in range(span)]
        counts = [numbers[day] for day in starts]
        # The sum of all Mondays could be derived from the hours of the week.
        return "day", tuple(zip(starts, discreet(counts, [day.weekday() for day in starts]), strict=True))
    step, begin = ("week", _monday) if span <= MOST_BARS * 7 else ("month", _month)
    sums: Counter[date] = Counter()
    for day, number in numbers.items():
        sums[begin(day)] += number
    starts = sorted({begin(first + timedelta(days=number)) for number in range(span)})
    return step, tuple(zip(starts, discreet([sums[day] for day in starts]), strict=True))


def _monday(day: date) -> date:
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def _month(day: date) -> date:
    return day.replace(day=1)


def _hours(numbers: Counter[tuple[int, int]]) -> tuple[tuple[int | None, ...], ...]:
    cells = [(weekday, hour) for weekday in range(7) for hour in range(24)]
    shown = discreet([numbers[cell] for cell in cells], [weekday for weekday, _ in cells])
    return tuple(tuple(shown[weekday * 24 : weekday * 24 + 24]) for weekday in range(7))


def _shares(numbers: Counter[Key]) -> tuple[CountedRow, ...]:
    """The count of each, most frequent first."""
    ranked = sorted(numbers.items(), key=lambda each: (-each[1], each[0]))
    return _lines([key for key, _ in ranked], discreet([number for _, number in ranked]))


def _opened(opened: Mapping[Key, Opened], kinds: set[str]) -> tuple[CountedRow, ...]:
    ranked = sorted((key for key in opened if key[1] in kinds), key=lambda key: (-opened[key].number, key))
    shown = discreet([opened[key].number for key in ranked])
    return _lines(ranked, shown, {key: median(opened[key].seconds) for key in ranked})


def _pages(
    opened: Mapping[Key, Opened], panels: Sequence[CountedRow]
) -> tuple[tuple[Key, tuple[CountedRow, ...]], ...]:
    """The pages and pictures of each panel and gallery that is not itself withheld."""
    parts = _opened(opened, {"page", "picture"})
    inside = {"panel": "page", "gallery": "picture"}
    groups = []
    for panel in panels:
        pack, kind, name, _ = panel.key
        if panel.number is not None:
            own = [part for part in parts if part.key[:3] == (pack, inside[kind], name)]
            groups.append((panel.key, tuple(own)))
    return tuple(groups)


def _words(rows: Iterable[Row]) -> tuple[CountedRow, ...]:
    """Searches that found nothing, if words are recorded and more than a few visitors typed them."""
    often: dict[str, int] = {}
    seldom: dict[str, int] = {}
    for words, number in rows:
        if number >= LEAST:
            often[words] = number
        elif len(seldom) < LEAST:
            # This many withheld together reveal nothing; more would change nothing.
            seldom[words] = number
    ranked = sorted((often | seldom).items(), key=lambda each: (-each[1], each[0]))
    lines = _lines([(word,) for word, _ in ranked], discreet([number for _, number in ranked]))
    return tuple(line for line in lines if line.number)[:MOST_WORDS]


def _votes(rows: Iterable[Row]) -> dict[tuple[str, str], Counter[int]]:
    """The votes for each answer, by pack and poll."""
    answers: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for pack, poll, answer in rows:
        answers[pack, poll][answer] += 1
    return answers


def _polls(answers: Mapping[tuple[str, str], Counter[int]]) -> tuple[Poll, ...]:
    return tuple(
        Poll((pack, "poll", poll, ""), alone(numbers.total()), _answers(pack, poll, numbers))
        for (pack, poll), numbers in sorted(answers.items())
    )


def _answers(pack: str, poll: str, numbers: Mapping[int, int]) -> tuple[CountedRow, ...]:
    chosen = range(max(numbers) + 1)
    shown = discreet([numbers.get(answer, 0) for answer in chosen])
    return _lines([(pack, "answer", poll, str(answer)) for answer in chosen], shown)


def _lines(
    keys: Sequence[Key], counts: Counts, seconds: Mapping[Hashable, int | None] | None = None
) -> tuple[CountedRow, ...]:
    told = seconds or {}
    return tuple(
        CountedRow(key, number, None if number is None else told.get(key))
        for key, number in zip(keys, counts, strict=True)
    )
