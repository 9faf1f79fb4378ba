"""The report of thirty simulated days, and of journals that hold little, nothing or what they should not."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk import paths
from kiosk.analytics.journal import Journal, JournalError, RecordedVisit
from kiosk.analytics.journal.journal_reader import Row, TitleKey, VisitRow, open_journal
from kiosk.analytics.journal.titles import Title
from kiosk.analytics.report.aggregation import SETTINGS, Report, count
from kiosk.analytics.report.csv_tables import tables, write_tables
from kiosk.analytics.report.html_page import page
from kiosk.analytics.report.report_phrases import WITHHELD, ReportPhrases
from kiosk.analytics.report.small_count_suppression import median
from kiosk.device.message_catalog import phrases
from kiosk.packs.product_themes import load_theme, theme_values
from kiosk.session.visit_recording import ENDS, UNANSWERED, OpenedPlace, Search, Spot, Visit
from setup.simulated_days import FIRST, simulate
from tests.unit.analytics.plain_report import count_plainly, read_plainly
from tests.unit.analytics.plain_report import median as plain_median

WORDS = {language: phrases("report", language) for language in ("zh", "en")}
MONDAY = datetime(2026, 5, 4, 10).astimezone()


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("journal") / "journal.sqlite"
    simulate(file, visits=12)
    return file


class Read(NamedTuple):
    """A report, and what it was made of."""

    report: Report
    titles: dict[TitleKey, dict[str, str]]
    visits: list[VisitRow]
    openings: list[Row]
    votes: list[Row]


def read(file: Path, first: date | None = None, last: date | None = None) -> Read:
    with open_journal(file, first, last) as entries:
        rows = list(entries.visits()), list(entries.openings()), list(entries.votes())
        return Read(count(entries), entries.titles, *rows)


@pytest.fixture(scope="module")
def entries(days: Path) -> Read:
    return read(days)


@pytest.fixture(scope="module")
def report(entries: Read) -> Report:
    return entries.report


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.sqlite", lambda: MONDAY)


def visits(number: int, began: datetime = MONDAY, *openings: OpenedPlace, **fields: Any) -> list[RecordedVisit]:
    visit = Visit("hall", "zh", 30, 9, (), 0, Spot("home"), UNANSWERED, openings, ())
    return [RecordedVisit(began, visit._replace(**fields))] * number


def drawn(report: Report, entries: Read, language: str = "zh") -> str:
    theme = theme_values(load_theme(paths.resources() / "themes", "cast"))
    return page(report, ReportPhrases(language, entries.titles), theme, paths.resources() / "pictures")


def test_the_same_seed_gives_the_same_days(days: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.sqlite"
    simulate(again, days=3, visits=12)
    part = read(days, last=(FIRST + timedelta(days=2)).date())
    assert read(again).visits == part.visits
    assert read(again).openings == part.openings


def test_it_adds_up(report: Report, entries: Read) -> None:
    assert report.visits == len(entries.visits) > 200
    assert (report.first, report.last) == (date(2026, 4, 1), date(2026, 4, 30))
    assert sum(number or 0 for _, number in report.days) <= report.visits
    assert all(number == 0 for day, number in report.days if day.weekday() == 0)
    assert sum(line.number or 0 for line in report.languages) == report.visits
    assert report.panels[0].key[2] == "industry"
    assert report.stay is not None
    assert {line.key[0] for line in report.settings} == set(SETTINGS)


def test_thirty_days_are_counted_as_they_are_plainly(days: Path, report: Report) -> None:
    assert report == count_plainly(read_plainly(days, report.first, report.last))
    middle = date(2026, 4, 10), date(2026, 4, 20)
    assert read(days, *middle).report == count_plainly(read_plainly(days, *middle))


KINDS = (("panel", ""), ("page", "a"), ("page", "b"), ("gallery", ""), ("picture", "0"), ("search", ""))
OPENINGS = st.builds(
    lambda kind, name, seconds, last: OpenedPlace(kind[0], name, kind[1], "zh", seconds, last),
    st.sampled_from(KINDS),
    st.sampled_from(["water", "fire"]),
    st.integers(0, 4000),
    st.booleans(),
)
VISITS = st.builds(
    Visit,
    pack=st.sampled_from(["hall", "other"]),
    language=st.sampled_from(["zh", "en", "fr"]),
    seconds=st.integers(0, 10_000),
    waited=st.integers(0, 100_000),
    settings=st.lists(st.sampled_from(SETTINGS), unique=True).map(tuple),
    stayed=st.integers(0, 2),
    last_place=st.sampled_from([Spot("home"), Spot("search"), Spot("panel", "water", "a"), Spot("gallery", "fire")]),
    ended=st.sampled_from(ENDS),
    openings=st.lists(OPENINGS, max_size=4).map(tuple),
    searches=st.lists(
        st.builds(Search, st.sampled_from(["a", "b", "c", "d", "e", "f"]), st.just("zh"), st.integers(0, 1)), max_size=3
    ).map(tuple),
)
BEGAN = st.datetimes(datetime(2026, 5, 1), datetime(2026, 5, 12)).map(
    lambda wall: wall.replace(tzinfo=ZoneInfo("Asia/Shanghai"))
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.builds(RecordedVisit, BEGAN, VISITS), max_size=40), st.lists(st.integers(0, 3), max_size=20))
def test_any_journal_is_counted_as_it_is_plainly(tmp_path: Path, kept: list[RecordedVisit], votes: list[int]) -> None:
    file = tmp_path / "any.sqlite"
    for end in ("", "-wal", "-shm"):
        Path(f"{file}{end}").unlink(missing_ok=True)
    journal = Journal(file, lambda: MONDAY, search_words=True)
    journal.record_visits(kept)
    for answer in votes:
        journal.vote("hall", "first", answer)
    first, last = date(2026, 5, 2), date(2026, 5, 10)
    assert read(file, first, last).report == count_plainly(read_plainly(file, first, last))


@given(st.lists(st.integers(0, 2**40)))
def test_a_median_of_counts_is_that_of_the_sorted_list(values: list[int]) -> None:
    assert median(values) == plain_median(values)


def test_a_large_journal_is_not_held_in_memory(journal: Journal) -> None:
    """The rows alone, as Python has them, would be some twelve megabytes."""
    opening = OpenedPlace("page", "water", "river", "zh", 9)
    journal.record_visits(visits(8_000, MONDAY, *[opening] * 3))
    tracemalloc.start()
    try:
        with open_journal(journal.file) as entries:
            assert count(entries).visits == 8_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2_500_000


def test_nothing_that_is_shown_is_of_a_few(report: Report) -> None:
    lines = [*report.panels, *report.languages, *report.ended, *report.settings, *report.words]
    lines += [line for _, inside in report.pages for line in inside] + [
        line for poll in report.polls for line in poll.answers
    ]
    numbers = [line.number for line in lines] + [cell for row in report.hours for cell in row]
    numbers += [number for _, number in report.days]
    assert None in numbers
    assert not {1, 2, 3, 4} & set(numbers)


class Reader(HTMLParser):
    """What a browser would be reported to fetch or run, and every word."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.fetched: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [value or "" for name, value in attrs if name in {"src", "href", "action", "data", "poster"}]
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("language", WORDS)
def test_the_page_needs_no_network_and_no_script(report: Report, entries: Read, language: str) -> None:
    html = drawn(report, entries, language)
    reader = Reader()
    reader.feed(html)
    assert "script" not in reader.tags
    assert all(address.startswith("data:image/webp") for address in reader.fetched)
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'" in html
    assert reader.tags.count("section") == 9


def test_the_page_speaks_one_language(report: Report, entries: Read) -> None:
    reader = Reader()
    reader.feed(drawn(report, entries, "en").replace('alt="宜"', ""))
    assert not re.search(r"[\u4e00-\u9fff]", " ".join(reader.words))
    reader = Reader()
    reader.feed(drawn(report, entries))
    text = "".join(reader.words)
    assert {"镇江新区", "参观报告", "产业", "四张新的产业名片", "2026年4月1日至2026年4月30日"} <= set(reader.words)
    assert "少于5的数目不予显示" in text
    assert WITHHELD in reader.words


def test_every_word_of_it_is_there_in_both_languages() -> None:
    assert {*SETTINGS, *ENDS} - {UNANSWERED} <= set(WORDS["en"]) == set(WORDS["zh"])


def test_a_title_that_is_no_title_is_only_words(journal: Journal) -> None:
    journal.record_titles([Title("hall", "panel", "water", "", {"zh": '<img src=x onerror=alert(1)>"&'})])
    journal.record_visits(visits(9, MONDAY, OpenedPlace("panel", "water", "", "zh", 9)))
    entries = read(journal.file)
    html = drawn(entries.report, entries)
    assert "&lt;img src=x" in html
    assert "<img src=x" not in html


def test_a_title_that_looks_like_a_formula_is_none_in_a_spreadsheet(journal: Journal, tmp_path: Path) -> None:
    journal.record_titles([Title("hall", "panel", "water", "", {"zh": "=cmd()"})])
    journal.record_visits(visits(9, MONDAY, OpenedPlace("panel", "water", "", "zh", 9)))
    entries = read(journal.file)
    written = write_tables(entries.report, ReportPhrases("zh", entries.titles), tmp_path / "deep" / "csv")
    panels = next(file for file in written if file.stem == "panels").read_text("utf-8-sig")
    assert panels.splitlines() == ["pack,kind,id,part,title,opened,median_seconds", "hall,panel,water,,'=cmd(),9,9"]


def test_every_table_has_a_cell_for_every_head(report: Report, entries: Read) -> None:
    reported = list(tables(report, ReportPhrases("en", entries.titles)))
    assert [name for name, *_ in reported] == [
        "visits", "days", "hours", "panels", "pages", "languages", "settings", "ended", "words-without-result", "polls",
    ]  # fmt: skip
    assert all(len(row) == len(head) for _, head, rows in reported for row in rows)


def test_too_few_visits_tell_of_nobody(journal: Journal) -> None:
    journal.record_visits(visits(4, MONDAY, OpenedPlace("panel", "water", "", "zh", 9)))
    entries = read(journal.file)
    report = entries.report
    assert (report.visits, report.panels, report.days) == (None, (), ())
    assert "参观不足5次" in drawn(report, entries)


def test_a_journal_without_visits_says_so(journal: Journal) -> None:
    journal.maintain()
    entries = read(journal.file)
    assert entries.report.visits == 0
    assert "There were no visits" in drawn(entries.report, entries, "en")


def test_a_period_is_a_period(journal: Journal) -> None:
    for weeks in range(3):
        journal.record_visits(visits(10, MONDAY + timedelta(weeks=weeks)))
    report = read(journal.file, date(2026, 5, 5), date(2026, 5, 12)).report
    assert (report.visits, report.beyond) == (10, 20)
    assert len(report.days) == 8


@pytest.mark.parametrize(("span", "step", "bars"), [(70, "day", 70), (200, "week", 29), (600, "month", 20)])
def test_long_periods_are_told_by_week_or_month(journal: Journal, span: int, step: str, bars: int) -> None:
    journal.record_visits(visits(9) + visits(9, MONDAY + timedelta(days=span - 1)))
    entries = read(journal.file, MONDAY.date(), MONDAY.date() + timedelta(days=span - 1))
    report = entries.report
    assert (report.step, len(report.days)) == (step, bars)
    assert sum(number or 0 for _, number in report.days) == 18
    assert WORDS["en"][f"by-{step}"] in drawn(report, entries, "en")


def test_visits_of_a_wild_clock_do_not_stretch_the_report(journal: Journal) -> None:
    journal.record_visits([*visits(9, datetime(1970, 1, 1, 8).astimezone()), *visits(9, MONDAY)])
    report = read(journal.file).report
    assert (report.first, report.last, report.visits, report.beyond) == (MONDAY.date(), MONDAY.date(), 9, 9)


def test_where_a_visit_was_cut_short_is_told_apart(journal: Journal) -> None:
    opened = OpenedPlace("panel", "water", "", "zh", 9)
    journal.record_visits(visits(6) + visits(7, MONDAY, opened) + visits(8, MONDAY, opened, ended="taken-over"))
    journal.record_visits(visits(9, MONDAY, opened, last_place=Spot("panel", "water", "river")))
    report = read(journal.file).report
    assert {line.key: line.number for line in report.ended} == {
        ("nothing-opened",): 6, ("home",): 7, ("taken-over",): 8, ("hall", "panel", "water", ""): 9,
    }  # fmt: skip


def test_a_withheld_panel_takes_its_pages_with_it(journal: Journal) -> None:
    page, panel = OpenedPlace("page", "water", "river", "zh", 9), OpenedPlace("panel", "water", "", "zh", 9)
    journal.record_visits(visits(9) + visits(2, MONDAY, page, page, page, panel))
    report = read(journal.file).report
    assert report.panels[0].number is None
    assert report.pages == ()


def test_what_has_no_title_is_told_by_its_id(journal: Journal) -> None:
    assert ReportPhrases("zh", {}).name(("hall", "page", "water", "river")) == "water river"
    assert ReportPhrases("zh", {}).name(("hall", "pack", "", "")) == "hall"
    assert ReportPhrases("zh", {("hall", "pack", "", ""): {"fr": "Halle"}}).name(("hall", "pack", "", "")) == "Halle"
    assert ReportPhrases("zh", {}).name(("fr",)) == "fr"


@pytest.mark.parametrize(
    ("seconds", "reported"), [(None, WITHHELD), (45, "45 s"), (150, "2.5 min"), (600, "10 min"), (9000, "2.5 h")]
)
def test_times_are_told_as_people_say_them(seconds: int | None, reported: str) -> None:
    assert ReportPhrases("en", {}).duration(seconds) == reported


WRITER = """
import sys
from datetime import datetime
from pathlib import Path
from kiosk.analytics.journal import Journal
journal = Journal(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    journal.vote("hall", "first", 0)
"""


@pytest.fixture
def writer(journal: Journal) -> Iterator[None]:
    journal.record_visits(visits(9))
    command = [sys.executable, "-c", WRITER, str(journal.file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        yield
        program.kill()


def test_it_is_read_while_the_kiosk_writes(journal: Journal, writer: None) -> None:
    seen = [len(read(journal.file, date(2000, 1, 1), date(2100, 1, 1)).votes) for _ in range(20)]
    assert seen == sorted(seen)
    assert all(len(read(journal.file).visits) == 9 for _ in range(5))


def test_a_journal_on_a_disk_that_takes_no_writes_is_read(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.record_visits(visits(9))
    connect = sqlite3.connect

    assert len(read(journal.file).visits) == 9
    monkeypatch.setattr(
        sqlite3, "connect", lambda name, **options: Unreadable() if "mode=ro" in name else connect(name, **options)
    )
    assert len(read(journal.file).visits) == 9


class Unreadable:
    """A connection that cannot make the file it needs beside the journal."""

    def execute(self, *_: object) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    def close(self) -> None:
        """Nothing was opened."""


def test_a_journal_that_cannot_be_read_is_told(journal: Journal, tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="there is no journal"):
        read(tmp_path / "none.sqlite")
    journal.file.write_bytes(b"this is no database, but longer than its header" * 40)
    with pytest.raises(JournalError, match="cannot be read"):
        read(journal.file)


def test_a_journal_of_an_older_version_is_told(journal: Journal) -> None:
    with closing(sqlite3.connect(journal.file)) as older:
        older.execute("PRAGMA user_version = 1")
    with pytest.raises(JournalError, match="older"):
        read(journal.file)
