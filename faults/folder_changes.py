"""Row 30: the folder of a pack changes under its preview, and under a kiosk that runs from it.

python faults/folder_changes.py --rounds 100 --seed 1

Each round brings the folder into an invalid state, then saves something sound, as editors do. The visitor's screen is
read all the time: it shows the last sound state, or the new one, and nothing else.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from parts.installing import FAULTS
from parts.report import judge

from setup.virtual_screen import virtual_screen

SIZE = "1280x720"
SHOWN = 20
SUBJECTS = {
    "preview": "the folder changes under `kiosk pack preview`",
    "running": "the folder changes under a kiosk that runs from it, reported each time to read it again",
}


def change(subject: str, rounds: int, seed: int) -> int:
    """Run the rounds for one of the two."""
    with tempfile.TemporaryDirectory() as folder, virtual_screen(SIZE) as environment:
        command = [sys.executable, "-m", "parts.changing", subject, folder, str(rounds), str(seed)]
        done = subprocess.run(command, cwd=FAULTS, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            print((Path(folder) / "stderr").read_text("utf-8", "replace")[-2000:])
            return judge("30", SUBJECTS[subject], f"it ended with code {done.returncode}", well=False)
    halves = json.loads(done.stdout.splitlines()[-1])
    for kind in ("harms", "saves"):
        counted = sum((Counter(half[kind]) for half in halves), Counter[str]())
        print(f"        {kind}: " + ", ".join(f"{name} {count}" for name, count in counted.most_common()))
    faults = [fault for half in halves for fault in half["faults"]]
    for fault in faults[:SHOWN]:
        print(f"        {fault}")
    times = [seconds for half in halves for seconds in half["times"]]
    slowest = max(halves, key=lambda half: max(half["times"], default=0))["slowest"]
    harms = sum(sum(half["harms"].values()) for half in halves)
    reported, seen, looks = (sum(half[name] for half in halves) for name in ("reported", "seen", "looks"))
    figure = (
        f"{rounds} rounds: {reported} of {harms} bad states reported to staff, {seen} of {rounds} sound saves seen, "
        f"median {statistics.median(times or [0]):.2f} s, longest {max(times, default=0):.2f} s ({slowest}); "
        f"{looks} looks at the visitor's screen, {len(faults)} faults"
    )
    return judge("30", SUBJECTS[subject], figure, well=not faults)


def main() -> int:
    """Run all rounds; 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(100_000))  # noqa: S311  no secret
    wish = parser.parse_args()
    print(f"        seed {wish.seed}")
    return int(sum(change(subject, wish.rounds, wish.seed) for subject in SUBJECTS) > 0)


if __name__ == "__main__":
    sys.exit(main())
