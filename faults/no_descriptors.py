"""Row 12: the running kiosk cannot open any more files, sockets or pipes, while visitors touch it and vote.

Setup: its limit is set to 256 (prlimit --nofile) and a leak in the kiosk uses up all that are left. The launcher has
its own limit and keeps running. The kiosk must too: every touch is answered, a vote that cannot be recorded is refused
on the screen, nothing crashes, and the log reports it. When nobody is there it restarts, and all is as before.
"""

from __future__ import annotations

import re
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path

from parts import packs
from parts.hall import PARTS, Hall, missing, open_hall
from parts.report import judge, not_run
from staying_alive import FIRST

from kiosk.runtime.fd_watch import SHORT

LIMIT = 256
VISITS = 3
TOUCHES, PICTURE = 7, 2
SHOWN = {"thanked": re.compile("谢谢"), "refused": re.compile("抱歉")}


def visit(hall: Hall) -> tuple[int, str]:
    """Arrive, open a page and vote, view pictures, and leave; return the answered touches, and the vote's result."""
    answered, vote = 0, ""
    hall.screen.tap(1270, 350)
    answered += hall.until(lambda: hall.sight().get("phase") == "active", 3) < 3
    for control in ("home:water", "answer:0", "bar:home", "home:pictures", "picture:0", "bar:home"):
        answered += hall.touch(control)
        texts = hall.sight().get("texts", []) if control == "answer:0" else ()
        vote = next((name for name, begin in SHOWN.items() if any(map(begin.match, texts))), vote)
    hall.until(lambda: hall.sight().get("phase") == "attract", 12)
    return answered, vote


def full(pid: int) -> bool:
    """Whether a process has used up its file descriptors."""
    return len(list(Path(f"/proc/{pid}/fd").iterdir())) >= LIMIT


def main() -> int:
    """Make visits before, during and after."""
    what = "file descriptors run out"
    if why := missing() or ("" if shutil.which("xdotool") else "xdotool is not installed"):
        return not_run("12", what, why)
    with tempfile.TemporaryDirectory() as top:
        command = f"{sys.executable} {PARTS / 'launching.py'} --pack {packs.votable(Path(top))}"
        with open_hall(command=command, more=f"BindReadOnlyPaths={top}", QUICK="1") as hall:
            if hall.until(lambda: hall.begun() > 0 and hall.lit(), FIRST) > FIRST:
                return judge("12", what, f"it did not come up: {hall.log()[-300:]}", well=False)
            time.sleep(2)
            before, pid = visit(hall), hall.kiosk
            resource.prlimit(pid, resource.RLIMIT_NOFILE, (LIMIT, LIMIT))
            hall.call("leak")
            bites = hall.until(lambda: full(pid), 5) < 5
            meanwhile = [visit(hall) for _ in range(VISITS)]
            stayed = hall.kiosk == pid and full(pid)
            reported = hall.log().count(SHORT)
            again = hall.until(lambda: hall.begun() > 1 and hall.lit(), 90)
            time.sleep(2)
            after, counted, log = visit(hall), hall.restarts(), hall.log()
    lost = [vote for _, vote in meanwhile].count("refused")
    answered = sum(touches for touches, _ in meanwhile)
    figure = (
        f"{answered} of {before[0] * VISITS} touches answered meanwhile, {lost} of {VISITS} votes refused on screen, "
    )
    figure += (
        f"said {reported} time in the log, {len(counted)} crashes; begun again by itself, then {after[0]} of {TOUCHES} "
    )
    figure += f"touches and the vote {after[1]}"
    well = bites and stayed and lost == VISITS and reported == 1 and not counted and again < 90
    well = well and before == after == (TOUCHES, "thanked") and answered >= (TOUCHES - PICTURE) * VISITS
    if not well:
        print(before, meanwhile, after, bites, stayed, counted, log[-3000:])
    return judge("12", what, figure, well=well)


if __name__ == "__main__":
    sys.exit(main())
