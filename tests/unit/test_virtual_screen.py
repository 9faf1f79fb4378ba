"""A virtual screen ends with what runs on it, and both with the program that made them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
SECONDS = 120.0

pytestmark = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is missing")


def descendants(number: int) -> set[int]:
    """The processes below one, by /proc."""
    below: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        below.setdefault(parent, []).append(int(folder.name))
    found, left = set[int](), [number]
    while left:
        children = below.get(left.pop(), [])
        found.update(children)
        left += children
    return found


def lives(number: int) -> bool:
    try:
        return (Path("/proc") / str(number) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(happened: Callable[[], bool]) -> bool:
    end = time.monotonic() + SECONDS
    # Asked once more it may be over: some processes live for a moment.
    while not (found := happened()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_whoever_ends_the_screen_s_program_leaves_nothing_behind(number: signal.Signals) -> None:
    # Under nohup the tests ignore SIGHUP, and so would all that they start.
    program_file = str(TOP / "setup" / "virtual_screen.py")
    command = ["env", "--default-signal=HUP", sys.executable, program_file, "sh", "-c", "echo ready; exec sleep 600"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        started = descendants(program.pid)
        assert len(started) == 2, started  # Xvfb and the command
        program.send_signal(number)
        assert wait_for(lambda: not any(map(lives, started))), started
        assert program.wait(SECONDS) == (-9 if number == signal.SIGKILL else 128 + number)


def test_the_soak_ends_its_kiosk_and_its_screen(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "soak", "scenes", "--count", "200", "--out", str(tmp_path / "out")]
    reported = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        words, cwd=TOP, env=reported, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as program:
        begun = wait_for(lambda: len(descendants(program.pid)) >= 2)
        started = descendants(program.pid)
        program.terminate()
        assert begun
        assert wait_for(lambda: not any(map(lives, started))), started
        program.wait(SECONDS)
    assert list(tmp_path.glob("yi-kiosk-soak-*")) == []
