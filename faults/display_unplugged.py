"""Row 9: the display goes away under the kiosk, and comes again.

Made: the X server of the running kiosk is killed, four times within ten minutes, and started again under the same
number after a while; the kiosk loses its connection, and there is nothing to draw on until then. That is more than a
cable does: Xorg stays when its display is unplugged, and the kiosk with it (that needs a real output, which a virtual
screen has not). What must hold: the launcher waits and counts no crash, so that the pack stays the live one.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from typing import Any

from parts.hall import Hall, missing, open_hall
from parts.report import judge, not_run
from staying_alive import FIRST, WITH_SMALL

ROUNDS = 4  # three crashes would lead to the pack before
AWAY = (0.0, 2.0, 5.0, 30.0)


def main() -> int:
    """Pull and plug."""
    if why := missing() or ("" if shutil.which("xdotool") else "xdotool is not installed"):
        return not_run("9", "display unplugged", why)
    took: list[float] = []
    with open_hall(command=WITH_SMALL) as hall:
        if hall.until(lambda: hall.begun() > 0 and hall.lit(), FIRST) > FIRST:
            return judge("9", "display unplugged", f"it did not come up: {hall.log()[-300:]}", well=False)
        for away in AWAY:
            hall.screen.pull()
            time.sleep(away)
            took.append(hall.back(hall.screen.plug))
        ends = hall.restarts()
        served = answers(hall)
        log = hall.log()[-2000:]
    counted = [end for end in ends if end["why"] != "no screen"]
    live = all(end["shown"] == "the live pack" for end in ends)
    figure = f"{len(AWAY)} times to attract: median {statistics.median(took):.1f} s, worst {max(took):.1f} s; "
    figure += f"{len(ends)} ends written down, {len(counted)} of them counted as crashes; "
    figure += "a touch is answered" if served else "NO touch is answered"
    well = max(took) <= 10 and not counted and len(ends) >= len(AWAY) and live and served
    if not well:
        print(ends, log)
    return judge("9", "display unplugged", figure, well=well)


def answers(hall: Hall) -> bool:
    """Whether a visitor comes from attract to the first screen."""
    before: Any = hall.sight().get("phase")
    hall.screen.tap(640, 300)
    return before == "attract" and hall.until(lambda: hall.sight().get("phase") == "active", 5) <= 5


if __name__ == "__main__":
    sys.exit(main())
