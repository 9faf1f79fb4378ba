"""Row 9: the display disappears under the kiosk, and comes back.

Three ways. On Xorg, as on the device, the output is switched off (xrandr) and a display is plugged in later: the server
keeps running, and so must the kiosk. The kiosk starts with nothing plugged in, as after a power cut with a screen that
wakes late, and must light the display that appears. And the whole display server is killed, four times within ten
minutes, and restarted under the same number: the launcher waits and counts no crash, so that the pack remains live. The
cable itself cannot be simulated without a screen: see parts/outlet.py.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from parts import outlet
from parts.hall import Hall, missing, open_hall
from parts.outlet import Outlet
from parts.report import judge, not_run
from staying_alive import FIRST, WITH_SMALL

AWAY = (0.0, 2.0, 5.0, 30.0)  # seconds, one for each time; three crashes would bring back the previous pack
WHAT = "display unplugged"


def output_off() -> int:
    """The server keeps running: nothing is plugged in for a while, with and without a visitor, and at the start."""
    with tempfile.TemporaryDirectory() as top:
        cable = partial(Outlet, cable=Path(top) / "plugged")
        bound, path = f"BindReadOnlyPaths={top}", f"{top}:/usr/bin:/bin"
        with open_hall(command=WITH_SMALL, more=bound, make_screen=cable, PATH=path) as hall:
            if not up(hall):
                return judge("9", WHAT, f"it did not come up: {hall.log()[-300:]}", well=False)
            first, took, dark = hall.kiosk, [], []
            for visited in (False, True):
                if visited:
                    hall.screen.tap(640, 300)
                hall.screen.pull()
                time.sleep(22)  # longer than systemd and the launcher wait for a heartbeat
                dark.append(not hall.lit())
                hall.screen.plug()
                took.append(hall.until(lambda: served(hall), 30))
            stayed = hall.kiosk == first and not hall.restarts()
        figure = f"back after {max(took):.1f} s at most, {'the same' if stayed else 'ANOTHER'} process"
        bad = judge(
            "9", f"{WHAT}: the output is off for 22 s, twice", figure, well=max(took) <= 10 and stayed and all(dark)
        )
        with open_hall(command=WITH_SMALL, more=bound, make_screen=partial(cable, lit=False), PATH=path) as hall:
            begun = hall.until(lambda: hall.begun() > 0, FIRST)
            time.sleep(5)
            nothing = not hall.lit()
            hall.screen.plug()
            late = hall.until(lambda: served(hall), 30)
            counted = [end for end in hall.restarts() if end["why"] != "no screen"]
    figure = f"it lights and fills it and answers {late:.1f} s after the plug, {len(counted)} crashes counted"
    well = begun < FIRST and nothing and late <= 10 and not counted
    return bad + judge("9", f"{WHAT}: not there at the start", figure, well=well)


def server_killed() -> int:
    """The display server is killed, and with it the kiosk's connection."""
    took: list[float] = []
    with open_hall(command=WITH_SMALL) as hall:
        if not up(hall):
            return judge("9", WHAT, f"it did not come up: {hall.log()[-300:]}", well=False)
        for away in AWAY:
            hall.screen.pull()
            time.sleep(away)
            took.append(hall.back(hall.screen.plug))
        ends, touched = hall.restarts(), served(hall)
    counted = [end for end in ends if end["why"] != "no screen"]
    live = all(end["shown"] == "the live pack" for end in ends)
    figure = f"{len(AWAY)} times to attract: median {statistics.median(took):.1f} s, worst {max(took):.1f} s; "
    figure += f"{len(ends)} ends written down, {len(counted)} of them counted as crashes"
    well = max(took) <= 10 and not counted and len(ends) >= len(AWAY) and live and touched
    return judge("9", f"{WHAT}: its server dies and comes again", figure, well=well)


def up(hall: Hall) -> bool:
    """Whether attract appeared."""
    return hall.until(lambda: hall.begun() > 0 and hall.lit(), FIRST) < FIRST


def served(hall: Hall) -> bool:
    """Whether the screen shows something, and a touch near its edge is answered."""
    if hall.sight().get("phase") == "attract":
        hall.screen.tap(1270, 350)
        time.sleep(0.5)
    places = hall.sight().get("places", {})
    return hall.lit() and max((x for x, _ in places.values()), default=0) > 900 and hall.touch("bar:language")


def main() -> int:
    """Unplug and plug in."""
    if why := missing() or ("" if shutil.which("xdotool") else "xdotool is not installed"):
        return not_run("9", WHAT, why)
    without = outlet.missing()
    bad = not_run("9", f"{WHAT}: the output is off", without) if without else output_off()
    return int(bad + server_killed() > 0)


if __name__ == "__main__":
    sys.exit(main())
