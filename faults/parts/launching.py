"""The real launcher, over the faulty kiosk. $PATIENT: it counts no crashes, for many rounds."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from kiosk_launcher import __main__ as launching
from kiosk_launcher.notify_socket import NotifySocket

FAULTY = Path(__file__).with_name("faulty.py")


def main() -> int:
    """Run it until it is asked to end."""
    if os.environ.get("PATIENT"):
        launching.WINDOW = 0.0
    ear = NotifySocket(os.environ)
    # A program with a missing part ends like this.
    kiosk = ["-c", "import kiosk.gone"] if os.environ.get("BROKEN") else [str(FAULTY)]
    stand_in = [sys.executable, "-P", str(launching.SCREEN)]
    launcher = launching.Launcher([sys.executable, *kiosk, *sys.argv[1:]], stand_in, os.environ, ear)
    signal.signal(signal.SIGTERM, launcher.stop)
    return launcher.run()


if __name__ == "__main__":
    sys.exit(main())
