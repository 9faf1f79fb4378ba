"""The launcher as it is, over the faulty kiosk. $PATIENT: it counts no crash, for rounds that are many."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from kiosk_launcher import __main__ as launching
from kiosk_launcher.notify_socket import NotifySocket

FAULTY = Path(__file__).with_name("faulty.py")


def main() -> int:
    """Run it until it is told to end."""
    if os.environ.get("PATIENT"):
        launching.WINDOW = 0.0
    ear = NotifySocket(os.environ)
    # A program of which a part is gone ends as this one does.
    kiosk = ["-c", "import kiosk.gone"] if os.environ.get("BROKEN") else [str(FAULTY)]
    stand_in = [sys.executable, "-P", str(launching.SCREEN)]
    launcher = launching.Launcher([sys.executable, *kiosk, *sys.argv[1:]], stand_in, os.environ, ear)
    signal.signal(signal.SIGTERM, launcher.stop)
    return launcher.run()


if __name__ == "__main__":
    sys.exit(main())
