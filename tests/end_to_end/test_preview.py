"""`kiosk pack preview` as a process of its own, on a screen."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.screens.visitor import SMALL


def preview(environment: dict[str, str], *words: str) -> subprocess.Popen[str]:
    """Start it."""
    command = [sys.executable, "-m", "kiosk", "pack", "preview", *words]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_it_says_what_it_does_and_ends_when_told(screen_environment: dict[str, str], tmp_path: Path) -> None:
    pack = Path(shutil.copytree(SMALL, tmp_path / "hall"))
    places = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path), "LANG": "C.UTF-8", "LC_ALL": ""}
    started = preview(screen_environment | places, str(pack), "--device", "55in-portrait", "--page", "nowhere")
    try:
        assert started.stdout is not None
        assert started.stdout.readline() == f"{pack} is followed: save a file and look; close the window to end\n"
        assert started.stderr is not None
        line = started.stderr.readline()
        assert line.startswith("nowhere is not in this pack; there are: bronze/ways, bronze/figures, ")
    finally:
        started.send_signal(signal.SIGTERM)
        _, output = started.communicate(timeout=30)
    assert started.returncode == 0, output
    assert "Traceback" not in output


@pytest.mark.parametrize(
    ("words", "reported"),
    [
        (["nowhere"], "nowhere 不是文件夹"),
        (["tests", "--device", "big"], "big 不是屏幕；请写英寸和横竖：24in, 55in"),
    ],
)
def test_wrong_usage_is_told(words: list[str], reported: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "kiosk", "pack", "preview", *words, "--language", "zh"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert answer.returncode == 2
    assert reported in answer.stderr
