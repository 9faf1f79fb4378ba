"""A virtual screen with its picture in a file, to read what visitors would really see; and a hand.

The hand is xdotool: its input comes from the display server, as from a device, without the kiosk's help.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from pathlib import Path

WIDTH, HEIGHT = 1280, 720
STEP = 40_004  # bytes from one sampled pixel to the next
FEWEST = 10  # with fewer sampled pixels a dump is no picture


class Screen:
    """Xvfb; it can be unplugged, and plugged in again under the same number."""

    def __init__(self, folder: Path) -> None:
        """Plug it in. Its number is unique to this process: the lowest free one could be lost while it is unplugged."""
        self._folder = folder
        self.display = f":{1000 + os.getpid() % 50_000}"
        self.plug()

    def plug(self) -> None:
        """Start it, ready for clients."""
        reading, writing = os.pipe()
        words = ["-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-noreset", "-nolisten", "tcp", "-fbdir", str(self._folder)]
        self._server = subprocess.Popen(
            ["Xvfb", self.display, "-displayfd", str(writing), *words],
            pass_fds=(writing,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            pipe.readline()

    def pull(self) -> None:
        """Kill it."""
        self._server.kill()
        self._server.wait()

    def close(self) -> None:
        """End in order."""
        self._server.terminate()
        self._server.wait()

    def picture(self) -> list[bytes]:
        """Sampled pixels of the whole screen, three bytes each; none if it cannot be read."""
        with suppress(OSError):
            data = self.dump()
            start = int.from_bytes(data[:4], "big") + 12 * int.from_bytes(data[76:80], "big")
            return [data[place : place + 3] for place in range(start, len(data) - 4, STEP)]
        return []

    def dump(self) -> bytes:
        """The whole picture, in xwd's format."""
        return (self._folder / "Xvfb_screen0").read_bytes()

    def lit(self) -> bool:
        """Whether it shows anything: most of it is not black."""
        seen = self.picture()
        return len(seen) > FEWEST and sum(map(any, seen)) > len(seen) / 2

    def hand(self, *words: object) -> None:
        """Run an xdotool command: `mousemove 10 10 click 1`, `type 123`."""
        reported = os.environ | {"DISPLAY": self.display}
        subprocess.run(["xdotool", *map(str, words)], env=reported, capture_output=True, check=False, timeout=60)

    def tap(self, x: float, y: float) -> None:
        """Touch and let go."""
        self.hand("mousemove", round(x), round(y), "mousedown", 1, "sleep", 0.05, "mouseup", 1)


def differ(one: list[bytes], other: list[bytes]) -> float:
    """The share of differing pixels of two pictures, 0 to 1."""
    unlike = sum(a != b for a, b in zip(one, other, strict=False))
    return unlike / max(1, len(one)) if len(one) == len(other) else 1.0
