"""Visits: the existing report, for the desk's own page, as one page to keep, and as tables in a workbook."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from kiosk import paths
from kiosk.analytics.journal import JournalError
from kiosk.analytics.journal.journal_reader import open_journal
from kiosk.analytics.report.aggregation import Report, count
from kiosk.analytics.report.csv_tables import tables
from kiosk.analytics.report.html_page import body, page
from kiosk.analytics.report.report_phrases import ReportPhrases
from kiosk.analytics.report.withdrawn_names import hidden_by
from kiosk.content.messages import Message
from kiosk.device.errors import RefusedError
from kiosk.device.withdrawal_list import UnreadableListError, read_withdrawals

PERIODS = ("this-month", "last-month", "all-time")


@dataclass(frozen=True, slots=True)
class VisitReport:
    """The report of a period, and its body as HTML of our own."""

    report: Report
    phrases: ReportPhrases
    html: str


def days_of(period: str, today: date) -> tuple[date | None, date | None]:
    """Return the first and the last day of a period; None where it has no end."""
    first = today.replace(day=1)
    if period == "this-month":
        return first, today
    if period == "last-month":
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    return None, None


def read_visits(journal: Path, period: str, language: str) -> VisitReport | None:
    """Return the report of a period; None where this computer has no record of visits."""
    try:
        report, phrases = _counted(journal, period, language)
    except JournalError:
        return None
    return VisitReport(report, phrases, body(report, phrases))


def report_page(journal: Path, period: str, language: str) -> bytes:
    """Return the report as one HTML page. Raises RefusedError."""
    from kiosk.packs.product_assets import THEME
    from kiosk.packs.product_themes import load_theme, theme_values

    report, phrases = _or_refused(journal, period, language)
    theme = theme_values(load_theme(paths.resources() / "themes", THEME))
    return page(report, phrases, theme, paths.resources() / "pictures").encode()


def report_tables(journal: Path, period: str, language: str) -> bytes:
    """Return the tables of the report as an .xlsx. Raises RefusedError."""
    from openpyxl import Workbook

    report, phrases = _or_refused(journal, period, language)
    book = Workbook()
    book.remove(book.active)
    for name, header, rows in tables(report, phrases):
        sheet = book.create_sheet(name)
        for row in (header, *rows):
            sheet.append(list(row))
        for cells in sheet.iter_rows():
            for cell in cells:
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # words that begin with = are no formula
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _or_refused(journal: Path, period: str, language: str) -> tuple[Report, ReportPhrases]:
    try:
        return _counted(journal, period, language)
    except JournalError as error:
        raise RefusedError(Message("there is no record of visits on this computer that can be read")) from error


def _counted(journal: Path, period: str, language: str) -> tuple[Report, ReportPhrases]:
    first, last = days_of(period, date.today())  # noqa: DTZ011  the days of this computer's own calendar
    with open_journal(journal, first, last) as entries:
        report = count(entries)
    try:
        hidden = hidden_by(read_withdrawals())
    except UnreadableListError:
        hidden = hidden_by(None)
    return report, ReportPhrases(language, entries.titles, hidden)
