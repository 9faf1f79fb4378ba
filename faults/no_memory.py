"""Row 11: memory runs out under the running kiosk while visitors touch it.

Setup: the address space of the kiosk is limited (prlimit --as) to its current size, to a little more, and to more that
a leak in it then uses up. Visitors arrive, view pictures and vote until it has restarted, or long enough to show that
it keeps running. Whatever it does, it must never stay unresponsive: measured are the longest time without an answer to
a visitor's first touch, and whether each end was followed by a start.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from parts import packs
from parts.hall import PARTS, Hall, missing, open_hall
from parts.report import judge, not_run
from staying_alive import FIRST

WAYS = {"all it holds": 0, "8 MB more": 8, "16 MB more": 16, "a leak": 200}  # MB
PATIENCE = 30.0  # seconds that a touch may remain unanswered
ENOUGH = 25.0
PATH = ("home:water", "answer:0", "bar:home", "home:pictures", "picture:1", "viewer:next", "bar:language", "bar:home")


def held(pid: int) -> int:
    """The size of a process's address space, in bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[0]) * resource.getpagesize()


def answered(hall: Hall) -> bool:
    """Whether a touch leads to the first screen."""
    if hall.sight().get("phase") == "attract":
        hall.screen.tap(1270, 350)
        time.sleep(0.3)
    return hall.sight().get("phase") == "active"


def starve(hall: Hall, more: int, *, leak: bool) -> tuple[bool, float]:
    """Limit its memory; return whether it restarted, and the longest time without an answer."""
    pid, begun = hall.kiosk, hall.begun()
    limit = held(pid) + (more << 20)
    with suppress(ProcessLookupError):
        resource.prlimit(pid, resource.RLIMIT_AS, (limit, limit))
    if leak:
        hall.call("hoard")
    start = last = time.monotonic()
    longest = 0.0
    while time.monotonic() - start < 2 * PATIENCE:
        well = answered(hall)
        now = time.monotonic()
        longest = max(longest, now - last)
        if well:
            last = now
            if hall.begun() > begun or now - start > ENOUGH:
                break
            # Each step may be the last of this process.
            all(hall.touch(control) for control in PATH)
            hall.until(lambda: hall.sight().get("phase") == "attract", 8)
    return hall.begun() > begun, longest


def main() -> int:
    """Starve it in each way."""
    what = "memory runs out"
    if why := missing() or ("" if shutil.which("xdotool") else "xdotool is not installed"):
        return not_run("11", what, why)
    bad = 0
    with tempfile.TemporaryDirectory() as top:
        command = f"{sys.executable} {PARTS / 'launching.py'} --pack {packs.votable(Path(top))}"
        with open_hall(command=command, more=f"BindReadOnlyPaths={top}", QUICK="1", PATIENT="1") as hall:
            if hall.until(lambda: hall.begun() > 0 and hall.lit(), FIRST) > FIRST:
                return judge("11", what, f"it did not come up: {hall.log()[-300:]}", well=False)
            for name, more in WAYS.items():
                hall.until(lambda: hall.sight().get("phase") == "attract", 15)
                ends, log = len(hall.restarts()), len(hall.log())
                again, longest = starve(hall, more, leak=name == "a leak")
                codes = [end["why"] for end in hall.restarts()[ends:]]
                figure = f"{'begun again' if again else 'it goes on'} (ends: {', '.join(codes) or 'none'}), "
                figure += f"a touch unanswered for {longest:.1f} s at most"
                well = longest <= PATIENCE and again == bool(codes) and "hung" not in codes
                if not well:
                    print(hall.log()[log:][-2000:])
                bad += judge("11", f"{what}: {name}", figure, well=well)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
