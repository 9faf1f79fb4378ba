"""A visit to a page with a block of the hall's own: `… block_visit PACK CACHE BLOCKS`. Prints what was seen.

In a process of its own, since a process has one set of blocks.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kiosk.app import Options, make_application
from kiosk.packs.hall_blocks import use_blocks
from kiosk.tour.synthetic_touch import wait, wait_until
from kiosk.tour.tour_walk import LeapingClock
from tests.screens.visitor import LANDSCAPE, Visitor


def main(pack: Path, cache: Path, blocks: Path) -> int:
    """Open the page, ring the bell twice, and turn its parts in the largest text."""
    use_blocks(blocks)
    application = make_application()
    wishes = {"moving": False, "diagonal": 55.0, "cache": cache, "journal": cache / "journal.sqlite"}
    visitor = Visitor(Options(pack, LANDSCAPE, clock=LeapingClock(), **wishes))
    visitor.leave()
    visitor.begin()
    visitor.open_page("tower", "bell")
    reported: dict[str, object] = {"seen": visitor.texts()}
    visitor.touch("bell:ring")
    visitor.touch("bell:ring")
    reported["rung"] = visitor.control("bell:ring").name
    visitor.kiosk.session.chooseTextSize(200)
    wait(60)
    assert wait_until(visitor.is_composed, 20)
    column = visitor.find("BlockColumn")
    reported["parts"] = column.property("parts")
    reported["low"] = column.property("low")
    visitor.kiosk.close()
    sys.stdout.write(json.dumps(reported) + "\n")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:4])))
