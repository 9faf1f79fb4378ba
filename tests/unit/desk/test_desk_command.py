"""`kiosk desk` as staff start it: it opens at a file, answers on this computer, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

START_SECONDS = 60


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_the_desk_opens_and_ends(made: Path, tmp_path: Path, ending: signal.Signals) -> None:
    pack = Path(shutil.copytree(made, tmp_path / "pack"))
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    environment = os.environ | {"TMPDIR": str(temporary), "XDG_DATA_HOME": str(tmp_path / "data")}
    command = [sys.executable, "-m", "kiosk", "desk", str(pack), "--no-browser", "--port", "18900"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        end = time.monotonic() + START_SECONDS
        while not (found := list(temporary.glob("yi-desk-*/open-yi-desk.html"))):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < end
            time.sleep(0.05)
        match = re.search(r"url=(http://127\.0\.0\.1:\d+)(/enter\?token=[\w-]+)", found[0].read_text("utf-8"))
        assert match is not None
        browser = build_opener(HTTPCookieProcessor())
        browser.open(match[1] + match[2], timeout=30).read()
        assert b"<main" in browser.open(match[1] + "/contents", timeout=30).read()
    finally:
        process.send_signal(ending)
        output = process.communicate(timeout=60)
    assert process.returncode == 0, output
    assert output[1] == ""
    assert list(temporary.iterdir()) == []


def test_what_is_no_pack_is_not_opened(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kiosk", "desk", str(tmp_path / "nothing"), "--no-browser"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
