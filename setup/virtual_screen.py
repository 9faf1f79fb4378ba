"""A virtual screen (Xvfb) on a display of its own, for tests and for machines without a screen.

`python setup/virtual_screen.py [--size 1920x1080] COMMAND …` runs a command on one and returns the command's exit code.
However it ends, the screen and the command end with it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from types import FrameType

from kiosk_launcher.child_process import die_with_parent

SIZE = "1920x1080"
PATIENCE = 30.0  # seconds for Xvfb to start
LEAVE = 10.0  # seconds for a command to end


class VirtualScreenError(RuntimeError):
    """Xvfb is not installed, or did not start."""


@contextmanager
def virtual_screen(size: str = SIZE, frame_buffer: Path | None = None) -> Iterator[dict[str, str]]:
    """Start Xvfb and yield the environment for programs on it; size is WIDTHxHEIGHT in pixels.

    `frame_buffer`: the folder in which Xvfb keeps its pixels as a file, Xvfb_screen0, to be read by mmap.

    Raises VirtualScreenError. Xvfb itself chooses a free display, so that two runs never share one.
    """
    program = shutil.which("Xvfb")
    if program is None:
        raise VirtualScreenError("there is no virtual screen here: Xvfb is missing. Install the Debian package xvfb.")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            *(program, "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"),
            *(("-fbdir", str(frame_buffer)) if frame_buffer else ()),
        ],
        pass_fds=(writing,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=die_with_parent(),  # noqa: PLW1509  there is one thread here
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


def end_in_order() -> None:
    """Make SIGTERM, and a closed terminal (unless under nohup), end this program as sys.exit does."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _leave)


def _leave(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)


def run_on(environment: Mapping[str, str], command: Sequence[str], folder: str | None = None) -> int:
    """Run a command in a folder and return its exit code; if this program ends, the command is ended first."""
    process = subprocess.Popen(command, env=environment, cwd=folder, preexec_fn=die_with_parent())  # noqa: PLW1509
    try:
        return process.wait()
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=LEAVE)
        process.kill()
        process.wait()


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


def main(arguments: list[str]) -> int:
    """Run one command on a virtual screen and return its exit code."""
    size = SIZE
    end_in_order()
    command = arguments
    if arguments[:1] == ["--size"]:
        size, command = arguments[1], arguments[2:]
    try:
        with virtual_screen(size) as environment:
            return run_on(environment, command)
    except VirtualScreenError as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
