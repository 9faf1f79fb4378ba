"""Aggregation of the journal, row by row. Every result has small counts suppressed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from kiosk.analytics.journal.journal_reader import Entries, Row
from kiosk.analytics.report.small_count_suppression import (
    MIN_COUNT,
    Counts,
    median,
    suppress,
    suppress_part,
    suppress_single,
)
from kiosk.analytics.report.tally import Key, Opened, Tally, openings

MAX_BARS = 70
SETTINGS = (
    "text-135", "text-200", "contrast-rice-paper", "contrast-high", "low-reach", "reduced-motion", "read-aloud",
)  # fmt: skip
MAX_WORDS = 20


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
    if tally.visits < MIN_COUNT:
        return Report(entries.first, entries.last, None if tally.visits else 0, beyond, packs, polls=polls)
    step, days = _days(tally.days, entries.first, entries.last)
    opened = openings(entries.openings())
    panels = _opened(opened, {"panel", "gallery"})
    searches, without_result = entries.searches()
    return Report(
        first=entries.first,
        last=entries.last,
        visits=tally.visits,
        beyond=beyond,
        packs=packs,
        stay=median(tally.seconds),
        waited=median(tally.waited),
        stayed=suppress_part(tally.stayed, tally.visits),
        step=step,
        days=days,
        hours=_hours(tally.hours),
        panels=panels,
        pages=_pages(opened, panels),
        languages=_shares(tally.languages),
        ended=_shares(tally.ends),
        settings=tuple(CountedRow((name,), suppress_part(tally.settings[name], tally.visits)) for name in SETTINGS),
        searches=suppress_single(searches),
        nothing_found=suppress_part(without_result, searches),
        words=_words(entries.words()),
        polls=polls,
    )


def _days(visits: Counter[date], first: date, last: date) -> tuple[str, tuple[tuple[date, int | None], ...]]:
    """Visits by day; by week or month if there are too many days for one chart."""
    length = (last - first).days + 1
    if length <= MAX_BARS:
        starts = [first + timedelta(days=number) for number in range(length)]
        counts = [visits[day] for day in starts]
        # The sum of all Mondays could be derived from the hours of the week.
        return "day", tuple(zip(starts, suppress(counts, [day.weekday() for day in starts]), strict=True))
    step, begin = ("week", _monday) if length <= MAX_BARS * 7 else ("month", _month)
    sums: Counter[date] = Counter()
    for day, number in visits.items():
        sums[begin(day)] += number
    starts = sorted({begin(first + timedelta(days=number)) for number in range(length)})
    return step, tuple(zip(starts, suppress([sums[day] for day in starts]), strict=True))


def _monday(day: date) -> date:
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def _month(day: date) -> date:
    return day.replace(day=1)


def _hours(visits: Counter[tuple[int, int]]) -> tuple[tuple[int | None, ...], ...]:
    cells = [(weekday, hour) for weekday in range(7) for hour in range(24)]
    shown = suppress([visits[cell] for cell in cells], [weekday for weekday, _ in cells])
    return tuple(tuple(shown[weekday * 24 : weekday * 24 + 24]) for weekday in range(7))


def _shares(numbers: Counter[Key]) -> tuple[CountedRow, ...]:
    """The count of each, most frequent first."""
    ranked = sorted(numbers.items(), key=lambda each: (-each[1], each[0]))
    return _counted_rows([key for key, _ in ranked], suppress([number for _, number in ranked]))


def _opened(opened: Mapping[Key, Opened], kinds: set[str]) -> tuple[CountedRow, ...]:
    ranked = sorted((key for key in opened if key[1] in kinds), key=lambda key: (-opened[key].number, key))
    shown = suppress([opened[key].number for key in ranked])
    return _counted_rows(ranked, shown, {key: median(opened[key].seconds) for key in ranked})


def _pages(
    opened: Mapping[Key, Opened], panels: Sequence[CountedRow]
) -> tuple[tuple[Key, tuple[CountedRow, ...]], ...]:
    """The pages and pictures of each panel and gallery that is not itself withheld."""
    parts = _opened(opened, {"page", "picture"})
    kind_of_parts = {"panel": "page", "gallery": "picture"}
    groups = []
    for panel in panels:
        pack, kind, name, _ = panel.key
        if panel.number is not None:
            inside_panel = [part for part in parts if part.key[:3] == (pack, kind_of_parts[kind], name)]
            groups.append((panel.key, tuple(inside_panel)))
    return tuple(groups)


def _words(rows: Iterable[Row]) -> tuple[CountedRow, ...]:
    """Searches that found nothing, if words are recorded and more than a few visitors typed them."""
    frequent: dict[str, int] = {}
    rare: dict[str, int] = {}
    for query, number in rows:
        if number >= MIN_COUNT:
            frequent[query] = number
        elif len(rare) < MIN_COUNT:
            # This many withheld together reveal nothing; more would change nothing.
            rare[query] = number
    ranked = sorted((frequent | rare).items(), key=lambda each: (-each[1], each[0]))
    counted = _counted_rows([(query,) for query, _ in ranked], suppress([number for _, number in ranked]))
    return tuple(row for row in counted if row.number)[:MAX_WORDS]


def _votes(rows: Iterable[Row]) -> dict[tuple[str, str], Counter[int]]:
    """The votes for each answer, by pack and poll."""
    answers: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for pack, poll, answer in rows:
        answers[pack, poll][answer] += 1
    return answers


def _polls(answers: Mapping[tuple[str, str], Counter[int]]) -> tuple[Poll, ...]:
    return tuple(
        Poll((pack, "poll", poll, ""), suppress_single(numbers.total()), _answers(pack, poll, numbers))
        for (pack, poll), numbers in sorted(answers.items())
    )


def _answers(pack: str, poll: str, numbers: Mapping[int, int]) -> tuple[CountedRow, ...]:
    numbers_of_answers = range(max(numbers) + 1)
    shown = suppress([numbers.get(answer, 0) for answer in numbers_of_answers])
    return _counted_rows([(pack, "answer", poll, str(answer)) for answer in numbers_of_answers], shown)


def _counted_rows(
    keys: Sequence[Key], counts: Counts, seconds: Mapping[Hashable, int | None] | None = None
) -> tuple[CountedRow, ...]:
    median_seconds = seconds or {}
    return tuple(
        CountedRow(key, number, None if number is None else median_seconds.get(key))
        for key, number in zip(keys, counts, strict=True)
    )
