"""What pictures took is given back when they are let go, whatever small things were made meanwhile."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
from pathlib import Path
from kiosk.device.malloc_tuning import give_pictures_back
def rss():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 >> 20
if %r:
    assert give_pictures_back()
bytearray(24 << 20)  # a large one that was freed once
before, kept, small = rss(), [], []
for _ in range(100):
    kept.append(bytearray(1 << 20))
    small.append(bytes(100_000))
full = rss()
kept.clear()
print((full - rss()) / 100)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the C library has its own ways")
def test_pictures_that_are_let_go_leave_no_memory_behind() -> None:
    def returned(*, reported: bool) -> float:
        run = subprocess.run([sys.executable, "-c", PROGRAM % reported], capture_output=True, text=True, check=True)
        return float(run.stdout)

    assert returned(reported=True) > 0.95
    assert returned(reported=False) < 0.5
