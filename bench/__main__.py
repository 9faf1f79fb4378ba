"""`make bench`: measure, print, and publish docs/figures.md with its plots.

python -m bench                    every part that takes up to ten minutes, one after another
python -m bench start touch        some parts; a row's name (start/cpu) stands for its part
python -m bench packs              a longer part has its own command
python -m bench --no-publish       only print, however busy the machine is
python -m bench --document         only write the document again, from the records that there are
python -m bench --list             the parts, and how long each takes
"""

from __future__ import annotations

import argparse
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from subprocess import CalledProcessError

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP / "setup"))

from virtual_screen import end_in_order  # noqa: E402

from bench import document, machine  # noqa: E402
from bench.records import Measured, Record, read_all  # noqa: E402
from bench.rows import BY_NAME, PARTS, ROWS, Part, part_of  # noqa: E402

RECORDS = TOP / "docs" / "figures"
UNPUBLISHED = TOP / "build" / "bench"
MOST_OTHERS = 0.25  # of a processor that other programs may take while a published part is measured
# Those of our own are RuntimeErrors.
FAULTS = (RuntimeError, CalledProcessError, ValueError, OSError)


def run(part: Part, rounds: int, report: Callable[[str], None]) -> tuple[list[Measured], float]:
    """Measure a part; return its rows, and the processors that others took meanwhile."""
    module = import_module(f"bench.measures.{part.module}")
    meter = machine.OthersMeter()
    with tempfile.TemporaryDirectory(prefix="yi-kiosk-bench-") as folder:
        found = list(module.measure(rounds, Path(folder), lambda text: report(f"{part.name}: {text}")))
    return found, meter.read()


def chosen(names: Sequence[str]) -> list[Part]:
    """The parts by their own or a row's name; without a name all that are not long. Raises ValueError."""
    if not names:
        return [part for part in PARTS if not part.is_long]
    parts = []
    for name in names:
        if name not in BY_NAME and name not in ROWS:
            raise ValueError(f"there is no row {name}; there are {', '.join(BY_NAME)}")
        part = BY_NAME.get(name) or part_of(name)
        if part not in parts:
            parts.append(part)
    return parts


def records_of(part: Part, asked: argparse.Namespace) -> Iterator[Record]:
    """Measure a part and yield its records. Raises TooBusyError where it may not be published."""
    load = machine.load()
    if asked.publish:
        load = machine.wait_until_quiet(asked.wait * 60, machine.show_progress)
    rounds = asked.rounds or part.rounds
    found, others = run(part, rounds, machine.show_progress)
    if asked.publish and others > MOST_OTHERS:
        raise machine.TooBusyError(
            f"{part.name}: other programs took {others:.2f} processors while it was measured: nothing is published."
        )
    command = shlex.join(["python", "-m", "bench", part.name, *(["--rounds", str(rounds)] if asked.rounds else [])])
    facts = machine.describe()
    for measured in found:
        yield Record(measured, command, date.today().isoformat(), round(load, 2), round(others, 2), facts)  # noqa: DTZ011


def measure(parts: Sequence[Part], asked: argparse.Namespace) -> bool:
    """Measure the parts, and keep and print what they gave; return whether all did."""
    folder = RECORDS if asked.publish else UNPUBLISHED
    well = True
    for part in parts:
        try:
            for record in records_of(part, asked):
                record.write(folder)
                print(document.line_of(ROWS[record.measured.row], record), flush=True)
        except FAULTS as fault:
            well = False
            print(f"{part.name}: {fault}", file=sys.stderr, flush=True)
    return well


def main(argv: Sequence[str]) -> int:
    """Measure and publish. Exit code: 0, 1 if a part gave nothing, 2 for wrong usage."""
    words = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    words.add_argument("rows", nargs="*", metavar="ROW", help=", ".join(BY_NAME))
    words.add_argument("--no-publish", dest="publish", action="store_false", help="only print")
    words.add_argument("--document", action="store_true", help="measure nothing")
    words.add_argument("--list", action="store_true", help="list the parts")
    words.add_argument("--rounds", type=int, help="another number of rounds")
    words.add_argument("--wait", type=float, default=15, metavar="MINUTES", help="for a load of 1 or less")
    asked = words.parse_args(argv)
    end_in_order()
    if asked.list:
        for part in PARTS:
            own = "   has its own command" if part.is_long else ""
            print(f"{part.name:14} {part.minutes:3g} min  {part.rounds:2} rounds  {part.title}{own}")
        return 0
    try:
        parts = [] if asked.document else chosen(asked.rows)
    except ValueError as problem:
        print(problem, file=sys.stderr)
        return 2
    well = measure(parts, asked)
    if asked.publish:
        document.write(TOP / "docs", read_all(RECORDS, ROWS))
    return int(not well)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
