"""Row 29: a pack with a warning for nearly every line is reloaded again and again, and the log stays bounded.

Setup: a pack with some 9,000 untranslated texts (it can be shown, and each gives a warning), in the whole kiosk, which
is asked each second for a minute to reload it; then it is killed a few times, since a start logs them too. Repeated
messages are thinned out, but each start logs them. The log is nearly full at first, as after months. Visitors touch the
kiosk meanwhile. Besides the log's files, stderr is counted: on the device it goes to systemd's journal, which is
bounded by the unit's LogRateLimit and its own size.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from parts import packs
from parts.hall import PARTS, Hall, missing, open_hall
from parts.processes import kill
from parts.report import judge, not_run
from staying_alive import FIRST

from kiosk.device.log import BACKUPS, MAX_BYTES, MAX_CHARACTERS
from kiosk.device.log_throttle import FREE_REPEATS

SECONDS = 60.0
STARTS = 5
FILES, PAGES, BLOCKS = 60, 12, 12
MOST = (BACKUPS + 1) * (MAX_BYTES + 4 * MAX_CHARACTERS)
STDERR_MOST = 2_000_000
REST = "further problems of this pack"


def flooding(top: Path) -> Path:
    """The small pack, with untranslated panels."""
    folder = packs.version(top, 1)
    blocks = "".join(f"      - text: {{zh: 水第{number}段}}\n" for number in range(BLOCKS))
    pages = "".join(
        f"  - id: p{number}\n    title: {{zh: 第{number}页}}\n    blocks:\n{blocks}" for number in range(PAGES)
    )
    for number in range(FILES):
        words = f"id: flood{number}\ntitle: {{zh: 水, en: Water}}\npages:\n{pages}"
        (folder / "panels" / f"flood{number}.yaml").write_text(words, "utf-8")
    return folder


def log_of(hall: Hall) -> Path:
    """The folder of the log."""
    return hall.folder / "home" / ".local" / "state" / "yi-kiosk" / "log"


def fill(hall: Hall) -> None:
    """Fill the log almost to its limit."""
    line = '{"says": "' + "x" * 100 + '"}\n'
    for number in range(1, BACKUPS + 1):
        (log_of(hall) / f"kiosk.log.{number}").write_text(line * (MAX_BYTES // len(line)), "ascii")
    with (log_of(hall) / "kiosk.log").open("a", encoding="ascii") as log:
        log.write(line * ((MAX_BYTES - 20_000) // len(line)))


def reload(hall: Hall) -> bool:
    """Reload the pack; return whether the kiosk answered."""
    control = hall.folder / "home" / ".local" / "state" / "yi-kiosk" / "control"
    with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
        line.settimeout(10)
        line.connect(str(control))
        line.sendall(b'{"verb": "reload", "words": []}\n')
        return b'"done"' in line.recv(65536)
    return False


def reported(hall: Hall) -> int:
    """The number of times that the pack's warnings were logged."""
    return hall.log().count(REST)


def size(hall: Hall) -> int:
    """The size of all files of the log, in bytes."""
    total = 0
    for file in log_of(hall).glob("*"):
        with suppress(OSError):
            total += file.stat().st_size
    return total


def flood(hall: Hall) -> tuple[int, float, int]:
    """Flood it; return the log's largest size in bytes, a visitor's longest wait, and the number of reloads."""
    largest, stop = [size(hall)], Event()

    def watch() -> None:
        while not stop.wait(0.05):
            largest.append(max(largest.pop(), size(hall)))

    watcher = Thread(target=watch)
    watcher.start()
    slowest, touched, asked = 0.0, time.monotonic(), 0
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        asked += reload(hall)
        time.sleep(1)
        if time.monotonic() - touched > 10:
            slowest = max(slowest, touch(hall))
            touched = time.monotonic()
    for _ in range(STARTS):
        hall.back(lambda: kill(hall.kiosk), 30)
    stop.set()
    watcher.join()
    return largest[0], slowest, asked


def touch(hall: Hall) -> float:
    """Touch it in attract, or during a visit; return the seconds until the screen changes."""
    before = hall.screen.picture()
    at_home = hall.sight().get("phase") == "attract"
    place = (1270, 350) if at_home else hall.sight().get("places", {}).get("bar:language", (0, 0))
    begun = time.monotonic()
    hall.screen.tap(*place)
    hall.until(lambda: hall.screen.picture() != before, 30)
    return time.monotonic() - begun


def main() -> int:
    """Flood the log."""
    what = "log flood by a faulty pack"
    if why := missing() or ("" if shutil.which("xdotool") else "xdotool is not installed"):
        return not_run("29", what, why)
    with tempfile.TemporaryDirectory() as top:
        command = f"{sys.executable} {PARTS / 'launching.py'} --pack {flooding(Path(top))}"
        with open_hall(command=command, more=f"BindReadOnlyPaths={top}", PATIENT="1") as hall:
            if hall.until(lambda: hall.begun() > 0 and hall.lit(), FIRST) > FIRST:
                return judge("29", what, f"it did not come up: {hall.log()[-300:]}", well=False)
            time.sleep(2)
            fill(hall)
            largest, slowest, asked = flood(hall)
            turned = REST in (log_of(hall) / "kiosk.log").read_text("utf-8")
            turned = turned and '"says": "xx' in (log_of(hall) / "kiosk.log.1").read_text("utf-8")
            output = hall.log()
            ends = [end["why"] for end in hall.restarts()]
    times, stderr = output.count(REST), len(output.encode())
    figure = f"read again {asked} times and begun {STARTS} times, reported {times} times: "
    figure += f"the log had {largest / 1e6:.2f} MB "
    figure += f"at most of {MOST / 1e6:.2f}, stderr got {stderr / 1e6:.2f} MB in all; "
    figure += f"a touch was answered after {slowest:.1f} s at most, {len(ends) - STARTS} crashes"
    well = asked >= SECONDS / 4 and STARTS < times <= (STARTS + 1) * FREE_REPEATS and turned
    well = well and largest <= MOST and stderr <= STDERR_MOST
    well = well and 0 < slowest < 3 and ends == ["-9"] * STARTS
    return judge("29", what, figure, well=well)


if __name__ == "__main__":
    sys.exit(main())
