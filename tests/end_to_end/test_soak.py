"""Memory stays flat: the short form of `make soak`, over scenes of attract and the same visit again and again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from statistics import median

import pytest

from setup.locales import write_pack
from soak.parts import read

TOP = Path(__file__).resolve().parents[2]
LAP = 6  # scenes
MOST_KB = {"scenes": 10.0, "panels": 35.0}
"""What one more may leave behind. `Loader.setSource` alone left 21 kB a scene, and 71 kB for this visit."""


def figures(folder: Path) -> Path:
    """A pack with figure scenes only: pictures decoded in another thread make memory vary by megabytes."""
    write_pack(folder)
    sheet = folder / "pack.yaml"
    words = sheet.read_text("utf-8")
    scene = words[words.index("attract: [") + len("attract: [") : words.rindex("]")]
    sheet.write_text(words.replace(scene, ", ".join([scene] * LAP)), "utf-8")
    return folder


@pytest.mark.parametrize(("script", "count", "every"), [("scenes", 20 * LAP, LAP), ("panels", 9, 1)])
def test_nothing_is_left_behind(
    script: str, count: int, every: int, screen_environment: Mapping[str, str], tmp_path: Path
) -> None:
    curve = tmp_path / "curve.csv"
    words = [sys.executable, "-m", "soak.subject", script, str(tmp_path), "--curve", str(curve)]
    if script == "scenes":
        words += ["--pack", str(figures(tmp_path / "pack"))]
    words += ["--count", str(count), "--every", str(every)]
    own = {"QT_QUICK_BACKEND": "software", "QSG_RENDER_LOOP": "basic", "QT_QPA_UPDATE_IDLE_TIME": "0"}
    environment = dict(screen_environment) | own
    done = subprocess.run(words, cwd=TOP, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    readings = read(curve)
    assert len(readings) == count // every + 1
    # Caches fill in the first rounds, and on a busy machine memory not yet freed counts as held in a round or two.
    # The median over all pairs of readings (Theil-Sen) is robust against that, and a leak is in each pair.
    rounds = [(reading.number, reading.small) for reading in readings[4:]]
    slopes = [(last - first) / (there - here) for (here, first), (there, last) in combinations(rounds, 2)]
    assert median(slopes) < MOST_KB[script], [reading.small for reading in readings]
