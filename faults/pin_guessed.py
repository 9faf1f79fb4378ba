"""Row 28: a script guesses the operator's PIN, and kills the kiosk repeatedly to reset the count.

Setup: the whole kiosk under its launcher; the corner hold, six digits and Return come from the display server, as from
a plugged-in keyboard. A guess counts as tried when the kiosk logs a wrong PIN. While the keypad is locked the script
enters the right PIN too, and must not get in. For the cap of 15 minutes the count on the disk is set to 40 wrong ones,
because 40 guesses would take a night: the keypad must say 15 minutes.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
from datetime import datetime

from parts.hall import TOP, Hall, missing, open_hall
from parts.processes import kill
from parts.report import judge, not_run
from staying_alive import FIRST, WITH_SMALL

from kiosk.app import FIRST_FRAME
from kiosk.device.message_catalog import phrases

RIGHT, WRONG = "274951", "111222"
FREE, WAITS = 5, (30.0, 60.0)
TRIES = FREE + len(WAITS)
SECONDS = 600.0  # for both waits, on a machine that does other work
MENU, LOCKED = phrases("operator", "zh")["title"], re.compile(r"请等 ?(\d+:\d\d)")
WHAT = "PIN guessed"


def call_keypad(hall: Hall) -> bool:
    """Hold one finger in a corner as the operator does; return whether the keypad appears."""
    hall.screen.hand("mousemove", 20, 20, "mousedown", 1, "sleep", 7, "mouseup", 1)
    return hall.until(lambda: hall.sight().get("phase") == "operator", 3) < 3


def enter(hall: Hall, digits: str) -> None:
    """Type a PIN and wait until it was checked."""
    hall.screen.hand("type", "--delay", 20, digits)
    hall.screen.hand("key", "Return")
    time.sleep(1.2)


def tries(hall: Hall) -> list[float]:
    """The times of wrong PINs, in seconds, from the kiosk's own log."""
    folder = hall.folder / "home" / ".local" / "state" / "yi-kiosk" / "log"
    lines = [json.loads(line) for file in folder.glob("kiosk.log*") for line in file.read_text("utf-8").splitlines()]
    wrong = [line["when"] for line in lines if line["says"].startswith("A wrong PIN")]
    return sorted(datetime.fromisoformat(when).timestamp() for when in wrong)


def again(hall: Hall) -> bool:
    """Kill the kiosk, and wait until it has restarted."""
    return hall.back(lambda: kill(hall.kiosk), 30) < 30


def opened(hall: Hall) -> bool:
    """Whether the operator menu is open."""
    return MENU in hall.sight().get("texts", [])


def guess(hall: Hall) -> tuple[int, int]:
    """Guess as fast as possible; return the number of guesses, and of right ones that opened the operator menu."""
    end = time.monotonic() + SECONDS
    entered = broken_in = 0
    while time.monotonic() < end and len(tries(hall)) < TRIES:
        if call_keypad(hall):
            for _ in range(2):
                # While it is locked the script enters the right PIN, which must not work.
                enter(hall, RIGHT if len(tries(hall)) == FREE and entered % 2 else WRONG)
                entered += 1
            broken_in += opened(hall)
        again(hall)
    return entered, broken_in


def longest_lock(hall: Hall) -> str:
    """The keypad's message after 40 wrong PINs."""
    count = hall.folder / "home" / ".local" / "share" / "yi-kiosk" / "pin-attempts.json"
    count.write_text(json.dumps({"failed": 40, "at": time.monotonic()}), "utf-8")
    again(hall)
    called = call_keypad(hall)
    found = [LOCKED.search(text) for text in hall.sight().get("texts", []) if called]
    return next((match[1] for match in found if match), "")


def main() -> int:
    """Set a PIN, check that it opens the operator menu, and guess."""
    if why := missing() or ("" if shutil.which("xdotool") else "xdotool is not installed"):
        return not_run("28", WHAT, why)
    with open_hall(command=WITH_SMALL, PATIENT="1", QUICK="1") as hall:
        if hall.until(lambda: hall.begun() > 0 and hall.lit(), FIRST) > FIRST:
            return judge("28", WHAT, f"it did not come up: {hall.log()[-300:]}", well=False)
        reported = dict(hall.environment) | {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
        words = [sys.executable, "-m", "kiosk", "pin"]
        subprocess.run(words, cwd=TOP, env=reported, input=RIGHT, text=True, check=True, capture_output=True)
        call_keypad(hall)
        enter(hall, RIGHT)
        opens = opened(hall)
        again(hall)
        entered, broken_in = guess(hall)
        when = tries(hall)
        lock = longest_lock(hall)
        log = hall.log()
    gaps = [after - before for before, after in zip(when[FREE - 1 :], when[FREE:], strict=False)]
    waited = ", ".join(f"{gap:.0f} s" for gap in gaps)
    figure = f"{entered} entered over {log.count(FIRST_FRAME)} starts, {len(when)} looked at: {FREE} at once, the next "
    figure += f"after {waited}; {broken_in} times broken in; after 40 wrong ones it waits {lock}"
    well = opens and broken_in == 0 and len(when) == TRIES and re.fullmatch("15:00|14:[45][0-9]", lock) is not None
    well = well and all(gap >= wait for gap, wait in zip(gaps, WAITS, strict=True))
    if not well:
        print(opens, when, log[-2000:])
    return judge("28", WHAT, figure, well=well)


if __name__ == "__main__":
    sys.exit(main())
