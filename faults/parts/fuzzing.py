"""One kiosk under random inputs: `python -m parts.fuzzing FOLDER INPUTS SEED`, in faults/, on a virtual screen.

Prints the result as one line of JSON. Its own stderr goes to FOLDER, where it is read after each input.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

# As in `kiosk tour`: waiting for another thread during a synthetic touch would never end.
os.environ |= {"QSG_RENDER_LOOP": "basic", "QT_QUICK_BACKEND": "software"}
PIN = "274951"


class StderrReader:
    """This process's stderr, including Qt's own threads."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("a+b", buffering=0)
        os.dup2(self._file.fileno(), 2)
        self._read = 0

    def __call__(self) -> str:
        """Return the output since the last call."""
        size = os.fstat(2).st_size
        words = os.pread(self._file.fileno(), size - self._read, self._read) if size > self._read else b""
        self._read = size
        return words.decode("utf-8", "replace")


def main(folder: Path, inputs: int, seed: int) -> int:
    """Send the inputs."""
    from kiosk.app import Options, make_application
    from kiosk.operator import pin_file
    from kiosk.operator.operator_files import OperatorFiles
    from kiosk.tour.synthetic_touch import wait
    from kiosk.tour.tour_walk import LeapingClock
    from parts.stock import SHOWCASE, Stock
    from tests.screens.fuzz.destinations import HOURS, WallClock
    from tests.screens.fuzz.fuzzer import Fuzzer
    from tests.screens.visitor import Visitor

    make_application()
    # Dozens of wrong PINs are tried, and each must take almost no time.
    pin_file._COST = 2  # noqa: SLF001
    stock = Stock(folder)
    operator_files = OperatorFiles(
        folder / "pin.json", folder / "attempts.json", folder / "panel.json", stick=stock.stick
    )
    pin_file.set_pin(operator_files.pin, PIN)
    wall = WallClock()
    known = {
        "cache": folder / "cache",
        "journal": folder / "journal.sqlite",
        "operator_files": operator_files,
        "store": stock.store,
    }
    visitor = Visitor(
        Options(SHOWCASE, moving=True, diagonal=55, clock=LeapingClock(), hours=HOURS, wall=wall, **known)
    )
    wait(300)
    fuzzer = Fuzzer(visitor, wall, seed, StderrReader(folder / "stderr"))
    fuzzer.destinations.restore = lambda: stock.restore(visitor.kiosk)
    with (folder / "last").open("w", encoding="utf-8") as last:
        fuzzer.begin = lambda what: last.write(f"{what}\n") and last.flush()
        tally = fuzzer.run(inputs)
    visitor.kiosk.close()
    reported = {"kinds": tally.kinds, "screens": tally.screens, "faults": tally.faults, "ends": len(fuzzer.ends)}
    print(json.dumps(reported))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
