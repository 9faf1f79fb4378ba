"""Frames while two fingers pinch in the viewer, by synthetic touch: `pinch_frames.py ROUNDS`.

Prints one line of JSON: for each pinch the longest and the median time between two frames, in ms.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from statistics import median

from bench.motion import STEPS, Bench, Count, eased, pinch_pairs
from kiosk.app import make_application
from kiosk.tour.synthetic_touch import STEP_MS, wait


def main() -> int:
    """Open a picture of the gallery, and pinch."""
    make_application()
    bench = Bench(accelerated=False)
    bench.touch_screen.tap(960, 540)
    bench.rest()
    for control in ("bar:home", "home:places", "picture:2"):
        bench.walk.touch(control)
        bench.rest()
    found: dict[str, list[float]] = {"longest": [], "median": []}
    for _ in range(int(sys.argv[1])):
        apart = [240 + 480 * eased(step) for step in range(1, STEPS + 1)]
        bench.touch_screen.touch(pressed=pinch_pairs(240))
        with Count(bench.kiosk.window) as count:
            for gap in (*apart, *reversed(apart)):
                bench.touch_screen.touch(moved=pinch_pairs(gap))
                wait(STEP_MS)
        bench.touch_screen.lift_all()
        bench.rest()
        gaps = [(after - before) * 1000 for before, after in pairwise(count.ends)]
        found["longest"].append(max(gaps))
        found["median"].append(median(gaps))
    bench.close()
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
