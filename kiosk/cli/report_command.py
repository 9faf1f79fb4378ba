"""`kiosk report`: statistics of visits from the journal, on the terminal, as tables or as a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.console import Language, StaffConsole
from kiosk.content.messages import Message

if TYPE_CHECKING:
    from rich.table import Table

    from kiosk.analytics.report.aggregation import CountedRow, Report
    from kiosk.analytics.report.report_phrases import ReportPhrases
    from kiosk.analytics.report.withdrawn_names import Hidden

EXAMPLE = "Example: kiosk report --from 2026-05-01 --to 2026-05-31 --html may.html"
NO_DAY = "{value} is not a day, such as 2026-05-31"
WIDTH = 30  # characters of the longest bar


def _day(written: str) -> date:
    """Return a day as staff write it. Raises typer.BadParameter."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(NO_DAY.format(value=f'"{written}"')) from None


def report(
    first: Annotated[
        date | None, typer.Option("--from", metavar="YYYY-MM-DD", parser=_day, help="The first day.")
    ] = None,
    last: Annotated[date | None, typer.Option("--to", metavar="YYYY-MM-DD", parser=_day, help="The last day.")] = None,
    csv: Annotated[Path | None, typer.Option(metavar="DIR", help="Write tables (CSV) into this folder.")] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write one page with charts.")] = None,
    journal: Annotated[Path | None, typer.Option(metavar="FILE", help="Another journal than this user's.")] = None,
    language: Language = "",
) -> None:
    """Tell how the kiosk was used: visits, panels, languages, searches, polls. Counts under 5 are withheld."""
    from kiosk import paths
    from kiosk.analytics.journal import JournalError
    from kiosk.analytics.journal.journal_reader import NEWER, open_journal
    from kiosk.analytics.report.aggregation import count
    from kiosk.analytics.report.report_phrases import ReportPhrases
    from kiosk.device.errors import why
    from kiosk.device.message_catalog import language_of

    console = StaffConsole(language)
    if first and last and first > last:
        raise typer.BadParameter("--from lies after --to", param_hint="--from")
    try:
        with open_journal(journal or paths.journal(), first, last) as entries:
            counted = count(entries)
    except JournalError as error:
        console.warn(Message.of(error.args[0]))
        raise typer.Exit(1) from None
    if entries.newer:
        console.warn(Message(NEWER.template, file=journal or paths.journal()))
        console.warn(Message("what this version knows of it is reported"))
    phrases = ReportPhrases(language or language_of(), entries.titles, _hidden(console))
    try:
        if csv:
            _write_tables(console, counted, phrases, csv)
        if html:
            _write_page(console, counted, phrases, html)
    except OSError as error:
        file = error.filename or html or csv
        console.warn(Message("{file} cannot be written: {reason}", file=file, reason=why(error)))
        raise typer.Exit(1) from None
    if not csv and not html:
        _tell(counted, phrases)


def _hidden(console: StaffConsole) -> Hidden:
    """What is withdrawn on this device, and so not named; if the list is unreadable, every page and picture."""
    from kiosk.analytics.report.withdrawn_names import hidden_by
    from kiosk.device.withdrawal_list import UnreadableListError, read_withdrawals

    try:
        return hidden_by(read_withdrawals())
    except UnreadableListError as error:
        console.warn(error.message)
        return hidden_by(None)


def _write_tables(console: StaffConsole, counted: Report, phrases: ReportPhrases, folder: Path) -> None:
    from kiosk.analytics.report.csv_tables import write_tables

    written = write_tables(counted, phrases, folder)
    console.say(
        Message.plural(
            "{count} table in {folder}", "{count} tables in {folder}", count=len(written), folder=folder.absolute()
        )
    )


def _write_page(console: StaffConsole, counted: Report, phrases: ReportPhrases, file: Path) -> None:
    from kiosk import paths
    from kiosk.analytics.report.html_page import page
    from kiosk.device.disk import write_whole
    from kiosk.packs.product_assets import THEME
    from kiosk.packs.product_themes import load_theme, theme_values

    theme = theme_values(load_theme(paths.resources() / "themes", THEME))
    written = page(counted, phrases, theme, paths.resources() / "pictures")
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, written.encode("utf-8"))
    console.say(Message("the report is {file}", file=file.absolute()))


def _tell(counted: Report, phrases: ReportPhrases) -> None:
    """Print the short form, for the terminal."""
    from rich.console import Console

    console = Console(highlight=False)
    period = phrases.text("period", first=phrases.date(counted.first), last=phrases.date(counted.last))
    console.print(f"[bold]{phrases.text('report')}[/] · {period}")
    if not counted.visits:
        console.print(phrases.text("no-visits" if counted.visits == 0 else "too-few"))
        return
    figures = [
        (phrases.number(counted.visits), "visits"),
        (phrases.duration(counted.stay), "stay"),
        (phrases.duration(counted.waited), "waited"),
    ]
    console.print(" · ".join(f"[bold]{figure}[/] {phrases.text(key)}" for figure, key in figures))
    for key, lines in (("panels", counted.panels), ("ended", counted.ended), ("languages", counted.languages)):
        if lines:
            console.print(_bars(phrases.text(key), lines, phrases))
    console.print(phrases.text("withheld"), style="dim")


def _bars(title: str, lines: tuple[CountedRow, ...], phrases: ReportPhrases) -> Table:
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None, show_header=False, pad_edge=False)
    most = max((line.number or 0 for line in lines), default=0)
    for line in lines:
        bar = "█" * round(WIDTH * (line.number or 0) / most) if most else ""
        times = phrases.duration(line.seconds) if line.seconds is not None else ""
        table.add_row(phrases.name(line.key), phrases.number(line.number), times, f"[yellow]{bar}[/]")
    for column in table.columns[1:3]:
        column.justify = "right"
    return table
