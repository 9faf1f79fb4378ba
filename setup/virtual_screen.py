"""A virtual screen (Xvfb) on a display of its own, for tests and for a machine without a screen.

`python setup/virtual_screen.py [--size 1920x1080] COMMAND …` runs a command on one and returns the command's exit code.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer

SIZE = "1920x1080"
PATIENCE = 30.0  # seconds that Xvfb may take to start


class VirtualScreenError(RuntimeError):
    """Xvfb is not installed, or did not start."""


@contextmanager
def virtual_screen(size: str = SIZE) -> Iterator[dict[str, str]]:
    """Start Xvfb and give the environment that puts a program on it; size is WIDTHxHEIGHT in pixels.

    Raises VirtualScreenError. Xvfb itself chooses a free display, so that two runs never meet on one.
    """
    program = shutil.which("Xvfb")
    if program is None:
        raise VirtualScreenError("there is no virtual screen here: Xvfb is missing. Install the Debian package xvfb.")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(writing,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        yield _environment(_read_display(reading, server))
    finally:
        server.terminate()
        with suppress(subprocess.TimeoutExpired):
            server.wait(timeout=5)
        server.kill()
        server.wait()


def _read_display(reading: int, server: subprocess.Popen[bytes]) -> str:
    watch = Timer(PATIENCE, server.kill)
    watch.start()
    with os.fdopen(reading) as pipe:
        number = pipe.readline().strip()
    watch.cancel()
    if not number:
        raise VirtualScreenError(
            f"there is no virtual screen here: Xvfb did not start (it ended with code {server.poll()})."
        )
    return f":{number}"


def _environment(display: str) -> dict[str, str]:
    chosen = {"WAYLAND_DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM"}
    return {name: value for name, value in os.environ.items() if name not in chosen} | {"DISPLAY": display}


def main(words: list[str]) -> int:
    """Run one command on a virtual screen and return its exit code."""
    size = SIZE
    if words[:1] == ["--size"]:
        size, words = words[1], words[2:]
    try:
        with virtual_screen(size) as environment:
            return subprocess.run(words, env=environment, check=False).returncode
    except VirtualScreenError as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
