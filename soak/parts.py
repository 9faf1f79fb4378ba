"""The parts of the soak test, their length, and their targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from soak.reading import Reading
from soak.trend import trend

FEWEST = 6  # readings needed for a verdict
FILM_AFTER, FILM_SPAN = 60, 120
"""Seconds: what is held after a minute is what a film may hold, and it is the median of two minutes.

What Qt decodes ahead comes and goes by some 20 MB with each round of the film.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """`count` of `unit`, with a reading after each `every`; `target` in kB.

    The target is the most that one unit may leak from number `start` on, or, for a film, the most that memory may grow
    between `start` and the end. `script` names the script of `soak.subject`.
    """

    unit: str
    script: str
    count: int
    every: int
    start: int
    target: float
    renderer: str = "software"

    @property
    def is_film(self) -> bool:
        """Whether it is measured in time: its `count` in minutes, its `number` in seconds."""
        return self.script == "film"


PARTS = {
    "scenes": Part("scene", "scenes", 2000, 10, 300, 1.0),
    "visits": Part("visit", "visits", 10_000, 50, 300, 2.0),
    "reset-panels": Part("visit", "panels", 300, 5, 100, 2.0),
    "reset-viewer": Part("visit", "viewer", 300, 5, 100, 2.0),
    "reset-search": Part("visit", "search", 600, 5, 100, 2.0),
    "reset-film": Part("visit", "page-film", 150, 3, 50, 2.0),
    "film": Part("second", "film", 30, 5, FILM_AFTER, 20 * 1024),
    "film-opengl": Part("second", "film", 30, 5, FILM_AFTER, 20 * 1024, "opengl"),
}
GROUPS = {
    "all": tuple(PARTS),
    "film": ("film", "film-opengl"),
    "resets": tuple(name for name in PARTS if name.startswith("reset-")),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on a part: `reported` line by line, and one `row` of a table; `well` if its target is met."""

    well: bool
    reported: Sequence[str]
    row: str


def read(file: Path) -> list[Reading]:
    """Read the lines of a curve; an incomplete last one is ignored."""
    lines = file.read_text("ascii").splitlines(keepends=True)[1:]
    return [Reading.parse(line.strip()) for line in lines if line.endswith("\n")]


def judge(name: str, readings: Sequence[Reading]) -> Verdict:
    """Compare a curve with its target; a slope meets it if its whole 95 % interval does."""
    part = PARTS[name]
    return _judge_film(name, readings, part) if part.is_film else _judge_slope(name, readings, part)


def counted(part: Part, readings: Sequence[Reading]) -> list[Reading]:
    """The readings used for the slope: from `start` on, and at least the second half."""
    start = min(part.start, readings[-1].number // 2)
    return [reading for reading in readings if reading.number >= start]


def _judge_slope(name: str, readings: Sequence[Reading], part: Part) -> Verdict:
    last, used = readings[-1], counted(part, readings)
    if len(used) < FEWEST:
        return Verdict(False, [f"{name}: only {len(readings)} readings", "  FAIL"], f"| {name} | too short |")
    numbers = [reading.number for reading in used]
    slopes = {
        each: trend(numbers, [getattr(reading, each) for reading in used]) for each in ("in_use", "pss", "objects")
    }
    slope = slopes["in_use"]
    well = slope.high < part.target
    pace = last.number / max(0.1, last.seconds) * 60
    reported = [
        f"{name}: {last.number:,} {part.unit}s, {pace:.0f} a minute; slopes from {part.unit} {used[0].number} on"
    ]
    reported += [
        f"  {slopes[each].slope:9.3f} {unit} a {part.unit}   (95 %: {slopes[each].low:.3f} to {slopes[each].high:.3f})"
        for each, unit in (("in_use", "kB in use"), ("pss", "kB PSS"), ("objects", "Python objects"))
    ]
    frame = max(reading.frame for reading in used)
    reported += [
        f"  descriptors {used[0].descriptors} to {last.descriptors}, threads {used[0].threads} to {last.threads}",
        f"  longest frame {frame:.0f} ms",
        f"  {'PASS' if well else 'FAIL'}  under {part.target:g} kB in use a {part.unit}",
    ]
    row = f"| {name} | {last.number:,} {part.unit}s | {slope.slope:.2f} ({slope.low:.2f} to {slope.high:.2f}) kB in use"
    row += f" a {part.unit} | under {part.target:g} | {used[0].pss / 1024:.0f} to {last.pss / 1024:.0f} MB"
    row += f" | {used[0].descriptors} to {last.descriptors} | {used[0].threads} to {last.threads} |"
    return Verdict(well, reported, row)


def _judge_film(name: str, readings: Sequence[Reading], part: Part) -> Verdict:
    last = readings[-1]
    early = [each for each in readings if part.start <= each.number < part.start + FILM_SPAN]
    late = [each for each in readings if each.number > max(last.number - FILM_SPAN, part.start)]
    if last.number < part.start + FILM_SPAN:
        reported = [f"{name}: it played for {last.number} s only, and held {last.pss / 1024:.0f} MB then", "  FAIL"]
        return Verdict(False, reported, f"| {name} | {last.number} s | {last.pss / 1024:.0f} MB |")
    before, after = (median(each.pss for each in span) / 1024 for span in (early, late))
    more = after - before
    well = more * 1024 < part.target
    reported = [
        f"{name}: PSS {before:.1f} MB after a minute, {after:.1f} MB after {last.number / 60:.0f}",
        f"  {'PASS' if well else 'FAIL'}  {more:.1f} MB more, under {part.target / 1024:g} MB",
    ]
    row = f"| {name} | {last.number / 60:.0f} minutes | {more:.1f} MB more than after a minute"
    row += f" | under {part.target / 1024:g} MB | {before:.0f} to {after:.0f} MB"
    row += f" | {early[0].descriptors} to {last.descriptors} | {early[0].threads} to {last.threads} |"
    return Verdict(well, reported, row)
