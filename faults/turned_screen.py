"""A rotated display: a touch in a corner of the screen lands in that corner of the picture.

A real Xorg reads what `kiosk device set-up` writes for each turn, and a touch screen (Xorg's own test driver, fed
through a socket) is touched in its four corners. X's position of the touch is compared with RandR's position of that
corner of the picture. Two things cannot be tested without a display: Xorg's memory driver does not rotate its picture,
so a portrait mode is used instead; and udev adds no device, so the matrix is assigned to the touch screen by name and
not by class.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parts.outlet import DRIVER, SCREEN, XORG
from parts.report import judge, not_run

from kiosk.content.device_model import Device, ScreenSettings
from kiosk.system.setup.plan import XORG as FILE
from kiosk.system.setup.plan import File, SetupOptions, plan

WHAT = "a turned display"
LONG, SHORT = 1280, 720
TOUCH = Path("/usr/lib/xorg/modules/input/inputtest_drv.so")
FURTHEST = 65_535.0  # of the driver's axes
# Clockwise from the upper left. A picture turned right has its first corner at the screen's second.
CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))
STEPS = {"none": 0, "right": 1, "180": 2, "left": 3}
CONFIG = (
    SCREEN
    + """Section "InputDevice"
    Identifier "finger"
    Driver "inputtest"
    Option "SocketPath" "{socket}"
    Option "DeviceType" "Touch"
    Option "TouchCount" "10"
{matrix}EndSection
Section "ServerLayout"
    Identifier "hall"
    Screen "screen"
    InputDevice "finger"
EndSection
"""
)


class Finger:
    """Touch input by the socket of Xorg's test driver (include/xf86-input-inputtest-protocol.h, version 1.1)."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(str(path))
        self._socket.sendall(struct.pack("=IIHH", 12, 0, 1, 1))
        self._socket.recv(12)

    def touch(self, x: float, y: float, kind: int) -> None:
        """Send one touch event at (x, y), each from 0 to 1: XI_TouchBegin is 18, XI_TouchEnd is 20. Waits for X."""
        places = struct.pack("=64d", x * FURTHEST, y * FURTHEST, *[0.0] * 62)
        self._socket.sendall(
            struct.pack("=IIII", 1056, 6, 1, kind) + struct.pack("=I8s4x", 0, b"\3") + places + bytes(512)
        )
        self._socket.sendall(struct.pack("=II", 8, 1))
        self._socket.recv(8)


def written(turn: str) -> str:
    """The Xorg settings that set-up writes."""
    return next(
        step.content
        for step in plan(SetupOptions("x11"), device=Device(screen=ScreenSettings.model_validate({"turn": turn})))
        if isinstance(step, File) and step.path == FILE
    )


@contextmanager
def xorg(turn: str, folder: Path) -> Iterator[str]:
    """Start Xorg with set-up's settings, with its picture in the rotated size; yield its display."""
    width, height = (SHORT, LONG) if turn in {"left", "right"} else (LONG, SHORT)
    (folder / "conf.d").mkdir()
    (folder / "conf.d" / Path(FILE).name).write_text(written(turn), "utf-8")
    matrix = re.search(r'^ *Option "TransformationMatrix".*\n', written(turn), re.MULTILINE)
    settings = {"mode": f"{width}x{height}", "virtual": f"{width} {height}", "socket": folder / "finger"}
    (folder / "xorg.conf").write_text(CONFIG.format(matrix=matrix[0] if matrix else "", **settings), "utf-8")
    display = f":{1000 + os.getpid() % 50_000}"
    options = [
        "-noreset",
        "-nolisten",
        "tcp",
        "-novtswitch",
        "-sharevts",
        "-keeptty",
        "vt7",
        "-logfile",
        folder / "log",
    ]
    server = subprocess.Popen(
        [XORG, display, "-config", folder / "xorg.conf", "-configdir", folder / "conf.d", *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        sized = ["xrandr", "--display", display, "--output", "DUMMY0", "--mode", settings["mode"]]
        for _ in range(100):
            if subprocess.run(sized, capture_output=True, check=False).returncode == 0:
                break
            time.sleep(0.1)
        yield display
    finally:
        server.terminate()
        server.wait()


def landed(display: str) -> tuple[int, int]:
    """The corner of the picture in which X places the finger."""
    words = ["xdotool", "getmouselocation", "--shell"]
    output = subprocess.run(
        words, env=os.environ | {"DISPLAY": display}, capture_output=True, text=True, check=True
    ).stdout
    place = dict(line.split("=") for line in output.split())
    root = subprocess.run(
        ["xdotool", "getdisplaygeometry"],
        env=os.environ | {"DISPLAY": display},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    return tuple(round(int(place[axis]) / (int(size) - 1)) for axis, size in zip("XY", root, strict=True))  # type: ignore[return-value]


def right_corners(turn: str) -> tuple[int, str]:
    """The number of right corners out of four, and Xorg's complaints about the file."""
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top)
        with xorg(turn, folder) as display:
            finger = Finger(folder / "finger")
            right = 0
            for number, (x, y) in enumerate(CORNERS):
                finger.touch(x, y, 18)
                right += landed(display) == CORNERS[(number - STEPS[turn]) % 4]
                finger.touch(x, y, 20)
        log = (folder / "log").read_text("utf-8", "replace")
    used = f'(==) Using config directory: "{folder / "conf.d"}"' in log or str(folder / "conf.d") in log
    return right, "" if used else "Xorg did not read what set-up writes"


def main() -> int:
    """Touch the corners under each turn."""
    lacking = [name for name in ("xrandr", "xdotool") if not shutil.which(name)]
    lacking += [str(file) for file in (XORG, DRIVER, TOUCH) if not file.exists()]
    if lacking or os.geteuid() != 0:
        return not_run("turn", WHAT, f"not installed: {', '.join(lacking)}" if lacking else "only root starts Xorg")
    bad = 0
    for turn in STEPS:
        right, why = right_corners(turn)
        bad += judge(
            "turn", f"{WHAT}: {turn}", why or f"{right} of 4 corners land where they are", well=right == 4 and not why
        )
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
