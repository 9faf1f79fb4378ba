"""A pack's folder that changes under a kiosk: `python -m parts.changing SUBJECT FOLDER ROUNDS SEED`, in faults/.

SUBJECT is `preview` or `running`. Prints the result as one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from parts.editing import TITLE, Editor
from parts.fuzzing import StderrReader
from parts.packs import SMALL

os.environ |= {"QSG_RENDER_LOOP": "basic", "QT_QUICK_BACKEND": "software"}
PATIENCE = 15.0  # seconds until a save must be seen, or an error shown
SURE = 0.4  # how long the screen is watched


@dataclass
class Tally:
    """Counts of what was done and seen; `slowest` in seconds, with the way of that save."""

    rounds: int = 0
    harms: Counter[str] = field(default_factory=Counter)
    saves: Counter[str] = field(default_factory=Counter)
    reported: int = 0
    seen: int = 0
    looks: int = 0
    times: list[float] = field(default_factory=list)
    slowest: str = ""
    faults: list[str] = field(default_factory=list)


class Change:
    """Rounds of harm and of a sound save, with the screen watched all the time."""

    def __init__(self, subject: str, folder: Path, seed: int, *, linked: bool) -> None:
        from parts.subjects import Previewed, Running

        chance = random.Random(seed)  # noqa: S311  the same rounds each time
        folder.mkdir()
        self.tally = Tally()
        self._chance = chance
        self._editor = Editor(SMALL, folder / "hall", chance, self._pause, linked=linked)
        kind = {"preview": Previewed, "running": Running}[subject]
        self._subject = kind(self._editor.folder, folder.parent / "cache")
        self._words, self._coming = TITLE, ""
        self._what = "the start"
        self._good = self._subject.begin()

    def go(self, rounds: int, stderr_reader: StderrReader) -> Tally:
        """Run this many rounds."""
        for _ in range(rounds):
            self.tally.rounds += 1
            if self._chance.random() < 0.7:
                self._harm()
            self._save()
            if output := stderr_reader().strip():
                self._fault(f"stderr says: {output}")
        self._subject.end()
        return self.tally

    def _harm(self) -> None:
        before = self._subject.picture()
        self._what = self._editor.harm()
        self.tally.harms[self._what] += 1
        self._subject.changed()
        if self._until(self._subject.is_told):
            self.tally.reported += 1
        else:
            self._fault("it was not reported to staff")
        self._look_for(SURE)
        if self._subject.picture() != before:
            self._fault("the picture on the screen is another")

    def _save(self) -> None:
        self._subject.approach(self._chance.random() < 0.5)
        self._coming = f"第{self.tally.rounds}次水"
        self._what = self._editor.save(self._coming)
        self.tally.saves[self._what] += 1
        begun = monotonic()
        self._subject.changed()
        if not self._until(lambda: self._subject.has(self._coming)):
            self._fault(f"{self._coming} was not seen: {self._subject.texts()}")
            return
        took = monotonic() - begun
        self.tally.seen += 1
        if took > max(self.tally.times, default=0):
            self.tally.slowest = self._what
        self.tally.times.append(round(took, 2))
        self._good = tuple(each.replace(self._words, self._coming) for each in self._good)
        self._words, self._coming = self._coming, ""
        if not self._until(self._subject.is_content):
            self._fault("staff are still reported of a problem")
        self._look_for(SURE)

    def _until(self, holds: Callable[[], bool]) -> bool:
        end = monotonic() + PATIENCE
        while not holds():
            if monotonic() > end:
                return False
            self._look_for(0.02)
        return True

    def _pause(self, seconds: float) -> None:
        """Pause in the middle of a save; the kiosk may be notified all the same."""
        if self._chance.random() < 0.3:
            self._subject.changed()
        self._look_for(seconds)

    def _look_for(self, seconds: float) -> None:
        from kiosk.tour.synthetic_touch import wait

        end = monotonic() + seconds
        while True:
            wait(10)
            self._look()
            if monotonic() >= end:
                return

    def _look(self) -> None:
        """Check that the visitor's screen shows the last sound state or the new one, and nothing else."""
        self.tally.looks += 1
        texts = self._subject.texts()
        new = tuple(each.replace(self._words, self._coming or self._words) for each in self._good)
        if texts is not None and texts not in {self._good, new}:
            self._fault(f"the visitor sees {set(texts) ^ set(self._good)}")

    def _fault(self, words: str) -> None:
        self.tally.faults.append(f"round {self.tally.rounds}, {self._what}: {words}")


def main(subject: str, folder: Path, rounds: int, seed: int) -> int:
    """Run half of the rounds on a folder, half on a link to one."""
    from kiosk.app import make_application

    make_application()
    stderr_reader = StderrReader(folder / "stderr")
    found = []
    for linked in (False, True):
        change = Change(subject, folder / ("linked" if linked else "plain"), seed + linked, linked=linked)
        found.append(vars(change.go(rounds // 2 + linked * (rounds % 2), stderr_reader)))
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
