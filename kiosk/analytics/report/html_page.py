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
MOST_LABELS = 6
ACCENTS = ("gold", "governance", "industry", "talent", "yi-culture", "gold", "governance", "industry")


def page(report: Report, phrases: ReportPhrases, theme: dict[str, Any], pictures: Path) -> str:
    """The whole page. `theme` as returned by `theme_values`; `pictures` is the folder of the product's own pictures."""
    title = f"{phrases.say('product')} · {phrases.say('report')}"
    code = "zh-CN" if phrases.language == "zh" else phrases.language
    return "".join(
        (
            f'<!doctype html>\n<html lang="{code}"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            f"<title>{escape(title)}</title><style>{style(theme)}</style></head><body>",
            _head(report, phrases, pictures),
            f"<main>{''.join(_sections(report, phrases))}</main>",
            f"<footer>{''.join(f'<p>{escape(words)}</p>' for words in _closing(report, phrases))}</footer>",
            "</body></html>\n",
        )
    )


def _head(report: Report, phrases: ReportPhrases, pictures: Path) -> str:
    emblem = b64encode((pictures / "yi.png").read_bytes()).decode("ascii")
    period = phrases.say("period", first=phrases.date(report.first), last=phrases.date(report.last))
    packs = phrases.say("list").join(phrases.name((pack, "pack", "", "")) for pack in report.packs)
    return (
        f'<header><div class="emblem"><img src="data:image/png;base64,{emblem}" alt="宜"></div>'
        f'<div class="names"><p class="kind">{escape(packs or phrases.say("product"))}</p>'
        f"<h1>{escape(phrases.say('report'))}</h1><p>{escape(period)}</p></div>{_figures(report, phrases)}</header>"
    )


def _figures(report: Report, phrases: ReportPhrases) -> str:
    if not report.visits:
        return ""
    told = [
        (phrases.number(report.visits), phrases.say("visits")),
        (phrases.duration(report.stay), phrases.say("stay")),
        (phrases.duration(report.waited), phrases.say("waited")),
    ]
    if report.stayed is not None:
        told.append((phrases.number(report.stayed), phrases.say("stayed")))
    parts = "".join(f"<div><dd>{escape(figure)}</dd><dt>{escape(label)}</dt></div>" for figure, label in told)
    return f"<dl>{parts}</dl>"


def _sections(report: Report, phrases: ReportPhrases) -> Iterator[str]:
    """The non-empty sections, numbered in order."""
    told = [(key, wide, inside) for key, wide, inside in _contents(report, phrases) if inside]
    for number, (key, wide, inside) in enumerate(told):
        note = f"{key}-note"
        lead = f'<p class="note">{escape(phrases.say(note))}</p>' if phrases.knows(note) else ""
        yield (
            f'<section class="{wide} {ACCENTS[number % len(ACCENTS)]}"><h2><span>{phrases.numeral(number)}</span>'
            f"{escape(phrases.say(key))}</h2>{lead}{inside}</section>"
        )


def _contents(report: Report, phrases: ReportPhrases) -> Iterator[tuple[str, str, str]]:
    """(heading's key, width, HTML) of each section."""
    if report.visits:
        yield f"by-{report.step}", "seven", _days(report, phrases)
        yield "by-hour", "five", _hours(report, phrases)
        yield "panels", "six", _bars(report.panels, phrases, timed=True, twice=True)
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
        phrases.say("one", label=name, value=phrases.number(number))
        for name, (_, number) in zip(names, report.days, strict=True)
    ]
    told = phrases.say("chart-of", title=phrases.say(f"by-{report.step}"), values=phrases.say("list").join(values))
    # With days, each Monday has a label; with weeks and months, each column may.
    marked = [place for place, (day, _) in enumerate(report.days) if report.step != "day" or day.weekday() == 0]
    marked = (marked or [0])[:: -(-max(1, len(marked)) // MOST_LABELS)]
    labels = [name if place in marked else "" for place, name in enumerate(names)]
    return columns([number for _, number in report.days], labels, told)


def _hours(report: Report, phrases: ReportPhrases) -> str:
    used = [hour for row in report.hours for hour, number in enumerate(row) if number != 0]
    hours = range(min(used), max(used) + 1) if used else range(0)
    cells = [
        phrases.say("one", label=f"{name} {hour}:00", value=phrases.number(row[hour]))
        for name, row in zip(phrases.weekdays(), report.hours, strict=True)
        for hour in hours
        if row[hour] != 0
    ]
    told = phrases.say("chart-of", title=phrases.say("by-hour"), values=phrases.say("list").join(cells))
    return heat(report.hours, phrases.weekdays(), hours, told)


def _bars(lines: Sequence[CountedRow], phrases: ReportPhrases, *, timed: bool = False, twice: bool = False) -> str:
    """One row each: name, count, bar; if `timed` its duration, and if `twice` a bar for that too."""
    most = max((line.number or 0 for line in lines), default=0)
    longest = max((line.seconds or 0 for line in lines), default=0)
    rows = []
    for line in lines:
        numbers = phrases.number(line.number)
        times = f"<i>{escape(phrases.duration(line.seconds))}</i>" if timed else ""
        second = bar(line.seconds, longest, "time", 4) if twice else ""
        rows.append(
            f"<li><b>{escape(phrases.name(line.key))}</b><span>{numbers}{times}</span>"
            f"{bar(line.number, most)}{second}</li>"
        )
    return f"<ul>{''.join(rows)}</ul>" if rows else ""


def _pages(report: Report, phrases: ReportPhrases) -> str:
    groups = [
        f"<div><h3>{escape(phrases.name(key))}</h3>{_bars(lines, phrases, timed=True)}</div>"
        for key, lines in report.pages
        if lines
    ]
    return f'<div class="groups">{"".join(groups)}</div>' if groups else ""


def _searches(report: Report, phrases: ReportPhrases) -> str:
    if report.searches == 0:
        return ""
    pair = (
        f"<div><dd>{phrases.number(report.searches)}</dd><dt>{escape(phrases.say('searched'))}</dt></div>"
        f"<div><dd>{phrases.number(report.nothing_found)}</dd><dt>{escape(phrases.say('nothing-found'))}</dt></div>"
    )
    words = (
        f"<h3>{escape(phrases.say('words-without-result'))}</h3>{_bars(report.words, phrases)}"
        if report.words
        else f'<p class="note">{escape(phrases.say("words-not-recorded"))}</p>'
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
        yield phrases.say("too-few")
    elif not report.visits:
        yield phrases.say("no-visits")
    yield phrases.say("withheld")
    if report.beyond:
        yield phrases.counted("beyond", report.beyond)
    yield phrases.say("privacy")
