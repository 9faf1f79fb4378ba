"""Time and peak memory of `kiosk report` on a journal of maximum size.

python bench/report.py [VISITS] [TREE…]

The journal repeats thirty simulated days over thirteen months. TREE: another checkout of the program, whose report of
the same journal is also measured; it may refuse a newer program's journal.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP / "setup"))

from simulated_days import simulate  # noqa: E402  of this checkout, wherever it is called from

VISITS = 690_000
DAYS = 365  # over which the copies are spread
COLUMNS = {
    "visit": "minute, pack, language, seconds, waited, settings, stayed, opened, kind, name, part, ended",
    "opening": "day, pack, kind, name, part, language, seconds, last",
    "search": "day, pack, language, words, found",
    "vote": "minute, pack, poll, answer",
}


def grow(file: Path, visits: int) -> None:
    """Copy the journal's visits over a year, until there are this many."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA synchronous=OFF")
        rows = {
            name: database.execute(f"SELECT {columns} FROM {name}").fetchall()  # noqa: S608
            for name, columns in COLUMNS.items()
        }
        copies = -(-visits // len(rows["visit"])) - 1
        for copy in range(copies):
            later = timedelta(days=(copy * 7) % (DAYS - 30))
            with database:
                for name, columns in COLUMNS.items():
                    places = ", ".join("?" * (columns.count(",") + 1))
                    moved = [(_moved(row[0], later), *row[1:]) for row in rows[name]]
                    database.executemany(f"INSERT INTO {name} ({columns}) VALUES ({places})", moved)  # noqa: S608
        database.execute("DELETE FROM day")
        days = {row[0][:10] for row in database.execute("SELECT DISTINCT substr(minute, 1, 10) FROM visit")}
        database.executemany("INSERT INTO day (date) VALUES (?)", [(day,) for day in sorted(days)])
        database.commit()


def _moved(moment: str, later: timedelta) -> str:
    return f"{date.fromisoformat(moment[:10]) + later}{moment[10:]}"


def measure(tree: Path, journal: Path, page: Path) -> tuple[float, float]:
    """Seconds and peak MB (resident) of a report by the program of a checkout."""
    command = [sys.executable, "-m", "kiosk", "report", "--journal", str(journal), "--html", str(page)]
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=tree, env=os.environ | {"PYTHONPATH": str(tree)}, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{tree}: kiosk report ended with {process.returncode}")
    return time.perf_counter() - begin, used.ru_maxrss / 1024


def main() -> int:
    """Make the journal, and print a line for each program."""
    numbers = [word for word in sys.argv[1:] if word.isdigit()]
    trees = [TOP, *(Path(word).resolve() for word in sys.argv[1:] if not word.isdigit())]
    visits = int(numbers[0]) if numbers else VISITS
    with tempfile.TemporaryDirectory() as name:
        journal = Path(name) / "journal.sqlite"
        simulate(journal)
        grow(journal, visits)
        with closing(sqlite3.connect(journal)) as database:
            counts = {
                table: database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]  # noqa: S608
                for table in COLUMNS
            }
        counted = ", ".join(f"{count:,} {table}s" for table, count in counts.items())
        print(f"journal of {journal.stat().st_size / 1e6:.0f} MB: {counted}")
        pages = set()
        for tree in trees:
            page = Path(name) / "report.html"
            seconds, peak = measure(tree, journal, page)
            pages.add(page.read_bytes())
            print(f"{tree.name:20} {seconds:6.1f} s   peak {peak:7.1f} MB")
        if len(trees) > 1:
            print("the same page, byte for byte" if len(pages) == 1 else "the pages differ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
