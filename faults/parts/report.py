"""The one line that a program of faults/ prints for each row of the list of faults.

Importing it makes SIGTERM work as sys.exit, so that the program's children end with it.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "setup"))

from virtual_screen import end_in_order

end_in_order()


def judge(row: str, what: str, figure: str, *, well: bool) -> int:
    """Print whether a fault was survived; return the program's exit code."""
    return _say(row, "PASS" if well else "FAIL", figure, what, int(not well))


def not_run(row: str, what: str, why: str) -> int:
    """Print that a fault cannot be injected on this machine."""
    return _say(row, "NOT RUN", why, what, 0)


def _say(row: str, verdict: str, figure: str, what: str, code: int) -> int:
    print(f"row {row}  {verdict}  {figure}  {what}", flush=True)
    return code
