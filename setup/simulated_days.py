"""A journal of simulated days: visitors who walk through a pack as people do, recorded as the kiosk records them.

Each visit uses the session's own reducer and recorder, and the journal's own writer; only the touches and the times
are invented. The same seed gives the same visits.

    python setup/simulated_days.py build/report/journal.sqlite --days 30
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random

from kiosk.analytics.journal import Journal, RecordedVisit
from kiosk.analytics.journal.titles import Title, titles_of
from kiosk.content.loader import load_pack
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.search_index import search_index
from kiosk.packs.view_data.pack_data import pack_values
from kiosk.packs.view_data.values import PreparedMedia
from kiosk.session import actions, outline, visit_recording
from kiosk.session.idle_clock import next_deadline
from kiosk.session.phases import SESSION, Screen
from kiosk.session.reducer import reduce
from kiosk.session.search_engine import SearchIndex
from kiosk.session.search_query import normalise
from kiosk.session.state import Place, State, begin
from kiosk.session.timeouts import Rules, Times

ARTICLE = Path(__file__).resolve().parents[1] / "content" / "zhenjiang-new-area"
FIRST = datetime(2026, 4, 1, tzinfo=timezone(timedelta(hours=8)))
OPENS, CLOSES = 9, 17
# Visits by hour from 9 on, and by day of the week; Mondays are closed.
HOURS = (4, 11, 12, 5, 6, 12, 10, 3)
WEEK = (0.0, 0.7, 0.8, 0.8, 1.0, 2.1, 1.8)
SEARCHES = ("zjxq", "dxc", "kjy", "qinghai", "wifi", "cesuo", "park", "rencai", "xinqu", "menpiao")


@dataclass(frozen=True)
class Hall:
    """The pack that visitors use."""

    pack: str
    outline: outline.Outline
    titles: tuple[Title, ...]
    polls: dict[str, int]
    index: SearchIndex

    @classmethod
    def of(cls, folder: Path) -> Hall:
        """The hall with the pack in this folder."""
        pack = load_pack(folder, product_catalog()).pack
        assert pack is not None, f"{folder} has errors; see kiosk pack check"
        titles = tuple(titles_of(pack.id, pack_values(pack, PreparedMedia(), {})))
        polls: dict[str, int] = {}
        for title in titles:
            if title.kind == "answer":
                polls[title.name] = polls.get(title.name, 0) + 1
        return cls(pack.id, outline.outline_of(pack), titles, polls, SearchIndex.of(search_index(pack)))


class Visitor:
    """One device, and its current visitor."""

    def __init__(self, hall: Hall, chance: Random) -> None:
        self.hall = hall
        self.chance = chance
        self.rules = Rules(Times(), hall.outline)
        self.now = 0.0
        self.state: State = begin(self.rules)
        self.track = visit_recording.Track()
        self.ended: visit_recording.Visit | None = None

    def do(self, action: type[actions.Action], *reported: object) -> None:
        """Dispatch an action now."""
        before, happened = self.state, action(self.now, *reported)
        self.state = reduce(before, happened, self.rules)
        self.track, ended = visit_recording.update(self.track, before, happened, self.state)
        self.ended = ended or self.ended

    def wait(self, until: float) -> None:
        """Tick the session's clock until then."""
        while (due := next_deadline(self.state, self.rules)) is not None and due <= until:
            self.now = max(self.now, due)
            self.do(actions.Tick)
        self.now = max(self.now, until)

    def linger(self, median: float) -> None:
        """Stay for about this many seconds."""
        self.wait(self.now + self.chance.lognormvariate(math.log(max(1.0, median)), 0.7))

    def tap(self) -> None:
        """Tap the screen."""
        self.do(actions.Touched, 1)
        self.do(actions.Lifted, 1)

    def visit(self, at: float) -> visit_recording.Visit:
        """Make one visit and walk away; return its record."""
        self.wait(at)
        self.tap()
        if self.state.phase not in SESSION:
            raise AssertionError("nobody may come in")
        if self.chance.random() < 0.22:
            self.linger(3)
            self.do(actions.ChooseLanguage, "en")
        self._ease()
        if self.chance.random() > 0.14:
            for _ in range(1 + min(5, int(self.chance.expovariate(0.75)))):
                self._look_around()
        while self.state.phase in SESSION:
            self.now = max(self.now, next_deadline(self.state, self.rules) or self.now)
            self.do(actions.Tick)
        assert self.ended is not None
        visit, self.ended = self.ended, None
        return visit

    def _ease(self) -> None:
        if self.chance.random() < 0.09:
            self.linger(4)
            self.do(actions.ChooseTextSize, self.chance.choice((135, 135, 200)))
        if self.chance.random() < 0.03:
            self.do(actions.ChooseContrast, self.chance.choice(("rice-paper", "rice-paper", "high")))
        if self.chance.random() < 0.008:
            self.do(actions.ToggleReducedMotion)

    def _look_around(self) -> None:
        if self.state.phase not in SESSION:
            return
        self.linger(90 if self.chance.random() < 0.03 else 4)
        self.tap()
        roll = self.chance.random()
        if roll < 0.7:
            self._read()
        elif roll < 0.9:
            self._see_pictures()
        else:
            self._search()
        if self.chance.random() < 0.6:
            self.do(actions.GoHome)

    def _read(self) -> None:
        panels = list(self.hall.outline.panels)
        panel = self.chance.choices(panels, [2.0 / (1 + number) for number in range(len(panels))])[0]
        self.do(actions.OpenPanel, panel)
        for page in range(len(self.hall.outline.panels[panel])):
            if page and self.chance.random() < 0.33:
                break
            self.do(actions.ShowPage, page)
            reading = self.hall.outline.reading_seconds(panel, page, self.state.settings.language)
            self.linger(0.4 * reading)

    def _see_pictures(self) -> None:
        gallery, count = self.chance.choice(list(self.hall.outline.galleries.items()))
        self.do(actions.OpenGallery, gallery)
        self.linger(5)
        first = min(count - 1, int(self.chance.expovariate(0.4)))
        self.do(actions.OpenPicture, gallery, first)
        for picture in range(first, count):
            self.do(actions.ShowPicture, picture)
            self.linger(6)
            if self.chance.random() < 0.3:
                break

    def _search(self) -> None:
        self.do(actions.OpenSearch)
        words = self.chance.choice(SEARCHES)
        for end in range(1, len(words) + 1):
            self.linger(0.8)
            query = normalise(words[:end])
            self.do(actions.Type, query)
            self.do(actions.ShowResults, query, len(self.hall.index.find(query, self.state.settings.language)))
        self.linger(6)
        if hits := self.hall.index.find(normalise(words), self.state.settings.language):
            panels = list(self.hall.outline.panels)
            self.do(actions.Open, Place(Screen.PANEL, panel=panels[hits[0].entry % len(panels)]))
            self.linger(15)


def arrivals(day: datetime, visits: float, chance: Random) -> Iterator[datetime]:
    """The times of visits on a day, in order, each after the previous one has surely ended."""
    expected = visits * WEEK[day.weekday()]
    count = max(0, round(chance.gauss(expected, expected**0.5)))
    hours = chance.choices(range(OPENS, CLOSES), HOURS, k=count)
    yield from sorted(day + timedelta(hours=hour, seconds=chance.randrange(3600)) for hour in hours)


def simulate(file: Path, *, first: datetime = FIRST, days: int = 30, visits: float = 60, seed: int = 30) -> int:
    """Write this many days into the journal `file`, about `visits` each; return the number of visits."""
    chance, wall, total = Random(seed), [first], 0  # noqa: S311
    journal = Journal(file, lambda: wall[0], search_words=True)
    visitor = Visitor(Hall.of(ARTICLE), chance)
    journal.record_titles(visitor.hall.titles)
    for number in range(days):
        kept: list[RecordedVisit] = []
        for at in arrivals(first + timedelta(days=number), visits, chance):
            came = max((at - first).total_seconds(), visitor.now + chance.uniform(2, 40))
            wall[0] = first + timedelta(seconds=came)
            kept.append(RecordedVisit(wall[0], visitor.visit(came)))
            _vote(journal, visitor.hall, chance)
        wall[0] = first + timedelta(days=number, hours=CLOSES)
        journal.record_visits(kept)
        total += len(kept)
    return total


def _vote(journal: Journal, hall: Hall, chance: Random) -> None:
    if hall.polls and chance.random() < 0.3:
        poll, answers = chance.choice(list(hall.polls.items()))
        journal.vote(hall.pack, poll, min(answers - 1, int(chance.expovariate(0.8))))


def main() -> None:
    """Make a journal as given on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--visits", type=float, default=60)
    parser.add_argument("--seed", type=int, default=30)
    reported = parser.parse_args()
    for old in (reported.file, Path(f"{reported.file}-wal"), Path(f"{reported.file}-shm")):
        old.unlink(missing_ok=True)
    total = simulate(reported.file, days=reported.days, visits=reported.visits, seed=reported.seed)
    print(f"{total} visits in {reported.file}")


if __name__ == "__main__":
    main()
