"""An exception for want of memory ends the program wherever Qt calls into Python; no other does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer
from kiosk.device.oom_exit import end_when_exhausted
end_when_exhausted()
application = QCoreApplication([])
def fail():
    raise FAULT
QTimer.singleShot(0, fail)
QTimer.singleShot(300, lambda: application.exit(7))
sys.exit(application.exec())
"""


@pytest.mark.parametrize(
    ("fault", "code"),
    [("MemoryError", 1), ('RuntimeError("can\'t start new thread")', 1), ("RuntimeError('else')", 7), ("KeyError", 7)],
)
def test_it_ends_for_want_and_for_nothing_else(fault: str, code: int) -> None:
    words = [sys.executable, "-c", PROGRAM.replace("FAULT", fault)]
    top = Path(__file__).resolve().parents[2]
    done = subprocess.run(words, cwd=top, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == code, done.stderr
    assert ("no memory left" in done.stderr) == (code == 1)
    assert fault.split("(", maxsplit=1)[0] in done.stderr
