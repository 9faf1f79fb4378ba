"""The document of figures: its table, made of the records, and its plots. The words around it are written by people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from bench.plots import draw_power_laws, draw_ratios
from bench.records import Record, judge
from bench.rows import NOT_MEASURED, PARTS, ROWS, Part, Row
from bench.summary import Spread, spread

NAME = "figures.md"
TABLE = re.compile(r"(<!-- measured -->\n).*?(<!-- end -->)", re.DOTALL)
HEAD = "| what | measured | goal | met | kiosk | against | rounds | day |\n|---|---|---|---|---|---|---|---|\n"
LINE = 120  # characters


def write(folder: Path, records: Mapping[str, Record]) -> None:
    """Write the table into docs/figures.md, and the plots beside the other pictures."""
    file = folder / NAME
    text = file.read_text("utf-8")
    table = tables(records)
    file.write_text(TABLE.sub(lambda found: f"{found[1]}\n{table}\n{found[2]}", text), "utf-8")
    pictures = folder / "pictures"
    draw_ratios(pictures / "figures-ratios.svg", records)
    draw_power_laws(pictures / "figures-packs.svg", records)


def tables(records: Mapping[str, Record]) -> str:
    """Markdown: the machine, a table for each part, and what was not measured."""
    pieces = [_machines(records)]
    pieces += [_part(part, records) for part in PARTS]
    lacking = "\n".join(f"- {what}: {why}." for what, why in NOT_MEASURED)
    pieces.append(f"### Not measured\n\n{lacking}\n")
    return "\n".join(pieces)


def line_of(row: Row, record: Record) -> str:
    """One line for a terminal."""
    result = judge(row, record.measured)
    goal = f"goal {row.goal.text(row.unit)}: {'met' if result.met else 'NOT MET'}" if row.goal else ""
    values = f"{_figure(spread(record.measured.ours), row.unit)}"
    if record.measured.theirs:
        values += f" against {_figure(spread(record.measured.theirs), row.unit)}"
    note = f"   ({record.measured.note})" if record.measured.note else ""
    return f"{row.name:24} {_shown(row, result.value):28} {goal:32} {values}{note}"


def _part(part: Part, records: Mapping[str, Record]) -> str:
    found = {row.name: records[row.name] for row in part.rows if row.name in records}
    title = f"### {part.title}\n\n{wrapped(part.how)}\n"
    if not found:
        return f"{title}\nNot measured yet: `python -m bench {part.name}`.\n"
    rows = "".join(_row(ROWS[name], record) for name, record in found.items())
    notes = list(dict.fromkeys(record.measured.note for record in found.values() if record.measured.note))
    reasons = [
        f"Not met, {row.what}: {row.why or 'not yet explained'}."
        for row in part.rows
        if row.name in found and judge(row, found[row.name].measured).met is False
    ]
    last = next(iter(found.values()))
    command = f"`{last.command}`: load {last.load:g} before, {last.others:g} processors taken by others meanwhile."
    lines = "\n".join(wrapped(f"- {text[0].upper()}{text[1:]}", "  ") for text in (*reasons, *notes) if text)
    lines = "\n".join(line for line in (lines, wrapped(f"- {command}", "  ")) if line)
    return f"{title}\n{HEAD}{rows}\n{lines}\n"


def _row(row: Row, record: Record) -> str:
    result = judge(row, record.measured)
    goal, met = ("", "") if row.goal is None else (row.goal.text(row.unit), "yes" if result.met else "**no**")
    ours = "" if row.shows == "exponent" else f"{_figure(spread(record.measured.ours), row.unit)}"
    theirs = f"{row.theirs} {_figure(spread(record.measured.theirs), row.unit)}" if record.measured.theirs else ""
    rounds = len(record.measured.ours)
    return (
        f"| {row.what} | {_shown(row, result.value)} | {goal} | {met} | {ours} | {theirs} | {rounds} | {record.day} |\n"
    )


def _shown(row: Row, value: Spread) -> str:
    unit = f" {row.unit}" if row.shows == "ours" or (row.shows == "ratio" and not row.theirs) else ""
    if row.shows == "exponent":
        return f"n^{value.median:.2f}"
    return f"{_number(value.median)} ({_number(value.low)} to {_number(value.high)}){unit}"


def _figure(value: Spread, unit: str) -> str:
    return f"{_number(value.median)} {unit}"


def _number(value: float) -> str:
    """Three digits that count."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _machines(records: Mapping[str, Record]) -> str:
    """Every machine that a record comes from, with its days."""
    days: dict[str, set[str]] = {}
    for record in records.values():
        facts = ", ".join(f"{name} {value}" for name, value in record.machine.items() if value)
        days.setdefault(facts, set()).add(record.day)
    if not days:
        return "Nothing was measured yet.\n"
    return "".join(wrapped(f"Measured {', '.join(sorted(on))}: {facts}.") + "\n" for facts, on in days.items())


def wrapped(text: str, indent: str = "") -> str:
    """Markdown in lines of at most 120 characters; further lines begin with `indent`."""
    lines = [""]
    for word in text.split(" "):
        candidate = f"{lines[-1]} {word}" if lines[-1] else word
        if len(candidate) > LINE and lines[-1].strip():
            lines.append(indent + word)
        else:
            lines[-1] = candidate
    return "\n".join(lines)
