"""Rows that need neither root nor much time: their tests, run alone and counted."""

from __future__ import annotations

import re
import subprocess
import sys

from parts.installing import FAULTS
from parts.report import judge

TOP = FAULTS.parent
ROWS = {
    "19": (
        "a byte of an installed file flips",
        ["tests/screens/test_pack_switch.py", "tests/unit/packs/store"],
        "flip",
    ),
    "25": ("video cut short", ["tests/unit/media/test_films.py"], "refused"),
    "26": (
        "http: and file: in texts and pictures",
        ["tests/view/test_no_network.py", "tests/unit"],
        "fetch or leaves",
    ),
}


def main() -> int:
    """Run the tests of each row."""
    failed = 0
    for row, (what, files, words) in ROWS.items():
        command = [sys.executable, "setup/virtual_screen.py", sys.executable, "-m", "pytest", "-q", *files, "-k", words]
        done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
        passed = re.search(r"(\d+) passed", done.stdout)
        figure = f"{passed[1] if passed else 0} tests passed"
        if done.returncode:
            print(done.stdout[-2000:])
        failed += judge(row, what, figure, well=done.returncode == 0 and passed is not None)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
