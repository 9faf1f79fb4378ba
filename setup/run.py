"""`make run`: the kiosk on this machine's screen; without a screen, pictures of what a visitor would see."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from screens import LANGUAGES, SIZES, TOP, draw

REFUSED = 4  # the exit code of a kiosk if another one runs on this device
SECOND = TOP / "build" / "second"
PROBE = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"


def find_platform() -> dict[str, str] | None:
    """The settings with which Qt can open this machine's screen, or None if there is none.

    A display may be set but dead (a closed ssh session), so each is tried, in a process of its own:
    Qt aborts on failure.
    """
    wishes: list[dict[str, str]] = []
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        wishes = [{}]
    elif any(status.read_text().strip() == "connected" for status in Path("/sys/class/drm").glob("card*-*/status")):
        wishes = [{"QT_QPA_PLATFORM": "eglfs"}]
    return next((wish for wish in wishes if _opens(wish)), None)


def _opens(wish: dict[str, str]) -> bool:
    try:
        done = subprocess.run(
            [sys.executable, "-c", PROBE], env=os.environ | wish, check=False, timeout=20, capture_output=True
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> int:
    """Run the kiosk, or draw its screens; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pack", required=True)
    wish = parser.parse_args()
    platform = find_platform()
    if platform is None:
        print("There is no screen here, so the kiosk is walked without one, in Chinese and in English.", flush=True)
        return draw(wish.pack, SIZES[:1], LANGUAGES)
    command = [sys.executable, "-m", "kiosk", "run", "--pack", wish.pack]
    try:
        code = subprocess.run(command, env=os.environ | platform, cwd=TOP, check=False).returncode
        if code == REFUSED:
            print(f"This one is shown beside it, with folders of its own in {SECOND}.", flush=True)
            own = {"XDG_DATA_HOME": str(SECOND / "data"), "XDG_STATE_HOME": str(SECOND / "state")}
            code = subprocess.run(command, env=os.environ | platform | own, cwd=TOP, check=False).returncode
    except KeyboardInterrupt:
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
