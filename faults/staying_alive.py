"""Rows 1 to 8 and 10: the kiosk is killed, crashes, hangs, draws nothing, and recovers; with real systemd as PID 1.

python faults/staying_alive.py --rounds 20
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import statistics
import sys
from collections.abc import Callable

from parts import packs
from parts.hall import PARTS, TOP, Hall, missing, open_hall
from parts.processes import kill, processes
from parts.report import judge, not_run

from kiosk.packs.store.installer import Installer

SMALL = TOP / "tests" / "packs" / "small"
LAUNCHING = f"{sys.executable} {PARTS / 'launching.py'}"
WITH_SMALL = f"{LAUNCHING} --pack {SMALL}"
FIRST = 180.0  # seconds for the first start: pictures are prepared


def rounds_of(hall: Hall, fault: Callable[[], None], rounds: int, most: float, named: tuple[str, str]) -> int:
    """Inject a fault repeatedly; print the median and the maximum of the seconds until attract."""
    row, what = named
    took = [hall.back(fault) for _ in range(rounds)]
    figure = f"{rounds} rounds to attract: median {statistics.median(took):.1f} s, worst {max(took):.1f} s"
    return judge(row, what, figure, well=max(took) <= most)


def kills_and_hangs(rounds: int, hangs: int) -> int:
    """Rows 1 to 4 and 8, on one machine."""
    with open_hall(command=WITH_SMALL, PATIENT="1") as hall:
        if hall.until(lambda: hall.begun() > 0 and hall.lit(), FIRST) > FIRST:
            print(hall.log())
            return judge("1", "program killed", "the kiosk did not come up", well=False)
        bad = rounds_of(hall, lambda: kill(hall.kiosk), rounds, 5, ("1", "program killed"))
        bad += rounds_of(hall, lambda: hall.call("crash"), 3, 5, ("2", "program crashes"))
        counted = [line["why"] for line in hall.restarts()]
        bad += judge("2", "each crash is written down", f"{counted.count('-11')} of 3", well=counted.count("-11") == 3)
        bad += rounds_of(hall, lambda: hall.call("hang"), hangs, 30, ("3", "GUI thread hangs"))
        bad += rounds_of(hall, lambda: kill(hall.kiosk, signal.SIGSTOP), 2, 30, ("4", "program frozen"))
        bad += rounds_of(hall, lambda: kill(_launcher(hall), signal.SIGSTOP), 1, 30, ("4", "launcher frozen: systemd"))
        bad += rounds_of(hall, lambda: kill(_launcher(hall)), 2, 10, ("1", "launcher killed: systemd"))
        bad += rounds_of(hall, lambda: hall.call("blind"), 2, 15, ("8", "no frame gets through"))
        codes = [line["why"] for line in hall.restarts()][-2:]
        return bad + judge("8", "it ends by itself", f"exit codes {', '.join(codes)}", well=codes == ["1", "1"])


def deadly_packs() -> int:
    """Rows 5 and 6: packs past probation crash the program."""
    with open_hall(command=LAUNCHING) as hall:
        home = hall.folder / "home"
        hall.until(lambda: hall.begun() > 0, FIRST)
        store = Installer(home / ".local" / "share" / "yi-kiosk" / "store")
        parts = packs.assets(hall.folder / "house")
        for number in (1, 2):
            packs.install(store, packs.version(hall.folder, number), parts)
        # Both have passed probation, so that the launcher has to escalate.
        good = [pack.install_path for pack in store.store_index().packs]
        hall.until(lambda: hall.shown() == "small 2.0", 60)
        (store.folder / "health.json").write_text(json.dumps({"good": good, "trying": "", "boot": ""}), "utf-8")
        hall.call("deadly", "2.0")
        took = hall.until(lambda: hall.shown() == "small 1.0" and hall.lit(), 120)
        bad = judge("5", "a pack crashes it again and again: the last good pack", f"{took:.1f} s", well=took <= 60)
        hall.call("deadly", "2.0 1.0")
        took = hall.until(lambda: hall.shown().startswith("zhenjiang-new-area") and hall.lit(), 180)
        return bad + judge("6", "the last good pack crashes too: the built-in pack", f"{took:.1f} s", well=took <= 60)


def broken_program() -> int:
    """Row 7: if the kiosk cannot be imported, the launcher shows its own screen."""
    with open_hall(command=WITH_SMALL, BROKEN="1") as hall:
        took = hall.until(lambda: bool(processes("screen.py", f"HOME={hall.folder}")) and hall.lit(), 120)
        return judge("7", "it cannot be imported: the launcher's own screen", f"{took:.1f} s", well=took <= 60)


def dying_compositor() -> int:
    """Row 10, on headless cage, as a user other than root."""
    command = f"/usr/bin/cage -d -- {WITH_SMALL}"
    # Read access to other users' files, because the checkout may be in root's home; no other right.
    more = "AmbientCapabilities=CAP_DAC_READ_SEARCH\nCapabilityBoundingSet=CAP_DAC_READ_SEARCH\nPAMName=\nTTYPath=\n"
    more += "StandardInput=null\nUtmpIdentifier=\nTTYReset=no\nTTYVHangup=no\nTTYVTDisallocate=no\n"
    environment = {"WLR_BACKENDS": "headless", "WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1", "PATIENT": "1"}
    with open_hall("cage", command, more, **environment) as hall:
        if hall.until(lambda: hall.begun() > 0, FIRST) > FIRST:
            return judge("10", "compositor dies", f"it did not come up: {hall.log()[-300:]}", well=False)
        took = []
        for _ in range(3):
            before = hall.begun()
            kill(processes("/usr/bin/cage", "-d", f"HOME={hall.folder}")[-1])
            took.append(hall.until(lambda before=before: hall.begun() > before, 60))
        figure = f"3 rounds: median {statistics.median(took):.1f} s, worst {max(took):.1f} s"
        return judge("10", "compositor dies (cage)", figure, well=max(took) <= 10)


def _launcher(hall: Hall) -> int:
    return processes("launching.py", f"HOME={hall.folder}")[-1]


def main() -> int:
    """Run all of them; 1 if one was not survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--hangs", type=int, default=5)
    wish = parser.parse_args()
    if why := missing():
        for row in ("1", "2", "3", "4", "5", "6", "7", "8", "10"):
            not_run(row, "staying alive under systemd", why)
        return 0
    bad = kills_and_hangs(wish.rounds, wish.hangs) + deadly_packs() + broken_program()
    bad += dying_compositor() if shutil.which("cage") else not_run("10", "compositor dies", "cage is not installed")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
