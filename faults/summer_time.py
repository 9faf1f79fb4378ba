"""Row 22: summer time begins and ends, and the machine's time zone differs, or changes.

Setup: the whole kiosk is started under libfaketime some seconds before a turn, with the machine's $TZ or /etc/localtime
and device.yaml's `time-zone` as in each case. Its control socket reports whether the hall is open, and what is on the
screen: "closed" or attract. Both must be right up to the turn, and again from a few seconds after it.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from parts.packs import SMALL
from parts.report import judge, not_run

TOP = Path(__file__).resolve().parents[1]
LEAD, LATE = 30.0, 4.0  # seconds: the start before the turn, and the tolerance after it
ZONES = Path("/usr/share/zoneinfo")
CALM = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "QSG_RENDER_LOOP": "basic"}


class Case(NamedTuple):
    """`turn` (an instant) and whether the hall is open before and after it; `machine` is $TZ, `zone` device.yaml's."""

    name: str
    machine: str
    zone: str
    hours: str
    turn: str
    before: bool
    after: bool


# In 2027 summer time begins on 28 March and ends on 31 October, both at 01:00 UTC.
BERLIN, SPRING, AUTUMN = "Europe/Berlin", "2027-03-28T01:00", "2027-10-31T01:00"
CASES = (
    Case("spring, opens at the hour after the gap", "UTC", BERLIN, "03:00-05:00", SPRING, False, True),
    Case("spring, hours within the gap", "UTC", BERLIN, "02:15-02:45", SPRING, False, False),
    Case("spring, closes within the gap", "UTC", BERLIN, "01:00-02:30", SPRING, True, False),
    Case("spring, opens in the morning", BERLIN, "", "09:00-17:00", "2027-03-28T07:00", False, True),
    Case("autumn, the hour that comes twice", "UTC", BERLIN, "02:00-03:00", AUTUMN, True, True),
    Case("autumn, its second end", BERLIN, "", "02:00-03:00", "2027-10-31T02:00", True, False),
    Case("the machine's zone", "Asia/Shanghai", "", "09:00-17:00", "2027-06-01T01:00", False, True),
    Case("a machine elsewhere", "America/New_York", "Asia/Shanghai", "09:00-17:00", "2027-06-01T09:00", True, False),
)


def begin(folder: Path, case: Case, offset: float, library: str, before: str = "") -> subprocess.Popen[bytes]:
    """Start the kiosk; `before` is run by a shell in a namespace of its own."""
    zone = f"time-zone: {case.zone}\n" if case.zone else ""
    (folder / "device.yaml").write_text(f'{zone}opening:\n  open: "{case.hours}"\n', "utf-8")
    kept = {name: value for name, value in os.environ.items() if name != "TZ" and not name.startswith("XDG_")}
    reported = kept | CALM
    reported |= {
        "HOME": str(folder),
        "FAKETIME": f"{offset:+.3f}",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "PYTHONPATH": str(TOP),
    }
    reported |= {"TZ": case.machine} if case.machine else {}
    kiosk = ["env", f"LD_PRELOAD={library}", sys.executable, "-m", "kiosk", "run", "--pack", str(SMALL)]
    kiosk += ["--config", str(folder / "device.yaml"), "--control", str(folder / "control")]
    shell = ["unshare", "--mount", "sh", "-c", f'{before}\nexec "$@"', "begin"] if before else []
    with (folder / "output").open("wb") as output:
        return subprocess.Popen([*shell, *kiosk], env=reported, stdin=subprocess.DEVNULL, stdout=output, stderr=output)


def ask(folder: Path) -> dict[str, Any]:
    """The kiosk's status; empty without an answer."""
    with suppress(OSError, ValueError), socket.socket(socket.AF_UNIX) as line:
        line.settimeout(2)
        line.connect(str(folder / "control"))
        line.sendall(b'{"verb": "status", "words": []}\n')
        answer = b""
        while more := line.recv(65536):
            answer += more
        return dict(json.loads(answer))
    return {}


def says(status: dict[str, Any]) -> bool | None:
    """Whether it is open and shows so; None without an answer, or if they contradict."""
    shown = {"attract": True, "closed": False}.get(status.get("phase", ""))
    return shown if shown is status.get("open") else None


def run(case: Case, top: Path, library: str) -> tuple[str, bool]:
    """Run through a turn; return what was seen, and whether all of it was right."""
    folder = Path(tempfile.mkdtemp(dir=top))
    shutil.copytree(top / "warm" / ".cache", folder / ".cache")
    turn = datetime.fromisoformat(f"{case.turn}+00:00").timestamp()
    offset = turn - LEAD - time.time()
    kiosk = begin(folder, case, offset, library)
    seen: dict[str, list[bool | None]] = {"before": [], "after": []}
    try:
        while (to_go := turn - time.time() - offset) > -LATE - 3:
            reported = says(ask(folder))
            side = "before" if to_go > 0.5 else "after" if to_go < -LATE else ""
            # It takes some seconds to start.
            if side and (reported is not None or seen[side]):
                seen[side].append(reported)
            time.sleep(0.4)
    finally:
        kiosk.kill()
        kiosk.wait()
    well = all(seen.values()) and set(seen["before"]) == {case.before} and set(seen["after"]) == {case.after}
    return f"{case.name}: {_summary(seen['before'])}, then {_summary(seen['after'])}", well


def moved(top: Path, library: str) -> tuple[str, bool]:
    """Staff set the machine's time zone while the kiosk runs, as timedatectl does: /etc/localtime is another link."""
    folder = Path(tempfile.mkdtemp(dir=top))
    shutil.copytree(top / "warm" / ".cache", folder / ".cache")
    shutil.copytree("/etc", folder / "etc", symlinks=True, ignore_dangling_symlinks=True)
    link = folder / "etc" / "localtime"

    def set_zone(name: str) -> None:
        (folder / "link").symlink_to(ZONES / name)
        (folder / "link").replace(link)

    set_zone("Etc/UTC")
    case = Case("the machine's zone is set while it runs", "", "", "09:00-17:00", "2027-06-01T01:10", False, True)
    offset = datetime.fromisoformat(f"{case.turn}+00:00").timestamp() - time.time()
    kiosk = begin(folder, case, offset, library, f"mount --bind {folder / 'etc'} /etc")
    try:
        end = time.monotonic() + 20
        while (first := says(ask(folder))) is None and time.monotonic() < end:
            time.sleep(0.2)
        set_zone("Asia/Shanghai")
        begun = time.monotonic()
        while says(ask(folder)) is not True and time.monotonic() - begun < 70:
            time.sleep(0.4)
        took = time.monotonic() - begun
    finally:
        kiosk.kill()
        kiosk.wait()
    well = first is False and took < 62
    return f"{case.name}: {_summary([first])}, {'open' if took < 70 else 'NOT open'} after {took:.0f} s", well


def _summary(seen: list[bool | None]) -> str:
    words = {None: "NOTHING", True: "open", False: "closed"}
    return " and ".join(sorted(words[each] for each in set(seen))) or "NOTHING"


def main() -> int:
    """Run all cases, four at a time."""
    what = "summer time, time zone"
    library = next((str(found) for found in Path("/").glob("usr/lib/*/faketime/libfaketime.so.1")), "")
    if not library:
        return not_run("22", what, "needs libfaketime")
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        (top / "warm").mkdir()
        warm = begin(top / "warm", CASES[-1], 0, library)
        end = time.monotonic() + 120
        while ask(top / "warm").get("phase") not in {"attract", "closed"} and time.monotonic() < end:
            time.sleep(0.5)
        warm.kill()
        warm.wait()
        with ThreadPoolExecutor(4) as several:
            reported = [several.submit(run, case, top, library) for case in CASES]
            if os.geteuid() == 0:
                reported.insert(0, several.submit(moved, top, library))
            results = [each.result() for each in reported]
    for figure, well in results:
        bad += judge("22", what, figure, well=well)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
