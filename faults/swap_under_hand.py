"""Packs made live and rolled back while visitors touch the screen: it never changes during a visit.

python faults/swap_under_hand.py [SESSIONS]

The test of tests/screens/test_pack_switch.py, with the given number of sessions.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys

from parts.installing import FAULTS
from parts.report import judge


def main() -> int:
    """Simulate 200 visitors."""
    sessions = sys.argv[1] if len(sys.argv) > 1 else "200"
    test = ["-m", "pytest", "-q", "-s", "tests/screens/test_pack_switch.py", "-k", "under_their_hands"]
    command = [sys.executable, "setup/virtual_screen.py", sys.executable, *test]
    environment = os.environ | {"CROWD": sessions}
    done = subprocess.run(command, cwd=FAULTS.parent, env=environment, capture_output=True, text=True, check=False)
    reported = re.search(r"\d+ sessions, .* swaps on the screen", done.stdout)
    if done.returncode:
        print(done.stdout[-2000:])
    figure = f"{reported[0]}, none under a hand" if reported else "the test did not come to its end"
    return judge(
        "-", "a pack swapped under a visitor's hand", figure, well=done.returncode == 0 and reported is not None
    )


if __name__ == "__main__":
    sys.exit(main())
