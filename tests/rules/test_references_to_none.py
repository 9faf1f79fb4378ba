from __future__ import annotations

import subprocess
import sys

CALLS = 200_000
PROGRAM = f"""
import sys
from PySide6.QtCore import QObject, QTimer
thing, timer = QObject(), QTimer()
before = sys.getrefcount(None)
for _ in range({CALLS // 2}):
    thing.setObjectName("a")
    timer.stop()
print(before - sys.getrefcount(None))
"""


def test_calls_that_return_nothing_do_not_use_up_none() -> None:
    """PySide6 6.12.0 lost one reference to None in each: docs/decisions/0001. From 3.12 on None cannot be used up."""
    answer = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=120)
    assert answer.returncode == 0, answer.stderr
    assert int(answer.stdout) < CALLS // 1000
