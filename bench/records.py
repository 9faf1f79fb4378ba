"""Records: what a row measured, where and when, as JSON, so that rows of different days stand in one table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from bench.rows import Goal, Row
from bench.summary import Spread, fit_power_law, paired_ratios, spread


@dataclass(frozen=True, slots=True)
class Measured:
    """What one row measured: a value for each round, ours and theirs paired; `counts` are the x of a power law."""

    row: str
    ours: tuple[float, ...]
    theirs: tuple[float, ...] = ()
    counts: tuple[float, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A measured row, with the command, the day, the machine, its load before, and what others took meanwhile."""

    measured: Measured
    command: str
    day: str
    load: float
    others: float
    machine: Mapping[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write it as a file of its own."""
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        file_of(folder, self.measured.row).write_text(text + "\n", "utf-8")

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read such a file. Raises OSError, ValueError, KeyError or TypeError."""
        value: dict[str, Any] = json.loads(file.read_text("utf-8"))
        measured = value.pop("measured")
        lists = {name: tuple(measured[name]) for name in ("ours", "theirs", "counts")}
        return cls(Measured(**measured | lists), **value)


@dataclass(frozen=True, slots=True)
class Result:
    """What a record says of its row: the figure in the table, and whether the goal is met (None: there is none)."""

    value: Spread
    met: bool | None


def file_of(folder: Path, row: str) -> Path:
    """The file of a row's record."""
    return folder / f"{row.replace('/', '-')}.json"


def read_all(folder: Path, rows: Iterable[str]) -> dict[str, Record]:
    """The records that there are, by row."""
    return {row: Record.read(file) for row in rows if (file := file_of(folder, row)).is_file()}


def value_of(row: Row, measured: Measured, kind: str) -> Spread:
    """The ratio, our own figure or the exponent of what was measured. Raises ValueError where there is none."""
    if kind == "exponent":
        exponent = fit_power_law(measured.counts, measured.ours).exponent
        return Spread(exponent, exponent, exponent)
    if kind == "ratio" and row.theirs:
        return spread(paired_ratios(measured.ours, measured.theirs))
    return spread(measured.ours)


def judge(row: Row, measured: Measured) -> Result:
    """The figure of a row, and whether the median keeps the goal."""
    goal: Goal | None = row.goal
    met = goal.is_met(value_of(row, measured, goal.of).median) if goal else None
    return Result(value_of(row, measured, row.shows), met)
