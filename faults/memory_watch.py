"""Row 11: memory grows in the running kiosk: it restarts in order; if it grows too fast for that, it is killed.

Setup: the kiosk allocates 400 MB (the size of a leak) while a visitor touches it, and again in attract, with
`memory: {limit: 300}` in device.yaml. It must keep serving the visitor, restart right after the visit without counting
a crash, and give the reason in its status. Then a kiosk exceeds the unit's MemoryMax within a second: the kernel kills
it, and the launcher survives and restarts it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from parts import packs
from parts.hall import PARTS, TOP, Hall, missing, open_hall
from parts.processes import processes
from parts.report import judge, not_run
from staying_alive import FIRST

WHAT = "memory grows"
GROWTH, MAX = 400, 900  # MB
FRESH, YOUNG, SOON = 31.0, 62.0, 12.0  # seconds, as in kiosk/runtime/memory_watch, plus one check


def status(hall: Hall) -> dict[str, Any]:
    """The output of `kiosk ctl status`; empty without an answer."""
    socket = hall.folder / "home" / ".local" / "state" / "yi-kiosk" / "control"
    words = [sys.executable, "-m", "kiosk", "ctl", "status", "--control", str(socket)]
    done = subprocess.run(words, cwd=TOP, capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else {}


def stay(hall: Hall, seconds: float) -> bool:
    """Touch it for this long; return whether the same kiosk ran all the time."""
    pid, end = hall.kiosk, time.monotonic() + seconds
    while time.monotonic() < end:
        hall.screen.tap(640, 700)
        time.sleep(1)
    return hall.kiosk == pid != 0


def in_order(top: Path, command: str) -> int:
    """Grow during a visit."""
    config = top / "device.yaml"
    config.write_text("memory: {limit: 300}\n", "utf-8")
    told = f"{command} --config {config}"
    with open_hall(command=told, more=f"BindReadOnlyPaths={top}", QUICK="1") as hall:
        if hall.until(lambda: hall.begun() > 0 and hall.lit(), FIRST) > FIRST:
            return judge("11", WHAT, f"it did not come up: {hall.log()[-300:]}", well=False)
        begun = time.monotonic()
        time.sleep(FRESH + 5)
        hall.screen.tap(640, 360)
        hall.call("swell", str(GROWTH))
        stayed = stay(hall, max(5.0, YOUNG + SOON - (time.monotonic() - begun)))
        waiting = status(hall)
        after = hall.until(lambda: hall.begun() > 1 and hall.lit(), 40)
        time.sleep(2)
        now, ends = status(hall), hall.restarts()
        log = hall.log()
    crashes = [end for end in ends if end["why"] != "memory"]
    figure = f"{waiting.get('memory')} of {waiting.get('memory-limit')} MB: "
    figure += f"it {'goes on' if stayed else 'ENDS'} under the hand, begins again {after:.1f} s after the last touch "
    figure += f"(a visit lasts 5), {len(crashes)} crashes counted; status: {now.get('began-again')!r}"
    well = stayed and after < 5 + SOON and len(ends) == 1 and not crashes
    well = well and bool(waiting.get("begins-again")) and "because memory was at" in now.get("began-again", "")
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
        if not same or took > 10:
            print(hall.log()[-2000:], ends)
    figure = f"at {MAX} MB ended by the kernel ({', '.join(ends)}), attract again after {took:.1f} s, "
    figure += f"the launcher {'goes on' if same else 'ENDED TOO'}"
    return judge("11", what, figure, well=took <= 10 and same and ends == ["-9"])


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
