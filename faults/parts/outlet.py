"""A screen with an outlet: Xorg, as on the device, with a driver that draws into memory. Its cable can be pulled."""

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
CONFIG = f"""
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
        Modes "{MODE}"
        Virtual {WIDTH} {HEIGHT}
    EndSubSection
EndSection
Section "ServerFlags"
    Option "AutoAddDevices" "false"
    Option "AutoAddGPU" "false"
EndSection
"""


class Outlet(Screen):
    """Xorg goes on while nothing is plugged in: its picture is then as small as it can be."""

    def __init__(self, folder: Path) -> None:
        """Start it, with its display plugged in."""
        config = folder / "xorg.conf"
        config.write_text(CONFIG, "utf-8")
        self.display = f":{1000 + os.getpid() % 50_000}"
        options = ["-noreset", "-nolisten", "tcp", "-novtswitch", "-sharevts", "-keeptty", "vt7"]
        self._server = subprocess.Popen(
            [XORG, self.display, "-config", config, *options, "-logfile", folder / "xorg.log"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(100):
            if self.plug():
                break
            time.sleep(0.1)

    def plug(self) -> bool:  # type: ignore[override]
        """Plug the display in; tell whether it is."""
        return self._set("--mode", MODE)

    def pull(self) -> None:
        """Pull it."""
        self._set("--off")

    def dump(self) -> bytes:
        """The whole picture, as xwd has it."""
        return subprocess.run(
            ["xwd", "-display", self.display, "-root", "-silent"], capture_output=True, check=False
        ).stdout

    def _set(self, *words: str) -> bool:
        command = ["xrandr", "--display", self.display, "--output", "DUMMY0", *words]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


def missing() -> str:
    """Why there can be no such screen here; empty where there can."""
    lacking = [name for name in ("xrandr", "xwd", "xdotool") if not shutil.which(name)]
    lacking += [str(file) for file in (XORG, DRIVER) if not file.exists()]
    return f"not installed: {', '.join(lacking)}" if lacking else ""
