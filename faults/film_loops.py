"""Row 31: a film of 1920 x 1080 at 25 frames a second loops in attract, in both renderers.

python faults/film_loops.py --minutes 60

The film is that of `make soak` (soak/film.py), which plays it for half an hour; here a few minutes suffice, after which
the leak as measured (150 MB per second) would have been 40 GB.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from parts.hall import TOP
from parts.report import judge, not_run

from soak.parts import GROUPS, read
from soak.parts import judge as weigh

WHAT = {"film": "a film loops, software renderer", "film-opengl": "a film loops, OpenGL"}


def main() -> int:
    """Loop it in each renderer."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--minutes", type=int, default=5)
    wish = words.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "soak", "film", "--count", str(wish.minutes), "--out", out]
        done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
        if done.returncode == 2:
            return not_run("31", "a film loops", done.stderr.strip().splitlines()[-1])
        for name in GROUPS["film"]:
            file = Path(out, f"{name}.csv")
            readings = read(file) if file.exists() else []
            if not readings:
                bad += judge("31", WHAT[name], "nothing was measured", well=False)
                continue
            verdict = weigh(name, readings)
            bad += judge("31", WHAT[name], verdict.reported[0].partition(": ")[2], well=verdict.well)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
