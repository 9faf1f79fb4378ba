"""The report as tables for spreadsheets: one CSV file each, in UTF-8 with a byte order mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.analytics.report.aggregation import CountedRow, Report
from kiosk.analytics.report.report_phrases import ReportPhrases
from kiosk.device.disk import write_whole

Cell = str | int | None
Table = tuple[str, Sequence[str], list[list[Cell]]]


def tables(report: Report, phrases: ReportPhrases) -> Iterator[Table]:
    """(name, header, rows) of each table; withheld values are empty cells, and headers are the same in any language."""
    yield "visits", ("what", "value"), _summary(report)
    yield "days", (report.step, "visits"), [[day.isoformat(), number] for day, number in report.days]
    hours = [
        [phrases.weekdays()[weekday], weekday + 1, hour, number]
        for weekday, row in enumerate(report.hours)
        for hour, number in enumerate(row)
    ]
    yield "hours", ("weekday", "number", "hour", "visits"), hours
    timed_header = ("pack", "kind", "id", "part", "title", "opened", "median_seconds")
    yield "panels", timed_header, [_timed_row(line, phrases) for line in report.panels]
    yield "pages", timed_header, [_timed_row(line, phrases) for _, lines in report.pages for line in lines]
    for name, lines in (("languages", report.languages), ("settings", report.settings), ("ended", report.ended)):
        header = ("id", "title", "visits")
        yield name, header, [_counted_row(line, phrases) for line in lines]
    yield "words-without-result", ("words", "searches"), [[line.key[0], line.number] for line in report.words]
    votes: list[list[Cell]] = [
        [*poll.key[::2][:2], phrases.name(poll.key), int(line.key[3]) + 1, phrases.name(line.key), line.number]
        for poll in report.polls
        for line in poll.answers
    ]
    yield "polls", ("pack", "poll", "question", "answer", "title", "votes"), votes


def write_tables(report: Report, phrases: ReportPhrases, folder: Path) -> list[Path]:
    """Write a file for each table that has rows, and return the files. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, header, rows in tables(report, phrases):
        if rows:
            file = folder / f"{name}.csv"
            write_whole(file, _csv(header, rows))
            written.append(file)
    return written


def _summary(report: Report) -> list[list[Cell]]:
    return [
        ["first", report.first.isoformat()],
        ["last", report.last.isoformat()],
        ["visits", report.visits],
        ["median_stay_seconds", report.stay],
        ["median_attract_to_touch_seconds", report.waited],
        ["stayed_when_asked", report.stayed],
        ["searches", report.searches],
        ["searches_without_result", report.nothing_found],
    ]


def _counted_row(line: CountedRow, phrases: ReportPhrases) -> list[Cell]:
    return [" ".join(filter(None, phrases.ids(line.key))), phrases.name(line.key), line.number]


def _timed_row(line: CountedRow, phrases: ReportPhrases) -> list[Cell]:
    return [*phrases.ids(line.key), phrases.name(line.key), line.number, line.seconds]


def _csv(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _safe(cell: Cell) -> Cell:
    """Escape a title that a spreadsheet would read as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
