"""Time from process start to the first frame that answers a touch, compared with a bare PySide6 window.

python bench/start.py [ROUNDS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from kiosk.app import FIRST_FRAME
from kiosk.device.graphics_backend import choose_renderer

HERE = Path(__file__).parent
BARE = [sys.executable, str(HERE / "programs" / "bare_window.py")]
KIOSK = [sys.executable, "-m", "kiosk", "run", "--windowed", "1920x1080"]


def seconds_until(command: list[str], line: str) -> float:
    """Seconds from the start of `command` to the first output line that contains `line`; the program is then killed."""
    begin = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as program:
        assert program.stdout is not None
        try:
            for said in program.stdout:
                if line in said:
                    return perf_counter() - begin
        finally:
            program.kill()
    raise SystemExit(f"{' '.join(command)} ended before it drew anything")


def main() -> int:
    """Print both medians and their ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    choose_renderer(os.environ)
    cold = seconds_until(KIOSK, FIRST_FRAME)
    print(f"first start (pictures prepared where they were not yet): {cold:.2f} s")
    bare, kiosk = [], []
    for _ in range(rounds):
        bare.append(seconds_until(BARE, "drawn"))
        kiosk.append(seconds_until(KIOSK, FIRST_FRAME))
    print(f"bare window  median {statistics.median(bare):.3f} s  (of {rounds}, worst {max(bare):.3f})")
    print(f"kiosk        median {statistics.median(kiosk):.3f} s  (of {rounds}, worst {max(kiosk):.3f})")
    print(f"ratio        {statistics.median(kiosk) / statistics.median(bare):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
