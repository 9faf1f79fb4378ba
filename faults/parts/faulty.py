"""The kiosk as `kiosk run` starts it, with faults on demand: a file in the folder $FAULTS says which.

`crash` reads a null pointer, `hang` sleeps in the GUI thread, `blind` lets no frame through; `deadly` names the
versions of packs that crash it once they are shown. `leak` uses up its file descriptors, and `fix` frees them; `hoard`
uses up all memory, `swell` a number of MB. `shown` is the pack on the screen, `pid` the process's number; `sight` the
content of the screen, after `look`. $QUICK: a visit ends after seconds.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer

from kiosk import app
from kiosk.cli import run
from kiosk.session.timeouts import Times
from kiosk.tour.accessibility_tree import read_screen

FAULTS = Path(os.environ["FAULTS"])
QUICK = Times(idle=3.0, countdown=2.0, reading_factor=0.0)


class FaultyKiosk(app.Kiosk):
    """The kiosk itself, with faults."""

    def __init__(self, options: app.Options) -> None:
        """Create it, with short times if requested."""
        super().__init__(replace(options, times=QUICK) if os.environ.get("QUICK") else options)

    def show(self) -> None:
        """Show it, and check ten times a second for a fault to inject."""
        super().show()
        (FAULTS / "pid").write_text(str(os.getpid()), "utf-8")
        # Open from the start, for when no more can be opened.
        self.sight = (FAULTS / "sight").open("w", encoding="utf-8")
        self.leaked: list[int] | None = None
        self.hoard: list[bytearray] = []
        self.faults = QTimer(interval=100)
        self.faults.timeout.connect(self.look)
        self.faults.start()

    def look(self) -> None:
        """Inject the requested fault."""
        outline = self.session.state.outline
        with suppress(OSError):
            (FAULTS / "shown").write_text(f"{outline.pack} {outline.version}", "utf-8")
        deadly = FAULTS / "deadly"
        if _take("crash") or (deadly.exists() and outline.version in deadly.read_text("utf-8").split()):
            ctypes.string_at(0)
        if _take("hang"):
            time.sleep(3600)
        if _take("blind"):
            self.window.blockSignals(True)
        if _take("look"):
            self.tell()
        if _take("leak"):
            self.leaked = []
        self.grow()
        if _take("fix"):
            for number in self.leaked or ():
                os.close(number)
            self.leaked = None
        with suppress(OSError):
            while self.leaked is not None:
                self.leaked.append(os.dup(0))

    def grow(self) -> None:
        """Allocate the requested memory."""
        if _take("hoard"):
            for size in (1 << 24, 1 << 20, 1 << 16, 1 << 12):
                with suppress(MemoryError):
                    while True:
                        self.hoard.append(bytearray(size))
        swell = FAULTS / "swell"
        if swell.exists() and (megabytes := swell.read_text("utf-8")):
            swell.unlink()
            self.hoard += [bytearray(b"x") * (1 << 20) for _ in range(int(megabytes))]

    def tell(self) -> None:
        """Write the content of the screen, and where it can be touched."""
        seen = read_screen(self.window)
        places = {control.id: control.centre for control in seen.controls if control.usable}
        self.sight.seek(0)
        self.sight.truncate()
        self.sight.write(json.dumps({"texts": seen.texts, "places": places, "phase": self.session.state.phase}))
        self.sight.flush()


def _take(fault: str) -> bool:
    try:
        (FAULTS / fault).unlink()
    except FileNotFoundError:
        return False
    return True


if __name__ == "__main__":
    app.Kiosk = FaultyKiosk  # type: ignore[misc]
    sys.exit(run.main(sys.argv[1:]))
