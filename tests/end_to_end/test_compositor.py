"""The kiosk on the compositor of a real device: headless cage, as a user other than root.

Headless cage provides no screenshot (wlr-screencopy is black), so the test reads the Wayland protocol between the two:
the window has the whole screen, cage shows its frames, and the first one is attract.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

PATIENCE = 60.0
NOBODY = 65534
NEEDED = [program for program in ("cage", "setpriv") if shutil.which(program) is None]
pytestmark = pytest.mark.skipif(bool(NEEDED), reason=f"not installed here: {', '.join(NEEDED)} (make debian)")


@pytest.fixture
def user(tmp_path: Path) -> list[str]:
    """Prefix that runs a command as a user other than root.

    Root becomes nobody, with root's read access (the checkout may be in root's home) but unable to become root again:
    otherwise cage refuses to start.
    """
    if os.geteuid() != 0:
        return []
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    words = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    words += ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    probe = subprocess.run([*words, sys.executable, "-c", "pass"], capture_output=True, text=True, check=False)
    if probe.returncode:
        pytest.skip(f"root cannot become another user here: {probe.stderr.strip()}")
    return words


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """Folders of that user, and cage without a screen, a graphics card or an input device."""
    folders = {"HOME": "home", "XDG_RUNTIME_DIR": "run", "XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "QSG_", "XDG_"))}
    kept.pop("DISPLAY", None)
    kept.pop("WAYLAND_DISPLAY", None)
    for name in folders.values():
        folder = tmp_path / name
        folder.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
    headless = {"WLR_BACKENDS": "headless", "WLR_RENDERER": "pixman", "WLR_LIBINPUT_NO_DEVICES": "1"}
    homes = {variable: str(tmp_path / name) for variable, name in folders.items()}
    return kept | headless | homes | {"PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture
def run_in_cage(user: list[str], home: dict[str, str], tmp_path: Path) -> Iterator[Path]:
    """The kiosk with the small pack in cage; yields the file with the output of both."""
    top = Path(__file__).resolve().parents[2]
    output = tmp_path / "output.txt"
    words = [*user, "cage", "--", sys.executable, "-m", "kiosk", "run", "--pack", str(top / "tests/packs/small")]
    with output.open("w") as stream:
        cage = subprocess.Popen(
            words,
            env=home | {"PYTHONPATH": str(top), "QT_QPA_PLATFORM": "wayland", "WAYLAND_DEBUG": "client"},
            cwd=top,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
    yield output
    with suppress(ProcessLookupError):
        os.killpg(cage.pid, signal.SIGKILL)
    cage.wait(timeout=10)


def test_it_comes_up_in_attract_over_the_whole_screen(run_in_cage: Path) -> None:
    end = time.monotonic() + PATIENCE
    log = CompositorLog("")
    while time.monotonic() < end and not (log.attract and log.frames > 3):
        time.sleep(0.3)
        log = CompositorLog(run_in_cage.read_text("utf-8", "replace"))
    assert log.attract, log.words
    assert log.asked_for_the_whole_screen, log.words
    assert log.size == (1280, 720), log.words  # cage's default for a screen of unknown size
    assert log.frames > 3, log.words
    assert "Traceback" not in log.words


class CompositorLog:
    """The messages between kiosk and compositor (WAYLAND_DEBUG), and their other output."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.attract = "The first screen is drawn; a touch begins." in words
        self.asked_for_the_whole_screen = re.search(r"-> xdg_toplevel\S*\.set_fullscreen", words) is not None
        sizes = re.findall(r"xdg_toplevel\S*\.configure\((\d+), (\d+)", words)
        self.size = (int(sizes[-1][0]), int(sizes[-1][1])) if sizes else (0, 0)
        asked = set(re.findall(r"wl_surface\S*\.frame\(new id (wl_callback\S+)\)", words))
        self.frames = sum(name in asked for name in re.findall(r"(wl_callback\S+)\.done\(", words))
