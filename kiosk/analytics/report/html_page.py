"""The report as one HTML page: no script, no network, in the kiosk's theme; the rice paper theme in print."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from kiosk.analytics.report.aggregation import CountedRow, Report
from kiosk.analytics.report.report_phrases import ReportPhrases
from kiosk.analytics.report.stylesheet import style
from kiosk.analytics.report.svg_charts import bar, columns, heat

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
MAX_LABELS = 6
ACCENTS = ("gold", "governance", "industry", "talent", "yi-culture", "gold", "governance", "industry")


def page(report: Report, phrases: ReportPhrases, theme: dict[str, Any], pictures: Path) -> str:
    """The whole page. `theme` as returned by `theme_values`; `pictures` is the folder of the product's own pictures."""
    title = f"{phrases.text('product')} · {phrases.text('report')}"
    code = "zh-CN" if phrases.language == "zh" else phrases.language
    return "".join(
        (
            f'<!doctype html>\n<html lang="{code}"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            f"<title>{escape(title)}</title><style>{style(theme)}</style></head><body>",
            _header(report, phrases, pictures),
            f"<main>{''.join(_sections(report, phrases))}</main>",
            f"<footer>{''.join(f'<p>{escape(text)}</p>' for text in _closing(report, phrases))}</footer>",
            "</body></html>\n",
        )
    )


def body(report: Report, phrases: ReportPhrases) -> str:
    """The figures and sections alone, for a page that has a style sheet of its own."""
    closing = "".join(f'<p class="note">{escape(text)}</p>' for text in _closing(report, phrases))
    return f"{_figures(report, phrases)}{''.join(_sections(report, phrases))}{closing}"


def _header(report: Report, phrases: ReportPhrases, pictures: Path) -> str:
    emblem = b64encode((pictures / "yi.webp").read_bytes()).decode("ascii")
    period = phrases.text("period", first=phrases.date(report.first), last=phrases.date(report.last))
    packs = phrases.text("list").join(phrases.name((pack, "pack", "", "")) for pack in report.packs)
    return (
        f'<header><div class="emblem"><img src="data:image/webp;base64,{emblem}" alt="宜"></div>'
        f'<div class="names"><p class="kind">{escape(packs or phrases.text("product"))}</p>'
        f"<h1>{escape(phrases.text('report'))}</h1><p>{escape(period)}</p></div>{_figures(report, phrases)}</header>"
    )


def _figures(report: Report, phrases: ReportPhrases) -> str:
    if not report.visits:
        return ""
    figures = [
        (phrases.number(report.visits), phrases.text("visits")),
        (phrases.duration(report.stay), phrases.text("stay")),
        (phrases.duration(report.waited), phrases.text("waited")),
    ]
    if report.stayed is not None:
        figures.append((phrases.number(report.stayed), phrases.text("stayed")))
    parts = "".join(f"<div><dd>{escape(figure)}</dd><dt>{escape(label)}</dt></div>" for figure, label in figures)
    return f"<dl>{parts}</dl>"


def _sections(report: Report, phrases: ReportPhrases) -> Iterator[str]:
    """The non-empty sections, numbered in order."""
    contents = [(key, wide, inside) for key, wide, inside in _contents(report, phrases) if inside]
    for number, (key, wide, inside) in enumerate(contents):
        note = f"{key}-note"
        lead = f'<p class="note">{escape(phrases.text(note))}</p>' if phrases.has_text(note) else ""
        yield (
            f'<section class="{wide} {ACCENTS[number % len(ACCENTS)]}"><h2><span>{phrases.numeral(number)}</span>'
            f"{escape(phrases.text(key))}</h2>{lead}{inside}</section>"
        )


def _contents(report: Report, phrases: ReportPhrases) -> Iterator[tuple[str, str, str]]:
    """(heading's key, width, HTML) of each section."""
    if report.visits:
        yield f"by-{report.step}", "seven", _days(report, phrases)
        yield "by-hour", "five", _hours(report, phrases)
        yield "panels", "six", _bars(report.panels, phrases, with_duration=True, with_duration_bar=True)
        yield "ended", "six", _bars(report.ended, phrases)
        yield "pages", "twelve", _pages(report, phrases)
        yield "languages", "four", _bars(report.languages, phrases)
        yield "settings", "four", _bars(report.settings, phrases)
        yield "searches", "four", _searches(report, phrases)
    yield "polls", "twelve", _polls(report, phrases)


def _days(report: Report, phrases: ReportPhrases) -> str:
    form = "short-month" if report.step == "month" else "short-date"
    names = [phrases.date(day, form) for day, _ in report.days]
    values = [
        phrases.text("one", label=name, value=phrases.number(number))
        for name, (_, number) in zip(names, report.days, strict=True)
    ]
    description = phrases.text(
        "chart-of", title=phrases.text(f"by-{report.step}"), values=phrases.text("list").join(values)
    )
    # With days, each Monday has a label; with weeks and months, each column may.
    labelled = [index for index, (day, _) in enumerate(report.days) if report.step != "day" or day.weekday() == 0]
    labelled = (labelled or [0])[:: -(-max(1, len(labelled)) // MAX_LABELS)]
    labels = [name if index in labelled else "" for index, name in enumerate(names)]
    return columns([number for _, number in report.days], labels, description)


def _hours(report: Report, phrases: ReportPhrases) -> str:
    used = [hour for row in report.hours for hour, number in enumerate(row) if number != 0]
    hours = range(min(used), max(used) + 1) if used else range(0)
    cells = [
        phrases.text("one", label=f"{name} {hour}:00", value=phrases.number(row[hour]))
        for name, row in zip(phrases.weekdays(), report.hours, strict=True)
        for hour in hours
        if row[hour] != 0
    ]
    description = phrases.text("chart-of", title=phrases.text("by-hour"), values=phrases.text("list").join(cells))
    return heat(report.hours, phrases.weekdays(), hours, description)


def _bars(
    lines: Sequence[CountedRow], phrases: ReportPhrases, *, with_duration: bool = False, with_duration_bar: bool = False
) -> str:
    """One row each: name, count, bar; with its duration if wanted, and a bar for that too."""
    largest = max((line.number or 0 for line in lines), default=0)
    longest = max((line.seconds or 0 for line in lines), default=0)
    rows = []
    for line in lines:
        numbers = phrases.number(line.number)
        duration = f"<i>{escape(phrases.duration(line.seconds))}</i>" if with_duration else ""
        duration_bar = bar(line.seconds, longest, "time", 4) if with_duration_bar else ""
        rows.append(
            f"<li><b>{escape(phrases.name(line.key))}</b><span>{numbers}{duration}</span>"
            f"{bar(line.number, largest)}{duration_bar}</li>"
        )
    return f"<ul>{''.join(rows)}</ul>" if rows else ""


def _pages(report: Report, phrases: ReportPhrases) -> str:
    groups = [
        f"<div><h3>{escape(phrases.name(key))}</h3>{_bars(lines, phrases, with_duration=True)}</div>"
        for key, lines in report.pages
        if lines
    ]
    return f'<div class="groups">{"".join(groups)}</div>' if groups else ""


def _searches(report: Report, phrases: ReportPhrases) -> str:
    if report.searches == 0:
        return ""
    pair = (
        f"<div><dd>{phrases.number(report.searches)}</dd><dt>{escape(phrases.text('searched'))}</dt></div>"
        f"<div><dd>{phrases.number(report.nothing_found)}</dd><dt>{escape(phrases.text('nothing-found'))}</dt></div>"
    )
    words = (
        f"<h3>{escape(phrases.text('words-without-result'))}</h3>{_bars(report.words, phrases)}"
        if report.words
        else f'<p class="note">{escape(phrases.text("words-not-recorded"))}</p>'
    )
    return f"<dl>{pair}</dl>{words}"


def _polls(report: Report, phrases: ReportPhrases) -> str:
    polls = [
        f"<div><h3>{escape(phrases.name(poll.key))}</h3>"
        f'<p class="note">{escape(phrases.counted("votes", poll.votes))}</p>'
        f"{_bars(poll.answers, phrases)}</div>"
        for poll in report.polls
    ]
    return f'<div class="groups">{"".join(polls)}</div>' if polls else ""


def _closing(report: Report, phrases: ReportPhrases) -> Iterator[str]:
    if report.visits is None:
        yield phrases.text("too-few")
    elif not report.visits:
        yield phrases.text("no-visits")
    yield phrases.text("withheld")
    if report.beyond:
        yield phrases.counted("beyond", report.beyond)
    yield phrases.text("privacy")
