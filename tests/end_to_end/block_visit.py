"""A visit to a page with a block that is new to the program: `… block_visit PACK CACHE`. Prints what was seen.

In a process of its own, whose PYTHONPATH leads to a copy of the program with the block's folder in it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import kiosk
from kiosk.app import Options, make_application
from kiosk.content.model.blocks import BLOCKS
from kiosk.tour.synthetic_touch import wait, wait_until
from kiosk.tour.tour_walk import LeapingClock
from tests.screens.visitor import LANDSCAPE, Visitor


def main(pack: Path, cache: Path) -> int:
    """Open the page, ring the bell twice, and turn its parts in the largest text."""
    application = make_application()
    wishes = {"moving": False, "diagonal": 55.0, "cache": cache, "journal": cache / "journal.sqlite"}
    visitor = Visitor(Options(pack, LANDSCAPE, clock=LeapingClock(), **wishes))
    visitor.leave()
    visitor.begin()
    visitor.open_page("tower", "bell")
    told: dict[str, object] = {"program": str(Path(kiosk.__file__).parent), "kinds": list(BLOCKS)}
    told["seen"] = visitor.texts()
    visitor.touch("bell:ring")
    visitor.touch("bell:ring")
    told["rung"] = visitor.control("bell:ring").name
    visitor.kiosk.session.chooseTextSize(200)
    wait(60)
    assert wait_until(visitor.is_composed, 20)
    column = visitor.find("BlockColumn")
    told["parts"] = column.property("parts")
    told["low"] = column.property("low")
    visitor.kiosk.close()
    sys.stdout.write(json.dumps(told) + "\n")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
