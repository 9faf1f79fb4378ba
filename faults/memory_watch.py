"""Row 11: memory grows in the running kiosk: it restarts in order; if it grows too fast for that, it is killed.

Setup: the kiosk allocates 400 MB (the size of a leak) while a visitor touches it, with `memory: {limit: 300}` in
device.yaml. It must keep serving the visitor, restart right after the visit without counting a crash, and give the
reason in its status. And a kiosk exceeds the unit's MemoryMax within a second: the kernel kills it, and the launcher
survives and restarts it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from parts import packs
from parts.hall import PARTS, Hall, missing, open_hall
from parts.processes import processes
from parts.report import judge, not_run
from staying_alive import FIRST

from kiosk.cli.control_client import AbsentError, BusyError, ask
from kiosk.runtime.memory_watch import FRESH, LOOK_MS

WHAT = "memory grows"
GROWTH, MAX = 400, 900  # MB
SOON = LOOK_MS / 1000 + 5  # seconds: a check of the memory, and an orderly end
VISIT = 5.0  # seconds, as in parts/faulty
LINGER = 10.0  # seconds that the visitor stays once the kiosk wants to restart
AGAIN = 30.0  # seconds that a start may take


def status(hall: Hall) -> dict[str, Any]:
    """The kiosk's status; empty without an answer."""
    with suppress(AbsentError, BusyError):
        return ask(hall.folder / "home" / ".local" / "state" / "yi-kiosk" / "control", "status", patience=VISIT / 2)
    return {}


class Visit:
    """A visitor who touches the screen again and again, while the kiosk is watched."""

    def __init__(self, hall: Hall) -> None:
        self._hall, self._kiosk = hall, hall.kiosk

    def stay(self, holds: Callable[[], bool], seconds: float) -> bool:
        """Touch it until something holds; return whether it did, and the same kiosk ran all the time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self._hall.kiosk == self._kiosk:
            self._hall.screen.tap(640, 700)
            if holds():
                return True
            time.sleep(0.5)
        return False

    def leave(self) -> float:
        """Walk away; return the seconds until this kiosk has ended."""
        return self._hall.until(lambda: self._hall.kiosk != self._kiosk, VISIT + 10 * SOON)


def in_order(top: Path, command: str) -> int:
    """Grow during a visit."""
    config = top / "device.yaml"
    config.write_text("memory: {limit: 300}\n", "utf-8")
    reported = f"{command} --config {config}"
    with open_hall(command=reported, more=f"BindReadOnlyPaths={top}", QUICK="1") as hall:
        if hall.until(lambda: hall.begun() > 0 and hall.lit(), FIRST) > FIRST:
            return judge("11", WHAT, f"it did not come up: {hall.log()[-300:]}", well=False)
        # What it holds by then counts as needed.
        hall.until(lambda: status(hall).get("uptime", 0) > FRESH + SOON, FIRST)
        hall.screen.tap(640, 360)
        visit, waiting = Visit(hall), {}

        def wishes() -> bool:
            waiting.update(status(hall))
            return bool(waiting.get("begins-again"))

        hall.call("swell", str(GROWTH))
        wished = visit.stay(wishes, FIRST)
        end = time.monotonic() + LINGER
        stayed = wished and visit.stay(lambda: time.monotonic() > end, 2 * LINGER)
        left = visit.leave()
        after = hall.until(lambda: hall.begun() > 1 and hall.lit(), AGAIN)
        hall.until(lambda: bool(status(hall)), AGAIN)
        now, ends = status(hall), hall.restarts()
        log = hall.log()
    crashes = [end for end in ends if end["why"] != "memory"]
    figure = f"{waiting.get('memory')} of {waiting.get('memory-limit')} MB: "
    figure += f"it {'goes on' if stayed else 'ENDS'} under the hand, ends {left:.1f} s after the last touch "
    figure += f"(a visit lasts {VISIT:.0f}), attract again {after:.1f} s later, {len(crashes)} crashes counted; "
    figure += f"status: {now.get('began-again')!r}"
    well = stayed and left < VISIT + SOON and after <= AGAIN and len(ends) == 1 and not crashes
    well = well and "because memory was at" in now.get("began-again", "")
    if not well:
        print(waiting, now, ends, log[-2000:])
    return judge("11", WHAT, figure, well=well)


def too_fast(top: Path, command: str) -> int:
    """Grow beyond MemoryMax."""
    what = "memory grows too fast: the unit's MemoryMax"
    groups = Path("/proc/self/cgroup").read_text("utf-8")
    old = any(":memory:" in line for line in groups.splitlines())
    more = f"BindReadOnlyPaths={top}\nMemoryMax={MAX}M\nMemorySwapMax=0"
    with open_hall(command=command, more=more, old_groups=old) as hall:
        if hall.until(lambda: hall.begun() > 0 and hall.lit(), FIRST) > FIRST:
            return judge("11", what, f"it did not come up: {hall.log()[-300:]}", well=False)
        time.sleep(2)
        launcher = processes("launching.py", f"HOME={hall.folder}")[-1]
        if not bounded(launcher):
            return not_run("11", what, "control groups cannot bound memory here")
        took = hall.back(lambda: hall.call("swell", str(2 * MAX)), 60)
        same = launcher in processes("launching.py", f"HOME={hall.folder}")
        ends = [end["why"] for end in hall.restarts()]
        if not same or took > AGAIN:
            print(hall.log()[-2000:], ends)
    figure = f"at {MAX} MB ended by the kernel ({', '.join(ends)}), attract again after {took:.1f} s, "
    figure += f"the launcher {'goes on' if same else 'ENDED TOO'}"
    return judge("11", what, figure, well=took <= AGAIN and same and ends == ["-9"])


def bounded(pid: int) -> bool:
    """Whether the control group of a process has the unit's limit."""
    for line in Path(f"/proc/{pid}/cgroup").read_text("utf-8").splitlines():
        _, kind, path = line.split(":", 2)
        top = {"memory": "/sys/fs/cgroup/memory", "": "/sys/fs/cgroup"}.get(kind)
        for name in ("memory.limit_in_bytes", "memory.max"):
            file = Path(f"{top}{path}", name)
            if top and file.exists() and file.read_text("ascii").strip() == str(MAX << 20):
                return True
    return False


def main() -> int:
    """Test both ways."""
    if why := missing() or ("" if shutil.which("xdotool") else "xdotool is not installed"):
        return not_run("11", WHAT, why)
    with tempfile.TemporaryDirectory() as top:
        command = f"{sys.executable} {PARTS / 'launching.py'} --pack {packs.votable(Path(top))}"
        bad = too_fast(Path(top), command) + in_order(Path(top), command)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
