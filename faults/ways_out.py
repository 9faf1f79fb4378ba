"""Row 27: keys, mouse, drops and up to twenty fingers at random, on every screen; there is no way out of the kiosk.

python faults/ways_out.py --inputs 5000 --outside 300 --seed 1, where 5000 inputs take some ten minutes

First within the program, where every kind of input can be made and everything checked after each; then from outside, by
xdotool on a real X server without a window manager, against `kiosk run`.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import monotonic
from typing import Any

from parts.installing import FAULTS
from parts.report import judge, not_run

from setup.sound_server import missing, sound_server
from setup.virtual_screen import virtual_screen

SIZE = "1280x720"
SHOWN = 20
TELL = 60.0  # seconds


def _run(module: str, *words: object) -> tuple[dict[str, Any], str]:
    """Run one round on a screen of its own; return its result, and why it failed to run."""
    # Without a sound server Qt logs an error whenever it should play: that is covered by row 32.
    with virtual_screen(SIZE) as screen, sound_server("one") as server:
        environment = screen | server.environment
        command = [sys.executable, "-m", f"parts.{module}", *map(str, words)]
        piped = subprocess.PIPE
        with subprocess.Popen(command, cwd=FAULTS, env=environment, stdout=piped, stderr=piped, text=True) as process:
            output, complaint = _follow(process, Path(str(words[0])) / "last")
    lines = output.splitlines()
    if process.returncode or not lines:
        return {}, f"it ended with code {process.returncode}: {complaint[-2000:]}"
    found: dict[str, Any] = json.loads(lines[-1])
    return found, ""


def _follow(process: subprocess.Popen[str], last: Path) -> tuple[str, str]:
    """Wait for a round's end, printing progress; return its output."""
    begun = monotonic()
    while True:
        try:
            return process.communicate(timeout=TELL)
        except subprocess.TimeoutExpired:
            # One line says where, the next one what.
            made = f"{len(last.read_bytes().splitlines()) // 2} inputs" if last.exists() else "it goes on"
            print(f"        {made} after {monotonic() - begun:.0f} s", flush=True)


def _tell(counted: dict[str, int], what: str) -> None:
    parts = ", ".join(f"{name} {count}" for name, count in Counter(counted).most_common())
    print(f"        {what}: {parts}")


def _judge(what: str, found: dict[str, Any], why: str, most: str) -> int:
    if why:
        print(why)
        return judge("27", what, "the kiosk did not outlive it", well=False)
    for kind in ("kinds", "screens"):
        _tell(found[kind], f"inputs by {kind.removesuffix('s')}")
    for fault in found["faults"][:SHOWN]:
        print(f"        {fault}")
    count = sum(found["kinds"].values())
    figure = f"{count} inputs of {len(found['kinds'])} kinds on {len(found['screens'])} screens, {most}: "
    return judge("27", what, figure + f"{len(found['faults'])} faults", well=not found["faults"])


def within(inputs: int, seed: int) -> int:
    """The round within the program."""
    what = "random keys, clicks, drops and 20 fingers, within the program"
    with tempfile.TemporaryDirectory() as folder:
        found, why = _run("fuzzing", folder, inputs, seed)
        if why:
            last = Path(folder) / "last"
            why += "\n" + "\n".join(last.read_text("utf-8").splitlines()[-3:] if last.exists() else [])
            output = Path(folder) / "stderr"
            why += output.read_text("utf-8", "replace")[-1500:] if output.exists() else ""
        return _judge(what, found, why, f"leave and restart asked for {found.get('ends', 0)} times")


def outside(inputs: int, seed: int) -> int:
    """The round from outside."""
    what = "the same by xdotool, on X without a window manager, against `kiosk run`"
    if not shutil.which("xdotool"):
        return not_run("27", what, "xdotool is not installed")
    with tempfile.TemporaryDirectory() as folder:
        found, why = _run("outside", folder, inputs, seed)
        return _judge(what, found, why, f"served again after {found.get('seconds', 0):.0f} s")


def main() -> int:
    """Run both rounds; 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=2000)
    parser.add_argument("--outside", type=int, default=300)
    parser.add_argument("--seed", type=int, default=random.randrange(100_000))  # noqa: S311  no secret
    wish = parser.parse_args()
    if why := missing():
        return not_run("27", "random keys, clicks, drops and 20 fingers", why)
    print(f"        seed {wish.seed}", flush=True)
    return int(within(wish.inputs, wish.seed) + outside(wish.outside, wish.seed) > 0)


if __name__ == "__main__":
    sys.exit(main())
