"""The disk and the clock fail below the running kiosk.

Row 13: the disk is full; 15: it is read-only; 20: the journal is damaged; 21: the clock jumps. Each time the whole
kiosk is started and touched: a visitor votes, goes Home and walks away. It must keep running; the screen must say if a
vote could not be recorded, and a vote that is thanked for must be in the journal.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[1]
FAKETIME = "/usr/lib/*/faketime/libfaketime.so.1"
DAYS = 40
JUMPS = ("+400d", "-3653d")


def visit(journal: Path, jumps: list[str], clock: Path) -> dict[str, Any]:
    """Start the kiosk and visit it, once before and once after each jump of the clock; return what was seen."""
    from kiosk import paths
    from kiosk.app import Kiosk, Options, make_application
    from kiosk.device.log import open_log
    from kiosk.device.settings import Records
    from kiosk.runtime import visit_recorder
    from kiosk.session.phases import Phase
    from kiosk.session.timeouts import Times
    from kiosk.tour.accessibility_tree import read_screen
    from kiosk.tour.synthetic_touch import SyntheticTouch, wait, wait_until

    visit_recorder.BATCH_MS = 100
    open_log(None)
    application = make_application()
    times = Times(idle=1.5, countdown=1.0, eased_idle=1.5)
    pack = paths.content() / "zhenjiang-new-area"
    kiosk = Kiosk(Options(pack, (1280, 720), 55.0, times, moving=False, journal=journal, records=Records()))
    kiosk.show()
    wait_until(lambda: kiosk.session.state.phase is Phase.ATTRACT, 120)
    wait(300)
    touch_screen, window = SyntheticTouch(kiosk.window), kiosk.window
    seen: dict[str, Any] = {"thanked": 0, "refused": 0, "rested": 0}

    def shows(words: str) -> bool:
        return any(text.startswith(words) for text in read_screen(window).texts)

    for jump in ["", *jumps]:
        touch_screen.tap(640, 360)
        wait(100)
        if jump:
            clock.write_text(jump, encoding="ascii")
        kiosk.session.openPanel("overview", "your-choice")
        wait(500)
        if answer := read_screen(window).control("answer:0"):
            touch_screen.tap(*answer.centre)
        wait_until(lambda: shows("谢谢") or shows("抱歉"), 10)
        seen["thanked"] += shows("谢谢")
        seen["refused"] += shows("抱歉")
        if home := read_screen(window).control("bar:home"):
            touch_screen.tap(*home.centre)
        seen["rested"] += wait_until(lambda: kiosk.session.state.phase is Phase.ATTRACT, 10)
        wait(300)
    kiosk.close()
    application.quit()
    return seen


def _start(journal: Path, jumps: tuple[str, ...] = (), library: str = "") -> tuple[dict[str, Any], str]:
    """The same in a separate process, under libfaketime if given; also return the kiosk's log."""
    with tempfile.TemporaryDirectory() as folder:
        clock = Path(folder) / "clock"
        clock.write_text("+0", encoding="ascii")
        calm = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "QSG_RENDER_LOOP": "basic"}
        wild = {"LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1"}
        # The monotonic clock never jumps when the wall clock is set.
        wild["FAKETIME_DONT_FAKE_MONOTONIC"] = "1"
        environment = os.environ | calm | (wild if library else {})
        command = [sys.executable, __file__, "--visit", str(journal), str(clock), *jumps]
        answer = subprocess.run(
            command, env=environment, cwd=TOP, capture_output=True, text=True, check=False, timeout=300
        )
    if answer.returncode:
        return {"thanked": 0, "refused": 0, "rested": 0}, answer.stderr
    return json.loads(answer.stdout.splitlines()[-1]), answer.stderr


@contextmanager
def small_disk(kilobytes: int) -> Iterator[Path]:
    """A disk in memory. Raises CalledProcessError if this user may not mount one."""
    with tempfile.TemporaryDirectory() as folder:
        size = f"size={kilobytes}k"
        subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], check=True, capture_output=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True, capture_output=True)


def _count(file: Path, table: str) -> int:
    with closing(sqlite3.connect(file)) as database:
        return int(database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])  # noqa: S608


def _fill(file: Path, days: int, visits: int) -> None:
    """This many days of visits, ending today."""
    from kiosk.analytics.journal import Journal, RecordedVisit
    from kiosk.session.visit_recording import OpenedPlace, Spot, Visit

    opened = (OpenedPlace("panel", "industry", "", "zh", 9),)
    visit = Visit("hall", "zh", 60, 9, (), 0, Spot("home"), "unanswered", opened, ())
    now = datetime.now().astimezone()
    for ago in range(days - 1, -1, -1):
        day = now - timedelta(days=ago)
        Journal(file, lambda day=day: day).record_visits([RecordedVisit(day, visit)] * visits)  # type: ignore[misc]


def full_disk() -> tuple[bool, str]:
    """Row 13: 64 KB for all its data."""
    with small_disk(64) as disk:
        seen, log = _start(disk / "journal.sqlite")
    return (seen["refused"], seen["thanked"], seen["rested"]) == (1, 0, 1) and "could not be kept" in log, _summary(
        seen
    )


def read_only_disk() -> tuple[bool, str]:
    """Row 15: its data folder is read-only."""
    with small_disk(2000) as disk:
        _fill(disk / "journal.sqlite", 1, 1)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        seen, log = _start(disk / "journal.sqlite")
    reported = "could not be kept" in log and log.count("Visits cannot be recorded now") == 1
    return (seen["refused"], seen["rested"]) == (1, 1) and reported, _summary(seen)


def damaged_journal() -> tuple[bool, str]:
    """Row 20: a page of the journal is overwritten."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "journal.sqlite"
        _fill(file, 5, 100)
        with file.open("r+b") as pages:
            pages.seek(-4096, os.SEEK_END)
            pages.write(os.urandom(4096))
        seen, log = _start(file)
        aside = len(list(Path(folder).glob("journal.damaged-*.sqlite")))
        kept = _count(file, "vote"), _count(file, "visit")
    well = (seen["thanked"], seen["rested"], aside, kept) == (1, 1, 1, (1, 1)) and "is damaged" in log
    return well, f"{_summary(seen)}, {aside} set aside, {kept[1]} visit in the new one"


def wild_clock(library: str) -> tuple[bool, str]:
    """Row 21: the clock jumps by +400 days and by −10 years during visits."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "journal.sqlite"
        _fill(file, DAYS, 3)
        seen, _ = _start(file, JUMPS, library)
        days = {minute[:4] for minute in _minutes(file)}
        kept = _count(file, "visit")
        # And it starts under such a clock, as after a night without power.
        for jump in JUMPS:
            environment = os.environ | {"LD_PRELOAD": library, "FAKETIME": jump}
            subprocess.run([sys.executable, __file__, "--tend", str(file)], env=environment, cwd=TOP, check=True)
        after = _count(file, "visit")
    visits = DAYS * 3 + 1 + len(JUMPS)
    well = (seen["thanked"], seen["rested"], kept, after) == (3, 3, visits, visits) and len(days) >= 3
    return well, f"{_summary(seen)}, {after} of {visits} visits kept"


def _minutes(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as database:
        return [minute for (minute,) in database.execute("SELECT minute FROM vote UNION SELECT minute FROM visit")]


def _summary(seen: dict[str, Any]) -> str:
    return (
        f"{seen['thanked']} votes kept, {seen['refused']} refused on the screen, {seen['rested']} times back in attract"
    )


def main() -> int:
    """Inject each fault; 1 if one has the wrong outcome."""
    if sys.argv[1:2] == ["--visit"]:
        print(json.dumps(visit(Path(sys.argv[2]), sys.argv[4:], Path(sys.argv[3]))))
        return 0
    if sys.argv[1:2] == ["--tend"]:
        from kiosk.analytics.journal import Journal

        Journal(Path(sys.argv[2])).maintain()
        return 0
    library = next((str(found) for found in Path("/").glob(FAKETIME.lstrip("/"))), "")
    rows = (
        (13, full_disk, "disk full", ""),
        (15, read_only_disk, "data folder read-only", ""),
        (20, damaged_journal, "journal damaged", ""),
        (21, lambda: wild_clock(library), "clock jumps", "" if library else "needs libfaketime"),
    )
    failed = False
    for row, make, what, lacking in rows:
        try:
            well, figure = (None, lacking) if lacking else make()
        except subprocess.CalledProcessError:
            well, figure = None, "needs the right to mount a disk"
        result = "NOT RUN" if well is None else "PASS" if well else "FAIL"
        print(f"row {row}  {result}  {figure}  {what}", flush=True)
        failed |= well is False
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
