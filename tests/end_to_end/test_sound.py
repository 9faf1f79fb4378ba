"""A film is heard, as loud as the visitor likes; if the sound server dies, neither the film nor the program ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from math import log10
from pathlib import Path

import pytest

from setup.sound_server import missing, sound_server

TOP = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())


def test_a_film_is_heard_and_goes_on_when_the_server_dies(tmp_path: Path, kept_cache: Path) -> None:
    with sound_server("one") as server:
        reported = os.environ | server.environment | {"PYTHONPATH": str(TOP)}
        command = [sys.executable, "-m", "tests.end_to_end.sound_visit", str(tmp_path), str(kept_cache / "yi-kiosk")]
        with subprocess.Popen(
            command,
            cwd=TOP,
            env=reported,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as kiosk:
            assert kiosk.stdout is not None
            if kiosk.stdout.readline() != "playing\n":
                pytest.fail(kiosk.communicate()[1])
            names, loudness = [], [max(server.hear("one", 1.5))]
            for _ in range(3):
                print("quieter", file=kiosk.stdin, flush=True)
                names.append(kiosk.stdout.readline().strip())
                loudness.append(max(server.hear("one", 1.5)))
            server.kill()
            output, errors = kiosk.communicate("gone\n", timeout=120)
    assert kiosk.returncode == 0, errors
    assert json.loads(output) == {
        "begins": True,
        "heard": True,
        "noticed": True,
        "goes on": True,
        "lost": False,
        "next": True,
        "loud again": "音量：高",
    }
    assert loudness[0] > 0.02
    assert names == ["音量：中", "音量：低", "静音"]
    # EN 301 549 8.2.1: at least 18 dB of range, with a step of 12 dB between.
    steps = [20 * log10(loudness[0] / each) for each in loudness[1:3]]
    assert steps == pytest.approx([12, 24], abs=3), loudness
    assert loudness[3] == 0
    assert ("There is no sound server" in errors, "H.264" in errors) == (True, False)
