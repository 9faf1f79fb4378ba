"""A run of the tests reads and writes nothing in the home of whoever starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# A kiosk in the process of the tests, whose QML Qt compiles, and a command with a pack of which a screen is laid out.
TESTS = (
    "tests/screens/test_home.py::test_sliding_off_a_tile_cancels",
    "tests/unit/packs/test_pack_check.py::test_a_sound_pack_is_ready_for_the_kiosk",
)


def test_a_run_leaves_the_home_untouched(top: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    folders = {f"XDG_{name}_HOME" for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    environment = {name: value for name, value in os.environ.items() if name not in folders} | {"HOME": str(home)}
    command = [sys.executable, "-m", "pytest", "-q", *TESTS]
    answer = subprocess.run(command, cwd=top, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout
    assert [str(path.relative_to(home)) for path in home.rglob("*")] == []
