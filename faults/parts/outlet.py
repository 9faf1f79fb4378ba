"""A pluggable screen: Xorg, as on the device, with a driver that draws into memory, and a cable that can be pulled.

The driver's display is always there, so the cable is a file: while it is missing, the kiosk's xrandr does nothing, as
with nothing plugged in. Plugging in does not light the display either: that is up to the program on the screen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

from parts.screen import HEIGHT, WIDTH, Screen

XORG = Path("/usr/lib/xorg/Xorg")
DRIVER = Path("/usr/lib/xorg/modules/drivers/dummy_drv.so")
MODE = f"{WIDTH}x{HEIGHT}"
# `{mode}` such as 1920x1080, `{virtual}` the same with a space; nothing else is found and added.
SCREEN = """
Section "Device"
    Identifier "memory"
    Driver "dummy"
    VideoRam 65536
EndSection
Section "Monitor"
    Identifier "glass"
    HorizSync 5-1000
    VertRefresh 5-200
EndSection
Section "Screen"
    Identifier "screen"
    Device "memory"
    Monitor "glass"
    DefaultDepth 24
    SubSection "Display"
        Modes "{mode}"
        Virtual {virtual}
    EndSubSection
EndSection
Section "ServerFlags"
    Option "AutoAddDevices" "false"
    Option "AutoAddGPU" "false"
EndSection
"""


class Outlet(Screen):
    """Xorg keeps running with nothing plugged in: its picture then has the minimum size."""

    def __init__(self, folder: Path, cable: Path, *, lit: bool = True) -> None:
        """Start it, with its display plugged in, or with none."""
        config = folder / "xorg.conf"
        config.write_text(SCREEN.format(mode=MODE, virtual=f"{WIDTH} {HEIGHT}"), "utf-8")
        self._cable = cable
        stub = cable.with_name("xrandr")
        stub.write_text(f'#!/bin/sh\n[ ! -e {cable} ] || exec {shutil.which("xrandr")} "$@"\n', "utf-8")
        stub.chmod(0o755)
        self.display = f":{1000 + os.getpid() % 50_000}"
        options = ["-noreset", "-nolisten", "tcp", "-novtswitch", "-sharevts", "-keeptty", "vt7"]
        self._server = subprocess.Popen(
            [XORG, self.display, "-config", config, *options, "-logfile", folder / "xorg.log"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(100):
            if self._set("--mode", MODE):
                break
            time.sleep(0.1)
        if lit:
            self.plug()
        else:
            self.pull()

    def plug(self) -> None:
        """Plug the display in."""
        self._cable.touch()

    def pull(self) -> None:
        """Pull it."""
        self._cable.unlink(missing_ok=True)
        self._set("--off")

    def dump(self) -> bytes:
        """The whole picture, in xwd's format."""
        return subprocess.run(
            ["xwd", "-display", self.display, "-root", "-silent"], capture_output=True, check=False
        ).stdout

    def _set(self, *words: str) -> bool:
        command = ["xrandr", "--display", self.display, "--output", "DUMMY0", *words]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


def missing() -> str:
    """The reason why there can be no such screen here; empty if there can."""
    lacking = [name for name in ("xrandr", "xwd", "xdotool") if not shutil.which(name)]
    lacking += [str(file) for file in (XORG, DRIVER) if not file.exists()]
    return f"not installed: {', '.join(lacking)}" if lacking else ""
