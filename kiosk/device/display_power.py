"""Display power. `python -m kiosk.device.display_power on|off` runs beside the kiosk.

X11 controls it by DPMS (xset); on Wayland, compositors that allow setting outputs do (wlr-randr).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

TIMEOUT = 10.0  # seconds
Run = Callable[[Sequence[str]], str]
CANNOT_SWITCH = "this device cannot switch its display off; it stays black"


class PowerError(Exception):
    """The display was not switched; the message is for the log."""


def switch(on: bool, environment: Mapping[str, str], run: Run) -> None:
    """Switch every display on or off. Raises PowerError."""
    if environment.get("WAYLAND_DISPLAY"):
        outputs = [line.split()[0] for line in run(["wlr-randr"]).splitlines() if line[:1].strip()]
        if not outputs:
            raise PowerError("wlr-randr knows of no display")
        for output in outputs:
            run(["wlr-randr", "--output", output, "--on" if on else "--off"])
    elif environment.get("DISPLAY"):
        # Otherwise X's own screen saver timer puts the display back to sleep.
        run(["xset", "dpms", "0", "0", "0"])
        run(["xset", "dpms", "force", "on" if on else "off"])
        if on:
            run(["xset", "-dpms"])
    else:
        raise PowerError("there is neither X11 nor Wayland here")


def run_program(command: Sequence[str]) -> str:
    """Run a program and return its output. Raises PowerError."""
    program = shutil.which(command[0])
    if program is None:
        raise PowerError(f"{command[0]} is not installed")
    try:
        result = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False, timeout=TIMEOUT)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PowerError(f"{command[0]}: {error}") from error
    # Where the driver lacks DPMS, xset reports it on its output and still exits with 0.
    if result.returncode or "server does not have" in result.stderr:
        raise PowerError(f"{command[0]}: {result.stderr.strip() or result.returncode}")
    return result.stdout


def main(arguments: Sequence[str]) -> int:
    """Switch the displays; return 0 on success."""
    try:
        switch(list(arguments) == ["on"], os.environ, run_program)
    except PowerError as error:
        sys.stderr.write(f"{CANNOT_SWITCH} ({error})\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
