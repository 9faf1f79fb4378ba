"""Power cuts while votes are written (row 16), and a disk that reports write errors (row 14).

A power cut is realistic: the journal is on an ext4 of its own, in a file. The voter is stopped at a random moment and
the file is copied as it is, with what had reached the disk and without what was only in memory; the copy is mounted, as
after power is back, and its votes are counted. The next round continues with the copy.

    python faults/votes.py --rounds 100
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple

TOP = Path(__file__).resolve().parents[1]
DISK = 16_000_000  # bytes
LONGEST = 0.25  # seconds of voting before a cut
# Votes one by one, and now and then a batch of visits as the kiosk writes them; prints a line for each confirmed vote.
VOTER = """
import sys
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from kiosk.session.visit_recording import OpenedPlace, Spot, Visit
from kiosk.analytics.journal import Journal, JournalError, RecordedVisit
from kiosk.analytics.journal import journal_writer as writing
if sys.argv[2] == "OFF":
    @contextmanager
    def careless(file, full, careful=writing.open_for_writing):
        with careful(file, full=full) as database:
            database.execute("PRAGMA synchronous=OFF")
            yield database
    writing.open_for_writing = careless
now = datetime.now().astimezone()
opened = tuple(OpenedPlace("page", "industry", f"page-{number}", "zh", number) for number in range(30))
visit = Visit("hall", "zh", 60, 9, (), 0, Spot("home"), "unanswered", opened, ())
journal = Journal(Path(sys.argv[1]))
number = 0
while True:
    try:
        journal.vote("hall", "first", 1)
        print("kept", flush=True)
    except JournalError as error:
        print(f"refused {error}", flush=True)
    number += 1
    if number % 7 == 0:
        try:
            journal.record_visits([RecordedVisit(now, visit)] * 5)
        except JournalError:
            pass
"""


class Tally(NamedTuple):
    """Totals of several rounds: confirmed votes, lost ones, damaged journals."""

    rounds: int
    acknowledged: int
    lost: int
    corrupt: int


def can_mount() -> bool:
    """Whether this user may mount a file as a disk."""
    if os.name == "nt" or not shutil.which("mkfs.ext4") or not hasattr(os, "geteuid") or os.geteuid():
        return False
    with tempfile.TemporaryDirectory() as folder:
        image = _disk(Path(folder))
        try:
            with mounted(image, Path(folder) / "mount"):
                return True
        except subprocess.CalledProcessError:
            return False


def cut_power(
    rounds: int, seed: int = 16, synchronous: str = "FULL", reported: Callable[[int], None] | None = None
) -> Tally:
    """Cut the power this many times, at random moments, and count what is left."""
    chance, acknowledged, lost, corrupt = Random(seed), 0, 0, 0  # noqa: S311
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        image = _disk(folder)
        for number in range(rounds):
            after = folder / f"after-{number}.img"
            with mounted(image, folder / "mount") as disk:
                acknowledged += _vote_until(chance.uniform(0.02, LONGEST), disk, synchronous, image, after)
            image.unlink()
            image = after
            with mounted(image, folder / "mount") as disk:
                kept = _votes(disk / "journal.sqlite")
            corrupt += kept is None
            missing = max(0, acknowledged - (kept or 0))
            lost += missing
            # An unconfirmed vote may or may not be there after a cut; from here on the actual count is used.
            acknowledged = kept or 0
            if reported:
                reported(number + 1)
        return Tally(rounds, acknowledged + lost, lost, corrupt)


def _disk(folder: Path) -> Path:
    image = folder / "disk.img"
    with image.open("wb") as empty:
        empty.truncate(DISK)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True, capture_output=True)
    return image


@contextmanager
def mounted(image: Path, place: Path) -> Iterator[Path]:
    """The disk in a file, mounted, with its journal replayed first."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", "loop", str(image), str(place)], check=True, capture_output=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True, capture_output=True)


def _vote_until(seconds: float, disk: Path, synchronous: str, image: Path, after: Path) -> int:
    """Vote for this long, then stop everything and copy the disk as it is; return the confirmed votes."""
    command = [sys.executable, "-c", VOTER, str(disk / "journal.sqlite"), synchronous]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=TOP) as voter:
        assert voter.stdout is not None
        first = voter.stdout.readline()
        time.sleep(seconds)
        voter.send_signal(signal.SIGSTOP)
        _wait_until_stopped(voter.pid)
        shutil.copyfile(image, after)
        voter.kill()
        rest = voter.stdout.read().splitlines(keepends=True)
    return sum(line == "kept\n" for line in [first, *rest])


def _wait_until_stopped(pid: int) -> None:
    while Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "T":
        time.sleep(0.001)


def _votes(file: Path) -> int | None:
    """The votes in a journal; None if it is damaged."""
    try:
        with closing(sqlite3.connect(file)) as database:
            if database.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return None
            return int(database.execute("SELECT COUNT(*) FROM vote").fetchone()[0])
    except sqlite3.DatabaseError:
        return None


def refuse_to_sync(votes: int = 5) -> tuple[int, int, int]:
    """Make the disk fail each sync from the first vote on; return the votes tried, confirmed, and refused."""
    with tempfile.TemporaryDirectory() as folder:
        journal = Path(folder) / "journal.sqlite"
        _run_voter(journal, 1, [])
        answers = _run_voter(
            journal, votes, ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", FAILING]
        )
    return votes, answers.count("kept"), sum(answer.startswith("refused") for answer in answers)


FAILING = "inject=fdatasync,fsync:error=EIO"


def _run_voter(journal: Path, votes: int, before: list[str]) -> list[str]:
    command = [*before, sys.executable, "-c", VOTER, str(journal), "FULL"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=TOP, start_new_session=True) as voter:
        assert voter.stdout is not None
        answers = [voter.stdout.readline().strip() for _ in range(votes)]
        os.killpg(voter.pid, signal.SIGKILL)
    return answers


def _line(row: int, result: str, figure: str, what: str) -> None:
    print(f"row {row}  {result}  {figure}  {what}", flush=True)


def main() -> int:
    """Inject both faults; 1 if a vote was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    rounds, failed = parser.parse_args().rounds, False
    if shutil.which("strace"):
        tried, thanked, refused = refuse_to_sync()
        failed |= bool(thanked) or refused != tried
        figure = f"{refused} of {tried} votes refused, {thanked} thanked for"
        _line(14, "FAIL" if failed else "PASS", figure, "the disk fails each sync")
    else:
        _line(14, "NOT RUN", "-", "needs strace")
    if not can_mount():
        _line(16, "NOT RUN", "-", "needs the right to mount a disk in a file")
        return int(failed)
    full = cut_power(rounds)
    bad = bool(full.lost or full.corrupt) or not full.acknowledged
    figure = (
        f"{full.rounds} power cuts, {full.acknowledged} votes thanked for, {full.lost} lost, {full.corrupt} corrupt"
    )
    _line(16, "FAIL" if bad else "PASS", figure, "power cut while votes are written")
    # If this loses nothing, the cuts prove nothing.
    less = cut_power(max(5, rounds // 5), synchronous="OFF")
    print(f"        the same with synchronous=OFF: {less.rounds} power cuts, {less.lost} votes lost")
    return int(failed or bad)


if __name__ == "__main__":
    sys.exit(main())
